"""Every value that columns give is the one that rows give."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import organisation

import random_packs
from columns_by_rows import by_columns, by_rows
from random_packs import ANSWERS, BYTES, sample
from shipped import silk
from silk_assess.answers.model import Answers
from silk_assess.answers.reader import answers_of
from silk_assess.batch import score_table
from silk_assess.columns.block import Block, block_of
from silk_assess.columns.kernel import Kernel, score
from silk_assess.columns.plan import plan_of
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack

HERE = Path(__file__).parent.parent
SILK = HERE.parent / "questionnaires" / "silk"
# Without a common factor, so that nothing can be taken out.
ODD_SCALES = ("33333.333331", "77777.777777", "100", "0.000001", "3", "999999", "12345.678901")
ODD_WEIGHTS = ("1", "123456.789011", "98765.432123", "0", "0.000001", "999999.999999", "0.3")
PACKS = sorted({file.parent for file in HERE.glob("packs/*/answers*.yaml")})
CASES = sorted(HERE.glob("cases/*/answers.yaml"))

pack = cache(load_pack)


def differing(tree, answers):
    """Name what differs between columns and rows, with both values."""
    columns, rows = by_columns(tree, answers), by_rows(tree, answers)
    assert [list(one) for one in columns] == [list(one) for one in rows]
    return [
        (i, name, one[name], other[name])
        for i, (one, other) in enumerate(zip(columns, rows, strict=True))
        for name in one
        if one[name] != other[name]
    ]


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_small_questionnaire(folder):
    tree = pack(folder)
    answers = [load_answers(file, tree) for file in sorted(folder.glob("answers*.yaml"))]

    assert differing(tree, [*answers, Answers()]) == []


def test_every_case():
    assert differing(pack(SILK), [load_answers(file, pack(SILK)) for file in CASES]) == []


def test_invented_organisations():
    assert differing(silk(), [organisation(silk(), 7, place) for place in range(1, 61)]) == []


def questionnaire(data, seed, rows):
    """Read a questionnaire off bytes, and answers of some: the last bytes are the first one's, others are drawn."""
    chance = random.Random(seed)
    texts = [data, *(data[:-ANSWERS] + chance.randbytes(ANSWERS) for _ in range(rows - 1))]
    tree = sample(data, advice=True).tree
    return tree, [answers_of(sample(text, advice=True).answers, tree, "random.yaml")[0] for text in texts]


@given(st.binary(min_size=BYTES, max_size=BYTES), st.integers(0, 2**32))
def test_random_questionnaires(data, seed):
    tree, answers = questionnaire(data, seed, rows=8)

    assert differing(tree, answers) == []


@given(st.binary(min_size=BYTES, max_size=BYTES), st.integers(0, 2**32))
def test_random_questionnaires_whose_numbers_64_bits_do_not_hold(data, seed):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(random_packs, "SCALES", ODD_SCALES)
        patched.setattr(random_packs, "WEIGHTS", ODD_WEIGHTS)
        tree, answers = questionnaire(data, seed, rows=4)

    assert differing(tree, answers) == []


def test_columns_come_in_the_order_of_scores_csv():
    names = [name for name, _ in score_table.columns_of(silk(), is_short=False)]

    assert list(score(plan_of(silk()), Block(0, {})).figures) == names


def test_a_large_block_is_cut_and_put_together_again():
    few = [organisation(silk(), 3, place) for place in range(1, 8)]
    block = block_of(silk(), few * 1500)

    long, short = score(plan_of(silk()), block), score(plan_of(silk()), block_of(silk(), few))

    assert long.size == 10_500
    for name, one in short.figures.items():
        assert long.figures[name].values[-7:].tolist() == one.values.tolist()
    assert {id: one[-7:].tolist() for id, one in long.fired.items()} == {
        id: one.tolist() for id, one in short.fired.items()
    }


def test_a_kernel_that_has_seen_other_entries_gives_the_same():
    kernel = Kernel(plan_of(silk()))
    kernel.score(block_of(silk(), [organisation(silk(), 1, place) for place in range(1, 20)]))
    block = block_of(silk(), [organisation(silk(), 2, place) for place in range(1, 20)])

    again, fresh = kernel.score(block), score(plan_of(silk()), block)

    assert {name: one.values.tolist() for name, one in again.figures.items()} == {
        name: one.values.tolist() for name, one in fresh.figures.items()
    }
