"""verify: a report is what the answers inside it give, or it is said where it is not; nothing is taken on trust."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silk_assess import __version__, cli
from silk_assess.commands.verify import command as holding
from silk_assess.commands.verify.command import ByAnother, Changed, Moved
from silk_assess.commands.verify.difference import How, Part, first_difference
from silk_assess.escape import inert, seal
from silk_assess.faults import Code, SilkError
from silk_assess.files import report_files

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A folder with a report on the shipped questionnaire and one on a small one."""
    folder = tmp_path_factory.mktemp("pages")
    for name, answers, more in (("silk", HANEUL, ()), ("mini", MINI / "answers.yaml", ("--pack", str(MINI)))):
        assert cli.run(["report", str(answers), "-o", str(folder / f"{name}.html"), *more]) == 0
    return folder


@pytest.fixture
def silk(pages, tmp_path, monkeypatch, capsys):
    """Run a command line in a folder with the two reports; give exit code, stdout and stderr."""
    shutil.copytree(pages, tmp_path / "here")
    shutil.copytree(MINI, tmp_path / "here" / "mini")
    monkeypatch.chdir(tmp_path / "here")
    capsys.readouterr()

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(list(words))
        return code, *capsys.readouterr()

    return run


def edit(name, old, new, to="edited.html"):
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(to).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def resealed(text):
    """Put a last line under a page that fits it, as anybody can."""
    return seal.sealed(text[: -seal.LENGTH])


# The same


def test_a_report_is_what_the_answers_inside_it_give(silk):
    said = f"silk.html is what silk-assess {__version__} draws from the answers inside it, letter for\nletter. "
    assert silk("verify", "silk.html") == (0, f"{said}Haneul Works, silk 2.0.0, level 2, Piloting.\n", "")


def test_of_another_questionnaire_with_its_folder(silk):
    code, out, err = silk("verify", "mini.html", "--pack", "mini")
    assert (code, err) == (0, "")
    assert "Coop, mini 1.0.0, level 1, Starter." in out.replace("\n", " ")


@pytest.mark.parametrize(
    "options",
    [
        ("--without", "notes,evidence,by,who"),
        ("--plan", "plan.yaml"),
        ("--plan", "plan.yaml", "--without", "who,evidence"),
        ("--benchmark", "out/benchmark.json"),
        ("--benchmark", "out/benchmark.json", "--plan", "plan.yaml", "--without", "by"),
    ],
    ids=" ".join,
)
def test_however_it_was_drawn(silk, options):
    shutil.copy(HANEUL, "co-op.yaml")
    assert silk("plan", "co-op.yaml", "-o", "plan.yaml")[0] == 0
    text = Path("plan.yaml").read_text(encoding="utf-8")
    Path("plan.yaml").write_text(text.replace("    who:\n", "    who: Rosa\n", 1), encoding="utf-8")
    if "--benchmark" in options:
        Path("many").mkdir()
        for number in range(20):
            shutil.copy(HANEUL, f"many/{number}.yaml")
        assert silk("batch", "many", "-o", "out")[0] == 0
    assert silk("report", "co-op.yaml", "-o", "r.html", *options)[0] == 0

    assert silk("verify", "r.html")[0] == 0
    edit("r.html", "Haneul Works", "Haneul Work")
    assert silk("verify", "edited.html")[0] == 1


# Changed


def test_a_figure_that_was_changed_is_named_both_ways_and_drawn_again(silk):
    edit("silk.html", "Your answers give 56.3", "Your answers give 86.3")
    code, out, err = silk("verify", "edited.html", "-o", "drawn.html")
    assert (code, err) == (1, "Wrote drawn.html.\n")
    line = Path("silk.html").read_text(encoding="utf-8").partition("Your answers give 56.3")[0].count("\n") + 1
    assert out == (
        "edited.html was changed after it was drawn.\n\n"
        f'  line {line}  in the file  ...">Your answers give 86.3 of 100 points. Of the 43...\n'
        '            drawn        ...">Your answers give 56.3 of 100 points. Of the 43...\n'
        "  Under “Three things that matter most”.\n\n"
        "The answers inside it were not changed. Drawn from them again:\n"
        "  silk-assess verify edited.html -o drawn.html\n"
    )
    assert Path("drawn.html").read_bytes() == Path("silk.html").read_bytes()


