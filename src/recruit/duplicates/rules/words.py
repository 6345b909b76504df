"""How alike are two words of two names, whatever the script, the spelling and the hand that typed them?

Every word is first written in small ASCII letters. From there three forms lead further away from the writing and
nearer to the sound: the *spelling* (Müller, Mueller and Muller are one), the *sound* (its consonants: Mohammed and
Muhamad are one, and so is the Arabic writing without vowels), and Metaphone's code for what English ears confuse.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

import jellyfish
from anyascii import anyascii
from rapidfuzz.distance import OSA, JaroWinkler

from recruit.duplicates.rules.nicknames import root_of

_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_INSIDE_WORD = re.compile("['`\u2019\u02bc\u00b4\u02b9\u02ba]+")  # apostrophes of several scripts
_ARTICLE = re.compile(r"(?<!\w)\u0627\u0644(?=\w{2})")  # Arabic "al-", written in one with its word
_CACHED = 200_000  # words and pairs of words: a company's names repeat

#: Longest first: what several languages write for one sound.
_SPELLINGS = (
    ("schtsch", "s"), ("shch", "s"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"),
    ("zh", "z"), ("dzh", "z"), ("dj", "z"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("rh", "r"), ("ck", "k"), ("cq", "k"), ("qu", "k"), ("cz", "c"), ("cs", "c"), ("sz", "s"), ("tz", "z"),
    ("ts", "z"), ("ks", "x"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ie", "i"), ("ei", "i"), ("ey", "i"), ("ia", "a"), ("ya", "a"),
    ("ja", "a"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("yo", "o"), ("io", "o"), ("jo", "o"), ("eu", "u"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "y": "i", "j": "i", "w": "v"})
_SOFT_C = re.compile(r"c(?=[eiy])")
_HARD_C = re.compile(r"c(?![eiyh])")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
#: What one language says hard, the next says soft.
_ALIKE = str.maketrans({"g": "k", "z": "s", "b": "p", "d": "t"})
_SHORTEST_SOUND = 2
_SHORTEST_TYPO, _LONG_WORD = 4, 8
_SIMILAR, _VERY_SIMILAR = 0.86, 0.93


class Likeness(IntEnum):
    """How two words agree, from not at all to fully. The order is that of preference, not of evidence."""

    DIFFERENT = 0
    SIMILAR = 1
    INITIAL = 2
    SOUND = 3
    TYPO = 4
    NICKNAME = 5
    SPELLING = 6
    EQUAL = 7


@lru_cache(maxsize=_CACHED)
def words(text: str) -> tuple[str, ...]:
    """``Łucja O'Hanlon-Weiß`` has the words lucja, ohanlon and weiss. What has no letter at all has no word."""
    latin = (
        str(anyascii(_ARTICLE.sub("", _INSIDE_WORD.sub("", text)))).lower().replace("'", "").replace("`", "")
    )
    return tuple(word for word in _NOT_LETTER.split(latin) if word)


@lru_cache(maxsize=_CACHED)
def spelling(word: str) -> str:
    """The word as if all languages spelt alike: ``mueller`` and ``muller`` are ``muler``."""
    folded = word
    if "c" in folded:
        folded = _SOFT_C.sub("s", _HARD_C.sub("k", folded.replace("ck", "k")))
    for written, simple in _SPELLINGS:
        if written in folded:
            folded = folded.replace(written, simple)
    return _REPEATED.sub(r"\1", folded.translate(_LETTERS))


@lru_cache(maxsize=_CACHED)
def sound(word: str) -> str:
    """The consonants of the spelling, with one sign for a vowel at its beginning."""
    folded = spelling(word)
    if not folded:
        return ""
    consonants = _VOWELS.sub("", folded[1:])
    first = "a" if folded[0] in "aeiou" else folded[0]
    return _REPEATED.sub(r"\1", (first + consonants).translate(_ALIKE))


@lru_cache(maxsize=_CACHED)
def _metaphone(word: str) -> str:
    return str(jellyfish.metaphone(word))


@lru_cache(maxsize=_CACHED)
def likeness(one: str, other: str) -> Likeness:  # noqa: PLR0911 -- one line a rung of the ladder
    """The highest rung on which the two words stand together."""
    if one == other:
        return Likeness.EQUAL
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIAL if one[0] == other[0] else Likeness.DIFFERENT
    if spelling(one) == spelling(other) or _is_voiceless_writing(one, other):
        return Likeness.SPELLING
    if root_of(one) & root_of(other):
        return Likeness.NICKNAME
    if is_typo(one, other):
        return Likeness.TYPO
    if _sounds_alike(one, other):
        return Likeness.SOUND
    closeness = JaroWinkler.similarity(one, other)
    return Likeness.SIMILAR if closeness >= _SIMILAR else Likeness.DIFFERENT


def is_typo(one: str, other: str) -> bool:
    """One slip of the finger (left out, doubled, replaced, exchanged), two in a long word."""
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_TYPO or abs(len(one) - len(other)) > 1 + (shorter >= _LONG_WORD):
        return False
    allowed = 1 + (shorter >= _LONG_WORD)
    return int(OSA.distance(one, other, score_cutoff=allowed)) <= allowed


def _is_voiceless_writing(one: str, other: str) -> bool:
    """Is one of them the other as scripts write it that leave vowels out (``mhmd``, ``dvd``)?"""
    if _VOWELS.search(one[1:]) and _VOWELS.search(other[1:]):
        return False
    mine, theirs = sound(one), sound(other)
    return mine == theirs and len(mine) > _SHORTEST_SOUND


def _sounds_alike(one: str, other: str) -> bool:
    mine, theirs = sound(one), sound(other)
    if len(mine) >= _SHORTEST_SOUND and mine == theirs:
        return True
    code = _metaphone(one)
    return len(code) > _SHORTEST_SOUND and code == _metaphone(other)
