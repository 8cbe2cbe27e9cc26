"""Files are found, read whole or refused; packs are checked as one; whatever stands in a file, nothing breaks."""

import hashlib
import json
import os
import shutil
import socket
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silk_assess.faults import SilkError
from silk_assess.files import answer_files, questionnaires, source
from silk_assess.files.yaml import reader

TESTS = Path(__file__).parent.parent
SHIPPED = TESTS.parent / "questionnaires" / "silk"
MINI = TESTS / "packs" / "mini"
GOOD = TESTS / "broken" / "good"
BEGINNING = "format: silk-answers/1\nquestionnaire: mini\nversion: 1.0.0\n"


@pytest.fixture(scope="module")
def mini():
    return questionnaires.load_pack(MINI)


@pytest.fixture(scope="module")
def full():
    return questionnaires.load_pack(GOOD / "full")


def fault(read, *arguments):
    """Give the only fault that is raised."""
    with pytest.raises(SilkError) as caught:
        read(*arguments)
    (only,) = caught.value.faults
    return only


def said(read, *arguments):
    found = fault(read, *arguments)
    return found.code, found.says, found.do


# What cannot be read


def test_a_file_that_is_missing(tmp_path):
    (tmp_path / "co-op.yaml").touch()
    (tmp_path / "co-op.yml").mkdir()
    file = tmp_path / "co-op.yaml2"

    expected = ("unreadable", f"There is no file {file} here", 'Did you mean "co-op.yaml"?')
    assert said(source.bytes_of, file) == expected


def test_a_file_that_is_missing_where_nothing_is_like_it(tmp_path):
    file = tmp_path / "co-op.yaml"

    assert said(source.bytes_of, file) == (
        "unreadable",
        f"There is no file {file} here",
        "Check the name and the folder.",
    )


def test_a_file_in_a_folder_that_is_missing(tmp_path):
    assert fault(source.bytes_of, tmp_path / "none" / "co-op.yaml").do == "Check the folder's name."


def test_a_file_is_called_what_the_user_calls_it(tmp_path):
    assert fault(source.bytes_of, tmp_path / "a.yaml", "mine.yaml").says == "There is no file mine.yaml here"


def test_a_folder_is_no_file(tmp_path):
    expected = ("unreadable", f"{tmp_path} is a folder, and a file is read here", "Name a file in it.")
    assert said(source.bytes_of, tmp_path) == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    """Nobody writes to it, so to open it would wait for ever."""
    os.mkfifo(tmp_path / "pipe")

    assert said(source.bytes_of, tmp_path / "pipe") == (
        "unreadable",
        f"{tmp_path / 'pipe'} is no ordinary file",
        "Name a file.",
    )


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets with names here")
def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("door")
        assert fault(source.bytes_of, Path("door")).says == "door is no ordinary file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end here")
def test_a_file_without_an_end_is_refused(tmp_path):
    (tmp_path / "a.yaml").symlink_to("/dev/zero")

    assert fault(source.bytes_of, tmp_path / "a.yaml").says.endswith("is no ordinary file")


def test_of_a_large_file_no_more_is_read_than_shows_that_it_is(tmp_path):
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(50_000_000)

    assert len(source.bytes_of(tmp_path / "a.yaml")) == reader.MOST_BYTES + 1


def test_a_name_that_no_file_can_have():
    assert said(source.bytes_of, Path("a\0b")) == ("unreadable", "There is no file a\0b here", "Check the name.")


def test_a_name_that_is_too_long():
    found = fault(source.bytes_of, Path("a" * 5_000))

    assert (found.code, found.do) == ("unreadable", "Check the name.")
    assert "cannot be read" in found.says


def test_a_way_through_a_file(tmp_path):
    (tmp_path / "a.yaml").touch()

    assert said(source.bytes_of, tmp_path / "a.yaml" / "b.yaml")[2] == "Check the name."


