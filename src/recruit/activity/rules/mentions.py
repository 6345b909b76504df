"""Whom does a note mention, and what is its text in pieces?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mentionable:
    """Somebody whom a note may mention, under the name that is typed after the ``@``."""

    id: int
    name: str


@dataclass(frozen=True)
class Mentioned:
    """Who is mentioned, and at which places of the text; ``length`` counts the ``@`` and the name."""

    id: int
    length: int
    starts: tuple[int, ...]


_AT = re.compile(r"(?<!\w)@")
_WORD = re.compile(r"\w")


def mentions_in(text: str, known: Sequence[Mentionable]) -> list[Mentioned]:
    """The longest name counts; of several of one name it is the first in ``known``. Case does not matter."""
    ordered = sorted((each for each in known if each.name), key=lambda each: -len(each.name))
    found: dict[int, Mentioned] = {}
    for at in _AT.finditer(text):
        named = next((each for each in ordered if _stands_at(text, at.end(), each.name)), None)
        if named is not None:
            before = found.get(named.id, Mentioned(named.id, len(named.name) + 1, ()))
            found[named.id] = Mentioned(named.id, before.length, (*before.starts, at.start()))
    return list(found.values())


def _stands_at(text: str, place: int, name: str) -> bool:
    end = place + len(name)
    return text[place:end].lower() == name.lower() and not _WORD.match(text, end)


def in_pieces(text: str, mentioned: Sequence[Mentioned]) -> list[tuple[str, int | None]]:
    """The text in order, each piece with whom it mentions; what is no mention has None."""
    places = sorted((start, each.length, each.id) for each in mentioned for start in each.starts)
    pieces: list[tuple[str, int | None]] = []
    end = 0
    for start, length, who in places:
        pieces += [(text[end:start], None), (text[start : start + length], who)]
        end = start + length
    return [piece for piece in [*pieces, (text[end:], None)] if piece[0]]


def without_signs(text: str, mentioned: Sequence[Mentioned]) -> str:
    """For readers elsewhere: the names of those who are mentioned, without the ``@``."""
    return "".join(piece.removeprefix("@") if who else piece for piece, who in in_pieces(text, mentioned))
