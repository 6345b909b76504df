"""How fast is an export, there and back, on this machine? `make bench-export` starts what it needs and prints it.

The last line is one JSON object. All processes are real: Recruit's web server, one worker, PostgreSQL and LinkedIn's
sandbox share the machine with this program.
"""

from __future__ import annotations

import itertools
import json
import os
import platform
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from tests.journeys.linkedin import Sandbox
from tests.journeys.stack import Stack, until
from tests.journeys.truth import Truth

from bench.measuring import Visitor, percentile, resident_mb, timed
from bench.throughput import Throughput, measure_throughput
from config.demo import cast, generate
from config.demo.shapes import WorldMember

SIZE = os.environ.get("BENCH_DEMO_SIZE", "full")
EXPORTS = int(os.environ.get("BENCH_EXPORTS", "120"))
CHANGES = int(os.environ.get("BENCH_CHANGES", "60"))
PERMISSIONS = int(os.environ.get("BENCH_PERMISSIONS", "20"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


@dataclass
class Times:
    """Milliseconds of each observation."""

    push_answered: list[float] = field(default_factory=list)
    export_visible: list[float] = field(default_factory=list)
    change_on_linkedin: list[float] = field(default_factory=list)
    permission_change: list[float] = field(default_factory=list)


class Bench:
    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.sandbox = Sandbox(stack)
        self.truth = Truth(stack.database_url, cast.LUMEN)
        self.rosa = Visitor(stack, cast.ROSA, cast.PASSWORD)
        self.olga = Visitor(stack, cast.OLGA, cast.PASSWORD)
        self.times = Times()
        self.exported: list[WorldMember] = []
        self.seats = {seat["name"]: seat["id"] for seat in self.sandbox.get("seats")["seats"]}
        self.sandbox.post("limits", exports_per_seat_and_month=100_000)

    def wait_until_synced(self) -> float:
        """Seconds until the whole demo is at LinkedIn."""
        began = time.perf_counter()
        until(
            lambda: (
                self.truth.count("linkedin_sync_mark", "parked_reason = '' AND not_before <= now()") == 0
                and self.truth.count(
                    "procrastinate_jobs", "status IN ('todo', 'doing') AND scheduled_at IS NULL"
                )
                == 0
            ),
            "the demo's history is sent",
            seconds=600,
            every=0.2,
        )
        return time.perf_counter() - began

    def exports(self) -> None:
        """One after the other: pressed in the window → a page of Recruit that was open all the time can show it."""
        seat = self.seats["Rosa Calderón"]
        job = self.sandbox.job(seat=seat, code=cast.DESIGNER_LISBOA)
        with self.rosa.listening(f"position:{job}") as heard:
            self.exported = self.newcomers(EXPORTS)
            for member in self.exported:
                heard.clear()
                began = time.perf_counter()
                self.sandbox.post("exports", seat=seat, member=member.id, job=job)
                name = f"{member.first_name} {member.last_name}"
                self.times.export_visible.append(
                    timed(lambda name=name: self._is_shown(heard, job, name), since=began, every=0.002)
                )
        pushes = self.sandbox.get("journal", kind="push", limit=EXPORTS)["entries"]
        self.times.push_answered = [
            entry["milliseconds"] for entry in pushes if entry["resource"] == "EXPORT_CANDIDATE_PROFILE"
        ] or [entry["milliseconds"] for entry in pushes]

    def _is_shown(self, heard: Event, job: str, name: str) -> bool:
        if not heard.is_set():
            return False
        heard.clear()
        return name in self.rosa.read(f"/positions/{job}/board")

    def newcomers(self, count: int) -> list[WorldMember]:
        """Members who may be exported, whom Recruit does not know, of plain names that stand as they are on a page."""
        demo = generate(SIZE)
        seated = {seat.member for seat in demo.world.seats}
        fitting = (
            member
            for member in demo.world.members
            if member.exportable
            and member.id not in seated
            and f"{member.first_name}{member.last_name}".isalpha()
            and f"{member.first_name}{member.last_name}".isascii()
            and not self.truth.persons(member.first_name, member.last_name)
        )
        return list(itertools.islice(fitting, count))

    def changes(self) -> None:
        """A step completed in Recruit → the next is current in LinkedIn's indicator, for those just exported."""
        seat = self.seats["Rosa Calderón"]
        for member in self.exported[:CHANGES]:
            [(process,)] = self.truth.rows(
                "SELECT h.public_id FROM hiring_hiringprocess h JOIN people_person n ON n.id = h.person_id "
                "WHERE n.first_name = %s AND n.last_name = %s",
                member.first_name,
                member.last_name,
            )
            self.wait_for_stage(seat, member.id, "CV review", since=time.perf_counter())
            began = time.perf_counter()
            self.olga.press(f"/processes/{process}/advance")
            self.times.change_on_linkedin.append(
                self.wait_for_stage(seat, member.id, "Phone interview", since=began)
            )

    def wait_for_stage(self, seat: int, member: int, stage: str, *, since: float) -> float:
        def is_there() -> bool:
            seen = self.sandbox.get("indicator", seat=seat, member=member)
            return any(process["current_stage"] == stage for process in seen["processes"])

        return timed(is_there, since=since)

    def permissions(self) -> None:
        """Added to the hiring team of a discreet position, and removed again → the export window offers it, and not."""
        ines = self.seats["Ines Varga"]
        job = self.sandbox.job(seat=self.seats["Hans Brückner"], code=cast.OPTICS_DISCREET)
        about = self.olga.read(f"/positions/{job}/team")
        teammate = self.truth.rows("SELECT public_id FROM company_teammate WHERE email = %s", cast.INES)[0][0]
        assert teammate in about, "Ines can be added"
        for number in range(PERMISSIONS):
            adding = number % 2 == 0
            began = time.perf_counter()
            path = f"/positions/{job}/team" if adding else f"/positions/{job}/team/remove"
            self.olga.press(path, teammate=teammate, role="viewer")
            self.times.permission_change.append(
                timed(lambda wanted=adding: self._is_offered(ines, job) is wanted, since=began)
            )

    def _is_offered(self, seat: int, job: str) -> bool:
        offered = self.sandbox.get("jobs", seat=seat, q="optics")["jobs"]
        return any(one["external_id"] == job for one in offered)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="recruit-bench-") as folder:
        stack = Stack(Path(folder), RECRUIT_DEMO_SIZE=SIZE)
        print("starting Recruit, its worker and the sandbox, with the demo …", flush=True)
        stack.start()
        try:
            report(*measure(stack))
        finally:
            stack.stop()
    return 0


def measure(stack: Stack) -> tuple[Bench, float, Throughput, float, float]:
    bench = Bench(stack)
    waited = bench.wait_until_synced()
    print(f"the demo's history was at LinkedIn {waited:.1f} s after the start", flush=True)
    for name, step in (
        ("exports", bench.exports),
        ("changes", bench.changes),
        ("permissions", bench.permissions),
    ):
        began = time.perf_counter()
        step()
        print(f"{name}: measured in {time.perf_counter() - began:.1f} s", flush=True)
    throughput = measure_throughput(stack, bench.sandbox, bench.truth, rounds=ROUNDS)
    return bench, waited, throughput, resident_mb(stack.pid("web")), resident_mb(stack.pid("worker"))


def report(bench: Bench, waited: float, throughput: Throughput, web: float, worker: float) -> None:
    times = bench.times
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    machine = model.group(1) if model else platform.machine()
    print(f"\n{os.cpu_count()} cores ({machine}), Python {platform.python_version()}")
    counts = {
        "persons": bench.truth.count("people_person"),
        "processes": bench.truth.count("hiring_hiringprocess"),
        "positions": bench.truth.count("positions_position"),
    }
    print("sizes: " + ", ".join(f"{number} {name}" for name, number in counts.items()))
    for caption, values, target in (
        ("push answered", times.push_answered, "p99 < 50"),
        ("export to candidate visible", times.export_visible, "p95 < 1000"),
        ("change in Recruit to LinkedIn", times.change_on_linkedin, "p95 < 2000"),
        ("permission change to LinkedIn", times.permission_change, "p95 < 5000"),
    ):
        figures = ", ".join(
            f"p{int(share * 100)} {percentile(values, share):.1f}" for share in (0.5, 0.95, 0.99)
        )
        print(f"{caption:32} n={len(values):4}  {figures} ms  (wanted: {target})")
    print(throughput.words())
    print(f"resident memory: web {web:.0f} MB (wanted < 250), worker {worker:.0f} MB (wanted < 200)")
    print(
        json.dumps(
            {
                "push_answered_p50_ms": round(percentile(times.push_answered, 0.5), 1),
                "push_answered_p99_ms": round(percentile(times.push_answered, 0.99), 1),
                "export_visible_p50_ms": round(percentile(times.export_visible, 0.5), 1),
                "export_visible_p95_ms": round(percentile(times.export_visible, 0.95), 1),
                "change_on_linkedin_p50_ms": round(percentile(times.change_on_linkedin, 0.5), 1),
                "change_on_linkedin_p95_ms": round(percentile(times.change_on_linkedin, 0.95), 1),
                "permission_change_p95_ms": round(percentile(times.permission_change, 0.95), 1),
                "history_seconds": round(waited, 1),
                "drain_records_per_second": round(throughput.drain_rate, 1),
                "bare_loop_records_per_second": round(throughput.bare_rate, 1),
                "drain_over_bare_loop": round(throughput.ratio, 3),
                "drain_processor_ms_per_1000_records": round(throughput.processor_ms, 1),
                "web_rss_mb": round(web, 1),
                "worker_rss_mb": round(worker, 1),
            }
        )
    )


if __name__ == "__main__":
    sys.exit(main())
