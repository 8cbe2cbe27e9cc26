"""What is drawn without `--open` links no answers of one voice, and shows none that fewer than five gave."""

import random
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from random_voices import groups
from silk_assess.answers.model import Answer
from silk_assess.commands.together.command import Gathered, Options
from silk_assess.commands.together.screen import together
from silk_assess.files.voice_files import Read, Round
from silk_assess.report.agenda import data
from silk_assess.report.agenda.draw import draw
from silk_assess.report.agenda.view import view
from silk_assess.terminal.layout import plain
from silk_assess.voices.agenda import agenda
from silk_assess.voices.groups import group_of
from silk_assess.voices.table import CLOSED, Voice, table

NAMES = ("members", "staff")


def named(voices, chance):
    """Give voices names, of which some are of a group."""
    return [Voice(f"{chance.choice((*NAMES, 'x'))}-{i}", voice.answers) for i, voice in enumerate(voices, 1)]


def everything(tree, voices, names):
    """Draw all that is drawn: the page as HTML and Markdown, the object, the screen."""
    found = agenda(table(tree, voices), names)
    page = view(found, "together a.yaml --agree")
    files = tuple(Read(Path(f"a.{voice.name}.yaml"), replace(voice.answers, voice=voice.name)) for voice in voices)
    gathered = Gathered(Options((Path("a.yaml"),)), Round(Path("a.yaml"), ()), tree, Path(), files, None, names)
    screen = "\n".join(plain(line) for line in together(gathered, 80))
    return draw(page, "html"), draw(page, "md"), data.line(found), screen


def exchanged(voices, id, chance):
    """Let the voices of each group give each other's answers to one question."""
    found = list(voices)
    for group in (*NAMES, ""):
        inside = [i for i, voice in enumerate(voices) if group_of(voice.name, NAMES) == group]
        for i, j in zip(inside, chance.sample(inside, len(inside)), strict=True):
            found[i] = answering(voices[i], id, voices[j].answers.answers.get(id))
    return found


def answering(voice, id, answer):
    rest = {other: one for other, one in voice.answers.answers.items() if other != id}
    return Voice(voice.name, replace(voice.answers, answers=rest if answer is None else {**rest, id: answer}))


@given(groups(least=5, most=14, differ=30), st.integers(0, 2**32))
def test_whose_answer_it_was_changes_no_byte(group, seed):
    chance = random.Random(seed)
    tree, voices = group.sample.tree, named(group.voices, chance)
    before = everything(tree, voices, NAMES)

    for one in tree.questions:
        assert everything(tree, exchanged(voices, one.id, chance), NAMES) == before


@given(groups(least=5, most=9, differ=30), st.integers(0, 2**32))
def test_what_fewer_than_five_answered_changes_no_byte(group, seed):
    chance = random.Random(seed)
    tree, voices = group.sample.tree, named(group.voices, chance)
    before = everything(tree, voices, ())

    for id in table(tree, voices).few:
        others = [Answer(value) for value in tree.asked[id].table] or [Answer(not_applicable="no")]
        found = voices
        for voice in voices:
            stored = voice.answers.answers.get(id)
            if stored is not None and (stored.value is not None or stored.not_applicable is not None):
                found = [answering(one, id, chance.choice(others)) if one is voice else one for one in found]
        if all(isinstance(one.value, str | None) for one in others):
            assert everything(tree, found, ()) == before


@given(groups(least=5, most=14, differ=30), st.integers(0, 2**32))
def test_notes_evidence_and_names_stand_nowhere(group, seed):
    chance = random.Random(seed)
    tree, voices = group.sample.tree, named(group.voices, chance)
    secret = [
        Voice(
            voice.name + "-zzsecret",
            replace(
                voice.answers,
                answers={
                    id: replace(one, note="zzsecret", evidence=("zzsecret",), not_applicable=reason(one))
                    for id, one in voice.answers.answers.items()
                },
            ),
        )
        for voice in voices
    ]

    assert all("zzsecret" not in str(text) for text in everything(tree, secret, NAMES))


def reason(answer):
    return None if answer.not_applicable is None else "zzsecret"


def test_below_five_nothing_is_shown():
    assert CLOSED == 5
