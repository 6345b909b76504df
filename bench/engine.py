"""How well does the engine use what LinkedIn allows? `make bench-engine` starts what it needs and prints it.

The last line is one JSON object. All processes are real: Recruit's web server, one worker, PostgreSQL and LinkedIn's
sandbox share the machine with this program. The sandbox counts as LinkedIn may: any sixty seconds are a minute.

1. A backfill at LinkedIn's own throttle, for minutes of the clock: how much of the limit is used, is there one 429?
2. While it goes on, people change things: how long until LinkedIn shows it?
3. The throttle is lifted on both sides: how many records a second, from the button to the last answer?
4. A million marks wait: how large does the worker become?
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.linkedin import Sandbox
from tests.journeys.stack import ROOT, Stack, until
from tests.journeys.truth import Truth

from bench.export import Bench
from bench.measuring import percentile, resident_mb
from config.demo import cast
from config.demo.shapes import WorldMember

PERSONS = int(os.environ.get("BENCH_ENGINE_PERSONS", "60000"))
#: Two of LinkedIn's minutes: a part of one would count only its busy or only its idle seconds.
SECONDS = int(os.environ.get("BENCH_ENGINE_SECONDS", "120"))
CHANGES = int(os.environ.get("BENCH_ENGINE_CHANGES", "40"))
MARKS = int(os.environ.get("BENCH_ENGINE_MARKS", "1000000"))

LIMIT = 10_000
DAY = 100_000
PLENTY = 100_000_000
#: After a minute the window is full.
WARM_UP = int(os.environ.get("BENCH_ENGINE_WARM_UP", "65"))
#: Seconds: calls of one batch are less than this apart, batches are more, and never so much as the latter.
_QUIET, _LONGEST_APART = 0.4, 10.0
#: Stage entries of each process; with one, candidates, applications and stages are as many.
ENTRIES = 1
#: What the history is sent to: LinkedIn's addresses.
RESOURCES = ("atsCandidates", "atsApplications", "applicationStage")


@dataclass
class Figures:
    shares: dict[str, float] = field(default_factory=dict)
    answers_429: int = 0
    calls_over_minimum: list[float] = field(default_factory=list)
    live: list[float] = field(default_factory=list)
    unthrottled: float = 0.0
    worker_mb: float = 0.0

    def flat(self) -> dict[str, float]:
        return {
            "backfill_share_of_limit": round(min(self.shares.values()), 4),
            "answers_429": self.answers_429,
            "unthrottled_records_per_s": round(self.unthrottled, 1),
            "calls_over_minimum": round(max(self.calls_over_minimum), 4),
            "live_during_backfill_p95_ms": round(percentile(self.live, 0.95), 1),
            "worker_rss_mb": round(self.worker_mb, 1),
        }


@dataclass(frozen=True)
class Meter:
    """What LinkedIn has counted of this company's application, by resource."""

    at: float
    records: dict[str, int]
    calls: dict[str, int]


