"""A questionnaire as a form: valid to pyxform, asked as its conditions say, read again from what is exported."""

from __future__ import annotations

import io
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyxform.xls2xform import convert

import form_exports as forms
from random_packs import samples
from silk_assess.answers.model import Answers
from silk_assess.answers.state import standings
from silk_assess.exact import decimal
from silk_assess.export.relevant import MOST_LETTERS, literal
from silk_assess.export.xlsform import SURVEY, xlsform
from silk_assess.files import form_workbook, inputs
from silk_assess.files.other_tools import words
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.questionnaire.conditions import ABSENT, holds
from silk_assess.questionnaire.values import lack
from small_packs import section, tree_of, yes_no
from table_dialects import Way, answers, same

TABLES = Path(__file__).parents[1] / "tables"
SILK = TABLES.parents[1] / "questionnaires" / "earlier" / "silk" / "1.0.1"
PACKS = {"harbour": load_pack(TABLES / "harbour"), "silk": load_pack(SILK)}
SHIPPED = load_pack(find_pack("silk"))
WAYS = forms.ways()
_PLAIN = Way(",", "utf-8", "ids", " ", "ids", False, False)


def valid(form, validate=False):
    """Let pyxform read a form; give what it makes of it."""
    made = convert(io.BytesIO(form_workbook.workbook(form.sheets)), file_type=".xlsx", validate=validate)
    assert made.warnings == []
    return made.xform


def fact(tree, found):
    """Give facts as a `when` reads them."""

    def of(id):
        one = found[id]
        return ABSENT if one.state in ("hidden", "not applicable") else one.value

    return of


# What a form holds


def test_pyxform_and_the_validator_of_odk_accept_the_shipped_questionnaire():
    assert 'id="silk"' in valid(xlsform(SHIPPED, words()), validate=shutil.which("java") is not None)


@pytest.mark.parametrize("name", PACKS)
def test_pyxform_accepts(name):
    valid(xlsform(PACKS[name], words()))


@given(samples())
def test_pyxform_accepts_any_questionnaire(sample):
    valid(xlsform(sample.tree, words()))


def test_every_select_has_unknown_and_na_where_it_may_be():
    form = xlsform(SHIPPED, words())
    names = {}
    for list_name, name, _ in form.choices:
        names.setdefault(list_name, []).append(name)
    selects = [row for row in form.survey if row[0].startswith("select") and row[1] in SHIPPED.asked]
    lists = {row[1]: row[0].split()[1] for row in selects}
    assert len(lists) > 90
    for id, choices in lists.items():
        one = SHIPPED.asked[id]
        assert "unknown" in names[choices]
        assert ("na" in names[choices]) == (one.may_be_left_out and one.role != "profile")
    assert names["par-agreement"][-3:] == ["none", "unknown", "na"]
    row = next(row for row in form.survey if row[1] == "par-agreement")
    rule = dict(zip(SURVEY, row, strict=True))
    assert rule["constraint"] == (
        "count-selected(.) <= 1 or not(selected(., 'nothing-written') or selected(., 'none') or selected(., 'unknown') "
        "or selected(., 'na'))"
    )
    assert rule["constraint_message"].endswith('"None of these", "Don\'t know" or "Does not apply" stands alone.')


def test_a_number_that_may_not_apply_has_a_question_behind_it():
    limit = {"id": "months", "type": "number", "text": "How long?", "from": 0, "to": 12, "minimum": 0, "maximum": 60}
    tree = tree_of(section("part", {**limit, "decimals": 1, "unit": "months", "not_applicable": "You hold none."}))
    rows = [dict(zip(SURVEY, row, strict=True)) for row in xlsform(tree, words()).survey]
    number, na = (next(row for row in rows if row["name"] == id) for id in ("months", "months-na"))
    assert (number["type"], number["constraint"]) == ("decimal", ". >= 0 and . <= 60 and . = round(., 1)")
    assert number["hint"] == "Unit: months. From 0 to 60."
    assert (na["type"], na["relevant"], na["hint"]) == ("select_one yes-no", "${months} = ''", "You hold none.")


