"""The words that a shell offers to complete."""

from typing import Final

# The shell's script sets it, and runs the program without any words; Typer derives it from the program's name.
ASKED_BY: Final = "_SILK_ASSESS_COMPLETE"
