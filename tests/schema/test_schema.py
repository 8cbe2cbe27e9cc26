"""The schemas that `schema` prints: valid themselves, true to what the readers accept, and to what is written.

Source: docs/format.md, Schemas.
"""

from __future__ import annotations

import functools
import json
import re
import typing
from pathlib import Path

import jsonschema
import pytest
import yaml

from silk_assess import cli
from silk_assess.faults import Code, SilkError
from silk_assess.files import questionnaires
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.files.source import PACK_NODES
from silk_assess.files.yaml import reader
from silk_assess.plan import file_model as plans
from silk_assess.questionnaire.model import catalogue, nodes, pack, questions
from silk_assess.questionnaire.shapes import Model, hints
from silk_assess.schema.kinds import KINDS, schema, written
from silk_assess.schema.models import Walk
from silk_assess.tables import mapping

HERE = Path(__file__).parent.parent
BROKEN = HERE / "broken"
MINI = HERE / "packs" / "mini"
OPTIONAL = ("rules", "tools", "cases", "enablers", "glossary")
Validator = functools.partial(jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker(["date"]))


class Core(yaml.CSafeLoader):
    """YAML as an editor reads it (its core schema): numbers, flags and null are told from texts."""


Core.yaml_implicit_resolvers = {}
for kind, form, firsts in (
    ("bool", "^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", "^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("null", "^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(form), list(firsts))


@functools.cache
def tree_of(folder):
    return load_pack(folder)


@functools.cache
def validator(kind, folder=None):
    return Validator(schema(kind, None if folder is None else tree_of(folder)))


def strict(file, nodes=PACK_NODES):
    """Read a file as it is read here: texts, lists and mappings; None where it is no YAML of ours."""
    try:
        raw, faults = reader.parsed(reader.text_of(file.read_bytes(), file.name), file.name, nodes)
    except SilkError:
        return None
    return None if faults else raw


def wrong(checked, *trees):
    return [(list(error.absolute_path), error.message) for tree in trees for error in checked.iter_errors(tree)]


# Schemas of their own


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", [None, MINI, find_pack("silk"), BROKEN / "good" / "full"])
def test_each_is_a_schema_and_its_text_says_the_same(kind, folder):
    drawn = schema(kind, None if folder is None else tree_of(folder))
    jsonschema.Draft202012Validator.check_schema(drawn)
    assert json.loads(written(drawn)) == drawn
    assert drawn["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere(kind):
    drawn = schema(kind, tree_of(find_pack("silk")))
    named = set(re.findall(r'"#/\$defs/([^"]+)"', written(drawn)))
    assert named <= set(drawn.get("$defs", {}))


MODELS = [
    one
    for place in (catalogue, nodes, pack, questions, plans, mapping)
    for one in vars(place).values()
    if isinstance(one, type) and issubclass(one, Model) and one.__module__ == place.__name__ and one is not pack.Pack
]


@pytest.mark.parametrize("model", MODELS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_every_key_of_every_model_can_be_drawn_and_none_is_missing(model):
    walk = Walk()
    drawn = walk.definitions[walk.model(model)["$ref"].rpartition("/")[2]]
    assert set(drawn["properties"]) == set(model.spelt())
    assert set(drawn.get("required", [])) == {key for key, name in model.spelt().items() if not hasattr(model, name)}
    assert set(hints(model)) == set(model.spelt().values())
    assert typing.get_type_hints(model)


# Files that are read


PACKS = sorted(
    file.parent
    for place in (HERE.parent / "questionnaires", HERE / "packs", BROKEN / "good", BROKEN / "doubtful")
    for file in place.rglob("pack.yaml")
)


@pytest.mark.parametrize("folder", PACKS, ids=lambda one: one.name)
def test_every_file_of_a_questionnaire_that_is_accepted_fits_in_both_readings(folder):
    files = {"pack": ["pack"], "section": tree_of(folder).pack.head.sections} | {one: [one] for one in OPTIONAL}
    for kind, names in files.items():
        for file in (folder / f"{name}.yaml" for name in names):
            if file.exists():
                both = strict(file), yaml.load(file.read_bytes(), Core)
                assert wrong(validator(kind), *both) == []
                assert wrong(validator(kind, folder), *both) == []


# A schema sees one file, and not which others lie beside it.
NOT_EXPRESSIBLE = {
    "section-file-missing": "another file is missing",
    "section-file-missing-far": "another file is missing",
    "section-name-with-suffix": "another file is missing; people.yaml.yaml could be there",
}


@pytest.mark.parametrize("folder", sorted((BROKEN / "packs").iterdir()), ids=lambda one: one.name)
def test_a_fault_of_shape_is_refused_by_the_schema_of_its_file_or_listed(folder, monkeypatch):
    monkeypatch.setattr(questionnaires, "grow", lambda found: found)  # what is found before ids are looked at
    try:
        load_pack(folder)
    except SilkError as error:
        names = {Path(one.where.file).name for one in error.faults if one.where is not None}
    else:
        return
    raw = {name: strict(folder / name) for name in names if (folder / name).is_file()}
    for name, tree in raw.items():
        stem = name.removesuffix(".yaml")
        kind = stem if stem in ("pack", *OPTIONAL) else "section"
        if tree is not None:
            assert validator(kind).is_valid(tree) == (folder.name in NOT_EXPRESSIBLE), name


def test_what_a_questionnaire_has_by_name_is_known():
    reads = {"id": "a", "title": "A", "kind": "score", "questions": [
        {"id": "b", "type": "yes-no", "text": "B?", "when": {"language-skills": "two"}},
    ]}  # fmt: skip
    known = validator("section", MINI)
    assert known.is_valid(reads)
    reads["questions"][0]["when"] = {"language-skills": "four"}
    assert not known.is_valid(reads)
    reads["questions"][0]["when"] = {"language-skils": "two"}
    assert not known.is_valid(reads)
    assert validator("section").is_valid(reads)


@pytest.mark.parametrize("number", [2, 2.5, "2", "2.5", 0, "-0"])
def test_numbers_are_numbers_or_texts(number):
    level = {"id": "a", "title": "A", "requires": {"people": number}}
    head = strict(MINI / "pack.yaml") | {"levels": [{"id": "zero", "title": "Zero"}, level]}
    assert wrong(validator("pack", MINI), head) == []


@pytest.mark.parametrize("number", ["two", "1e3", "1,5", [2], None, "1.1234567", "1234567890"])
def test_what_is_no_number_is_refused(number):
    level = {"id": "a", "title": "A", "requires": {"people": number}}
    head = strict(MINI / "pack.yaml") | {"levels": [{"id": "zero", "title": "Zero"}, level]}
    assert not validator("pack", MINI).is_valid(head)


# Answers

ANSWERS_NOT_EXPRESSIBLE = {
    "control-next-line": "which letters are seen is no matter of a schema",
    "number-too-large": "the text of a number has no order",
    "profile-number-too-small": "the text of a number has no order",
    "profile-slip-of-the-name-without-a-profile": "what reads like a key is no matter of a schema",
}


def named(raw):
    """Give the questionnaire that a broken answer file is read with; tests/broken/README.md says which."""
    id = raw.get("questionnaire") if isinstance(raw, dict) else None
    return {"full": BROKEN / "good" / "full", "silk": find_pack("silk")}.get(id if isinstance(id, str) else "", MINI)


@pytest.mark.parametrize("file", sorted((BROKEN / "answers").glob("*.yaml")), ids=lambda one: one.stem)
def test_an_answer_file_is_refused_by_its_schema_where_it_is_by_the_reader(file):
    raw = strict(file)
    if raw is None:
        return
    folder = named(raw)
    try:
        load_answers(file, tree_of(folder))
        is_accepted = True
    except SilkError:
        is_accepted = False
    assert validator("answers", folder).is_valid(raw) == (is_accepted or file.stem in ANSWERS_NOT_EXPRESSIBLE)


ANSWERS = [
    file
    for place in ("cases", "versions", "packs")
    for file in sorted((HERE / place).rglob("*.yaml"))
    if b"format: silk-answers/1" in file.read_bytes()
]


@pytest.mark.parametrize("file", ANSWERS, ids=lambda one: f"{one.parent.name}-{one.stem}")
def test_every_answer_file_that_is_accepted_fits_of_whatever_version(file):
    folder = file.parent if (file.parent / "pack.yaml").exists() else find_pack("silk")
    both = strict(file), yaml.load(file.read_bytes(), Core)
    assert wrong(validator("answers"), *both) == []
    assert wrong(validator("answers", folder), *both) == []


def test_numbers_of_an_answer_beyond_their_limits_are_refused():
    raw = strict(BROKEN / "answers" / "number-too-large.yaml")
    ((id, value),) = raw["answers"].items()
    raw["answers"][id] = float(value)
    assert not validator("answers", named(raw)).is_valid(raw)


def test_answers_of_a_questionnaire_in_answers_of_fit(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.run(["new", "ours", "--from", "silk"]) == 0
    capsys.readouterr()
    folder = tmp_path / "ours"
    assert wrong(validator("answers", folder), strict(folder / "sample.yaml")) == []


# Plans, mappings, what is allowed


def test_plans_fit():
    for file in sorted(HERE.rglob("*.plan.yaml")):
        both = strict(file), yaml.load(file.read_bytes(), Core)
        assert wrong(validator("plan"), *both) == []
        assert wrong(validator("plan", find_pack("silk")), *both) == []


@pytest.mark.parametrize(
    "change", [{"steps": "none"}, {"steps": [{}]}, {"colour": "blue"}, {"version": "1"}, {"steps": [{"id": "a b"}]},
               {"steps": [{"id": "a", "until": "soon"}]}, {"steps": [{"id": "a", "from": {}}]}]
)  # fmt: skip
def test_plans_with_a_fault_of_shape_are_refused(change):
    plan = {"format": "silk-plan/1", "questionnaire": "silk", "version": "2.0.0", "steps": ""}
    assert validator("plan").is_valid(plan)
    assert not validator("plan").is_valid(plan | change)


def test_a_mapping_as_map_writes_it_fits(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("id;Skills;share-abroad\n1;Two;1.250\n2;One;2\n", encoding="utf-8")
    assert cli.run(["map", "t.csv", "--pack", str(MINI)]) == 0
    capsys.readouterr()
    raw = strict(Path("t.mapping.yaml"))
    assert wrong(validator("mapping"), raw) == []
    assert wrong(validator("mapping", MINI), raw) == []
    assert not validator("mapping").is_valid(raw | {"columns": []})
    assert not validator("mapping").is_valid(raw | {"header_rows": "3"})


def test_what_is_allowed_names_a_code_and_a_reason():
    assert validator("allow").is_valid({"no-step": "After the pilot."})
    assert not validator("allow").is_valid({"no-steps": "After the pilot."})
    assert not validator("allow").is_valid({"no-step": ""})


# What is written


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = cli.run([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    "file", [*sorted((HERE / "cases").glob("*/answers.yaml")), *sorted((HERE / "packs").glob("*/answers.yaml"))],
    ids=lambda one: one.parent.name,
)  # fmt: skip
def test_results_fit(silk, file):
    folder = file.parent if (file.parent / "pack.yaml").exists() else find_pack("silk")
    code, out, err = silk("score", file, "--json", "--pack", folder)
    assert code == 0, err
    found = json.loads(out)
    assert wrong(validator("result"), found) == []
    assert wrong(validator("result", folder), found) == []


def test_the_expected_results_of_the_norm_fit():
    for file in sorted((HERE / "packs").rglob("expected*.json")):
        found = json.loads(file.read_bytes())
        if isinstance(found, dict) and found.get("format") == "silk-result/1":
            assert wrong(validator("result"), found) == []


def test_what_a_batch_writes_fits(silk, tmp_path):
    Path("a.csv").write_text("id,name,language-skills,share-abroad,nonsense\n1,A,two,5,x\n2,B,four,6,y\n", "utf-8")
    Path("b.csv").write_text("id,name,language-skills\n1,A,one\n", "utf-8")
    words = ("--extra", "nonsense", "--before", "b.csv", "--pack", MINI, "-o", "out")
    assert silk("batch", "a.csv", *words)[0] == 1
    lines = [json.loads(line) for line in Path("out/errors.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == 1
    assert wrong(validator("errors"), *lines) == []
    results = [json.loads(line) for line in Path("out/results.jsonl").read_text("utf-8").splitlines()]
    assert wrong(validator("result", MINI), *results) == []
    run = json.loads(Path("out/run.json").read_bytes())
    assert wrong(validator("run"), run) == []
    assert wrong(validator("run", MINI), run) == []


def test_findings_fit(silk):
    code, out, _ = silk("check", *sorted((BROKEN / "packs").iterdir())[::9], find_pack("silk"), "--format", "json")
    found = json.loads(out)
    assert (code, found["complete"]) == (1, True)
    assert wrong(validator("findings"), found) == []
    samples = json.loads(silk("samples", HERE / "cases", "--check", "--format", "json")[1])
    assert wrong(validator("findings"), samples) == []


@pytest.mark.parametrize(
    "file", [*sorted((HERE / "cases").glob("*/answers.yaml")), *sorted((HERE / "packs").glob("*/answers.yaml"))],
    ids=lambda one: one.parent.name,
)  # fmt: skip
def test_traces_fit(silk, file):
    folder = file.parent if (file.parent / "pack.yaml").exists() else find_pack("silk")
    found = json.loads(silk("why", file, "--json", "--pack", folder)[1])
    assert wrong(validator("trace"), found) == []
    assert wrong(validator("trace", folder), found) == []


def test_verdicts_fit(silk):
    old, new = HERE / "versions" / "silk-1.0.1" / "haneul-works.yaml", HERE / "cases" / "haneul-works" / "answers.yaml"
    words = ("--baseline", old, "--at-least", "piloting", "--node", "mandate=40", "--json")
    found = json.loads(silk("guard", new, *words)[1])
    assert wrong(validator("guard"), found) == []
    assert wrong(validator("guard", find_pack("silk")), found) == []


def test_comparisons_fit(silk):
    old, new = HERE / "versions" / "silk-1.0.1" / "haneul-works.yaml", HERE / "cases" / "haneul-works" / "answers.yaml"
    assert silk("compare", old, new, "-o", "c.json")[0] == 0
    found = json.loads(Path("c.json").read_bytes())
    assert wrong(validator("comparison"), found) == []
    assert wrong(validator("comparison", find_pack("silk")), found) == []


@pytest.mark.parametrize("change", [{"level": 2}, {"nodes": {}}, {"lost": {"x": "2"}}, {"colour": 1}, {"format": "x"}])
def test_a_result_with_anything_else_in_it_is_refused(silk, change):
    found = json.loads(silk("score", MINI / "answers.yaml", "--json", "--pack", MINI)[1])
    assert validator("result", MINI).is_valid(found)
    assert not validator("result", MINI).is_valid(found | change)


# The command


def test_it_prints_json_and_nothing_else(silk):
    code, out, err = silk("schema", "answers", "--pack", MINI)
    assert (code, err) == (0, "")
    assert json.loads(out) == schema("answers", tree_of(MINI))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("schema",), "Which one? There are pack, section, rules, tools, cases, enablers, glossary, allow, answers,"),
        (("schema", "anwers"), 'There is no schema of "anwers". Did you mean "answers"?'),
        (("schema", "pack", "--into", "ours"), "--into writes every schema of a questionnaire, and stands alone."),
    ],
)
def test_what_cannot_be_printed(silk, words, says):
    code, out, err = silk(*words)
    assert (code, out) == (2, "")
    assert says in " ".join(err.split())


def test_of_a_broken_questionnaire_its_faults_are_told_and_no_schema(silk):
    code, out, err = silk("schema", "pack", "--pack", BROKEN / "packs" / "unknown-key-question")
    assert (code, out) == (1, "")
    assert "[unknown-key]" in err
    assert err.rstrip().endswith("people.yaml.")


def test_into_a_questionnaire_all_are_written_and_again_nothing(silk, tmp_path):
    copied(tmp_path)
    code, out, err = silk("schema", "--into", "mini")
    assert (code, out, err.startswith("Wrote mini/schema/: pack.json, section.json,")) == (0, "", True)
    assert silk("schema", "--into", "mini") == (0, "", "mini/schema/ is as it should be.\n")
    assert silk("check", "mini")[1].count("stale-schema") == 0


def copied(folder):
    import shutil

    shutil.copytree(MINI, folder / "mini")


def test_a_stale_schema_is_told_by_check_and_mended_by_the_command_it_names(silk, tmp_path):
    copied(tmp_path)
    silk("schema", "--into", "mini")
    place = tmp_path / "mini" / "people.yaml"
    place.write_text(place.read_text("utf-8").replace("id: one, label: One", "id: single, label: One"), "utf-8")
    code, out, _ = silk("check", "mini")
    assert (code, out.count(f"[{Code.STALE_SCHEMA}]")) == (0, 1)
    assert "silk-assess schema --into mini" in out
    assert silk("schema", "--into", "mini")[2] != "mini/schema/ is as it should be.\n"
    assert Code.STALE_SCHEMA not in silk("check", "mini")[1]


def test_what_is_no_schema_of_ours_is_not_written_over(silk, tmp_path):
    copied(tmp_path)
    (tmp_path / "mini" / "schema").mkdir()
    own = tmp_path / "mini" / "schema" / "pack.json"
    own.write_text("{}")
    code, _, err = silk("schema", "--into", "mini")
    assert (code, own.read_text(), "is no schema that was drawn by silk-assess" in " ".join(err.split())) == (
        4,
        "{}",
        True,
    )


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_that_is_no_questionnaire(silk, tmp_path, name):
    (tmp_path / "empty").mkdir()
    assert silk("schema", "--into", name)[0] == 4
