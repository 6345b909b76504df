"""How does the sandbox do when it is large? Its start, batches, searches and memory, over HTTP as an ATS speaks.

``make bench-sandbox ARGS="--members 20000 --records 60000"`` for another size. The last line is one JSON object with
each figure beside its target. Processor time is the server's own, of all its processes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from tests.linkedin_sandbox.console_cast import Recruiter
from tests.linkedin_sandbox.records import (
    CONTEXT,
    ROSA_SEAT,
    WORLD,
    application,
    application_key,
    candidate,
    candidate_key,
)
from tests.linkedin_sandbox.server import Ats, Server, start_sandbox

from bench.measuring import percentile, resident_mb
from bench.sandbox_batches import tunneled
from linkedin_sandbox.world.seeding.seeds import generate_world

BATCH = 100
MEASURED_CALLS = 60
ROUNDS = 5
PLENTY = 10**9
# Words that few people have and words that most have, in several scripts; some with filters.
QUESTIONS = (
    "", "q=a", "q=s+e", "q=an", "q=engineer", "q=head+of", "q=brand+manager+lyon", "q=chen", "q=%E9%99%88", "q=bruck",
    "q=%E0%A4%85%E0%A4%A8%E0%A4%BF", "q=zzz", "title=nurse", "employer=works&location=spain", "q=a&location=japan",
    "q=an&exportable=1", "in_ats=1", "in_ats=1&q=a", "in_ats=1&q=engineer&location=italy", "past=1", "past=1&q=s",
    "q=a&after=90000", "after=60000", "in_ats=1&after=90000",
)  # fmt: skip
TARGETS = {
    "start_s": ("<", 2.0),
    "upserts_per_s": (">", 4000.0),
    "upsert_call_p50_ms": ("<", 25.0),
    "people_search_p95_ms": ("<", 50.0),
    "rss_mb": ("<", 300.0),
}


@dataclass
class Spent:
    """Milliseconds of each call, and the server's processor time for all of them."""

    times: list[float] = field(default_factory=list)
    processor_ms: float = 0.0

    def line(self, name: str) -> str:
        each = self.processor_ms / len(self.times)
        p50, p95 = statistics.median(self.times), percentile(self.times, 0.95)
        return f"  {name:42} n {len(self.times):5}  p50 {p50:7.1f}  p95 {p95:7.1f} ms  processor {each:6.1f} ms each"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument(
        "--records", type=int, default=300_000, help="candidates, applications and stages together"
    )
    size = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before")
    figures: dict[str, float] = {}
    with running("--seed", "none") as (server, seconds):
        print(f"start of an empty world: {seconds:.2f} s, {resident_mb(server.process.pid):.0f} MB")
        figures["start_s"] = round(seconds, 2)
    with tempfile.TemporaryDirectory() as folder:
        with running("--members", str(size.members), folder=folder) as (server, seconds):
            print(f"invent, load and serve {size.members:,} members: {seconds:.1f} s")
            figures |= measured(server, size.members, size.records)
            wanted = resident_mb(server.process.pid)
            print(f"resident memory of all processes: {wanted:.0f} MB")
            figures["rss_mb"] = round(wanted, 1)
        with running(folder=folder) as (server, seconds):
            print(f"start with all of that there: {seconds:.2f} s")
            figures["start_full_s"] = round(seconds, 2)
    print(f"load {os.getloadavg()[0]:.1f} after")
    report(figures)


@contextmanager
def running(*arguments: str, folder: str = "") -> Iterator[tuple[Server, float]]:
    """A sandbox, and the seconds until it answered."""
    with tempfile.TemporaryDirectory() as own:
        began = time.perf_counter()
        server = start_sandbox(Path(folder or own), *(arguments or ("--seed", "default")))
        seconds = time.perf_counter() - began
        try:
            yield server, seconds
        finally:
            server.process.send_signal(signal.SIGTERM)
            server.process.wait()


