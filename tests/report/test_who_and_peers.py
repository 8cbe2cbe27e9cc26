"""What a report says of the organisation, and of peer cases beside it, comes from the questionnaire."""

from silk_assess.report.render import draw
from small_packs import scored, section, tree_of, yes_no

PROFILE = [
    {"id": "seat", "type": "country", "text": "Where?"},
    {
        "id": "shape",
        "type": "choice",
        "text": "Which shape?",
        "options": [{"id": "round", "label": "A round one"}, {"id": "square", "label": "A square one"}],
    },
    {"id": "trade", "type": "text", "text": "Which trade?"},
    {"id": "roving", "type": "yes-no", "text": "Do you rove?"},
    {"id": "boats", "type": "number", "text": "?", "from": 0, "to": 9, "line_zero": "no boat", "line_one": "one boat"},
]
LINE = ["{shape} in {seat}", "mends {trade}", "{boats} boats"]
CASE = {
    "id": "alder",
    "name": "Alder",
    "country": "FR",
    "legal_form": "round",
    "features": {"boats": 1, "roving": "yes", "shape": "round"},
}


def report(output, **organisation):
    tree = tree_of(section("part", yes_no("a")), profile=PROFILE, line=LINE, cases=[CASE])
    return draw(scored(tree, {"a": "yes"}, **organisation), output)


def test_the_line_is_that_of_the_questionnaire():
    text = report("md", seat="KR", shape="square", trade="nets", boats=3)
    assert "\nA square one in South Korea, mends nets, 3 boats.\n" in text


def test_a_peer_case_is_said_in_the_same_pieces_theirs_first():
    text = report("md", seat="KR", shape="square", trade="nets", boats=0, roving="yes")
    assert "### Most like you: Alder\n\nA round one, France.\n" in text
    assert "- Like you: “Do you rove?” Yes. One boat; yours: no boat.\n" in text
    assert "- Most unlike you: “Which shape?” A round one; yours: A square one.\n" in text


def test_what_a_person_wrote_may_run_the_other_way():
    text = report("html", trade="<b>دراجات", boats=1)
    assert '<p class="who">Mends <bdi>&lt;b&gt;دراجات</bdi>, one boat. </p>' in text
