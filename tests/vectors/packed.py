"""Many cases in little room: columns are named once, and a value that many cases have stands once.

`pwa/src/domain/packed_vectors.ts` reads the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

Row = dict[str, Any]


def pack(rows: Sequence[Row], shared: Collection[str]) -> Row:
    """`rows`, which have the same keys. In a shared column a cell is a place in its list, or a list of places."""
    columns = list(rows[0])
    values: dict[str, list[Any]] = {column: [] for column in columns if column in shared}
    places: dict[str, dict[str, int]] = {column: {} for column in values}

    def place(column: str, value: Any) -> int:
        known, key = places[column], json.dumps(value)
        if key not in known:
            known[key] = len(known)
            values[column].append(value)
        return known[key]

    def cell(column: str, value: Any) -> Any:
        if column not in values:
            return value
        return [place(column, each) for each in value] if isinstance(value, list) else place(column, value)

    return {
        "columns": columns,
        "rows": [[cell(column, row[column]) for column in columns] for row in rows],
        "shared": values,
    }


def unpack(packed: Row) -> list[Row]:
    """The cases as they were before `pack`."""
    shared = packed["shared"]

    def value(column: str, cell: Any) -> Any:
        if column not in shared:
            return cell
        return [shared[column][each] for each in cell] if isinstance(cell, list) else shared[column][cell]

    columns = packed["columns"]
    return [{c: value(c, cell) for c, cell in zip(columns, row, strict=True)} for row in packed["rows"]]
