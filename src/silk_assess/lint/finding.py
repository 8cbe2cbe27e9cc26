"""A finding: something well-formed that may be meant otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.faults import At, Code, Fault, Severity, Steps


def warning(
    path: Steps,
    says: str,
    do: str,
    code: Code,
    at: At = "value",
    together: str = "",
    subject: Sequence[str] = (),
    severity: Severity = "warning",
    instead: str | None = None,
) -> Fault:
    """Say that something is well-formed and may be meant otherwise.

    `together` says it of several of its kind, {} being their number, and `subject` names this one then.
    """
    return Fault(
        path,
        says,
        do,
        code,
        at,
        severity=severity,
        instead=instead,
        subject=tuple(subject),
        together=together,
    )
