"""How good and how fast is Recruit at finding one person twice? `make bench-duplicates` prints it.

Three parts: FEBRL's public data sets beside Splink and recordlinkage; made-up people like LinkedIn's, in forty cultures
and many scripts; a company of a million of them in PostgreSQL. The last line is one JSON object.

What is scored is never learned from. FEBRL3 is scored with weights from FEBRL1, 2 and 4; FEBRL4 with those from 1, 2
and 3; made-up people with the product's own weights, estimated from another crowd that lacks eight of the cultures.

BENCH_PERSONS  how many persons the company has (1,000,000); 0 leaves that part out
BENCH_PEOPLE   how many made-up humans are judged pair by pair (40,000)
BENCH_FEBRL    0 leaves FEBRL out
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.duplicates import febrl, yardsticks
from bench.scale import database

PERSONS = int(os.environ.get("BENCH_PERSONS", "1000000"))
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "40000"))
FEBRL = os.environ.get("BENCH_FEBRL", "1") != "0"
_NUMBERS = (1, 2, 3, 4)
_SCORED = (3, 4)
_TRAINED_PRECISION = 0.9995


def main() -> int:
    began = time.perf_counter()
    found: dict[str, Any] = {}
    if FEBRL:
        for without_id in (False, True):
            found |= _febrl(without_id=without_id)
    with database() as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        os.environ.setdefault("RECRUIT_LOG_LEVEL", "WARNING")
        import django  # noqa: PLC0415 -- the address must be known first

        django.setup()
        found |= _people()
        if PERSONS:
            found |= _company()
    found["seconds"] = round(time.perf_counter() - began)
    print(json.dumps(found))
    return 0


def _febrl(*, without_id: bool) -> dict[str, float]:
    print(f"\nFEBRL {'without id and birth date' if without_id else 'in full'}", flush=True)
    sets = {number: febrl.load(number, without_id=without_id) for number in _NUMBERS}
    patterns, took = _timed(lambda: {number: febrl.patterns_of(data) for number, data in sets.items()})
    print(f"  candidate pairs and their patterns of all four sets: {took:.1f} s", flush=True)
    candidates = {sets[number].name: sorted(found) for number, found in patterns.items()}
    suffix = "_noid_f1" if without_id else "_f1"
    answers: dict[str, float] = {}
    for number in _SCORED:
        training = [(sets[each], patterns[each]) for each in _NUMBERS if each != number]
        data = sets[number]
        weights, took = _timed(lambda training=training: febrl.learn(training, "bench"))
        least = _least(training, weights)
        own = febrl.quality(
            febrl.linked(febrl.scored(data, patterns[number], weights), least=least), data.links
        )
        learned = ", ".join(each.name for each, _ in training)
        _row(f"{data.name} Recruit, from {learned}", own, took)
        answers[f"febrl{number}{suffix}"] = own["f1"]
        other, took = _timed(
            lambda data=data: yardsticks.best(yardsticks.splink(data, without_id=without_id))
        )
        _row(f"{data.name} Splink, its best threshold", other, took)
        answers[f"splink_febrl{number}{suffix}"] = other["f1"]
        third, took = _timed(
            lambda data=data, training=training: yardsticks.best(
                yardsticks.recordlinkage(data, [each for each, _ in training], candidates)
            )
        )
        _row(f"{data.name} recordlinkage, its best threshold", third, took)
        answers[f"recordlinkage_febrl{number}{suffix}"] = third["f1"]
    return answers


def _least(training: list[tuple[febrl.DataSet, dict[febrl.Pair, tuple[str, ...]]]], weights: Any) -> float:
    """The score from which on a pair counts: of those that are precise enough on the training sets, the best."""
    scored = [febrl.scored(data, patterns, weights) for data, patterns in training]
    links = frozenset((each.data.name, *pair) for each in scored for pair in each.data.links)

    def measured(least: float) -> tuple[bool, float]:
        pairs = {(each.data.name, *pair) for each in scored for pair in febrl.linked(each, least=least)}
        found = febrl.quality(pairs, links)  # type: ignore[arg-type]  # pairs of several sets, named by their set
        return found["precision"] >= _TRAINED_PRECISION, found["f1"]

    return max((step / 2 for step in range(-12, 21)), key=measured)


def _people() -> dict[str, float]:
    from bench.duplicates import judging, people  # noqa: PLC0415 -- apps must be loaded
    from recruit.duplicates.rules.scoring import weights  # noqa: PLC0415 -- see above

    print(f"\n{PEOPLE:,} made-up humans, eight cultures of whom no weight was learned from", flush=True)
    world = people.world(PEOPLE, seed="test")
    pairs, took = _timed(lambda: list(judging.judged(world)))
    print(f"  {len(world.records):,} records, {len(world.links):,} true pairs, {people.shares(world)}")
    print(f"  {len(pairs):,} candidate pairs compared: {took:.1f} s", flush=True)
    found = judging.measure(world, pairs, weights())
    _row(f"alert from {weights().alert:.0%} on", vars(found), took)
    print(
        f"  found by a key {found.blocking_recall:.4f}, hidden by a veto {found.vetoed:.4f} of all true pairs"
    )
    return {
        "people_f1": found.f1, "people_precision": found.precision, "people_recall": found.recall,
        "people_blocking_recall": found.blocking_recall,
    }  # fmt: skip


def _company() -> dict[str, float]:
    from bench.duplicates import company  # noqa: PLC0415 -- apps must be loaded
    from bench.measuring import percentile  # noqa: PLC0415 -- see above

    print(f"\nOne company of {PERSONS:,}", flush=True)
    company_id, world = company.build(PERSONS)
    times = company.check_times(company_id, world)
    p50, p95, p99 = (percentile(times, share) for share in (0.5, 0.95, 0.99))
    print(f"  one incoming person: p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms", flush=True)
    recall, took = _timed(lambda: company.blocking_recall(company_id, world))
    print(f"  blocking recall {recall:.4f} (asked in {took:.0f} s)", flush=True)
    seconds, rss = company.scan(company_id)
    million = seconds * 1e6 / len(world.records)
    precision, found, cases = company.cases_quality(company_id, world)
    print(
        f"  the whole looked through in {seconds:.0f} s ({million:.0f} s a million), {rss:,.0f} MB",
        flush=True,
    )
    print(f"  {cases:,} cases, precision {precision:.4f}, recall {found:.4f}", flush=True)
    return {
        "check_p95_ms": round(p95, 1), "check_p50_ms": round(p50, 1), "blocking_recall": recall,
        "scan_seconds_per_million": round(million, 1), "scan_rss_mb": round(rss), "scan_cases": cases,
        "scan_precision": precision, "scan_recall": found, "persons": len(world.records),
    }  # fmt: skip


def _timed(question: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    return question(), time.perf_counter() - began


def _row(caption: str, found: dict[str, float], took: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"  {caption:52} precision {found['precision']:.4f}  recall {found['recall']:.4f}  F1 {found['f1']:.4f}"
        f"  {took:6.1f} s  {memory:6.0f} MB so far",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
