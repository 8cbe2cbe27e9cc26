"""Slips of authors, planted one at a time in a copy of the shipped questionnaire: each is told, at its place.

All of them passed once. Without a slip nothing is told but what `allow.yaml` allows.
"""

import shutil
from pathlib import Path

import pytest

from silk_assess.commands.check.against import against
from silk_assess.commands.check.command import inspect
from silk_assess.commands.check.screen import checked
from silk_assess.faults import SilkError
from silk_assess.files.questionnaires import load_pack
from silk_assess.terminal.layout import plain

SHIPPED = Path(__file__).parent.parent.parent / "questionnaires" / "silk"
PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """Change texts in a copy of the shipped questionnaire with an id of its own, and list what is found."""
    shutil.copytree(SHIPPED, tmp_path / "ours")
    monkeypatch.chdir(tmp_path)
    change("pack.yaml", "id: silk", "id: ours")

    def plant(*changes):
        for file, old, new in changes:
            change(file, old, new)
        return looked()

    return plant


def change(file, old, new):
    path = Path("ours") / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def looked(folder="ours"):
    (one,) = inspect([Path(folder)])
    return one


def codes(found):
    return [(one.severity, str(one.code), one.where.file.removeprefix("ours/")) for one in found.findings]


def said(found, width=80):
    return " ".join(" ".join(plain(line) for line in checked([found], width)).split())


