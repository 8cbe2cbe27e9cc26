"""Self-assessment of internationalisation readiness for the social and solidarity economy.

    import silk_assess as sa

    q = sa.questionnaire("silk")
    result = sa.assess(q, sa.read("co-op.yaml"))

What this module offers is described in docs/python.md. It is loaded when it is first used, so that
importing it costs next to nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType

__version__ = "0.2.0"

# Type checkers take it for true; `typing` itself would be the dearest import here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from silk_assess.faults import Fault as Fault
    from silk_assess.faults import SilkError as SilkError
    from silk_assess.python.answers import Answers as Answers
    from silk_assess.python.answers import answers as answers
    from silk_assess.python.answers import read as read
    from silk_assess.python.assessments import Assessment as Assessment
    from silk_assess.python.assessments import Figures as Figures
    from silk_assess.python.assessments import assess as assess
    from silk_assess.python.batches import batch as batch
    from silk_assess.python.questionnaires import Questionnaire as Questionnaire
    from silk_assess.python.questionnaires import questionnaire as questionnaire
    from silk_assess.python.reports import report as report

# What is offered, and where it stands.
_OFFERED = {
    "Answers": "python.answers",
    "Assessment": "python.assessments",
    "Fault": "faults",
    "Figures": "python.assessments",
    "Questionnaire": "python.questionnaires",
    "SilkError": "faults",
    "answers": "python.answers",
    "assess": "python.assessments",
    "batch": "python.batches",
    "questionnaire": "python.questionnaires",
    "read": "python.answers",
    "report": "python.reports",
}
__all__ = [*_OFFERED]


def _offered(name: str) -> Any:
    from importlib import import_module

    return getattr(import_module(f"silk_assess.{_OFFERED[name]}"), name)


class _Room(ModuleType):
    """A room of this package that has the name of a function: it is called as that function."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.__wrapped__(*given, **named)

    @property
    def __wrapped__(self) -> Any:
        # By this name notebooks find what may be handed over, and what comes back.
        return _offered(self.__name__.rpartition(".")[2])

    @property
    def __doc__(self) -> Any:  # type: ignore[override]
        return self.__wrapped__.__doc__


class _Package(ModuleType):
    """This package: it gives what it offers when it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name not in _OFFERED:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return _offered(name)

    def __setattr__(self, name: str, value: Any) -> None:
        # Three rooms have the name of a function. Whoever imports one binds it here, in the function's place.
        if name in _OFFERED and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *_OFFERED})


sys.modules[__name__].__class__ = _Package
