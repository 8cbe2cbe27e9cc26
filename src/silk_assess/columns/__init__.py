"""Many organisations at once: the same values as by rows, worked out column by column in whole numbers."""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from silk_assess.columns.batches import ddl as ddl
    from silk_assess.columns.batches import schema as schema
    from silk_assess.columns.batches import score_batches as score_batches

# What is for others to call; loaded where it is asked for, since NumPy and Arrow may not be installed.
__all__ = ["ddl", "schema", "score_batches"]


def is_at_hand() -> bool:
    """Say whether the libraries that columns need are installed."""
    return find_spec("numpy") is not None and find_spec("pyarrow") is not None


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("silk_assess.columns.batches"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