def test_texts_are_read_letter_by_letter():
    hostile = "=1+1 ${part} *a* [b](http://c) \u202eabc <a href=x>y</a> " + "z" * 40_000
    tree = tree_of(section("part", yes_no("q", text=hostile, guidance="# not a heading", not_applicable="${q}")))
    form = xlsform(tree, words())
    made = valid(form)
    (row,) = [dict(zip(SURVEY, row, strict=True)) for row in form.survey if row[1] == "q"]
    assert row["label"].startswith("=1+1 $ {part} \\*a\\* [b] (http://c) \\\\u202eabc < a href=x>y< /a> zzz")
    assert len(row["label"]) == 32_000
    assert "\u202e" not in made
    assert row["hint"] == "# not a heading Does not apply: $ {q}".replace("# ", "\\# ")


def test_no_cell_is_a_formula():
    openpyxl = pytest.importorskip("openpyxl")
    tree = tree_of(section("part", yes_no("q", text="=1+1")))
    book = openpyxl.load_workbook(io.BytesIO(form_workbook.workbook(xlsform(tree, words()).sheets)))
    assert {cell.data_type for sheet in book for row in sheet.rows for cell in row if cell.value} == {"s"}
    assert book["survey"]["A1"].value == "type"


def test_the_same_questionnaire_gives_the_same_bytes(tmp_path):
    sheets = xlsform(SHIPPED, words()).sheets
    assert form_workbook.workbook(sheets) == form_workbook.workbook(sheets)


@pytest.mark.parametrize("text", ["Ana", "it's", '"so" it\'s', "${q}", "", "'", "a$"])
def test_a_text_in_an_expression_is_that_text(text):
    assert "${" not in literal(text)
    assert forms.holds(f"${{q}} = {literal(text)}", {"q": text})


# What a form cannot hold


def test_a_condition_too_long_for_a_form_is_told_and_its_question_asked():
    parts = [{"first": "yes"}, {"not": {"first": "no"}}]
    before, asked = "first", [yes_no("first")]
    for i in range(14):
        either = {"any": [{before: "no"}, *parts]}
        asked.append(yes_no(f"q{i}", when={"all": [{before: "yes"}, either, {"not": {before: "no"}}]}))
        before = f"q{i}"
    form = xlsform(tree_of(section("part", *asked)), words())
    assert form.asked_always
    rows = {row[1]: row[5] for row in form.survey}
    assert all(rows[id] == "" for id in form.asked_always)
    assert all(len(shown) <= MOST_LETTERS for shown in rows.values())
    valid(form)


def test_a_long_chain_of_conditions_is_written_at_once():
    asked = [yes_no("q0"), *(yes_no(f"q{i}", when={f"q{i - 1}": "yes"}) for i in range(1, 3_000))]
    form = xlsform(tree_of(section("part", *asked)), words())
    assert form.asked_always == ()


def test_a_rule_that_no_cell_holds_is_left_out_and_told():
    options = [{"id": f"a-very-long-id-of-an-option-{i}", "label": str(i), "exclusive": True} for i in range(800)]
    options.append({"id": "another", "label": "Another", "points": 1})
    tree = tree_of(section("part", {"id": "q", "type": "choices", "text": "?", "options": options}))
    form = xlsform(tree, words())
    assert form.unbound == ("q",)
    (row,) = [dict(zip(SURVEY, row, strict=True)) for row in form.survey if row[1] == "q"]
    assert (row["constraint"], row["constraint_message"]) == ("", "")
    valid(form)


def test_where_a_name_is_taken_nobody_can_say_that_a_number_does_not_apply():
    number = {"id": "share", "type": "number", "text": "Share?", "from": 0, "to": 1, "not_applicable": "No."}
    form = xlsform(tree_of(section("part", number, yes_no("share-na"))), words())
    assert form.without_na == ("share",)
    assert [row[1] for row in form.survey].count("share-na") == 1


@pytest.mark.parametrize("id", ["meta", "profile", "organisation", "answers"])
def test_groups_of_any_name_are_read(id):
    tree = tree_of(section(id, yes_no("q"), yes_no(f"{id}-q"), yes_no("name-of")), section("other", yes_no("r")))
    form = xlsform(tree, words())
    valid(form)
    for way in WAYS:
        values = {**{one.name: "" for one in forms.columns(form)}, "q": "yes", f"{id}-q": "no", "r": "unknown"}
        (entry,) = read(tree, forms.export(form, [values], way, random.Random(1)))
        assert {one: (a.value, a.unknown) for one, a in entry.answers.answers.items()} == {
            "q": ("yes", False), f"{id}-q": ("no", False), "r": (None, True),
        }  # fmt: skip