def test_an_answer_inside_that_was_changed_moves_the_page(silk):
    edit("silk.html", '"mon-reserve": {"value": "2.5"', '"mon-reserve": {"value": "9.5"')
    code, out, _ = silk("verify", "edited.html")
    assert code == 1
    assert "Whether the page was changed, or the answers inside it, cannot be told." in out.replace("\n", " ")


def test_an_answer_that_was_taken_out_too(silk):
    edit("silk.html", '"dir-budget": "project",\n', "")
    assert silk("verify", "edited.html")[0] == 1


def test_a_changed_page_whose_last_line_was_made_to_fit_is_changed_all_the_same(silk):
    edit("silk.html", "Your answers give 56.3", "Your answers give 86.3")
    Path("edited.html").write_text(resealed(Path("edited.html").read_text(encoding="utf-8")), encoding="utf-8")
    code, out, _ = silk("verify", "edited.html")
    assert code == 1
    assert "86.3" in out
    assert "were not changed" not in out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "its lines end as on Windows (CRLF), and nothing else differs"),
        (lambda data: b"\xef\xbb\xbf" + data, "a byte order mark (BOM) stands before it, and nothing else differs"),
        (lambda data: data[:-40], "it is cut off in line "),
        (lambda data: data + b"<p>more</p>\n", "something stands behind its end, from line "),
        (lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "(CRLF), and nothing else differs"),
    ],
    ids=["crlf", "bom", "cut", "more", "both"],
)
def test_what_was_done_to_the_whole_file_is_said_as_that(silk, change, says):
    Path("edited.html").write_bytes(change(Path("silk.html").read_bytes()))
    code, out, _ = silk("verify", "edited.html", "-o", "drawn.html")
    assert code == 1
    assert says in " ".join(out.split())
    assert Path("drawn.html").read_bytes() == Path("silk.html").read_bytes()


def test_a_file_is_written_over_by_no_drawing_unless_it_is_ours_and_unchanged(silk):
    edit("silk.html", "Haneul Works", "Haneul Work")
    shutil.copy("edited.html", "before.html")
    assert silk("verify", "edited.html", "-o", "edited.html")[0] == 4
    assert Path("edited.html").read_bytes() == Path("before.html").read_bytes()
    Path("mine.html").write_text("mine")
    assert silk("verify", "silk.html", "-o", "mine.html", "--force")[0] == 4
    assert silk("verify", "silk.html", "-o", "silk.json")[0] == 2
    assert silk("verify", "edited.html", "-o", "edited.html", "--force")[0] == 1
    assert Path("edited.html").read_bytes() == Path("silk.html").read_bytes()


# Another program, another questionnaire


def of_another_program(text, program="0.1.7"):
    return text.replace(f'"program": "{__version__}"', f'"program": "{program}"').replace("Half-way", "Midway")


def test_a_report_of_another_version_is_held_against_its_result(silk):
    text = Path("silk.html").read_text(encoding="utf-8")
    Path("older.html").write_text(resealed(of_another_program(text)), encoding="utf-8")
    code, out, _ = silk("verify", "older.html")
    assert code == 0
    assert out == (
        f"older.html was drawn by silk-assess 0.1.7, and this is {__version__}. The two may draw\n"
        "other pages, so the pages were not compared. The result in it was: level, all\n"
        "together, 25 parts and risks. Scored again from the answers inside, all are the\nsame.\n"
    )


def test_its_figures_that_are_others_are_named(silk):
    text = of_another_program(Path("silk.html").read_text(encoding="utf-8"))
    text = text.replace('"level": ["2", "2", "2"]', '"level": ["3", "3", "3"]').replace('["73.75", ', '["74", ', 1)
    Path("older.html").write_text(resealed(text), encoding="utf-8")
    code, out, _ = silk("verify", "older.html")
    assert code == 1
    lines = [line.split() for line in out.splitlines()]
    assert ["Level", "3", "2"] in lines
    assert [line[-5:] for line in lines if "74," in line] == [["74,", "73.75", "to", "73.75", "73.75"]]
    found = holding.verify(Path("older.html"), None).found
    assert found == ByAnother(True, (Moved(None, ("3",) * 3, ("2",) * 3), found.moved[1]))


