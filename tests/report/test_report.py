"""Reports: complete for any questionnaire, inert whatever the texts say, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from markdown_viewers import VIEWERS, in_code
from report_pages import CASES, FOREIGN, HERE, HOSTILE, Page, drawn, hostile_answers, hostile_tree
from silk_assess.answers.reader import answers_of
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.files.yaml.reader import read
from silk_assess.report import render as report
from silk_assess.report.organisation.view import view
from silk_assess.scoring.assess import assess
from small_packs import hundred, index, levels, risk, risks, scored, section, tree_of

EMPTY = "format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\n"


def from_text(text: str, output: str = "html") -> str:
    tree = load_pack(find_pack("silk"))
    answers, faults = answers_of(read(text, "a.yaml"), tree, "a.yaml")
    assert not faults
    return report.draw(assess(tree, answers), output)


@pytest.mark.parametrize("answers", [*CASES, *FOREIGN], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_report_is_complete(answers):
    """Every link into the page leads somewhere, ids are unique, and no figure is missing in words."""
    page = Page(drawn(answers, "html"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.named("a") if link["href"].startswith("#")} <= set(ids)
    assert len(page.named("h1")) == 1
    assert not re.search(r"\bnan\b|Undefined|<silk|None(%| points|, \d)|\(None\)", " ".join(page.texts))
    markdown = drawn(answers, "md")
    assert markdown.startswith("# ")
    assert "\n\n\n" not in markdown
    assert not re.search(r"[ \t]$", markdown, re.MULTILINE)


@pytest.mark.parametrize("answers", CASES, ids=lambda path: path.parent.name)
def test_a_page_loads_nothing_and_runs_only_its_own_script(answers):
    page = Page(text := drawn(answers, "html"))
    assert not {tag for tag, _ in page.tags} & {"img", "link", "iframe", "object", "embed", "base", "audio", "video"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]
    policy = next(one["content"] for one in page.named("meta") if one.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    data = re.search('<script type="application/json" id="drawn-from">(.*?)</script>', text, re.DOTALL).group(1)
    assert f"'sha256-{base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()}'; base-uri" in policy
    assert all(re.match("#|https?://", link["href"]) for link in page.named("a"))


def test_a_report_stays_under_240_kilobytes():
    assert max(len(drawn(answers, "html").encode()) for answers in CASES) < 240_000


def test_the_same_assessment_gives_the_same_bytes():
    assert drawn(CASES[0], "html") == drawn(CASES[0], "html")
    assert drawn(CASES[0], "md") == drawn(CASES[0], "md")


def test_figures_are_those_of_the_result():
    """Haneul Works, whose figures the design text states."""
    text = drawn(HERE / "cases" / "haneul-works" / "answers.yaml", "md")
    assert "| **All together** | 56.3 | 54.5 to 58.1 | 96 % | Half-way |" in text
    assert "| **Governance** | 41.3 | 39.1 to 42.9 | 96 % | Half-way |" in text
    assert "Level reached: Piloting" in text
    assert "Mandate and oversight: from 42.3 to 57.3, 55 needed." in text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "Nothing is answered so far: Not known yet"),
        ("answers: {dir-reason: tested}\n", "1 of 100 done"),
        ("answers: {peo-carrier: unknown}\n", "Not known yet"),
    ],
)
def test_an_almost_empty_file_still_gives_a_useful_report(body, expected):
    text = from_text(EMPTY + body, "md")
    assert expected in text
    assert "## The next step" in text


def test_hostile_texts_are_inert_in_html():
    tree = hostile_tree()
    text = report.draw(assess(tree, hostile_answers(tree)), "html")
    page = Page(text)
    assert page.named("script") == [{}, {"type": "application/json", "id": "drawn-from"}]
    assert page.named("style") == [{}]
    assert not page.named("img")
    assert not page.named("b") or all(not attributes for attributes in page.named("b"))
    assert "onerror" not in {name for _, attributes in page.tags for name in attributes}
    assert all(link["href"].startswith("#") or re.match("https?://", link["href"]) for link in page.named("a"))
    assert "1337" not in text
    assert "\u202e" not in text
    assert "\u200b" not in text
    assert "<script>alert(1)</script>" in "".join(page.texts)
    assert "\\u202egnp.exe" in "".join(page.texts)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_hostile_texts_read_letter_by_letter_in_markdown(viewer):
    tree = hostile_tree()
    text = report.draw(assess(tree, hostile_answers(tree)), "md")
    rendered = VIEWERS[viewer](text)
    page = Page(rendered)
    plain = re.sub(r"\s+", " ", "".join(page.texts))
    seen = HOSTILE.replace("\u202e", "\\u202e").replace("\u200b", "\\u200b")
    assert plain.count(seen) > 300
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "a", "em", "del", "s", "pre", "blockquote"}
    assert in_code(rendered) == {"http://evil.example", "www.evil.example", "a@evil.example", "u202egnp.exe"}
    assert "1337" not in text
    assert "\u202e" not in text


def test_a_name_of_ten_thousand_letters_is_shown_whole():
    name = "Kooperative " * 833 + "ABCD"
    text = from_text(EMPTY + f"organisation: {{name: {name}}}\n")
    assert name in "".join(Page(text).texts)


BANDS = [
    {"from": 0, "label": "In danger"},
    {"from": 80, "label": "Well guarded", "unprotected": "Little in sight, nothing in place"},
]
CALM = {f"{id}-{part}": "v1" for id in ("one", "two") for part in ("likelihood", "impact")}


@pytest.mark.parametrize("output", ["html", "md"])
def test_little_in_sight_and_no_control_is_called_guarded_nowhere(output):
    """The section, and the risk that is read in its bands."""
    tree = tree_of(risks("drift", risk("one", hundred("a")), risk("two", hundred("b")), bands=BANDS))
    bare, mixed = (report.draw(scored(tree, {**CALM, "a": 0, "b": size}), output) for size in (0, 100))
    assert "Well guarded" not in bare
    assert bare.count("Little in sight, nothing in place") >= 3
    # One of the two is guarded, and the worst is not.
    assert "Little in sight, nothing in place" in mixed
    assert "The words follow both" in mixed
    assert mixed.count("Well guarded") == 1


def test_what_a_band_says_beside_its_label_is_left_out_where_another_label_stands():
    bands = [BANDS[0], BANDS[1] | {"text": "You can rest."}]
    tree = tree_of(risks("drift", risk("one", hundred("a")), bands=bands))
    calm = {"one-likelihood": "v1", "one-impact": "v1"}
    bare, held = (view(scored(tree, {**calm, "a": size})).verdict for size in (0, 100))
    assert (bare.lead, bare.text) == ("Little in sight, nothing in place.", "")
    assert (held.lead, held.text) == ("Well guarded.", "You can rest.")


def test_parts_that_are_far_apart_leave_the_whole_without_a_word():
    bands = [{"from": size, "label": f"from {size}"} for size in (0, 20, 40, 60, 80)]
    parts = section("a", hundred("x")), section("b", hundred("y"))
    tree = tree_of(*parts, index=index("a", "b"), bands=bands)
    content = view(scored(tree, {"x": 24, "y": 97}))
    assert content.verdict.lead == "The parts are far apart: 24.0, 97.0."
    assert content.standing.groups[-1][0].reading == "The parts are far apart: 24.0, 97.0"
    assert view(scored(tree, {"x": 50, "y": 61})).verdict.lead == "from 40."


def test_a_file_of_another_version_says_what_was_left_out():
    text = from_text(EMPTY.replace("2.0.0", "0.9.0") + "answers: {gone: a, dir-reason: stated}\n", "md")
    assert "Answered with another version" in text
    assert "gone: there is no question" in text


SMALL = tree_of(section("s", hundred("a"), hundred("b")))
BESIDE = """
format: silk-answers/1
questionnaire: small
version: 1.0.0
organisation: {name: Quay}
answered: {date: 2026-11-04, by: Board *and* two members}
answers:
  a: {value: 10, note: a private note, evidence: a named paper}
  b: {value: unknown, note: another note}
