"""Which pairs of a made-up world are candidates, which patterns have they, and how well are they judged?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from bench.duplicates.people import World
from recruit.duplicates.rules.blocking import keys_of, most_shared, name_keys_of, namesakes
from recruit.duplicates.rules.comparing import Pattern, Veto, compare, veto
from recruit.duplicates.rules.profiles import Profile, profile_of
from recruit.duplicates.rules.scoring import Weights

Pair = tuple[int, int]


@dataclass(frozen=True)
class Judged:
    """One candidate pair; ``veto`` says that it is no case whatever its score."""

    pair: Pair
    pattern: Pattern
    veto: Veto | None
    is_one: bool


def candidates(profiles: Iterable[Profile]) -> set[Pair]:
    """In memory what the product asks of its index, with the same rule about frequent keys."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for profile in profiles:
        for key in keys_of(profile):
            blocks[key].append(profile.id)
    return {
        pair
        for key, members in blocks.items()
        if 1 < len(members) <= most_shared(key)
        for pair in combinations(sorted(members), 2)
    }


def judged(world: World) -> Iterator[Judged]:
    profiles = {facts.id: profile_of(facts) for facts in world.records}
    names = {key: name_keys_of(profile) for key, profile in profiles.items()}
    bearers = Counter(name for own in names.values() for name in own)
    for pair in candidates(profiles.values()):
        one, other = profiles[pair[0]], profiles[pair[1]]
        crowd = namesakes(names[pair[0]], names[pair[1]], bearers)
        pattern = compare(one, other, namesakes=crowd)
        yield Judged(pair, pattern, veto(one, other, pattern), pair in world.links)


@dataclass(frozen=True)
class Measure:
    """``recall`` is of all true pairs, of those too that no key found and that a veto hides."""

    precision: float
    recall: float
    f1: float
    blocking_recall: float
    vetoed: float


def measure(world: World, found: Iterable[Judged], weights: Weights) -> Measure:
    least = weights.least_score
    alerts = right = reached = vetoed = 0
    for each in found:
        reached += each.is_one
        vetoed += each.is_one and each.veto is not None
        if each.veto is None and weights.score(each.pattern) >= least:
            alerts += 1
            right += each.is_one
    total = len(world.links)
    precision, recall = right / max(alerts, 1), right / total
    return Measure(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if right else 0.0,
        blocking_recall=reached / total,
        vetoed=vetoed / total,
    )
