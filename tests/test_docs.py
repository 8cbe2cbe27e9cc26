"""What the product says of itself holds: paths, links, citations, the example, and lists that code has too."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import second_scorer
from silk_assess import __version__, exit_codes
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack
from silk_assess.questionnaire.model import catalogue, nodes, pack, questions
from silk_assess.questionnaire.shapes import Model
from silk_assess.report import result
from silk_assess.scoring.assess import assess

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "silk_assess"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("questionnaires/*.md")])
TREES = ("src", "tests", "docs", "questionnaires", "benchmarks", "templates", ".ci")
TEXTS = {"", ".py", ".md", ".yaml", ".yml", ".toml", ".cff", ".j2", ".css", ".js", ".mjs"}
# Pages of an earlier plan, which the product does not ship.
GONE = re.compile(r"\b(SCORING|FORMAT|DESIGN|STYLE|AMENDMENTS)\.md")


def written(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def sources() -> list[Path]:
    """List every text that people write here: code, tests, pages, questionnaires, scripts."""
    found = [file for file in ROOT.iterdir() if file.suffix in {".md", ".toml", ".cff", ".py"}]
    for tree in TREES:
        found += [file for file in (ROOT / tree).rglob("*") if file.suffix in TEXTS and file.is_file()]
    kept = [file for file in found if not {"node_modules", "__pycache__", "broken"} & set(file.parts)]
    return sorted([*kept, ROOT / "tests" / "broken" / "README.md"])


def prose(page: Path) -> str:
    """Give a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", written(page), flags=re.MULTILINE | re.DOTALL)


