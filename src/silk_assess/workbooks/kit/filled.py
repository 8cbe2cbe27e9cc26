"""What fills a kit: organisations with their answers, and what does not fit into a cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from silk_assess.answers.model import Answer
from silk_assess.faults import Code, Fault
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assessment import Assessment
from silk_assess.workbooks.kit import cells
from silk_assess.workbooks.writing import MOST_LETTERS, length

# What is neither a question nor a field of the profile, with what is asked.
OWN: Final = {
    "id": "Your number for it",
    "name": "What is your organisation called?",
    "answered.date": "When was this answered? (2026-11-24)",
    "answered.by": "Who answered?",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """One organisation: the file of its answers, empty where there is none, and what they come to."""

    file: str
    assessment: Assessment

    @property
    def name(self) -> str:
        """Its name, empty where none is given."""
        return self.assessment.answers.name or ""

    def own(self, id: str) -> str | None:
        """Give what stands in a cell of what is no question; None where nothing does."""
        answered = self.assessment.answers.answered
        match id:
            case "name":
                return self.name or None
            case "answered.date":
                return answered.date if answered is not None else None
            case "answered.by":
                return answered.by if answered is not None else None
        return None

    def answer(self, id: str) -> Answer | None:
        """Give an answer; that of a profile field too."""
        answers = self.assessment.answers
        if id in answers.profile:
            return Answer(answers.profile[id])
        return answers.answers.get(id)


def too_long(tree: Tree, one: Filled) -> Iterator[Fault]:
    """List what is longer than a cell may be."""
    if length(one.name) > MOST_LETTERS:
        yield _fault(one.file, ("organisation", "name"), "the name")
    for asked in tree.asked.values():
        answer = one.answer(asked.id)
        if answer is None:
            continue
        held = {"value": cells.of_answer(asked, answer), "note": answer.note, "evidence": evidence(answer)}
        for key, said in held.items():
            if isinstance(said, str) and length(said) > MOST_LETTERS:
                path = ("answers", asked.id) if key == "value" else ("answers", asked.id, key)
                yield _fault(one.file, path, "the answer" if key == "value" else f"the {key}")


def evidence(answer: Answer | None) -> str:
    """Give the pieces of evidence as a cell has them, each on a line of its own."""
    return "\n".join(" ".join(piece.splitlines()) for piece in answer.evidence) if answer is not None else ""


def _fault(file: str, path: tuple[str, ...], what: str) -> Fault:
    says = f"{what} has more than {MOST_LETTERS:,} letters, and a cell of a workbook holds no more"
    return Fault((file, *path), says, "Please say it in fewer.", Code.TOO_LARGE)
