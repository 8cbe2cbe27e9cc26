"""Random answers in every dialect come back as the same answers; whatever is done to a table, nobody vanishes."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silk_assess.files import inputs
from silk_assess.files.questionnaires import load_pack
from table_dialects import Way, answers, same, table, ways

HERE = Path(__file__).parent
SILK = HERE.parents[1] / "questionnaires" / "earlier" / "silk" / "1.0.1"
PACKS = {"harbour": load_pack(HERE / "harbour"), "silk": load_pack(SILK)}
WAYS = list(ways())
IN_EACH = 4


def read(data: bytes, name: str) -> tuple[list[inputs.Unit], inputs.Ways]:
    wanted = inputs.Ways()
    return list(inputs.units(["-"], PACKS[name], wanted, io.BytesIO(data))), wanted


def test_every_dialect_is_tried():
    assert len(WAYS) == 4 * 4 * 3 * 4
    assert len({(one.separator, one.encoding, one.words) for one in WAYS}) == 4 * 4 * 3


@pytest.mark.parametrize("name", PACKS)
def test_answers_come_back_from_every_dialect(name, request):
    """Twenty sets in CI; with --examples 20000 a thousand for each questionnaire and dialect."""
    tree, chance = PACKS[name], random.Random(name)
    number = max(request.config.getoption("examples") // 20, 1)
    for way in WAYS[:: 1 if number > 5 or name == "harbour" else 8]:
        for _ in range(max(number // IN_EACH, 1)):
            members = [answers(tree, chance, way) for _ in range(IN_EACH)]
            units, _ = read(table(tree, members, way), name)
            entries = [inputs.read(unit, tree) for unit in units]
            assert [fault.says for one in entries for fault in one.faults] == [], way
            found = {one.id: one.answers for one in entries if not one.is_blank}
            assert found.keys() == {str(i) for i in range(1, IN_EACH + 1)}, way
            for i, member in enumerate(members, 1):
                assert same(found[str(i)], member), (way, i)


# Corruptions


SPOILT = st.tuples(st.sampled_from(['"', "sep", "\n", "-", "cut", '""']), st.integers(0, 100_000))


def spoilt(text: str, way: Way, changes: list[tuple[str, int]]) -> str:
    """Put in or take out a quote, a separator or a line end, in rows of their own, or cut the rest off."""
    touched: set[int] = set()
    for what, place in changes:
        at = place % len(text)
        row = text.count("\r\n", 0, at)
        if row in touched:
            continue
        touched |= {row - 1, row, row + 1}
        if what == "cut":
            return text[:at]
        if what == "-":
            signs = [i for i, letter in enumerate(text) if letter == way.separator]
            at = signs[place % len(signs)]
            if text.count("\r\n", 0, at) in touched - {row}:
                continue
            text = text[:at] + text[at + 1 :]
        else:
            text = text[:at] + (way.separator if what == "sep" else what) + text[at:]
    return text


@given(st.integers(0, len(WAYS) - 1), st.integers(0, 5), st.lists(SPOILT, min_size=1, max_size=3))
def test_whatever_is_done_to_a_table_each_organisation_is_right_named_or_refused(place, seed, changes):
    way = WAYS[place]
    way = Way(way.separator, "utf-8", way.words, way.choices, way.headers, way.has_commas, False)
    tree, chance = PACKS["harbour"], random.Random(seed)
    members = [answers(tree, chance, way) for _ in range(6)]
    text = table(tree, [plainly(one) for one in members], way).decode()
    data = spoilt(text, way, changes)
    units, wanted = read(data.encode(), "harbour")
    if any(not isinstance(unit, inputs.TableRow) for unit in units):
        return  # refused as a whole, or with its columns
    entries = [(unit, inputs.read(unit, tree)) for unit in units]
    lines = data.split("\n")
    faulty = {unit.row.line for unit, one in entries if one.faults}
    blank = {unit.row.line for unit, one in entries if one.is_blank}
    scored = {one.id.replace('"', ""): one for _, one in entries if not one.faults and not one.is_blank}
    for i, member in enumerate(members, 1):
        own = {n for n, line in enumerate(lines, 1) if line.replace('"', "").startswith(f"{i}{way.separator}")}
        one = scored.get(str(i))
        if one is None:
            is_gone = not own or max(own) >= len(lines)
            assert own & (faulty | blank) or is_gone or any(n in faulty for n in range(min(own) - 2, max(own) + 2)), (
                i,
                data,
            )
            continue
        is_last = one.line >= max(entry.line for _, entry in entries)
        if is_last and not wanted.readings[0].has_end:
            continue  # told: the last line has no end
        for id, answer in one.answers.answers.items():
            if isinstance(answer.value, str) and tree.asked[id].question.type == "text":
                continue
            assert id in member.answers, (id, data)
            assert answer.value == member.answers[id].value or isinstance(answer.value, tuple), (id, data)


def plainly(one):
    """Give an organisation with a name that no corruption can be mistaken for."""
    return type(one)("North", one.profile, one.answers)
