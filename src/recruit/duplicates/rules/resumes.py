"""How much of two résumés is the same text? Small edits leave most runs of words as they were.

A résumé is kept as a *sketch*: for each of 32 ways of shuffling all possible runs of four words, the first one that
the text has. The share of places in which two sketches agree estimates the share of runs that the texts have in common
(MinHash), and a few places together make a key under which similar texts are found.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

from recruit.duplicates.rules.words import words

_RUN = 4
_PLACES = 32
_BAND = 4
_FEWEST_RUNS = 20
_PRIME = (1 << 61) - 1
_SAME, _SIMILAR = 0.8, 0.4
_LONGEST = 40_000


class ResumeAgreement(StrEnum):
    MISSING = "missing"
    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")


_SHUFFLES = tuple((_number(f"times {place}") | 1, _number(f"plus {place}")) for place in range(_PLACES))


def sketch(text: str) -> tuple[int, ...]:
    """Thirty-two numbers below 2^61; nothing for a text too short to tell."""
    found = words(text[:_LONGEST])
    runs = {_number(" ".join(found[at : at + _RUN])) for at in range(len(found) - _RUN + 1)}
    if len(runs) < _FEWEST_RUNS:
        return ()
    return tuple(min((run * times + plus) % _PRIME for run in runs) for times, plus in _SHUFFLES)


def bands(sketched: tuple[int, ...]) -> tuple[str, ...]:
    """Eight keys: two texts with four fifths in common share one of them in 98 cases of 100."""
    return tuple(
        f"{at}:{'.'.join(map(str, sketched[at : at + _BAND]))}" for at in range(0, len(sketched), _BAND)
    )


def compare_resumes(one: tuple[int, ...], other: tuple[int, ...]) -> ResumeAgreement:
    if not one or not other:
        return ResumeAgreement.MISSING
    share = sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) / _PLACES
    if share >= _SAME:
        return ResumeAgreement.SAME
    return ResumeAgreement.SIMILAR if share >= _SIMILAR else ResumeAgreement.DIFFERENT