def test_what_a_stranger_writes_into_the_data_makes_no_long_screen(silk):
    text = of_another_program(Path("silk.html").read_text(encoding="utf-8"), "\\u001b[2J" + "9" * 9_000)
    more = ", ".join(f'"{"n" * 900}{number}": ["{"1" * 900}", "none", "none"]' for number in range(500))
    Path("older.html").write_text(resealed(text.replace('"nodes": {', f'"nodes": {{{more}, ', 1)), encoding="utf-8")
    code, out, _ = silk("verify", "older.html")
    assert code == 1
    assert len(out) < 12_000
    assert "and 440 more." in out
    assert "\x1b" not in out


def test_one_that_was_changed_after_that_is_not_the_same_though_its_result_is(silk):
    text = Path("silk.html").read_text(encoding="utf-8")
    Path("older.html").write_text(of_another_program(text), encoding="utf-8")
    code, out, _ = silk("verify", "older.html")
    assert code == 1
    assert "It was changed after that" in out.replace("\n", " ")


def test_a_questionnaire_that_is_not_at_hand_is_asked_for(silk):
    code, out, _ = silk("verify", "mini.html")
    assert code == 1
    assert out == (
        "mini.html was drawn with the questionnaire mini 1.0.0, which does not come with\n"
        "this program. Name the one it was drawn with:\n  silk-assess verify mini.html --pack FOLDER\n"
    )
    assert silk("verify", "mini.html", "-o", "drawn.html")[0] == 4
    assert not Path("drawn.html").exists()


@pytest.mark.parametrize("file", ["pack.yaml", "rules.yaml", "people.yaml"])
def test_one_text_of_it_that_is_another_makes_it_another(silk, file):
    """rules.yaml is in no fingerprint, and has its part in a page."""
    path = Path("mini", file)
    if not path.exists():
        path.write_text("- {id: r, kind: advice, when: {language-skills: one}, say: Say it.}\n")
    else:
        path.write_text(path.read_text().replace("title: ", "title: An ", 1))
    code, out, _ = silk("verify", "mini.html", "--pack", "mini")
    assert code == 1
    assert "mini 1.0.0, but not the same files" in out.replace("\n", " ")


def test_comments_in_its_files_make_no_difference(silk):
    for file in Path("mini").glob("*.yaml"):
        file.write_text("# Mine\n" + file.read_text())
    assert silk("verify", "mini.html", "--pack", "mini")[0] == 0


def test_another_questionnaire_behind_pack_is_another(silk):
    code, out, _ = silk("verify", "mini.html", "--pack", "silk")
    assert code == 1
    assert "another questionnaire than silk 2.0.0: mini 1.0.0" in out.replace("\n", " ")


# What cannot be read


