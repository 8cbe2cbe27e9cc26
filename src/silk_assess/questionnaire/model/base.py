"""What all models of a questionnaire's files share: frozen, and no key that they do not know."""

from typing import ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from silk_assess.questionnaire.field_types import (
    Id,
    Text,
    Verified,
    not_empty,
)

TypedList = BeforeValidator(not_empty)


class Model(BaseModel):
    """What all models share: they never change, know every key, and have a name in messages."""

    # Deferred: each model's validator is then built once, inside the one that is asked for.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, protected_namespaces=())
    called: ClassVar[str] = "this"


class Source(Model):
    """Where a fact or a question comes from."""

    called = "a source"
    id: Id
    title: Text
    year: Text | None = None
    url: Text | None = None
    note: Text | None = None
    verified: Verified | None = None
