"""What does each level of agreement weigh? Estimated from pairs of which one knows whether they are one person.

First as Fellegi and Sunter do, field by field, as if fields were independent: log2 of the share among matches over the
share among the others. Fields are not independent (who has the same employer has the same town more often), so the
weights are then fitted together, by logistic regression that starts from them and is drawn back to them: a level that
the pairs say little about keeps what it weighed by itself.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recruit.duplicates.rules.scoring import Weights, probability

MISSING = "missing"
#: By pattern: how many pairs are one person, how many are two.
Counts = Mapping[tuple[str, ...], tuple[float, float]]
_SMOOTHING = 0.5
_PULL = 0.5  # as strong as the evidence of a pair or two
_ROUNDS = 40
_LONGEST_STEP = 1.5
_STILL = 0.01
_NATURAL = math.log(2)  # weights are in bits, likelihood is not


def count(pairs: Iterable[tuple[tuple[str, ...], bool]]) -> dict[tuple[str, ...], tuple[float, float]]:
    """Pairs of a pattern and whether it is one person."""
    found: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for pattern, is_one in pairs:
        found[pattern][0 if is_one else 1] += 1
    return {pattern: (same, other) for pattern, (same, other) in found.items()}


def fellegi_sunter(counts: Counts, *, fields: Sequence[str]) -> tuple[float, list[dict[str, float]]]:
    """The prior and the weights, both in bits, each field by itself; what is missing weighs nothing."""
    same = sum(each for each, _ in counts.values())
    other = sum(each for _, each in counts.values())
    bits = []
    for at in range(len(fields)):
        seen: dict[str, list[float]] = defaultdict(lambda: [_SMOOTHING, _SMOOTHING])
        for pattern, pair in counts.items():
            if pattern[at] != MISSING:
                seen[pattern[at]][0] += pair[0]
                seen[pattern[at]][1] += pair[1]
        totals = [sum(level[side] for level in seen.values()) for side in (0, 1)]
        bits.append(
            {
                level: math.log2((one / totals[0]) / (two / totals[1]))
                for level, (one, two) in sorted(seen.items())
            }
        )
    return math.log2((same + _SMOOTHING) / (other + _SMOOTHING)), bits


def fitted(counts: Counts, *, fields: Sequence[str]) -> tuple[float, list[dict[str, float]]]:
    """The same, fitted together: Newton's method on the regularised likelihood, a few rounds until it stands still."""
    prior, start = fellegi_sunter(counts, fields=fields)
    places = {(at, level): row for row, (at, level) in enumerate(_levels(start), start=1)}
    origin = [prior, *(start[at][level] for at, level in places)]
    rows = [
        ([0, *(places[each] for each in enumerate(pattern) if each in places)], same, other)
        for pattern, (same, other) in counts.items()
    ]
    bits = list(origin)
    for _ in range(_ROUNDS):
        step = _newton_step(rows, bits, origin)
        longest = max(map(abs, step))
        if longest > _LONGEST_STEP:  # far from the goal Newton's steps are too bold
            step = [change * _LONGEST_STEP / longest for change in step]
        bits = [bit - change for bit, change in zip(bits, step, strict=True)]
        if max(map(abs, step)) < _STILL:
            break
    found: list[dict[str, float]] = [{} for _ in fields]
    for (at, level), row in places.items():
        found[at][level] = bits[row]
    return bits[0], found


def _levels(start: Sequence[Mapping[str, float]]) -> list[tuple[int, str]]:
    return [(at, level) for at, levels in enumerate(start) for level in levels]


def _newton_step(
    rows: Sequence[tuple[list[int], float, float]], bits: Sequence[float], origin: Sequence[float]
) -> list[float]:
    size = len(bits)
    slope = [_PULL * (bit - was) for bit, was in zip(bits, origin, strict=True)]
    bend = [[_PULL if row == column else 0.0 for column in range(size)] for row in range(size)]
    for places, same, other in rows:
        likely = probability(sum(bits[place] for place in places))
        excess = ((same + other) * likely - same) * _NATURAL
        weight = max((same + other) * likely * (1 - likely), 1e-12) * _NATURAL**2
        for place in places:
            slope[place] += excess
            line = bend[place]
            for other_place in places:
                line[other_place] += weight
    return _solved(bend, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination; the matrix is positive definite, so no pivot is looked for."""
    size = len(right)
    for at in range(size):
        pivot = matrix[at][at]
        for row in range(at + 1, size):
            factor = matrix[row][at] / pivot
            if factor:
                matrix[row] = [one - factor * two for one, two in zip(matrix[row], matrix[at], strict=True)]
                right[row] -= factor * right[at]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(matrix[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (right[at] - rest) / matrix[at][at]
    return found


def estimate(counts: Counts, *, fields: Sequence[str], version: str, alert: float = 0.5) -> Weights:
    """The weights that a version of the product uses."""
    prior, bits = fitted(counts, fields=fields)
    return Weights(version=version, fields=tuple(fields), prior=prior, alert=alert, bits=tuple(bits))