BLOCK = inert.BEGINS
UNREAD = {
    "empty": (lambda text: "", "edited.html is empty."),
    "not ours": (lambda text: "<p>Hello</p>", "edited.html is no report of silk-assess."),
    "a text": (lambda text: f"# Coop\n{text[-seal.LENGTH :]}", "edited.html is a report as text"),
    "binary": (lambda text: "\x89PNG\x00\x00", "edited.html is no report: it is no text"),
    "cut before its data": (lambda text: text[:90_000], "edited.html ends before its last line."),
    "cut in its data": (lambda text: text[: text.index(BLOCK) + 900], "edited.html ends before its last line."),
    "without data": (
        lambda text: text[: text.index(BLOCK)] + text[text.index("\n</body>") :],
        "edited.html holds nothing to draw it from: an earlier silk-assess drew it",
    ),
    "data twice": (
        lambda text: text.replace(BLOCK, f"{BLOCK}{{}}</script>{BLOCK}"),
        "edited.html holds its data twice",
    ),
    "no JSON": (lambda text: text.replace('"answers": {', "answers: {", 1), "it is no JSON"),
    "a number": (lambda text: text.replace('"2.5"', "2.5"), '"2.5" stands in it without quotes.'),
    "a huge number": (lambda text: text.replace('"2.5"', "1" * 9_999), "stands in it without quotes."),
    "infinity": (lambda text: text.replace('"2.5"', "Infinity"), '"Infinity" stands in it without quotes.'),
    "null": (lambda text: text.replace('"2.5"', "null"), "null stands in it without quotes."),
    "true": (lambda text: text.replace('"2.5"', "true"), "true stands in it without quotes."),
    "a key twice": (
        lambda text: text.replace('"dir-budget": "project"', '"dir-home": "lost"'),
        '"dir-home" stands in it twice.',
    ),
    "deep": (lambda text: text.replace('"2.5"', "[" * 50_000 + "]" * 50_000), "deeper than in any report."),
    "rather deep": (lambda text: text.replace('"2.5"', "[" * 40 + "]" * 40), "deeper than in any report."),
    "many": (lambda text: text.replace('"2.5"', "[" + "[]," * 150_000 + "[]]"), "more entries than any report."),
    "half a letter": (lambda text: text.replace('"2.5"', r'"\ud83d"'), "half a character stands in it."),
    "no mapping": (lambda text: swapped(text, "[]"), "it is no mapping."),
    "another format": (lambda text: text.replace("silk-drawn/1", "silk-drawn/9"), "format"),
    "an unknown key": (lambda text: text.replace('"program"', '"progrem"'), "progrem"),
    "a wrong shape": (lambda text: text.replace('"answers": {"format"', '"answers": [{"format"', 1), "it is no JSON"),
    "a list for a text": (lambda text: text.replace(f'"program": "{__version__}"', '"program": ["a"]'), "program"),
    "an unknown answer": (lambda text: text.replace('"dir-budget": "project"', '"dir-budget": "all"'), '"all"'),
    "an unknown question": (lambda text: text.replace('"dir-budget"', '"dir-budgets"'), "dir-budgets"),
    "kept back that is not": (
        lambda text: text.replace('"result": {', '"evidence_kept_back": ["dir-budget"],\n"result": {'),
        "kept back",
    ),
    "left out that cannot be": (
        lambda text: text.replace('"answers": {', '"without": ["all"],\n"answers": {', 1),
        "all",
    ),
    "another version of answers": (
        lambda text: text.replace('"2.0.0",\n"organisation"', '"1.0.0",\n"organisation"'),
        "version",
    ),
}  # fmt: skip


def swapped(text, data):
    head, _, rest = text.partition(BLOCK)
    return head + BLOCK + data + rest[rest.index("</script>") :]


@pytest.mark.parametrize("what", UNREAD)
def test_what_cannot_be_read_is_one_sentence_with_a_remedy(silk, what):
    change, says = UNREAD[what]
    text = Path("silk.html").read_text(encoding="utf-8")
    Path("edited.html").write_text(changed := change(text), encoding="utf-8", newline="")
    assert changed != text
    code, out, err = silk("verify", "edited.html")
    assert (code, out) == (4, "")
    assert says in " ".join(err.split())
    assert len(err) < 500
    assert err.rstrip().endswith(("wrote.", "wrote as .html.", "mean.", "report.", ".html."))


def test_neither_is_what_is_not_written_in_utf_8(silk):
    Path("edited.html").write_bytes(Path("silk.html").read_bytes().replace("–".encode(), "–".encode("cp1252")))
    code, _, err = silk("verify", "edited.html")
    assert code == 4
    assert "is not written in UTF-8 (byte 0x96 in line " in err.replace("\n", " ")


def test_nor_what_is_larger_than_any_report(silk, monkeypatch):
    monkeypatch.setattr(report_files, "MOST_BYTES", 100_000)
    code, _, err = silk("verify", "silk.html")
    assert (code, err) == (4, "silk.html is larger than any report (0 MB). Check that it is the file you mean.\n")


@pytest.mark.parametrize("name", ["gone.html", ".", "silk.html/x"])
def test_nor_what_is_not_there(silk, name):
    assert silk("verify", name)[0] == 4


def test_data_of_a_shape_of_its_own_is_a_fault_and_never_a_bug(pages, tmp_path):
    """Each value in it is taken out, and put in another shape."""
    text = (pages / "mini.html").read_text(encoding="utf-8")
    data = json.loads(text.partition(BLOCK)[2].partition("</script>")[0])
    file = tmp_path / "edited.html"
    others = ("x", [], {}, ["x"], {"x": "y"}, [["x"]], [{}], "\u0000", "9" * 40)
    ways = [*_ways(data)]
    assert len(ways) > 40
    for way in ways:
        for other in (None, *others):
            file.write_text(swapped(text, json.dumps(_with(data, way, other))), encoding="utf-8")
            assert tried(lambda: holding.verify(file, str(MINI)).exit_code) in (1, Code.UNREADABLE)


def tried(act):
    """Give what comes of it, or the one code of its faults."""
    try:
        return act()
    except SilkError as error:
        (code,) = {fault.code for fault in error.faults}
        return code


