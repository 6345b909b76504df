"""How is an answer of control shown to a person? Lists as tables, everything else as a line for each field."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

_WIDEST = 60
_MOMENTS = ("at", "now", "taken_at", "created_at", "expires_at", "next_at", "fetched_at")


def shown(answer: Any, *, columns: tuple[str, ...] = ()) -> str:
    """``columns``: which fields of a table's rows, all if none are named."""
    if not isinstance(answer, dict):
        return _cell("", answer)
    return "\n".join(_part(name, value, columns) for name, value in answer.items())


def _part(name: str, value: Any, columns: tuple[str, ...]) -> str:
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        return table(value, columns or tuple(value[0]))
    if isinstance(value, list):
        return f"{name}: {', '.join(map(str, value)) or 'none'}"
    if isinstance(value, dict):
        inner = "\n".join(f"  {key}: {_cell(key, part)}" for key, part in value.items())
        return f"{name}:\n{inner}" if inner else f"{name}: none"
    return f"{name}: {_cell(name, value)}"


def table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    """Aligned, the head in capitals."""
    cells = [[name.upper().replace("_", " ") for name in columns]]
    cells += [[_cell(name, row.get(name)) for name in columns] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cell(name: str, value: Any) -> str:
    if name in _MOMENTS and isinstance(value, int):
        return datetime.fromtimestamp(value / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    if value is None:
        return "-"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
