"""A second interview, kept as simple as can be: what is stored, which question is at hand, and where one is.

It is written from docs/architecture.md, The interview, and docs/scoring.md, State of a question, and shares
nothing with the interview but the questionnaire. It is told what a line means, and never reads one.
"""

from __future__ import annotations

from silk_assess.questionnaire.conditions import All, Answered, Any_, Compare, Is, Not

GONE = object()
DAY = "2026-11-26"
RELATIONS = {"at_least": (0, 1), "above": (1,), "at_most": (-1, 0), "below": (-1,)}


def true_of(when, known):
    """Decide a condition as true, false, or None for not known yet; GONE is ruled out or does not apply."""
    match when:
        case None:
            return True
        case Not(part):
            value = true_of(part, known)
            return None if value is None else not value
        case All(parts):
            values = [true_of(part, known) for part in parts]
            return False if False in values else None if None in values else True
        case Any_(parts):
            values = [true_of(part, known) for part in parts]
            return True if True in values else None if None in values else False
    value = known(when.subject)
    if value is None:
        return None
    match when:
        case Answered(_, flag):
            return (value is not GONE) == flag
        case Is(_, values):
            chosen = value if isinstance(value, tuple) else (value,)
            return any(one in values for one in chosen)
        case Compare(_, relation, _, bound, ranks):
            if value is GONE:
                return False
            size = ranks.index(value) if ranks else value
            return ((size > bound) - (size < bound)) in RELATIONS[relation]
    raise AssertionError(when)


def _text_of(question, title):
    """All that a word is looked for in."""
    labels = [option.label for option in getattr(question, "options", ())]
    return "\n".join([question.id, question.text, question.guidance or "", title, *labels]).casefold()


