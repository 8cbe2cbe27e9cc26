"""What the report says at its top of the organisation: its own words, then the questionnaire's line about it."""

from __future__ import annotations

from collections.abc import Mapping

from silk_assess.answers.model import Given
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import profile_line
from silk_assess.wording.profile_line import Said


def who(found: Findings) -> tuple[Said, ...]:
    """Describe the organisation in a few sentences; each says which of its words a person wrote."""
    return profile_line.about(found.tree, profile_of(found))


def profile_of(found: Findings) -> Mapping[str, Given]:
    """Give what is known of the organisation, by the fields of the profile.

    Without a profile it is what the answer file carries along.
    """
    if not found.tree.profile:
        return found.assessment.answers.profile
    standings = ((one.id, found.standing(one.id)) for one in found.tree.profile)
    return {id: standing.value for id, standing in standings if standing.value is not None}
