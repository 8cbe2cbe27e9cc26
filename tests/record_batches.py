"""Answers of invented organisations as a record batch of Arrow."""

import pyarrow as pa
from invented import organisation

from shipped import silk
from silk_assess.answers.model import Answer
from silk_assess.exact import decimal


def cell(given):
    """Write an answer as a cell of a table."""
    match given:
        case None | Answer(None, False, None):
            return None
        case Answer(None, True):
            return "unknown"
        case Answer(None):
            return "na"
        case Answer(value):
            return cell(value)
        case int():
            return decimal(given)
        case tuple():
            return "; ".join(given) or "none"
        case _:
            return given


def invented(number):
    """Give organisations, and a batch of the same."""
    rows = [organisation(silk(), 5, place) for place in range(1, number + 1)]
    columns = {one.id: [cell(row.profile.get(one.id)) for row in rows] for one in silk().profile}
    columns |= {one.id: [cell(row.answers.get(one.id)) for row in rows] for one in silk().questions}
    return rows, pa.RecordBatch.from_pydict(
        {"id": [f"coop-{i}" for i in range(number)]} | {id: pa.array(one, pa.string()) for id, one in columns.items()}
    )