@contextmanager
def without_rights():
    """Root may read everything; so be nobody for a while."""
    if not hasattr(os, "seteuid"):
        pytest.skip("permissions are of another kind here")
    before = os.geteuid()
    if before == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_file_without_permission(tmp_path):
    file = tmp_path / "mine.yaml"
    file.touch(mode=0)

    with without_rights():
        found = said(source.bytes_of, file)

    expected = f"{file} cannot be read: you have no permission for it"
    assert found == ("unreadable", expected, "Ask its owner, or copy it to a folder of yours.")


def test_links_in_a_circle(tmp_path):
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")

    assert fault(source.bytes_of, tmp_path / "a.yaml").code == "unreadable"


# Which questionnaire


def test_a_questionnaire_is_found_by_its_id():
    assert questionnaires.find_pack("silk") == SHIPPED


def test_a_questionnaire_is_found_by_its_folder_or_its_file():
    assert questionnaires.find_pack(str(MINI)) == MINI
    assert questionnaires.find_pack(str(MINI / "pack.yaml")) == MINI


def test_a_folder_without_pack_yaml_is_taken_at_its_word(tmp_path):
    assert questionnaires.find_pack(str(tmp_path)) == tmp_path
    assert fault(questionnaires.load_pack, tmp_path).says == f"There is no file {tmp_path}/pack.yaml here"


@pytest.mark.parametrize("name", ["slik", "nowhere/pack.yaml", "a\0b", "a" * 5_000])
def test_a_questionnaire_that_is_nowhere(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    found = fault(questionnaires.find_pack, name)

    assert found.code == "unreadable"
    assert found.do.endswith("Another one is named by its folder.")


def test_a_questionnaire_that_is_nearly_there():
    expected = 'Did you mean "silk"? Another one is named by its folder.'
    assert said(questionnaires.find_pack, "slik") == ("unreadable", 'There is no questionnaire "slik"', expected)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        (BEGINNING, "mini"),
        ("questionnaire: mini\n", "mini"),
        (BEGINNING + "version: 1.0.0\n", "mini"),
        (BEGINNING + "answers: [nothing, of, the, sort]\n", "mini"),
    ],
    ids=["whole", "little", "key twice", "faults below"],
)
def test_an_answer_file_says_which_questionnaire_it_is_for(tmp_path, text, id):
    """What else is wrong is told when the answers are read."""
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")

    assert answer_files.opened(tmp_path / "a.yaml").questionnaire == id


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("format: silk-answers/1\nversion: 1.0.0\n", ["missing-key"]),
        ("format: silk-answers/1\nversion: 1.0.0\nquestionnaire: ''\n", ["text"]),
        ("version: 1\n", ["missing-key", "missing-key", "form"]),
        ("a list\n", ["mapping"]),
        ("- 1\n- &a 2\n", ["mapping", "anchor"]),
        ("format: [\n", ["yaml"]),
        ("questionnaire: *a\n", ["alias"]),
    ],
)
def test_an_answer_file_that_does_not_say_which(tmp_path, text, codes):
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(SilkError) as caught:
        answer_files.opened(tmp_path / "a.yaml").questionnaire

    assert [one.code for one in caught.value.faults] == codes
    assert all(one.where is not None and one.where.line for one in caught.value.faults)


# A questionnaire


def test_the_shipped_questionnaire_has_no_fault():
    assert questionnaires.load_pack(SHIPPED).pack.head.id == "silk"


def test_the_fingerprint_is_that_of_the_text(mini):
    """Both are given for the small example (docs/format.md, A whole pack, small)."""
    files = ("drift.yaml", "pack.yaml", "people.yaml")
    pairs = [[name, reader.read((MINI / name).read_text(encoding="utf-8"), name)] for name in files]
    compact = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))

    assert len(compact) == 2_061
    assert compact.startswith('[["drift.yaml",{"id":"drift","title":"Mission security","kind":"risks","risks":[')
    assert mini.pack.fingerprint == "sha256:" + hashlib.sha256(compact.encode()).hexdigest()
    assert mini.pack.fingerprint == "sha256:85fa0f1c6e9665b1d56775cb9acd7daedfbb7c657da91117d7529a1d3294629d"


