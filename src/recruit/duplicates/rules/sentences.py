"""Why might these two be one person? One sentence that a recruiter understands, the strongest reason first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from recruit.base.texts import gettext
from recruit.base.texts import gettext_noop as _
from recruit.duplicates.rules.comparing import FIELDS, Pattern
from recruit.duplicates.rules.profiles import Facts

_REASONS: Final = {
    ("id_number", "equal"): _("the same ID number"),
    ("page", "equal"): _("the same profile page"),
    ("email", "equal"): _("the same e-mail address"),
    ("email", "variant"): _("the same mailbox, its address written differently"),
    ("email", "local_part"): _("the same name before the @ of the e-mail address"),
    ("email", "typo"): _("e-mail addresses that differ in one character"),
    ("phone", "equal"): _("the same phone number"),
    ("phone", "tail"): _("the same phone number but for its beginning"),
    ("phone", "typo"): _("phone numbers that differ in one digit"),
    ("resume", "same"): _("a résumé of the same text"),
    ("resume", "similar"): _("a résumé with long passages in common"),
}
_NAMES: Final = {
    "equal": _("the same name"), "spelling": _("the same name, spelt differently"),
    "nickname": _("a short form of the name"),
    "typo": _("a name that differs by a slip"), "sound": _("a name that sounds alike"), "part": _("a part of the name"),
    "initial": _("an initial that fits"), "similar": _("a similar name"),
}  # fmt: skip
#: From the closest to the loosest: of two halves of a name the looser one is said.
_CLOSENESS: Final = ("equal", "spelling", "nickname", "typo", "sound", "part", "initial", "similar")
_CROWD: Final = frozenset({"several", "many", "crowd"})
_NAMESAKES: Final = _("More candidates here bear that name.")


def reasons(levels: Mapping[str, str]) -> list[str]:
    """What speaks for one person, contact details first, then the name, then work and place."""
    found = [gettext(words) for (field, level), words in _REASONS.items() if levels.get(field) == level]
    name = _name_reason(levels.get("given", ""), levels.get("family", ""))
    if name:
        swapped = levels.get("halves", "").startswith("swapped")
        found.append(gettext("{name} in another order").format(name=name) if swapped else name)
    if levels.get("employer") in {"equal", "similar"}:
        found.append(gettext("the same employer"))
    if levels.get("title") == "equal":
        found.append(gettext("the same title"))
    if levels.get("place") == "town":
        found.append(gettext("the same town"))
    return found


def sentence(one: Facts, other: Facts, pattern: Pattern) -> str:
    """``The same phone number and the same name, spelt differently: Jürgen Müller / Juergen Mueller.``"""
    return _said(one.full_name, other.full_name, dict(zip(FIELDS, pattern, strict=True)))


def told_again(signals: Sequence[Mapping[str, str]], one: str, other: str) -> str:
    """The same in the reader's language, of the ``signals`` that a case keeps and both names; "" without signals."""
    return _said(one, other, {each["field"]: each["level"] for each in signals}) if signals else ""


def _said(one: str, other: str, levels: Mapping[str, str]) -> str:
    found = reasons(levels)[:4]
    said = _listed(found) if found else gettext("some details that agree")
    names = one if one == other else f"{one} / {other}"
    why = f"{said[:1].upper()}{said[1:]}: {names}."
    return f"{why} {gettext(_NAMESAKES)}" if levels.get("namesakes") in _CROWD else why


def _name_reason(given: str, family: str) -> str:
    if given not in _CLOSENESS or family not in _CLOSENESS:
        return ""
    return gettext(_NAMES[max(given, family, key=_CLOSENESS.index)])


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return gettext("{others} and {last}").format(others=", ".join(parts[:-1]), last=parts[-1])
