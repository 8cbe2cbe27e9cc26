"""What the report says at its top of the organisation: its own words, the questionnaire's line, who answered."""

from __future__ import annotations

from collections.abc import Mapping

from silk_assess.answers.model import Given
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import profile_line
from silk_assess.wording.dates import day
from silk_assess.wording.profile_line import Run, Said


def who(found: Findings) -> tuple[Said, ...]:
    """Describe the organisation in a few sentences; each says which of its words a person wrote."""
    return profile_line.about(found.tree, profile_of(found))


def answered(found: Findings) -> Said:
    """Say when the questions were answered and by whom, without a full stop; nothing where neither is known."""
    known = found.assessment.answers.answered
    if known is None:
        return ()
    said = "Answered" + (f" on {day(known.date)}" if known.date else "")
    return (Run(f"{said} by ", False), Run(known.by, True)) if known.by else (Run(said, False),)


def profile_of(found: Findings) -> Mapping[str, Given]:
    """Give what is known of the organisation, by the fields of the profile.

    Without a profile it is what the answer file carries along.
    """
    if not found.tree.profile:
        return found.assessment.answers.profile
    standings = ((one.id, found.standing(one.id)) for one in found.tree.profile)
    return {id: standing.value for id, standing in standings if standing.value is not None}