class Model:
    """One organisation at one questionnaire, in plain dictionaries; a sitting is begun with `begin`.

    `tree` gives the questions and their order. An answer is a dictionary with one of value,
    unknown and na, and with note and evidence where there are any.
    """

    def __init__(self, tree):
        self.questions = {one.id: one for one in (*tree.profile, *tree.questions)}
        self.fields = ["name", *(one.id for one in tree.profile)]
        self.scored = [one.id for one in tree.questions]
        self.order = self.fields + self.scored
        self.short = [id for id in self.scored if id in tree.pack.head.short]
        self.parts = {"": self.fields}
        for name, section in zip(tree.pack.head.sections, tree.pack.sections, strict=True):
            self.parts[section.id] = [one.id for one in tree.questions if one.path[0] == f"{name}.yaml"]
        titles = {node.id: node.title for node in tree.nodes}
        self.texts = {id: _text_of(one.question, titles.get(one.owner, "")) for id, one in self.questions.items()}
        above = {node.id: node.owner for node in tree.nodes}
        self.above = {}
        for one in tree.questions:
            self.above[one.id], owner = [], one.owner
            while owner is not None:
                self.above[one.id].append(owner)
                owner = above.get(owner)
        self.texts["name"] = "name what is your organisation called?"
        self.profile = {}
        self.answers = {}
        self.answered = {}

    def is_new(self):
        """Whether no question has an answer yet."""
        return not any(self.done(id) for id in self.answers)

    def begin(self, mode="all", part=None, only_open=False, again=False):
        """Begin a sitting on what is stored, in which the day is `day`."""
        self.mode, self.asks_unknown, self.walks, self.confirmed = mode, only_open, again, False
        self.passed, self.trail, self.listed, self.offered = set(), [], [], None
        route = self.under(part) if part else self.short if mode == "short" else self.scored
        self.route = self.fields + route if (self.is_new() or again) and not part else route
        if only_open:
            self.route = [id for id in self.route if not self.done(id) or self.unsure(id)]
        self.at, self.screen, self.origin, self.ends = "name", "question", "question", ""
        wanted = self.wanted()
        if wanted:
            self.at = wanted[0]
        else:
            self.at = next((id for id in reversed(self.route) if self.shown(id) is True), "name")
            self.screen = self.origin = "pause" if mode == "short" else "end"
            self.screen = "pause" if mode == "short" else "parts"

    def under(self, part):
        """The questions of a part, a dimension or a risk."""
        if part in self.parts:
            return self.parts[part]
        return [id for id in self.scored if part in self.above[id]]

    # What is known

    def known(self, id):
        """What a condition reads of a question: its value, GONE, or None for nothing yet."""
        shown = self.shown(id)
        if shown is None:
            return None
        if not shown:
            return GONE
        if id in self.fields:
            return self.profile.get(id)
        stored = self.answers.get(id, {})
        return GONE if "na" in stored else stored.get("value")

    def shown(self, id):
        """Whether a question is in force: true, false, or None where that is not known yet."""
        return True if id == "name" else true_of(self.questions[id].when, self.known)

    def done(self, id):
        return id in self.profile or not {"value", "unknown", "na"}.isdisjoint(self.answers.get(id, {}))

    def unsure(self, id):
        return "unknown" in self.answers.get(id, {})

    def wanted(self):
        """What is still to be asked in this sitting."""
        return [id for id in self.order if id in self.route and id not in self.passed and self.is_wanted(id)]

    def is_wanted(self, id):
        asked = self.walks or not self.done(id) or (self.asks_unknown and self.unsure(id))
        return self.shown(id) is True and asked

    # Where one goes

    def go(self, id):
        if id != self.at:
            self.trail.append(self.at)
        self.at, self.screen, self.origin = id, "question", "question"

    def forward(self):
        self.passed.add(self.at)
        wanted = self.wanted()
        here = self.order.index(self.at)
        later = [id for id in wanted if self.order.index(id) > here]
        if wanted:
            self.go((later or wanted)[0])
        else:
            self.screen = self.origin = "pause" if self.mode == "short" else "end"

    def back(self):
        if self.screen in ("end", "pause"):
            self.screen = self.origin = "question"
            return
        while self.trail:
            id = self.trail.pop()
            if self.shown(id) is True:
                self.at = id
                return
        before = [id for id in self.order[: self.order.index(self.at)] if self.shown(id) is True]
        if before and self.mode == "all":
            self.at = before[-1]

    def home_from_reason(self):
        self.screen = "question"

    def home(self):
        """Leave a list."""
        self.screen = self.origin

    # What a line does

    def confirm(self):
        """Count an answer as given today."""
        self.confirmed = True
        self.answered["date"] = DAY

    def value(self, value):
        if self.at in self.fields:
            self.profile[self.at] = value
            self.confirm()
        else:
            self.store(value=value)
        self.forward()

    def refuse(self, meant):
        """Refuse a line; where it was probably meant for a value, Enter takes that."""
        if meant is not None:
            self.offer(lambda: self.value(meant))

    def offer(self, does):
        self.offered = does

    def take_offer(self):
        """What Enter takes after the last line; only the next line can take it."""
        offered, self.offered = self.offered, None
        return offered

    def unknown(self):
        if self.at not in self.fields:
            self.store(unknown=True)
            self.forward()

    def na(self, reason):
        """Say that a question does not apply; without a reason one is asked for."""
        if self.at in self.fields or self.questions[self.at].question.not_applicable is None:
            return
        if reason:
            self.reason(reason)
        else:
            self.screen = "reason"

    def reason(self, text):
        self.store(na=text)
        self.forward()

    def store(self, **answer):
        before = self.answers.get(self.at, {})
        kept = {key: before[key] for key in ("note", "evidence") if key in before}
        self.answers[self.at] = {**answer, **kept}
        self.confirm()

    def note(self, text):
        if self.at in self.fields:
            return
        stored = self.answers.setdefault(self.at, {})
        before = stored.get("note")
        joint = " " if before and before[-1] in ".!?;:" else "; "
        stored["note"] = f"{before}{joint}{text}" if before else text

    def evidence(self, text):
        if self.at not in self.fields:
            stored = self.answers.setdefault(self.at, {})
            stored["evidence"] = [*stored.get("evidence", []), text]

    def take_out(self, kind):
        stored = self.answers.get(self.at, {})
        stored.pop(kind, None)
        if not stored:
            self.answers.pop(self.at, None)

    def skip(self):
        self.forward()

    def enter(self):
        if self.done(self.at):
            if self.walks:
                self.confirm()
            self.forward()

    def overview(self):
        if self.screen in ("question", "pause", "end"):
            self.origin = self.screen
        self.screen = "parts"

    def open_part(self, number):
        self.listed = list(self.parts.values())[number]
        self.screen = "list"

    def find(self, word):
        """List the questions that hold a word."""
        found = [id for id in self.order if word.casefold() in self.texts[id]]
        if found:
            self.origin = self.screen if self.screen in ("question", "pause", "end") else self.origin
            self.listed, self.screen = found, "list"

    def jump(self, id):
        if self.shown(id) is True:
            self.go(id)

    def go_on(self):
        """Go on behind the short list."""
        self.mode, self.route, self.passed = "all", self.scored, set()
        wanted = self.wanted()
        if wanted:
            self.go(wanted[0])
        else:
            last = next((id for id in reversed(self.scored) if self.shown(id) is True), "name")
            self.at, self.screen, self.origin = last, "parts", "end"

    def finish(self):
        """Leave; where all is done, who answered is asked first."""
        knows = self.wanted() if self.walks else "by" in self.answered
        if self.is_end() and self.confirmed and self.screen != "names" and not knows:
            self.screen = "names"
        else:
            self.leave()

    def back_from_names(self):
        self.screen = self.origin = "end"

    def names(self, text):
        self.answered["by"] = text
        self.ends = "finished"

    def leave(self):
        self.ends = "finished" if self.is_end() else "left"

    def is_end(self):
        if self.screen in ("end", "names") or (self.screen in ("parts", "list") and self.origin == "end"):
            return True
        return self.mode == "all" and not any(self.shown(id) is True and not self.done(id) for id in self.questions)
