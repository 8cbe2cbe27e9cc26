"""An id that several places name and that is not there: one matter, since it was renamed or taken out in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from silk_assess.faults import Code, Fault, offered, quoted
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.versions import Renamed

# Of an id that is named again and again another one is offered only if it differs by a letter or two.
_AS_GOOD_AS: Final = 0.9


def told_as_one(faults: Sequence[Fault], pack: Pack) -> list[Fault]:
    """Say of each id that is not there what it is called now; of one that several places name, that once.

    Whoever names an id twice has not mistyped it twice: no other id that looks like it is offered then.
    """
    many = Counter(one.subject[0] for one in faults if one.code is Code.UNKNOWN_ID and one.subject)
    renamed = Renamed(pack.head.renamed)
    return [_told(one, many[one.subject[0]], renamed) if _is_missing(one) else one for one in faults]


def _is_missing(fault: Fault) -> bool:
    return fault.code is Code.UNKNOWN_ID and bool(fault.subject)


def _told(fault: Fault, places: int, renamed: Renamed) -> Fault:
    (id,) = fault.subject
    now = renamed.now(id)
    if now != id and fault.path[1:2] != ("renamed",):
        do, instead = f'It is called "{now}" now.', now
    elif places == 1:
        return fault
    elif fault.instead is not None and SequenceMatcher(None, id, fault.instead).ratio() >= _AS_GOOD_AS:
        do, instead = offered(fault.instead), fault.instead
    else:
        do = "Write its new id in each place if it was renamed, and under renamed in pack.yaml what it was called."
        do += " If it was taken out, take these out too."
        return replace(fault, do=do, instead=None, together=_together(id))
    return replace(fault, do=do, instead=instead, together=_together(id))


def _together(id: str) -> str:
    return f"{{}} places name {quoted(id)}, which is not there"
