"""What several models of a questionnaire's files share: a list that holds something, and a source."""

from silk_assess.questionnaire.field_types import (
    Id,
    Text,
    Verified,
    not_empty,
)
from silk_assess.questionnaire.shapes import Before, Model

TypedList = Before(not_empty)


class Source(Model):
    """Where a fact or a question comes from."""

    called = "a source"
    id: Id
    title: Text
    year: Text | None = None
    url: Text | None = None
    note: Text | None = None
    verified: Verified | None = None
