"""Why might these two be one person? One sentence that a recruiter understands, the strongest reason first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from recruit.duplicates.rules.comparing import FIELDS, Pattern
from recruit.duplicates.rules.profiles import Facts

_REASONS: Final = {
    ("id_number", "equal"): "the same ID number",
    ("page", "equal"): "the same profile page",
    ("email", "equal"): "the same e-mail address",
    ("email", "variant"): "the same mailbox, its address written differently",
    ("email", "local_part"): "the same name before the @ of the e-mail address",
    ("email", "typo"): "e-mail addresses that differ in one character",
    ("phone", "equal"): "the same phone number",
    ("phone", "tail"): "the same phone number but for its beginning",
    ("phone", "typo"): "phone numbers that differ in one digit",
    ("resume", "same"): "a résumé of the same text",
    ("resume", "similar"): "a résumé with long passages in common",
}
_NAMES: Final = {
    "equal": "the same name", "spelling": "the same name, spelt differently", "nickname": "a short form of the name",
    "typo": "a name that differs by a slip", "sound": "a name that sounds alike", "part": "a part of the name",
    "initial": "an initial that fits", "similar": "a similar name",
}  # fmt: skip
#: From the closest to the loosest: of two halves of a name the looser one is said.
_CLOSENESS: Final = ("equal", "spelling", "nickname", "typo", "sound", "part", "initial", "similar")
_CROWD: Final = frozenset({"several", "many", "crowd"})


def reasons(pattern: Pattern) -> list[str]:
    """What speaks for one person, contact details first, then the name, then work and place."""
    levels = dict(zip(FIELDS, pattern, strict=True))
    found = [words for (field, level), words in _REASONS.items() if levels[field] == level]
    name = _name_reason(levels["given"], levels["family"])
    if name:
        swapped = levels["halves"].startswith("swapped")
        found.append(f"{name} in another order" if swapped else name)
    if levels["employer"] in {"equal", "similar"}:
        found.append("the same employer")
    if levels["title"] == "equal":
        found.append("the same title")
    if levels["place"] == "town":
        found.append("the same town")
    return found


def sentence(one: Facts, other: Facts, pattern: Pattern) -> str:
    """``The same phone number and the same name, spelt differently: Jürgen Müller / Juergen Mueller.``"""
    levels = dict(zip(FIELDS, pattern, strict=True))
    found = reasons(pattern)[:4]
    said = _listed(found) if found else "some details that agree"
    names = one.full_name if one.full_name == other.full_name else f"{one.full_name} / {other.full_name}"
    aside = " More candidates here bear that name." if levels["namesakes"] in _CROWD else ""
    return f"{said[:1].upper()}{said[1:]}: {names}.{aside}"


def _name_reason(given: str, family: str) -> str:
    if given not in _CLOSENESS or family not in _CLOSENESS:
        return ""
    return _NAMES[max(given, family, key=_CLOSENESS.index)]


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