def measured(server: Server, members: int, records: int) -> dict[str, float]:
    server.post("seed", **WORLD)
    server.post("limits", minute_records=PLENTY, day_calls=PLENTY)
    ats = server.customer()
    people = generate_world(members=members)["members"]
    addresses = [member["email"] for member in people]
    filled = fill(ats, addresses, records)
    candidates = records // 2
    print(filled.line(f"filling: {records:,} records"))
    new = upsert(ats, range(candidates, candidates + MEASURED_CALLS * BATCH), addresses)
    print(new.line("100 new candidates"))
    known = upsert(ats, range(0, candidates, max(1, candidates // (MEASURED_CALLS * BATCH))), addresses)
    print(known.line("100 known candidates, spread"))
    both = new.times + known.times
    plain = [
        question.replace("exportable=1", "exportable=true")
        for question in QUESTIONS
        if "in_ats" not in question and "past" not in question
    ]
    listed = search(server, "/_sandbox/members?limit=25&", plain)
    print(listed.line("control: members by words"))
    seen = search(server, "/recruiter/people?", QUESTIONS, cookie=cookie_of(server))
    print(seen.line("console: people, whole page with indicators"))
    return {
        "upserts_per_s": round(BATCH * len(both) / (sum(both) / 1000)),
        "upsert_call_p50_ms": round(statistics.median(both), 1),
        "people_search_p95_ms": round(percentile(seen.times, 0.95), 1),
        "people_search_by_words_p95_ms": round(percentile(listed.times, 0.95), 1),
    }


def fill(ats: Ats, addresses: list[str], records: int) -> Spent:
    """Half are candidates, a third their applications; every second of these was rejected in the end."""
    candidates, applications = records // 2, records // 3
    spent = [upsert(ats, range(candidates), addresses)]
    spent.append(
        send(
            ats, "v2", "atsApplications",
            ([(application_key(f"a-{n}"), application(atsCandidateId=f"c-{n}")) for n in part]
             for part in parts(range(applications))),
        )
    )  # fmt: skip
    spent.append(
        send(
            ats, "rest", "applicationStage",
            ([(stage_key(n), {"stage": "Rejected", "atsCreatedAt": 1767603600000}) for n in part]
             for part in parts(range(0, applications, 2))),
        )
    )  # fmt: skip
    return Spent([each for one in spent for each in one.times], sum(one.processor_ms for one in spent))


def stage_key(n: int) -> dict[str, str]:
    return {"jobApplicationId": f"a-{n}", "integrationContext": CONTEXT, "jobApplicationStageId": "last"}


def parts(numbers: range) -> Iterator[range]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def upsert(ats: Ats, numbers: range, addresses: list[str]) -> Spent:
    batches = ([(candidate_key(f"c-{n}"), person(n, addresses)) for n in part] for part in parts(numbers))
    return send(ats, "v2", "atsCandidates", batches)


def person(n: int, addresses: list[str]) -> dict[str, object]:
    """Every third is a member of LinkedIn."""
    known = addresses[n % len(addresses)] if n % 3 == 0 else f"person-{n}@mail.example"
    return candidate(
        emailAddresses=[known],
        linkedInProfileUrl=f"https://www.linkedin.com/in/person-{n}",
        phoneNumbers=[{"number": f"+43 1 {n}"}],
        addresses=[{"city": "Linz", "country": "at"}],
    )


def send(ats: Ats, generation: str, resource: str, batches: Iterable[list[object]]) -> Spent:
    """One client, one connection, one call after the other."""
    spent = Spent()
    connection = http.client.HTTPConnection("127.0.0.1", ats.server.port)
    for batch in batches:
        headers, body = tunneled(ats, generation, batch)
        before, began = processor_ms(ats.server), time.perf_counter()
        connection.request("POST", f"/{generation}/{resource}", body, headers)
        content = connection.getresponse().read()
        spent.times.append((time.perf_counter() - began) * 1000)
        spent.processor_ms += processor_ms(ats.server) - before
        assert len(json.loads(content)["results"]) == len(batch), content[:500]
    connection.close()
    return spent


def search(server: Server, path: str, questions: Sequence[str], *, cookie: str = "") -> Spent:
    spent = Spent()
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    before = processor_ms(server)
    for _round in range(ROUNDS):
        for question in questions:
            began = time.perf_counter()
            connection.request("GET", path + question, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            spent.times.append((time.perf_counter() - began) * 1000)
            assert answer.status == 200, (path, question, answer.status)  # noqa: PLR2004 -- HTTP's own number
    spent.processor_ms = processor_ms(server) - before
    connection.close()
    return spent


def cookie_of(server: Server) -> str:
    """Rosa, signed in on the console."""
    rosa = Recruiter(f"http://127.0.0.1:{server.port}", ROSA_SEAT)
    return "; ".join(f"{name}={value}" for name, value in rosa.http.cookies.items())


def processor_ms(server: Server) -> float:
    parent = psutil.Process(server.process.pid)
    times = [one.cpu_times() for one in (parent, *parent.children(recursive=True))]
    return sum(one.user + one.system for one in times) * 1000


def report(figures: dict[str, float]) -> None:
    print()
    for name, (sign, target) in TARGETS.items():
        reached = figures[name] < target if sign == "<" else figures[name] > target
        print(
            f"  {name:24} {figures[name]:>10}   wanted {sign} {target:g}   {'reached' if reached else 'NOT REACHED'}"
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