@pytest.mark.parametrize(
    ("file", "old", "new", "same"),
    [
        ("tools.yaml", "An exchange programme", "Another name", True),
        ("people.yaml", "# ", "# ", True),
        ("people.yaml", "title: People", "title:   'People' # as before", True),
        ("people.yaml", "title: People", "title: Persons", False),
        ("pack.yaml", "version: 1.0.0", "version: 1.0.1", False),
    ],
    ids=["a tool", "nothing", "how it is written", "a text", "the version"],
)
def test_the_fingerprint_changes_with_what_is_asked(tmp_path, file, old, new, same):
    shutil.copytree(GOOD / "lists", tmp_path / "lists")
    before = questionnaires.load_pack(tmp_path / "lists").pack.fingerprint
    changed = (tmp_path / "lists" / file).read_text(encoding="utf-8").replace(old, new)
    (tmp_path / "lists" / file).write_text(changed, encoding="utf-8")

    assert (questionnaires.load_pack(tmp_path / "lists").pack.fingerprint == before) is same


def test_other_files_in_the_folder_are_ignored(tmp_path):
    shutil.copytree(MINI, tmp_path / "mini")
    (tmp_path / "mini" / "notes.yaml").write_text("[", encoding="utf-8")
    (tmp_path / "mini" / "translations").mkdir()

    assert len(questionnaires.load_pack(tmp_path / "mini").questions) == 7


def test_a_section_that_cannot_be_read_hides_no_fault_of_another_file(tmp_path):
    shutil.copytree(MINI, tmp_path / "mini")
    (tmp_path / "mini" / "drift.yaml").unlink()
    (tmp_path / "mini" / "drift.yaml").mkdir()
    (tmp_path / "mini" / "people.yaml").write_bytes(b"id: people\n\xff")
    (tmp_path / "mini" / "rules.yaml").write_text("- {id: a, when: b}", encoding="utf-8")

    with pytest.raises(SilkError) as caught:
        questionnaires.load_pack(tmp_path / "mini")

    found = [(Path(str(one.where.file if one.where else one.path[0])).name, one.code) for one in caught.value.faults]
    assert found == [
        ("people.yaml", "encoding"),
        ("drift.yaml", "unreadable"),
        ("rules.yaml", "missing-key"),
        ("rules.yaml", "missing-key"),
        ("rules.yaml", "condition"),
    ]


def test_a_questionnaire_is_called_what_the_user_calls_it(tmp_path, monkeypatch):
    shutil.copytree(MINI, tmp_path / "mini")
    (tmp_path / "mini" / "drift.yaml").unlink()
    monkeypatch.chdir(tmp_path)

    found = fault(questionnaires.load_pack, Path("mini"))

    assert (found.where.file, found.where.line, found.where.column) == ("mini/pack.yaml", 6, 20)
    assert found.says == 'there is no file "drift.yaml" beside this one'


def test_sections_that_are_not_there_are_told_until_nobody_reads_on(tmp_path):
    shutil.copytree(MINI, tmp_path / "mini")
    pack = (MINI / "pack.yaml").read_text(encoding="utf-8")
    many = ", ".join(f"part{i}" for i in range(3_000))
    (tmp_path / "mini" / "pack.yaml").write_text(pack.replace("[people, drift]", f"[{many}]"), encoding="utf-8")

    with pytest.raises(SilkError) as caught:
        questionnaires.load_pack(tmp_path / "mini")

    assert len(caught.value.faults) == 1_001


def test_a_chain_of_conditions_is_no_circle(tmp_path):
    shutil.copytree(GOOD / "plain", tmp_path / "plain")
    links = "".join(f"  - {{id: q{i}, type: yes-no, text: More?, when: {{q{i + 1}: yes}}}}\n" for i in range(200))
    section = "id: people\ntitle: P\nkind: score\nquestions:\n" + links + "  - {id: q200, type: yes-no, text: More?}\n"
    (tmp_path / "plain" / "people.yaml").write_text(section, encoding="utf-8")

    assert questionnaires.load_pack(tmp_path / "plain").asking_order[0].id == "q200"