class EngineBench:
    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.sandbox = Sandbox(stack)
        self.truth = Truth(stack.database_url, cast.LUMEN)
        self.client_id = self.sandbox.application_of("Lumen")["client_id"]
        self.figures = Figures()
        self._is_over = threading.Event()

    def inside(self, *words: object) -> dict[str, Any]:
        """A step in the product's own settings."""
        done = subprocess.run(
            [sys.executable, "-m", "bench.engine_inside", *map(str, words)],
            cwd=ROOT,
            env=self.stack.variables
            | {
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
                "RECRUIT_LOG_LEVEL": "WARNING",
                "DJANGO_SETTINGS_MODULE": "config.settings",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def meter(self) -> Meter:
        rows = [
            row for row in self.sandbox.get("limits/usage")["usage"] if row["client_id"] == self.client_id
        ]
        found = {row["resource"]: row for row in rows}
        return Meter(
            time.monotonic(),
            {name: found.get(name, {}).get("records_today", 0) for name in RESOURCES},
            {name: found.get(name, {}).get("calls_today", 0) for name in RESOURCES},
        )

    def edge(self, name: str) -> tuple[float, int]:
        """When a batch of this resource begins, and what was counted before.

        Between two such moments it does not matter how large a batch is.
        """
        value = self.meter().records[name]
        changed_at = began = time.monotonic()
        while time.monotonic() - began < _LONGEST_APART:
            now = self.meter()
            if now.records[name] != value:
                if now.at - changed_at > _QUIET:
                    return now.at, value
                value, changed_at = now.records[name], now.at
            time.sleep(0.02)
        return time.monotonic(), value

    def watch(self) -> threading.Thread:
        """Look at the worker's memory and at what LinkedIn refused, all the while."""

        def look() -> None:
            while not self._is_over.wait(1.0):
                self.figures.worker_mb = max(self.figures.worker_mb, resident_mb(self.stack.pid("worker")))

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        return thread

    def refused(self) -> int:
        """Answers of 429 that the journal still has; it is asked before it forgets."""
        return len(self.sandbox.get("journal", status=429, limit=1000)["entries"])

    def limits(self, minute_records: int, day_calls: int) -> None:
        self.inside("limits", minute_records, day_calls)
        self.sandbox.post("limits", minute_records=minute_records, day_calls=day_calls)  # counters begin anew

    def at_the_throttle(self) -> None:
        self.limits(LIMIT, DAY)
        self.sandbox.post("switches", minute_window="rolling")
        self.inside("forget")
        print(f"a backfill at the throttle: {self.inside('begin')}", flush=True)
        time.sleep(WARM_UP)
        before, refused = self.meter(), 0
        edges = {name: self.edge(name) for name in RESOURCES}
        while self.meter().at - before.at < SECONDS:
            time.sleep(min(5, SECONDS))
            refused = max(refused, self.refused())
        for name in RESOURCES:
            (began, first), (ended, last) = edges[name], self.edge(name)
            share = self.figures.shares[name] = (last - first) / (LIMIT * (ended - began) / 60)
            print(
                f"  {name}: {last - first} records in {ended - began:.1f} s, {share:.4f} of the limit",
                flush=True,
            )
        after = self.meter()
        self.figures.answers_429 = refused
        self.figures.calls_over_minimum.append(_over_minimum(before, after))
        state = self.inside("progress")
        assert state["state"] == "running", f"the history was too short to measure: {state}"

    def live_changes(self) -> None:
        """Advanced in Recruit → current in LinkedIn's indicator, while the backfill goes on."""
        self.sandbox.post("limits", exports_per_seat_and_month=100_000)
        scene = Bench(self.stack)
        seat = scene.seats["Rosa Calderón"]
        job = self.sandbox.job(seat=seat, code=cast.DESIGNER_LISBOA)
        exported: list[WorldMember] = scene.newcomers(CHANGES)
        for member in exported:
            self.sandbox.post("exports", seat=seat, member=member.id, job=job)
            until(lambda member=member: self.truth.processes(member.first_name, member.last_name), seconds=30)
        for member in exported:
            self._advance(scene, seat, member)
        assert self.inside("progress")["state"] == "running", "the history ended before the changes were made"
        self.figures.answers_429 += self.refused() if not self.figures.answers_429 else 0

    def _advance(self, scene: Bench, seat: int, member: WorldMember) -> None:
        [(process,)] = self.truth.rows(
            "SELECT h.public_id FROM hiring_hiringprocess h JOIN people_person n ON n.id = h.person_id "
            "WHERE n.first_name = %s AND n.last_name = %s",
            member.first_name,
            member.last_name,
        )
        scene.wait_for_stage(seat, member.id, "CV review", since=time.perf_counter())
        began = time.perf_counter()
        scene.olga.press(f"/processes/{process}/advance")
        self.figures.live.append(scene.wait_for_stage(seat, member.id, "Phone interview", since=began))

    def without_throttle(self) -> None:
        self.limits(PLENTY, PLENTY)
        until(self._is_backfilled, "the first backfill ends", seconds=900, every=0.5)
        self._until_quiet()
        self.inside("forget")
        self.sandbox.post("limits", minute_records=PLENTY, day_calls=PLENTY)
        before = self.meter()
        began = self.inside("begin")["began"]
        until(self._is_sent, "all is sent", seconds=900, every=0.1)
        seconds = time.time() - began
        after = self.meter()
        records = sum(after.records[name] - before.records[name] for name in RESOURCES)
        self.figures.unthrottled = records / seconds
        self.figures.calls_over_minimum.append(_over_minimum(before, after))
        print(f"without a throttle: {records} records in {seconds:.1f} s", flush=True)

    def _is_backfilled(self) -> bool:
        """It has noticed that all is sent."""
        return self.truth.rows("SELECT state FROM linkedin_sync_backfill ORDER BY id DESC LIMIT 1") == [
            ("done",)
        ]

    def _is_sent(self) -> bool:
        marked = self.truth.rows("SELECT is_marked FROM linkedin_sync_backfill ORDER BY id DESC LIMIT 1")
        waiting = self.truth.rows(
            "SELECT EXISTS (SELECT FROM linkedin_sync_mark WHERE parked_reason = '' AND priority = 2)"
        )
        return (marked, waiting) == ([(True,)], [(False,)])

    def _until_quiet(self) -> None:
        until(
            lambda: self.truth.count("linkedin_sync_mark", "parked_reason = ''") == 0, seconds=300, every=0.5
        )
        running = "SELECT count(*) FROM linkedin_sync_reconcile WHERE state = 'running'"
        until(
            lambda: self.truth.rows(running)[0][0] == 0,
            "the comparison after it ends",
            seconds=900,
            every=0.5,
        )

    def a_million_marks(self) -> None:
        """While the comparison that follows a backfill goes on, as it would in life."""
        until(self._is_backfilled, "the second backfill ends", seconds=60)
        began = time.monotonic()
        self.inside("marks", MARKS)
        until(
            lambda: self.truth.count("linkedin_sync_mark", "parked_reason = ''") == 0,
            f"{MARKS} marks are looked at", seconds=1800, every=2,
        )  # fmt: skip
        print(f"{MARKS} marks: made and looked at in {time.monotonic() - began:.0f} s", flush=True)

    def end(self) -> None:
        self._is_over.set()


def _over_minimum(before: Meter, after: Meter) -> float:
    """Calls made for each that the records would have needed; a batch holds a hundred."""
    calls = sum(after.calls[name] - before.calls[name] for name in RESOURCES)
    fewest = sum(-(-(after.records[name] - before.records[name]) // 100) for name in RESOURCES)
    return calls / fewest


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="recruit-bench-") as folder:
        stack = Stack(Path(folder), RECRUIT_DEMO_SIZE="full")
        print("starting Recruit, its worker and the sandbox, with the demo …", flush=True)
        stack.start()
        try:
            figures = measure(stack)
        finally:
            stack.stop()
    print(
        f"\nbackfill, share of the limit: {min(figures.shares.values()):.4f} (wanted: >= 0.99)\n"
        f"answers of 429: {figures.answers_429} (wanted: 0)\n"
        f"without a throttle: {figures.unthrottled:.0f} records/s (wanted: >= 2500)\n"
        f"calls over the smallest number: {max(figures.calls_over_minimum):.4f} (wanted: <= 1.02)\n"
        f"live changes meanwhile: n={len(figures.live)} p50 {percentile(figures.live, 0.5):.0f}, "
        f"p95 {percentile(figures.live, 0.95):.0f} ms (wanted: p95 < 2000)\n"
        f"resident memory of the worker, at the most: {figures.worker_mb:.0f} MB (wanted: < 250)"
    )
    print(json.dumps(figures.flat()))
    return 0


def measure(stack: Stack) -> Figures:
    bench = EngineBench(stack)
    Bench(stack).wait_until_synced()
    print(f"a history of {bench.inside('grow', PERSONS, ENTRIES)}", flush=True)
    bench.watch()
    try:
        for step in (
            bench.at_the_throttle,
            bench.live_changes,
            bench.without_throttle,
            bench.a_million_marks,
        ):
            began = time.monotonic()
            step()
            seconds, load = time.monotonic() - began, os.getloadavg()[0]
            print(f"{step.__name__}: {seconds:.0f} s, load of the machine {load:.1f}", flush=True)
    finally:
        bench.end()
    return bench.figures


if __name__ == "__main__":
    sys.exit(main())
