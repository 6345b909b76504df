"""How likely are two records one person? The sum of what each signal weighs, in bits.

Fellegi and Sunter's model: a level of agreement weighs log2 of how much more often it is seen among records of one
person than among records of two. The weights are data: estimated by ``estimating`` from labelled pairs, stored with a
version, never typed in. Ten bits more or less are a factor of a thousand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

_BITS = 60.0  # beyond that a double knows only certainty


@dataclass(frozen=True)
class Weights:
    """``bits`` by field and level; ``prior`` in bits, of a pair that has a blocking key in common.

    ``alert``: the probability from which on a pair is a case.
    """

    version: str
    fields: tuple[str, ...]
    prior: float
    alert: float
    bits: tuple[Mapping[str, float], ...]

    def score(self, pattern: tuple[str, ...]) -> float:
        """In bits: 0 is one to one. A level that was never seen weighs nothing."""
        return self.prior + sum(
            [weights.get(level, 0.0) for weights, level in zip(self.bits, pattern, strict=True)]
        )

    def worth(self, levels: tuple[str, ...], *, first: int) -> float:
        """In bits, what the levels of the fields from the ``first`` on add to a score."""
        return sum(
            [weights.get(level, 0.0) for weights, level in zip(self.bits[first:], levels, strict=False)]
        )

    @cached_property
    def least_score(self) -> float:
        """The score, in bits, from which on a pair is a case."""
        return math.log2(self.alert / (1 - self.alert))

    def contributions(self, pattern: tuple[str, ...]) -> dict[str, float]:
        """What each field adds or takes, in bits."""
        return {
            field: weights.get(level, 0.0)
            for field, weights, level in zip(self.fields, self.bits, pattern, strict=True)
        }


def probability(score: float) -> float:
    """Of a score in bits."""
    return float(1 / (1 + 2 ** -max(-_BITS, min(_BITS, score))))


def weights_from(text: str) -> Weights:
    """From the JSON that ``weights_text`` wrote."""
    found = json.loads(text)
    fields = tuple(found["bits"])
    return Weights(
        version=found["version"],
        fields=fields,
        prior=found["prior"],
        alert=found["alert"],
        bits=tuple(found["bits"][field] for field in fields),
    )


def weights_text(weights: Weights, **about: object) -> str:
    """As a file that one can read and compare with the one before; ``about`` says what it was estimated from."""
    bits = {
        field: {level: round(value, 2) for level, value in sorted(levels.items())}
        for field, levels in zip(weights.fields, weights.bits, strict=True)
    }
    found = {
        "version": weights.version, "about": about, "prior": round(weights.prior, 2), "alert": weights.alert,
        "bits": bits,
    }  # fmt: skip
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


@cache
def weights() -> Weights:
    """Those that the product uses."""
    return weights_from(
        files("recruit.duplicates.rules").joinpath("weights.json").read_text(encoding="utf-8")
    )