"""


def beside(output: str, without: tuple[str, ...] = ()) -> str:
    answers, faults = answers_of(read(BESIDE, "a.yaml"), SMALL, "a.yaml")
    assert not faults
    return report.draw(assess(SMALL, answers), output, without=without)


@pytest.mark.parametrize(("output", "by"), [("html", "Board *and* two members"), ("md", "Board \\*and\\* two members")])
def test_who_answered_and_when_stands_on_the_first_page(output, by):
    text = beside(output)
    assert "Answered on 4 November 2026 by " in text
    assert by in text


@pytest.mark.parametrize(
    ("given", "expected"),
    [("date: 2026-11-04", "Answered on 4 November 2026."), ("by: The board", "Answered by The board.")],
)
def test_either_may_be_missing(given, expected):
    assert expected in from_text(f"{EMPTY}answered: {{{given}}}\n", "md")
    assert "Answered" not in from_text(EMPTY, "md").split("##", maxsplit=1)[0]


def test_on_paper_each_page_has_name_and_answered_in_an_element():
    """What a person wrote is never in a style sheet, whatever it is."""
    text = beside("html")
    foot = re.search('<div class="paper" aria-hidden="true">(.*?)</div>', text).group(1)
    assert "".join(Page(foot).texts) == "QuayAnswered on 4 November 2026 by Board *and* two members"
    assert "Quay" not in re.search("<style>(.*?)</style>", text, re.DOTALL).group(1)


def test_on_paper_a_link_shows_its_address():
    text = drawn(CASES[0], "html")
    links = re.findall('href="(https?://[^"]*)"[^>]*>[^<]*</a><span class="url"> \\((.*?)\\)</span>', text)
    assert len(links) == len(re.findall('href="http', text))
    assert all(address == said for address, said in links)


@pytest.mark.parametrize("output", ["html", "md"])
def test_what_is_not_to_be_sent_is_left_out_and_that_is_said(output):
    texts = {"notes": "a private note", "evidence": "a named paper", "by": "two members"}
    assert all(text in beside(output) for text in texts.values())
    for part, gone in texts.items():
        text = beside(output, (part,))
        assert gone not in text
        assert all(other in text for other in texts.values() if other != gone)
        assert "Left out of this report: " in text
    assert "Answered on 4 November 2026" in text
    assert "another note" not in beside(output, tuple(texts))


def rule(id, when, kind="warning"):
    return {"id": id, "kind": kind, "when": when, "say": f"Say {id}.", "advise": f"Do {id}."}


def test_the_first_step_of_a_question_is_no_advice_of_a_rule():
    own = hundred("a", step="Write one page.")
    tree = tree_of(section("s", own, hundred("b")), rules=[rule("r", {"a": {"below": 50}, "b": {"below": 50}})])
    found = view(scored(tree, {"a": "10", "b": "10"})).matters
    assert [one.monday.partition(". ")[0] for one in found] == ["Write one page", "Make this true: “11”"]


def test_no_strength_is_among_what_matters_most():
    """Nothing is lost as far as one knows: one of three answers is too few for points."""
    rules = [rule("good", {"a": {"above": 50}}, "strength"), rule("bad", {"a": {"above": 60}})]
    parts = section("s", hundred("a"), hundred("b"), hundred("c"))
    both = view(scored(tree_of(parts, rules=rules, index=index("s")), {"a": "100"}))
    assert [one.id for one in both.standouts] == ["bad"]
    assert both.matters_text.endswith("These stand out so far.")
    one = view(scored(tree_of(parts, rules=rules[:1], index=index("s")), {"a": "100"}))
    assert (one.standouts, [rule.id for rule in one.stands_out.strengths]) == ((), ["good"])
    assert "stand out" not in one.matters_text


def test_what_holds_is_said_by_the_requirements_met():
    tree = tree_of(
        section("s", hundred("a")), section("t", hundred("b")), levels=levels({"s": 20}, {"s": 40, "t": 30}, {"t": 90})
    )
    found = view(scored(tree, {"a": "50", "b": "25"})).verdict.holds
    assert [tuple(need) for need in found.met] == [("s", "50.0", "40")]
    assert (found.next_head, [tuple(need) for need in found.missed]) == (
        "What ? still asks for", [("t", "25.0", "30")]
    )  # fmt: skip
    top = view(scored(tree, {"a": "50", "b": "95"})).verdict.holds
    assert ([tuple(need) for need in top.met], top.next_head) == ([("s", "50.0", "40"), ("t", "95.0", "90")], "")


def test_without_any_requirement_met_that_is_said():
    tree = tree_of(section("s", hundred("a")), levels=levels({"s": 20}))
    assert "What holds: Nothing yet of what a level asks for." in report.draw(scored(tree, {"a": "10"}), "md")


def test_rules_are_told_once_with_what_stands_out_first():
    rules = [rule(f"r{i}", {"a": {"below": 50}, "b": {"below": 60 + i}}) for i in range(6)]
    rules.append(rule("good", {"a": {"above": 0}}, "strength"))
    text = report.draw(
        scored(tree_of(section("s", hundred("a"), hundred("b")), rules=rules), {"a": "10", "b": "20"}), "html"
    )
    assert re.findall('id="rule-([^"]*)"', text) == [*(f"r{i}" for i in range(6)), "good"]
    assert "<summary>One warning more</summary>" in text
    assert text.count("This answer has a part in each of these: ") == 1


def test_the_view_has_one_step_for_each_change_of_the_way_up():
    tree = load_pack(find_pack("silk"))
    content = view(assess(tree, load_answers(HERE / "cases" / "kaffekompaniet" / "answers.yaml", tree)))
    assert [deed.id for deed in content.next_step.way] == ["peo-carrier", "lea-debrief"]
    assert [deed.takes for deed in content.next_step.way] == ["weeks", "days"]
    assert [one.id for one in content.next_step.ask] == ["peo-conflict"]
    assert [matter.id for matter in content.matters] == ["drg-report", "mod-proof", "peo-carrier"]
