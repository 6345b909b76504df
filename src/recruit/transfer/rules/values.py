"""What does a person mean by a cell? Days, yes and no, words of a closed list, several values in one.

Each reader returns the value or raises ``Unclear`` with what is wrong and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from anyascii import anyascii

from recruit.base.texts import gettext as _
from recruit.base.texts import override
from recruit.base.typed import NotOfKind, ValueKind, clean_value
from recruit.company.enums import Language

_YES: Final = frozenset({"yes", "y", "true", "1", "x", "ja", "wahr", "oui", "si"})
_NO: Final = frozenset({"no", "n", "false", "0", "nein", "falsch", "non"})
_GERMAN: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::\d{2})?)?")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_EMAIL: Final = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+")
_MONTHS: Final = 12


class Unclear(ValueError):  # noqa: N818 -- a statement about a cell reads better than an error
    """The cell cannot be understood; the message is a sentence for the person whose file it is."""


def moment(text: str) -> datetime:
    """A day, or a moment; without a zone it is UTC. ``2024-03-01``, ``1.3.2024``, ``2024-03-01 14:30``, ISO 8601."""
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _written_day(text)
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        raise Unclear(
            _("“{text}” is no day that there was. Write it such as 2024-03-01.").format(text=text)
        ) from None


def _written_day(text: str) -> datetime:
    unclear = Unclear(_("“{text}” is no day. Write it such as 2024-03-01.").format(text=text))
    if match := _GERMAN.fullmatch(text):
        day, month, year, hour, minute = (int(part or 0) for part in match.groups())
    elif match := _YEAR_FIRST.fullmatch(text):
        (year, month, day), hour, minute = (int(part) for part in match.groups()), 0, 0
    elif match := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        hour = minute = 0
        if first <= _MONTHS and second <= _MONTHS and first != second:
            raise Unclear(
                _("“{text}” may be a day in two months. Write {one} or {other}.").format(
                    text=text, one=f"{year}-{first:02}-{second:02}", other=f"{year}-{second:02}-{first:02}"
                )
            )
        day, month = (first, second) if second <= _MONTHS else (second, first)
    else:
        raise unclear
    try:
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        raise unclear from None


def past_moment(text: str, *, now: datetime) -> datetime:
    """A moment that is not to come."""
    found = moment(text)
    if found > now and found.date() > now.date():
        raise Unclear(_("“{text}” is still to come. Write the day on which it happened.").format(text=text))
    return min(found, now)


def yes_or_no(text: str) -> bool:
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unclear(_("“{text}” is neither yes nor no. Write one of the two.").format(text=text))


def one_of(text: str, choices: Iterable[tuple[str, object]]) -> str:
    """The value whose own word or label this is, whatever the case, the spaces and the language."""
    pairs = list(choices)
    wanted = _bare(text)
    for language in Language.values:
        with override(language):
            for value, label in pairs:
                if wanted in {_bare(str(value)), _bare(str(label))}:
                    return str(value)
    known = ", ".join(str(label) for value, label in pairs if value)
    raise Unclear(_("“{text}” is not known here. Write one of: {known}.").format(text=text, known=known))


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", str(anyascii(text)).lower())


def several(text: str) -> list[str]:
    """Values with semicolons, commas or lines between, each once."""
    found = (" ".join(part.split()) for part in re.split(r"[;,\n]", text))
    return list(dict.fromkeys(part for part in found if part))


def emails(text: str) -> list[str]:
    """Addresses, also as mail programs write them: ``Mia Brand <mia@example.com>``."""
    found = []
    for part in several(text):
        address = part.rpartition("<")[2].rstrip("> ").removeprefix("mailto:") if "<" in part else part
        address = address.removeprefix("mailto:")
        if not _EMAIL.fullmatch(address):
            raise Unclear(
                _("“{text}” is no e-mail address. Correct it, or empty the cell.").format(text=part)
            )
        found.append(address)
    return list(dict.fromkeys(found))


def phones(text: str) -> list[str]:
    """Numbers with semicolons, commas or lines between."""
    for part in (found := several(text)):
        if sum(character.isdecimal() for character in part) < 3:  # noqa: PLR2004 -- the shortest are service numbers
            raise Unclear(_("“{text}” is no phone number. Correct it, or empty the cell.").format(text=part))
    return found


def links(text: str) -> list[str]:
    """Addresses on the web, with spaces, semicolons or lines between."""
    for part in (found := list(dict.fromkeys(re.split(r"[;\s]+", text.strip())))):
        if "." not in part or part.lower().startswith(("javascript:", "data:")):
            raise Unclear(
                _("“{text}” is no address on the web. Write it such as https://example.com/mia.").format(
                    text=part
                )
            )
    return found


def country(text: str) -> str:
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise Unclear(
            _("“{text}” is no country's code. Write its two letters, such as DE for Germany.").format(
                text=text
            )
        )
    return code


def of_kind(text: str, *, kind: str, options: Sequence[str] = ()) -> str:
    """What a field of the company's own says, as it is kept."""
    if kind == ValueKind.YES_NO:
        return "yes" if yes_or_no(text) else "no"
    if kind == ValueKind.CHOICE:
        return one_of(text, [(option, option) for option in options])
    if kind == ValueKind.DATE:
        text = moment(text).date().isoformat()
    try:
        return clean_value(kind, text)
    except NotOfKind as reason:
        raise Unclear(
            _("“{text}” {reason}. Correct it, or empty the cell.").format(
                text=text[:40], reason=reason.sentence
            )
        ) from None