@cache
def headings(page: Path) -> list[str]:
    """List the headings of a page, without the numbers that some begin with; the page's own title is none."""
    return re.findall(r"^##+ (?:\d+\. )?(.+)$", prose(page), re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """List what a link into a page may end with, as the forges make it of headings."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# Paths and links


def named_paths(page: Path) -> set[str]:
    """List the paths of this repository that a page names; in docs also those below src/silk_assess/."""
    text = re.sub(r"\]\([^)]*\)|https?://\S+", "", written(page))
    found = set(re.findall(rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, TREES))})/[\w./*-]*\w/?", text))
    if page.parent.name == "docs":
        rooms = "|".join(one.name for one in HOUSE.iterdir() if one.is_dir())
        found |= {f"src/silk_assess/{one}" for one in re.findall(rf"`((?:{rooms})/[\w./-]*)`", text)}
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_path_that_a_page_names_is_there(page):
    assert [one for one in sorted(named_paths(page)) if not any(ROOT.glob(one.rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_module_that_a_page_names_is_there(page):
    code = (*ROOT.glob("*.py"), *(file for tree in ("src", "tests", "benchmarks") for file in (ROOT / tree).rglob("*")))
    known = {file.name for file in code}

    assert set(re.findall(r"`([a-z_]+\.py)`", written(page))) <= known


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_of_a_page_leads_somewhere(page):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", written(page)):
        if re.match(r"https?:", target):
            continue
        file, _, anchor = target.partition("#")
        there = page.parent / file if file else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)

    assert broken == []


def test_paths_are_found_at_all():
    found = named_paths(ROOT / "docs" / "architecture.md")

    assert {"src/silk_assess/scoring/risks.py", "tests/second_scorer.py", "templates/report.html.j2"} <= found


# Citations


def unresolved(text: str) -> list[str]:
    """List the citations of docs in a text that name no heading of the page, or after "Source:" none at all.

    A citation is the page and then headings, each behind a comma.

    >>> unresolved("Source: docs/scoring.md, Risks, Rules, tools, peer cases. And docs/format.md too.")
    []
    >>> unresolved("Source: docs/scoring.md. See docs/format.md, Nowhere.")
    ['docs/scoring.md', 'docs/format.md, Nowhere']
    """
    # A citation may go on in the next line of a docstring or comment.
    flat = re.sub(r"\s*\n\s*(?:# )?", " ", text)
    wrong = []
    for match in re.finditer(r"(docs/[a-z]+\.md)((?:, [^.;:()\"\n]+)?)", flat):
        page, rest = ROOT / match[1], match[2]
        known = sorted(headings(page), key=len, reverse=True) if page.is_file() else []
        some = False
        while cited := next((one for one in known if re.match(rf", {re.escape(one)}(?!\w)", rest)), None):
            rest, some = rest[len(cited) + 2 :], True
        needed = re.search(r"Source: (?:docs/[^.]+\.md[^.]*; )?$", flat[: match.start()])
        if not page.is_file() or re.match(r", ([A-Z]|section)", rest) or (needed and not some):
            wrong.append(match[0])
    return wrong


def test_every_citation_names_a_heading():
    cited = [*(ROOT / "src").rglob("*.py"), *(ROOT / "benchmarks").glob("*.py"), ROOT / "pyproject.toml"]
    cited += [file for file in sources() if file.is_relative_to(ROOT / "tests") and file != Path(__file__)]

    assert {name(file): wrong for file in cited if (wrong := unresolved(written(file)))} == {}


def test_code_cites_the_norms():
    pages = [page for file in HOUSE.rglob("*.py") for page in re.findall(r"Source: docs/([a-z]+)\.md", written(file))]

    assert set(pages) == {"scoring", "format", "architecture"}
    assert len(pages) > 30


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=name)
def test_headings_differ_so_that_each_can_be_cited(page):
    found = headings(page)

    assert sorted(set(found)) == sorted(found)


def test_no_text_speaks_of_pages_that_are_not_here():
    assert [name(file) for file in sources() if GONE.search(written(file))] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_pages_have_no_em_dash(page):
    assert "\u2014" not in written(page)


# The example of docs/format.md


@pytest.fixture
def example(tmp_path):
    """Write the files of the example to disk, as the page has them; give their folder and the result."""
    text = written(ROOT / "docs" / "format.md").partition("## A whole pack, small")[2]
    files = re.findall(r"`([a-z/]+\.yaml)`:\n\n```yaml\n(.*?)```", text, re.DOTALL)
    for name, content in files:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    assert [name for name, _ in files] == ["mini/pack.yaml", "mini/people.yaml", "mini/drift.yaml", "north.yaml"]
    (printed,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    return tmp_path, json.loads(printed)


def test_the_example_gives_the_result_printed_beside_it(example):
    folder, printed = example
    tree = load_pack(folder / "mini")

    assessment = assess(tree, load_answers(folder / "north.yaml", tree))
    found = json.loads(result.dumps(result.result(assessment, source=result.Source("north.yaml"))))

    assert json.dumps(found) == json.dumps(printed)  # the order of keys as well


def test_the_second_scorer_gives_the_result_printed_too(example):
    folder, printed = example

    found = second_scorer.score(
        second_scorer.read_pack(folder / "mini"),
        second_scorer.read_answers(folder / "north.yaml"),
        {"file": "north.yaml"},
    )

    assert found == printed


def test_the_example_has_the_fingerprint_described(example):
    folder, _ = example
    text = " ".join(written(ROOT / "docs" / "format.md").split())

    files = second_scorer.read_pack(folder / "mini")["files"]
    compact = json.dumps(files, ensure_ascii=False, separators=(",", ":"))

    length, begins = re.search(r"that of ([\d,]+) characters, which begin `(.+?)`", text).groups()
    assert len(compact) == int(length.replace(",", ""))
    assert compact.startswith(begins)


# What stands both here and in code


def models() -> list[type[Model]]:
    """List the models of a questionnaire's files; a pack as a whole is no file."""
    every = [one for module in (pack, nodes, questions, catalogue) for one in vars(module).values()]
    return sorted(
        {one for one in every if isinstance(one, type) and issubclass(one, Model) and one is not pack.Pack},
        key=lambda model: model.__name__,
    )


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_of_a_questionnaire_is_described(model):
    code = " ".join(re.findall(r"`[^`]+`", prose(ROOT / "docs" / "format.md")))
    words = set(re.findall(r"[a-z_]+", code))

    assert model.spelt().keys() <= words


def test_the_rooms_are_those_of_the_contract():
    layers = tomllib.loads(written(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    text = written(ROOT / "docs" / "architecture.md").partition("## Rooms")[2].partition("## Strict YAML")[0]

    assert re.findall(r"^    (.+)$", text, re.MULTILINE) == layers
    described = [room for title in re.findall(r"^### (.+)$", text, re.MULTILINE) for room in title.split(", ")]
    assert sorted(described) == sorted(room for layer in layers for room in layer.split(" | "))


def test_the_pure_rooms_are_those_of_the_contract():
    contract = tomllib.loads(written(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"][1]
    text = " ".join(written(ROOT / "docs" / "architecture.md").split())

    rooms, edges = re.search(r"The rooms ([^.]+) are pure: a second contract keeps ([^.]+) out of them", text).groups()
    assert re.findall(r"`(\w+)`", rooms) == [one.removeprefix("silk_assess.") for one in contract["source_modules"]]
    assert re.split(", | and ", edges) == contract["forbidden_modules"]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_session_that_a_page_names_is_there(page):
    session = r"^@nox\.session(?:\((?:.*name=\"([a-z-]+)\")?.*\))?\ndef (\w+)"
    there = re.findall(session, written(ROOT / "noxfile.py"), re.MULTILINE)

    assert set(re.findall(r"nox -s ([a-z-]+)", written(page))) <= {called or function for called, function in there}


def test_the_citation_is_of_this_version():
    assert re.findall(r"^version: (.+)$", written(ROOT / "CITATION.cff"), re.MULTILINE) == [__version__]


def test_the_exit_codes_are_those_of_the_program():
    text = written(ROOT / "docs" / "architecture.md").partition("## Exit codes")[2].partition("\n## ")[0]

    told = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert told == {one for name, one in vars(exit_codes).items() if name.isupper() and isinstance(one, int)}
