"""Which of ten million pairs are worth a second look? ``compare``, ``score`` and ``veto`` in a better order.

Most pairs share a key and little else. Two numbers that differ, or an employer, are seen in a moment and often decide
whatever the names are; the names cost most and are compared last, and only if they could still tip the scale.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from recruit.duplicates.rules.comparing import (
    FIELDS,
    Pattern,
    crowd_of,
    levels_of_contacts,
    levels_of_names,
    levels_of_work,
    possible_names,
    veto_before_names,
)
from recruit.duplicates.rules.profiles import Profile
from recruit.duplicates.rules.resumes import compare_resumes
from recruit.duplicates.rules.scoring import Weights

_NAMES: Final = FIELDS.index("email")  # so many fields stand before it, and they are the names'


class Sieve:
    """Finds with the weights what may be one person."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._least = weights.least_score
        self._best_names: dict[str, float] = {}
        for crowd, names in possible_names():
            worth = weights.worth(names, first=0)
            self._best_names[crowd] = max(worth, self._best_names.get(crowd, worth))
        self._best = max(self._best_names.values())
        # Ten million pairs have some thousand patterns beside their names.
        self._known: dict[Pattern, float] = {}

    def passed(
        self, one: Profile, other: Profile, *, namesakes: Callable[[], int]
    ) -> tuple[Pattern, float] | None:
        """The pair's pattern and score if it is a possible duplicate. ``namesakes`` is asked only if it matters."""
        contacts, resume = levels_of_contacts(one, other), compare_resumes(one.resume, other.resume)
        if veto_before_names(one, other, contacts, resume) is not None:
            return None
        beside = (*contacts, *levels_of_work(one, other), resume)
        known = self._known.get(beside)
        if known is None:
            known = self._known[beside] = self._weights.prior + self._weights.worth(beside, first=_NAMES)
        if known + self._best < self._least:
            return None
        crowd = namesakes()
        if known + self._best_names[crowd_of(crowd)] < self._least:
            return None
        pattern = (*levels_of_names(one, other, namesakes=crowd), *beside)
        score = self._weights.score(pattern)
        return (pattern, score) if score >= self._least else None