def test_circles_are_told_one_by_one_and_long_ones_in_short(tmp_path):
    shutil.copytree(GOOD / "plain", tmp_path / "plain")
    pairs = [f"  - {{id: a{i}, type: yes-no, text: '?', when: {{a{i ^ 1}: yes}}}}\n" for i in range(6)]
    ring = [f"  - {{id: b{i}, type: yes-no, text: '?', when: {{b{(i + 1) % 12}: yes}}}}\n" for i in range(12)]
    section = "id: people\ntitle: P\nkind: score\nquestions:\n" + "".join([*pairs, *ring])
    (tmp_path / "plain" / "people.yaml").write_text(section, encoding="utf-8")

    with pytest.raises(SilkError) as caught:
        questionnaires.load_pack(tmp_path / "plain")

    assert [one.says for one in caught.value.faults] == [
        '"a0" waits for itself: a0 reads a1, which reads a0',
        '"a2" waits for itself: a2 reads a3, which reads a2',
        '"a4" waits for itself: a4 reads a5, which reads a4',
        '"b0" waits for itself: b0 reads b1, which reads b2, which reads b3, which reads …,'
        " which reads b10, which reads b11, which reads b0",
    ]


# Answers


def answers(tmp_path, tree, text):
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    return answer_files.load_answers(file, tree)


def test_the_example_of_the_format_is_read(mini):
    """Its pack has no profile, and its country is carried along."""
    found = answer_files.load_answers(MINI / "answers.yaml", mini)

    assert (found.name, dict(found.profile), found.version, found.warnings) == ("Coop", {"country": "NO"}, "1.0.0", ())


def test_what_is_kept_is_kept_as_it_is(tmp_path, mini):
    kept = answers(tmp_path, mini, BEGINNING + "kept: {old: {value: [a, b], more: {x: ''}}}\n").kept

    assert kept == {"old": {"value": ["a", "b"], "more": {"x": ""}}}


def test_answers_of_another_version_count_as_far_as_they_fit(tmp_path, full):
    """What does not fit is told, and does not count; what is no answer at all is still a fault."""
    found = answers(
        tmp_path,
        full,
        "format: silk-answers/1\nquestionnaire: full\nversion: 0.9.0\n"
        "organisation: {name: Coop, country: fr, region: North, legal-form: coop, founded: 1000, visit: yes}\n"
        "answers:\n"
        "  skills: five\n"
        "  channels: [fairs, shops, nowhere]\n"
        "  visit: [yes]\n"
        "  share: 12.34\n"
        "  trips: {value: 3, note: To Lyon}\n"
        "  wish: na\n"
        "  since: soon\n"
        "  gone: yes\n",
    )

    assert (found.name, dict(found.profile), found.version) == ("Coop", {"legal-form": "coop"}, "0.9.0")
    assert {id: one.value for id, one in found.answers.items()} == {"trips": 3_000_000}
    assert found.warnings == (
        ("country", '"fr" is not a country code'),
        ("region", 'the profile has no field "region"'),
        ("founded", "1000 is too small"),
        ("visit", '"visit" is a question and no field of the profile'),
        ("skills", '"five" is not an answer to skills'),
        ("channels", '"shops" is not an answer to channels'),
        ("channels", '"nowhere" cannot stand beside another answer'),
        ("visit", "visit takes one answer, and here stands a list"),
        ("share", "12.34 has too many decimals"),
        ("wish", "wish applies to everybody"),
        ("since", '"soon" is not a date'),
        ("gone", 'there is no question "gone"'),
    )


@pytest.mark.parametrize("entry", ["skills: ''", "skills: {}", "visit: {value: yes, note: ''}", "gone: {}"])
def test_what_is_no_answer_in_any_version_is_a_fault_in_each(tmp_path, full, entry):
    text = f"format: silk-answers/1\nquestionnaire: full\nversion: 0.9.0\nanswers: {{{entry}}}\n"

    assert fault(answers, tmp_path, full, text).code == "empty"


