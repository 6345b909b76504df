"""How is a number read that somebody typed? What is not one is answered in a sentence beside its field."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: SQLite and JavaScript agree on whole numbers up to here.
MOST = 2**53 - 1
_LONGEST_WAIT = 3_200_000_000


class Misread(ValueError):  # noqa: N818 -- the word of the house
    """Not what the field takes; the text is the sentence that stands beside it."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a form, as it is drawn: what was typed, or else what holds."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    problem: str = ""


def whole(text: str, *, least: int = 0, most: int = MOST) -> int:
    """Digits, perhaps grouped by blanks, commas or points as people write large numbers."""
    digits = text.strip().replace(" ", "").replace(",", "").replace("\u202f", "").replace("\u00a0", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(MOST))):
        raise Misread(f"“{_short(text)}” is not a whole number. Give one such as 5000.")
    found = int(digits)
    if not least <= found <= most:
        raise Misread(f"Give a whole number from {least:,} to {most:,}.")
    return found


def seconds(text: str, *, most: float = _LONGEST_WAIT) -> int | float:
    """A number of seconds, also of a part of one."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise Misread(f"“{_short(text)}” is not a number of seconds. Give one such as 30 or 0.5.")
    if not 0 <= found <= most:
        raise Misread(f"Give a number of seconds from 0 to {most:,}.")
    return int(found) if found.is_integer() else found


def waits(text: str) -> list[int | float]:
    """Seconds one after another, with commas or blanks between them."""
    most = 50
    parts = text.replace(",", " ").split()
    if not 1 <= len(parts) <= most:
        raise Misread("Give at least one number of seconds, such as 2, 5, 15, and 50 at most.")
    return [seconds(part) for part in parts]


def _short(text: str) -> str:
    most = 40
    return text if len(text) <= most else f"{text[:most]}…"