# What is asked


@given(samples(), st.integers(0, 10))
def test_a_question_is_shown_where_the_answers_given_say_so(sample, seed):
    tree, chance = sample.tree, random.Random(seed)
    form = xlsform(tree, words())
    wanted = sample.given if seed == 0 else plain(tree, answers(tree, chance, _PLAIN))
    values = forms.filled(form, tree, wanted)
    shown = {row[1]: not row[5] or forms.holds(row[5], values) for row in form.survey if row[1]}
    found = standings(tree, forms.said(tree, values, wanted))
    for one in tree.asking_order:
        if one.id not in form.asked_always:
            assert shown[one.id] == (one.when is None or holds(one.when, fact(tree, found)) is True), one.id


# The way back


def read(tree, data):
    wanted = inputs.Ways()
    units = list(inputs.units(["-"], tree, wanted, io.BytesIO(data)))
    return [inputs.read(unit, tree) for unit in units]


def plain(tree, one):
    """Give answers that a form takes: numbers within limits, texts that have no meaning of their own in a table."""

    def fits(id, value):
        return not isinstance(value, int) or lack(tree.asked[id].question, decimal(value)) is None

    profile = {id: value for id, value in one.profile.items() if fits(id, value)}
    found = {id: answer for id, answer in one.answers.items() if fits(id, answer.value)}
    for id, answer in found.items():
        if answer.value == "Don't know":
            found[id] = replace(answer, value="Fine")
    is_odd = not one.name or "\t" in one.name or one.name.startswith("=")
    return Answers("North" if is_odd else one.name, profile, found)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.tool}{way.option}{way.choices}{way.has_groups}")
@pytest.mark.parametrize("name", PACKS)
def test_exports_come_back_as_the_same_answers(name, way, request):
    """Twenty organisations in CI; with --examples 1000 a thousand for each questionnaire and way."""
    come_back(PACKS[name], way, random.Random(f"{name}{way}"), max(request.config.getoption("examples"), 20))


@given(samples(), st.sampled_from(WAYS), st.integers(0, 1_000))
def test_exports_of_any_questionnaire_come_back(sample, way, seed):
    come_back(sample.tree, way, random.Random(seed), 4)


def come_back(tree, way, chance, many):
    form = xlsform(tree, words())
    wanted = [plain(tree, answers(tree, chance, _PLAIN)) for _ in range(many)]
    members = [forms.filled(form, tree, one) for one in wanted]
    entries = read(tree, forms.export(form, members, way, chance))
    assert len(entries) == many
    for one, values, entry in zip(wanted, members, entries, strict=True):
        expected = forms.said(tree, values, one)
        assert entry.faults == ()
        assert entry.is_blank == (not expected.answers)
        assert same(entry.answers, expected) or entry.is_blank, way


def test_a_number_and_that_it_does_not_apply_contradict_each_other():
    number = {"id": "share", "type": "number", "text": "Share?", "from": 0, "to": 1, "not_applicable": "No."}
    tree = tree_of(section("part", number, yes_no("q")))
    one, two, three, four = read(tree, b"share,share-na,q\n1,yes,no\n1,no,no\n,yes,no\n,no,no\n")
    assert [fault.code for fault in one.faults] == ["contradiction"]
    assert [one.answers.answers.get("share") for one in (two, three, four)] == [
        two.answers.answers["share"], type(two.answers.answers["q"])(not_applicable=""), None,
    ]  # fmt: skip
    (alone,) = read(tree, b"part-share-na,q\nyes,no\n")
    assert alone.answers.answers["share"].not_applicable == ""
    (texts,) = read(tree, b"Share?,Does this not apply to you? Share?,q\n,yes,no\n")
    assert texts.answers.answers["share"].not_applicable == ""
    (strange,) = read(tree, b"share-na,q\nperhaps,no\n")
    assert [fault.code for fault in strange.faults] == ["option"]


def test_unknown_in_a_field_of_the_profile_is_no_answer():
    tree = PACKS["silk"]
    found = read(tree, b"legal-form,country,born-global,dir-reason\nunknown,Don't know,unknown,unknown\n")
    assert [(one.faults, one.answers.profile) for one in found] == [((), {})]