def test_warnings_are_told_until_nobody_reads_on(tmp_path, full):
    many = "".join(f"  q{i}: yes\n" for i in range(5_000))

    found = answers(tmp_path, full, f"format: silk-answers/1\nquestionnaire: full\nversion: 0.9.0\nanswers:\n{many}")

    assert len(found.warnings) == 1_001


def test_a_list_without_an_end_is_not_read_to_its_end(tmp_path, full):
    """Each of 19,000 options is wrong; and to find their places takes no time to speak of."""
    options = ", ".join(f"fair{i}" for i in range(19_000))
    text = f"format: silk-answers/1\nquestionnaire: full\nversion: 1.0.0\nanswers: {{channels: [{options}]}}\n"

    with pytest.raises(SilkError) as caught:
        answers(tmp_path, full, text)

    assert len(caught.value.faults) == 1_001


# Whatever stands in a file

SOURCES = [
    *sorted(path for path in (TESTS / "packs").glob("*/*.yaml") if path.parent.name in ("mini", "tools-and-peers")),
    *sorted(path for path in GOOD.glob("*/*.yaml") if path.parent.name in ("nodes", "types", "lists", "risks")),
]
PIECES = (
    *(sign.encode() for sign in "{}[]:,-?&*!|>'\"%@`#\\\t\n\r=~0."),
    *(word.encode() for word in (": ", ", ", "- ", "&a ", "*a", "!!str ", "<<: ", "---\n", "...\n", "{}", "[]", "''")),
    *(
        word.encode()
        for word in ("all", "any", "not", "index", "name", "id", "na", "none", "unknown", "1e3", "type=choice")
    ),
    *("\u00a0 \u2028 \u0085 \ufeff 😀 é".encode().split(b" ")),
    *(b"\xff", b"\xc3", b"\x00", b"\x1b", b"  ", b"    "),
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("delete", "insert", "replace", "repeat", "turn")),
        st.integers(0, 1_000_000),
        st.integers(0, 40),
        st.sampled_from(PIECES),
    ),
    min_size=1,
    max_size=6,
)


def changed(data, changes):
    """Apply small changes to a file's bytes; the first number is a place in millionths of the length."""
    for what, millionths, length, piece in changes:
        start = millionths * len(data) // 1_000_000
        middle = data[start : start + length]
        middle = {
            "delete": b"",
            "insert": piece + middle,
            "replace": piece,
            "repeat": middle * 3,
            "turn": middle[::-1],
        }[what]
        data = data[:start] + middle + data[start + length :]
    return data


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzzed")


@settings(max_examples=300, derandomize=True, database=None, deadline=None)
@given(file=st.sampled_from(SOURCES), changes=CHANGES)
def test_a_changed_file_is_read_or_refused_and_nothing_else(fuzzed, file, changes):
    """No other exception, no long wait; and each fault has a place in the file, and words."""
    folder = fuzzed / "pack"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(file.parent, folder)
    (folder / file.name).write_bytes(changed(file.read_bytes(), changes))
    begun = time.process_time()

    try:
        tree = questionnaires.load_pack(folder)
        if file.name.startswith("answers"):
            answer_files.opened(folder / file.name).questionnaire
            answer_files.load_answers(folder / file.name, tree)
    except SilkError as error:
        for one in error.faults:
            assert one.says
            assert one.do
            where = one.where
            assert where is not None
            assert where.column + where.width - 1 <= max(len(where.text), where.column)

    assert time.process_time() - begun < 5


def test_changes_change_something():
    """So that the test above is one."""
    assert changed(b"a: b\n", [("insert", 500_000, 0, b"{")]) == b"a:{ b\n"
    assert changed(b"a: b\n", [("turn", 0, 4, b"")]) == b"b :a\n"
    assert changed(b"a: b\n", [("delete", 0, 3, b""), ("repeat", 0, 1, b"")]) == b"bbb\n"
