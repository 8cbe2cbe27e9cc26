"""Random walks through the interview, each line compared with a second, simple interview.

SILK_WALKS says how many walks there are (150). A difference names its seed and all lines typed.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from interview_model import DAY, Model
from silk_assess.answers.model import Answers
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.interview.replies import WORDS
from silk_assess.interview.route import begin, leave
from silk_assess.interview.take import take
from silk_assess.questionnaire.model.questions import Choices, Country, Day, Quantity, Words, YesNo

WALKS = int(os.environ.get("SILK_WALKS", "150"))
LINES = 80
HERE = Path(__file__).parent.parent
SILK = find_pack("silk")
PACKS = [
    SILK,
    *(HERE / "packs" / name for name in ("conditions-on-questions", "conditions-on-profile", "autre-langue")),
    *(HERE / "packs" / name for name in ("risks-mean-and-kappas", "levels-and-next-questions", "mini")),
]
TREES = [load_pack(folder) for folder in PACKS]
SAMPLE = load_answers(SILK / "sample.yaml", TREES[0])


# Answers, typed


def good(question, random):
    """A line that answers a question, and the value that it stands for."""
    match question:
        case Choices(options=options):
            open_ones = [i for i, option in enumerate(options) if not option.exclusive]
            alone = [i for i, option in enumerate(options) if option.exclusive]
            chosen = sorted(random.sample(open_ones, random.randint(0, len(open_ones))))
            chosen = chosen or alone[:1]
            line = random.choice([" ", ",", ", "]).join(str(i + 1) for i in random.sample(chosen, len(chosen)))
            return line or "0", tuple(options[i].id for i in chosen)
        case YesNo():
            return random.choice([("y", "yes"), ("n", "no"), ("Yes", "yes"), ("NO", "no")])
        case Quantity(minimum=minimum, maximum=maximum):
            low, high = (minimum or 0) // 10**6, (maximum if maximum is not None else 20_000_000) // 10**6
            whole = random.randint(low, min(high, low + 12))
            if question.decimals != 0 and whole < high and random.random() < 0.5:
                return random.choice([f"{whole}.5", f"{whole},5"]), whole * 10**6 + 500_000
            return str(whole), whole * 10**6
        case Country():
            return random.choice([("kr", "KR"), ("FR", "FR"), ("no", "NO"), ("Polska", "PL"), ("la Suède", "SE")])
        case Day():
            day = random.choice(["2020-01-01", "2024-02-29", "2026-11-24"])
            return day, day
        case Words():
            return random.choice([("few", "few"), ("We share", "We share"), ("b", "b"), ("//b", "/b"), ("go on",) * 2])
    at = random.randrange(len(question.options))
    return str(at + 1), question.options[at].id


def bad(question, random):
    """A line that answers nothing, and the value that it was probably meant for, if there is one."""
    match question:
        case Choices(options=options):
            lines = [("99", None), ("1-99", None), ("hmm hmm", None), ("7" * 400, None), ("1 1", (options[0].id,))]
            if not any(one.exclusive for one in options[:2]) and len(options) > 1:
                lines.append(("1-2", (options[0].id, options[1].id)))
            return random.choice(lines)
        case YesNo():
            return random.choice(["7", "maybe", "1-3"]), None
        case Quantity(minimum=minimum, maximum=maximum):
            fits = (minimum or 0) <= 5_000_000 <= (5_000_000 if maximum is None else maximum)
            lines = [("much", None), ("9" * 400, None), ("1e3", None), ("+5", 5_000_000 if fits else None)]
            return random.choice(lines)
        case Country():
            return random.choice([("Atlantis", None), ("qq", None), ("Korea", None), ("Germny", "DE")])
        case Day():
            return random.choice(["24.11.2026", "2026-02-30"]), None
        case Words():
            return random.choice(["/", "w" * 20_001]), None
    return random.choice(["0", "99", "1-3", "hmm hmm", "help", "９９"]), None


def a_word(model, random):
    """A word that some question holds, mostly, and that stands for no key."""
    text = model.texts[random.choice(model.order)]
    words = [word for word in text.split() if word.isalpha() and len(word) > 2 and word not in WORDS]
    return random.choice([*words, "zebra"])


# One line at each place: the line, and what it does to the model


def at_question(model, question, random):
    slash = "/" if isinstance(question, Words) or random.random() < 0.1 else ""
    text = random.choice(["Ask about parting", "Soon.", "Minutes, 14 March"])
    line, value = good(question, random)
    word, (wrong, meant) = a_word(model, random), bad(question, random)
    offered = model.take_offer()
    moves = [
        (40, line, lambda: model.value(value)),
        (8, wrong, lambda: model.refuse(meant)),
        (1, f"{slash}quit" if slash else "/quit", lambda: model.offer(model.finish)),
        (6, f"{slash}d", model.unknown),
        (4, f"{slash}x", lambda: model.na("")),
        (4, f"{slash}x {text}", lambda: model.na(text)),
        (8, f"{slash}s", model.skip),
        (24, f"{slash}b", model.back),
        (3, f"{slash}+ {text}", lambda: model.note(text)),
        (3, f"{slash}e {text}", lambda: model.evidence(text)),
        (2, f"{slash}+ -", lambda: model.take_out("note")),
        (2, f"{slash}e -", lambda: model.take_out("evidence")),
        (1, f"{slash}+", lambda: None),
        (2, f"{slash}?", lambda: None),
        (10, f"{slash}o", model.overview),
        (4, f"/{word}", lambda: model.find(word)),
        (40 if offered else 6, "", offered or model.enter),
        (3, f"{slash}q", model.finish),
    ]
    return chosen(moves, random)


def at_reason(model, question, random):
    moves = [
        (3, "", lambda: model.reason("")),
        (3, "At home", lambda: model.reason("At home")),
        (1, "//home", lambda: model.reason("/home")),
        (1, "b", lambda: None),
        (2, "/b", model.home_from_reason),
        (1, "/o", lambda: None),
        (1, "/q", model.finish),
    ]
    return chosen(moves, random)


def at_list(model, question, random):
    id, word = random.choice(model.order), a_word(model, random)
    part, line = random.randrange(len(model.parts)), random.randint(1, max(1, len(model.listed)))
    moves = [
        (6, id.upper() if random.random() < 0.2 else id, lambda: model.jump(id)),
        (3, f"/{word}", lambda: model.find(word)),
        (2, "?", lambda: None),
        (1, "999", lambda: None),
        (2, "o", model.overview),
        (1, "q", model.finish),
    ]
    if model.screen == "parts":
        moves.append((8, str(part), lambda: model.open_part(part)))
    if model.screen == "list":
        moves.append((8, str(line), lambda: model.jump(model.listed[line - 1])))
    if model.screen == "end":
        moves += [(6, "b", model.back), (3, "", model.finish)]
    else:
        moves += [(2, "b", model.home), (4, "", model.home)]
    return chosen(moves, random)


def at_pause(model, question, random):
    moves = [
        (3, "", model.go_on),
        (2, "q", model.finish),
        (3, "b", model.back),
        (3, "o", model.overview),
        (1, "what", lambda: None),
    ]
    return chosen(moves, random)


def chosen(moves, random):
    ((_, line, does),) = random.choices(moves, [weight for weight, _, _ in moves])
    return line, does


def at_names(model, question, random):
    moves = [
        (4, "", model.leave),
        (4, "Board and two members", lambda: model.names("Board and two members")),
        (1, "//etc", lambda: None),
        (1, "w" * 201, lambda: None),
        (1, "?", lambda: None),
        (2, "b", model.back_from_names),
        (1, "/q", model.leave),
    ]
    return chosen(moves, random)


MOVES = {"question": at_question, "reason": at_reason, "pause": at_pause, "names": at_names}

# Walks


def stored(answers: Answers):
    """What is stored, as the model has it."""
    found = {}
    for id, one in answers.answers.items():
        value = {"value": one.value} if one.value is not None else {}
        unknown = {"unknown": True} if one.unknown else {}
        na = {"na": one.not_applicable} if one.not_applicable is not None else {}
        note = {"note": one.note} if one.note is not None else {}
        evidence = {"evidence": list(one.evidence)} if one.evidence else {}
        found[id] = {**value, **unknown, **na, **note, **evidence}
    name = {"name": answers.name} if answers.name is not None else {}
    answered = {} if answers.answered is None else answers.answered._asdict()
    answered = {key: said for key, said in answered.items() if said is not None}
    return {**name, **answers.profile}, found, answered


def first_answers(tree, random):
    """Nothing, or of the large questionnaire also a sample of which most is answered."""
    if tree is not TREES[0] or random.random() < 0.3:
        return Answers()
    left_out = random.sample(list(SAMPLE.answers), random.randint(0, 8))
    return replace(SAMPLE, answers={id: one for id, one in SAMPLE.answers.items() if id not in left_out})


def begun(tree, answers, model, random):
    """Begin a sitting in one of its ways."""
    nodes = [node.id for node in tree.nodes if node.id != "index"]
    part = random.choice([*list(model.parts)[1:], *nodes]) if random.random() < 0.25 else None
    again = random.random() < 0.2
    mode = "short" if part is None and model.short and not again and random.random() < 0.3 else "all"
    only_open = mode == "all" and not again and random.random() < 0.25
    model.begin(mode, part, only_open, again)
    said = f"(begins: {mode}, {part or 'all parts'}{', only open' if only_open else ''}{', again' if again else ''})"
    return begin(tree, answers, mode, part, only_open, again), said


def walk(seed):
    """Type lines until one does something else than in the model; give what differs, and the lines."""
    random = Random(seed)
    tree = random.choice(TREES)
    model, answers = Model(tree), first_answers(tree, random)
    model.profile, model.answers, model.answered = stored(answers)
    turn, said = begun(tree, answers, model, random)
    lines = [f"{tree.pack.head.id} {said}"]
    for _ in range(LINES):
        position = turn.position
        now = (position.screen, position.at, turn.ends, *stored(position.answers), list(position.answers.answers))
        ids = [id for id in model.scored if id in model.answers]
        expected = (model.screen, model.at, model.ends, model.profile, model.answers, model.answered, ids)
        if now != expected:
            names = ("screen", "at", "ends", "profile", "answers", "answered", "order of answers")
            found = [f"{name}: {a} instead of {b}" for name, a, b in zip(names, now, expected, strict=True) if a != b]
            return [f"seed {seed}", *lines, *found]
        if turn.ends:
            turn, said = begun(tree, position.answers, model, random)
            lines.append(said)
        elif random.random() < 0.01:
            turn = leave(position)
            model.leave()
            lines.append("(the input ends)")
        else:
            line, does = MOVES.get(position.screen, at_list)(model, position.question(position.at), random)
            does()
            lines.append(line[:60])
            turn = take(replace(position, day=DAY), line)
    return []


@pytest.mark.parametrize("tens", range(0, WALKS, 10))
def test_walks_go_as_in_the_second_interview(tens):
    for seed in range(tens, min(tens + 10, WALKS)):
        assert "\n".join(walk(seed)) == ""