GOVERNANCE, CAPABILITIES = "governance.yaml", "capabilities.yaml"
NOT_SETTLED = '{id: open, label: "It is not settled", value: 0}'
AGREED = '{id: agreed, label: "It is agreed, and not written", value: 40}'
WHEN = "when: {countries: {at_least: 1}}"
PLANTED = {
    "two options with one label": (
        (GOVERNANCE, AGREED, AGREED.replace("It is agreed, and not written", "It is  NOT settled")),
        [("warning", "same-label", GOVERNANCE)] * 2,
        ['2 options of "man-decides" have one label', "open", "agreed", "Who answers cannot tell them apart."],
    ),
    "two questions with one text": (
        (
            GOVERNANCE,
            "How did the board deal with the risks of work abroad last year?",
            "How is it settled who may make promises to somebody abroad in your name?",
        ),
        [("warning", "same-label", GOVERNANCE)] * 2,
        ["2 questions have one text", "man-decides", "man-risks"],
    ),
    "two levels with one title": (
        ("pack.yaml", "title: Committing", "title: Piloting"),
        [("warning", "same-label", "pack.yaml")] * 2,
        ["2 levels have one title", "piloting", "committing"],
    ),
    "weight 15 for 1.5": (
        (GOVERNANCE, "weight: 1.5", "weight: 15"),
        [("warning", "odd-weight", GOVERNANCE)],
        ['the weight of "mandate" is 15', "Is 1.5 meant?"],
    ),
    "a dimension of weight 0": (
        (GOVERNANCE, "weight: 1.5", "weight: 0"),
        [("warning", "weightless", GOVERNANCE)],
        ['"mandate" weighs nothing: it changes no points of "governance"'],
    ),
    "a weight without its reason": (
        (GOVERNANCE, '        weight_reason: "Open mandates stop partnerships first."\n', ""),
        [("warning", "weight-reason", GOVERNANCE)],
        ['"man-decides" weighs 2, and no weight_reason says why'],
    ),
    "a step of 60 words": (
        (GOVERNANCE, 'step: "Ask each board member', f'step: "{"And so on. " * 20}Ask each board member'),
        [("warning", "long-step", GOVERNANCE)],
        ['the step of "man-skills" has 88 words'],
    ),
    "when reads a later question": (
        (GOVERNANCE, WHEN, "when: {voi-members-decide: {answered: true}}"),
        [("warning", "asked-too-early", GOVERNANCE)],
        ['"man-risks" is asked before the answer that it waits for', "Put voi-members-decide above it."],
    ),
    "when always holds": (
        (GOVERNANCE, WHEN, "when: {countries: {at_least: 0}}"),
        [("warning", "always-true", GOVERNANCE)],
        ['"man-risks" is always asked', "countries has answers from 0 up to 250"],
    ),
    "when can never hold, since what it reads is not asked then": (
        (GOVERNANCE, WHEN, "when: {all: [{countries: 0}, {man-information: results}]}"),
        [("warning", "never-true", GOVERNANCE), ("warning", "asked-too-early", GOVERNANCE)],
        ['"man-risks" is never asked', '"man-information" is asked only where countries is at least 1'],
    ),
    "the index leaves a section out": (
        ("pack.yaml", "{id: governance, weight: 1}, ", ""),
        [("note", "not-in-index", "pack.yaml")],
        ['the index leaves the section "governance" out'],
    ),
    "goalposts turned twice": (
        (
            CAPABILITIES,
            "        from: 80\n        to: 20\n",
            "        from: 80\n        to: 20\n        reversed: true\n",
        ),
        [("warning", "turned-twice", CAPABILITIES)],
        ["is turned round twice", "from 80 to 20 says that less is better, and reversed turns that round again."],
    ),
    "TODO": (
        (GOVERNANCE, 'guidance: "Ask each member."', 'guidance: "TODO: ask each member."'),
        [("warning", "unfinished", GOVERNANCE)],
        ['"TODO" stands in this text'],
    ),
    "letters of another encoding": (
        (GOVERNANCE, 'title: "Mandate and', 'title: "Mandate â€œand'),
        [("warning", "mojibake", GOVERNANCE)],
        ['"â€œ" stands in this text', 'Probably "“" is meant.'],
    ),
    "curly quotes pasted": (
        (GOVERNANCE, 'label: "It is not settled"', "label: “It is not settled”"),
        [("warning", "pasted-quotes", GOVERNANCE)],
        ["curly quotes stand round this text"],
    ),
    "an address that is none": (
        ("pack.yaml", '"https://eur-lex.europa.eu/eli/reg/2016/679/oj"', '"htp:/www.example.org"'),
        [("fault", "address", "pack.yaml")],
        ['"htp:/www.example.org" is no address'],
    ),
    "a year of five figures": (
        ("pack.yaml", "year: 2022", "year: 20222"),
        [("fault", "year", "pack.yaml")],
        ['"20222" is no year'],
    ),
    "an id that is shipped": (
        ("pack.yaml", "id: ours", "id: silk\nauthors: Somebody else"),
        [("warning", "shipped-id", "pack.yaml")],
        ['"silk" is the id of the questionnaire that comes with the program'],
    ),
    "a text cut by a comment": (
        ("cases.yaml", "sector: Bicycle delivery and platform software", "sector: Track #2 went well"),
        [("warning", "comment-in-text", "cases.yaml")],
        ['this text ends at " #"', '"Track" was read. Put the whole in quotes: "Track #2 went well"'],
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_slip_is_told_at_its_place(name, planted):
    slip, expected, words = PLANTED[name]
    found = planted(slip)

    assert codes(found) == expected
    assert [word for word in words if word not in said(found)] == []


def test_a_section_left_in_the_folder(planted):
    Path("ours/notes.yaml").write_text("format: silk-answers/1\n", encoding="utf-8")
    shutil.copy("ours/flows.yaml", "ours/old flows.yaml")
    shutil.copy("ours/flows.yaml", "ours/more.yml")

    assert codes(planted()) == [("note", "not-listed", "more.yml"), ("note", "not-listed", "old flows.yaml")]


def test_changed_content_under_the_same_version(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "silk")
    pack = tmp_path / "silk" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("title: Committing", "title: Bound", 1), encoding="utf-8")
    (fault,) = against(tmp_path / "silk", str(SHIPPED)).faults

    assert (fault.code, fault.severity, fault.path) == ("same-version", "fault", ("pack.yaml", "version"))
    assert "pack.yaml differs. Write 2.1.0, or 3.0.0 where answers are lost." in fault.do


def test_nothing_else_is_told_of_the_shipped_questionnaire():
    found = looked(SHIPPED)

    assert found.findings == ()
    assert [(str(one.code), len(one.findings)) for one in found.allowed] == [("unused", 8)]


def test_its_own_copy_and_its_earlier_version_have_its_id_rightly(tmp_path):
    for place in (SHIPPED, SHIPPED.parent / "earlier" / "silk" / "1.0.1"):
        shutil.copytree(place, tmp_path / place.name)
        assert "shipped-id" not in [one.code for one in looked(tmp_path / place.name).findings]


def test_a_renamed_question_is_one_matter(planted):
    """It was five faults, each with another id that looked like it."""
    found = planted((GOVERNANCE, "id: man-decides", "id: who-decides"))

    assert {one.code for one in found.findings} == {"unknown-id"}
    assert '5 places name "man-decides", which is not there' in said(found)
    assert "Did you mean" not in said(found)


def test_what_renamed_says_is_told(planted):
    found = planted(
        (GOVERNANCE, "id: man-decides", "id: who-decides"),
        ("pack.yaml", "  drr-exit/no: stranded", "  drr-exit/no: stranded\n  man-decides: who-decides"),
    )

    assert 'It is called "who-decides" now.' in said(found)
    assert {one.instead for one in found.findings} == {"who-decides"}


def test_a_comment_is_no_text(planted):
    found = planted(
        ("pack.yaml", "year: 2022\n", "year: 2022 #of the source\n"),
        ("cases.yaml", "sector: Bicycle delivery and platform software", "sector: Bicycles  #and software"),
        ("pack.yaml", "title: Committing", "title: Committing # to others"),
    )

    assert codes(found) == []


# Of other tools


def test_two_options_with_one_label_and_two_with_one_id():
    assert '2 options of "a" have one label' in said(looked(PACKS / "same-label-twice" / "duplabel"))
    assert 'the option "x" stands here twice: "No", "Maybe"' in said(looked(PACKS / "same-label-twice" / "dupopt"))


def test_keys_in_capitals():
    found = looked(PACKS / "capital-keys" / "case").findings

    assert [one.do for one in found] == ['Did you mean "id"?', 'Did you mean "type"?', 'Did you mean "options"?']


def test_types_of_other_tools():
    found = looked(PACKS / "capital-keys" / "type").findings

    assert {one.code for one in found} == {"other-tool"}
    assert found[0].do == 'That is a word of XLSForm. Here it is "choice".'


def test_options_numbered_or_in_capitals():
    with pytest.raises(SilkError) as caught:
        load_pack(PACKS / "capital-keys" / "numopt")

    assert [(one.code, one.says) for one in caught.value.faults] == [
        ("id", '"1" is not an id'),
        ("id", '"2" is not an id'),
        ("id", '"AO01" is not an id'),
    ]


# What the author allows


def test_allowed_findings_are_one_line(planted):
    Path("ours/allow.yaml").write_text("unused: Background.\nlong-step: As dictated.\n", encoding="utf-8")
    found = planted((GOVERNANCE, 'step: "Ask each board member', f'step: "{"And so on. " * 20}Ask each board member'))

    assert codes(found) == []
    assert "Allowed by allow.yaml: long-step in 1 place. As dictated." in said(found)


def test_what_is_allowed_and_not_found_is_told(planted):
    Path("ours/allow.yaml").write_text("unused: Background.\nno-step: Later.\n", encoding="utf-8")
    (fault,) = planted().findings

    assert (fault.code, fault.severity, fault.where.line) == ("allow-unused", "warning", 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no-stepp: Later.\n", "word"),
        ("no-step: ''\n", "empty"),
        ("no-step: [a]\n", "text"),
        ("- no-step\n", "mapping"),
        ("no-step: a\nno-step: b\n", "duplicate"),
        ("{no-step: a, and b}\n", "comma-in-braces"),
        ("no-step: *a\n", "alias"),
        ("", "empty-file"),
    ],
)
def test_what_is_allowed_is_read_strictly(planted, text, code):
    Path("ours/allow.yaml").write_text(text, encoding="utf-8")

    assert [str(one.code) for one in planted().findings if one.severity == "fault"] == [code]


def test_no_fault_can_be_allowed(planted):
    Path("ours/allow.yaml").write_text("year: It is late.\nunused: Background.\n", encoding="utf-8")

    assert ("fault", "year", "pack.yaml") in codes(planted(("pack.yaml", "year: 2022", "year: 20222")))


def test_what_is_allowed_enters_no_fingerprint(planted):
    before = load_pack(Path("ours")).pack.fingerprint
    Path("ours/allow.yaml").unlink()

    assert load_pack(Path("ours")).pack.fingerprint == before
