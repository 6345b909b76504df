"""How is a world written down by hand? In a file of JSON, or of TOML, which has comments and dates.

In both, every field is as in ``seeds/seed.schema.json``; a date of TOML becomes the moment in UTC.
"""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.world.seeding.seed_form import Document, SeedRefused

if TYPE_CHECKING:
    from pathlib import Path


def read_seed_file(file: Path) -> Document:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise SeedRefused(
            f"{file} cannot be read ({reason}); name a seed document, default or none."
        ) from None
    try:
        found = tomllib.loads(text) if file.suffix == ".toml" else json.loads(text)
    except ValueError as reason:
        kind = "TOML" if file.suffix == ".toml" else "JSON"
        raise SeedRefused(f"{file} is not {kind}: {reason}.") from None
    document: Document = _moments_as_numbers(found)
    return document


def _moments_as_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _moments_as_numbers(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_moments_as_numbers(part) for part in value]
    if isinstance(value, datetime):
        return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp() * 1000)
    if isinstance(value, date):
        return _moments_as_numbers(datetime.combine(value, time(), UTC))
    return value