def _ways(value, way=()):
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield (*way, key)
            yield from _ways(value[key], (*way, key))


def _with(value, way, other):
    """The value with what stands at the end of a way exchanged, or taken out."""
    first, *rest = way
    copy = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[first] = _with(value[first], rest, other)
    elif other is None:
        del copy[first]
    else:
        copy[first] = other
    return copy


# One letter


LETTERS = "x1 .\n\t\r<>&\"'{}[]:,\\-éあ\u2028\ufeff"
HOW = ["put in", "taken out", "exchanged"]
EDITS = st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from(HOW), st.sampled_from(LETTERS))


def edited(text, one, start=0, end=None):
    """The text with one letter changed, between two places."""
    where, how, letter = one
    end = len(text) if end is None else end
    at = start + int(where * (end - start))
    if how == "put in":
        return text[:at] + letter + text[at:]
    if how == "taken out":
        return text[:at] + text[at + 1 :]
    return text[:at] + (letter if letter != text[at] else "Z") + text[at + 1 :]


def verdict(file, text, page, raw):
    """Hold an edited report against the page that was drawn once, from data that is the same."""
    file.write_text(text, encoding="utf-8", newline="")
    opened = tried(lambda: report_files.opened(file))
    if opened is Code.UNREADABLE:
        return None
    assert opened.raw == raw
    return holding.compared(opened, page)


@given(one=EDITS)
def test_no_report_of_which_a_letter_was_changed_is_the_same(pages, tmp_path_factory, one):
    """Outside its data, so that one drawing serves all."""
    page = (pages / "silk.html").read_bytes()
    text, raw = page.decode(), report_files.opened(pages / "silk.html").raw
    start, end = text.index(BLOCK) + len(BLOCK), text.index("</script>", text.index(BLOCK))
    outside = len(text) - (end - start)
    at = int(one[0] * outside)
    low, high = (0, start) if at < start else (end, len(text))
    place = (at if at < start else at + end - start) - low
    changed = edited(text, (place / (high - low), *one[1:]), low, high)

    assert changed != text
    found = verdict(tmp_path_factory.getbasetemp() / "one-letter.html", changed, page, raw)
    assert found is None or (isinstance(found, Changed) and found.first.how in How)


@given(one=EDITS)
def test_nor_one_of_whose_data_a_letter_was_changed(pages, tmp_path_factory, one):
    text = (pages / "silk.html").read_text(encoding="utf-8")
    start = text.index(BLOCK) + len(BLOCK)
    changed = edited(text, one, start, text.index("</script>", start))
    file = tmp_path_factory.getbasetemp() / "one-letter.html"
    file.write_text(changed, encoding="utf-8", newline="")

    assert changed != text
    assert tried(lambda: holding.verify(file, None).exit_code) in (1, Code.UNREADABLE)


# Where


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (b"a\nb\nc\n", (How.IN_A_LINE, 2, 0, "b", "x")),
        (b"a\nxx\nc\n", (How.IN_A_LINE, 2, 1, "xx", "x")),
        (b"a\nx\n", (How.CUT_OFF, 2, 0, "", "")),
        (b"a\nx", (How.CUT_OFF, 2, 0, "", "")),
        (b"a\nx\nc\nd", (How.MORE_BEHIND, 4, 0, "", "")),
        (b"a\nc\n", (How.IN_A_LINE, 2, 0, "c", "x")),
        (b"a\r\nx\r\nd\r\n", (How.IN_A_LINE, 3, 0, "d", "c")),
        (b"a\nx\nc\r\n", (How.LINE_ENDS, 0, 0, "", "")),
    ],
)
def test_the_first_line_that_differs(there, expected):
    found = first_difference(there, b"a\nx\nc\n")
    assert (found.how, found.line, found.column, found.there, found.drawn) == expected


def test_the_part_of_the_page_where_it_differs(pages):
    page = (pages / "silk.html").read_bytes()
    for old, part in (
        (b"<title>", Part.HEAD),
        (b"<h1>", Part.PAGE),
        (b'"dir-budget"', Part.DATA),
        (seal.BEGINS.encode(), Part.LAST_LINE),
    ):
        at = page.rindex(old) + 1
        assert first_difference(page[:at] + b"~" + page[at + 1 :], page).part is part
