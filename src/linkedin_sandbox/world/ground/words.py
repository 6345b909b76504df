"""By which words is a text found? By its own, however they are accented or cased, and by how they sound in ASCII.

Both what is kept for the search and what somebody types go through here, so that "Brückner", "bruckner" and
"BRUCKNER" are one word, and 陈 is found by its sign and as "chen". SQLite's own tables of letters take no part.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from anyascii import anyascii

_ASCII_WORD = re.compile(r"[a-z0-9]+")
# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; not the vowels of Indic scripts and Thai.
_LEAST_ACCENT = 200
_POINTS = range(10, 37)
# Chinese characters, kana and Hangul: there the family name comes first and no blank stands between.
_EAST_ASIAN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def words_of(text: str) -> list[str]:
    """The words of what somebody typed: letters, digits and their marks, without accents and capitals."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    plain = "".join(
        letter if unicodedata.category(letter)[0] in "LNM" else " "
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not _is_accent(letter)
    )
    return unicodedata.normalize("NFC", plain).split()


def _is_accent(letter: str) -> bool:
    weight = unicodedata.combining(letter)
    return weight >= _LEAST_ACCENT or weight in _POINTS


def searchable(*texts: str) -> str:
    """The words of the texts in every form that finds them, as the search table keeps them."""
    return " ".join(dict.fromkeys(chain.from_iterable(map(_forms, texts))))


@lru_cache(maxsize=16_384)
def _forms(text: str) -> tuple[str, ...]:
    """Kept, because first names, titles, places and skills come again and again."""
    if text.isascii():
        return tuple(words_of(text))
    return (*words_of(text), *words_of(anyascii(text).replace("'", "")))


def searchable_name(first: str, last: str) -> str:
    """A name's words; one that is written without a blank is found as it is written, too."""
    if _EAST_ASIAN.fullmatch(first + last):
        return searchable(first, last, last + first)
    return searchable(first, last)
