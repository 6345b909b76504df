"""How fast are the screens of a company with a million candidates? `make bench-screens` starts what it needs.

Every page is asked from the real web server over HTTP on the loopback, by teammates who have signed in: Rosa, who
recruits and does not see the discreet positions, and Olga, who sees everything. A time is what the client waited: the
server's time and half a millisecond of loopback. ``…_busy_ms`` is beside it: the mean of the processor time that web
server and database together spent on a request, which other work on the machine cannot blur much.

The last line is one JSON object. The seeded database is kept, so that a second run takes minutes.

BENCH_SIZE    how many candidates (1,000,000)
BENCH_ROUNDS  how often each kind of page is asked (80)
BENCH_FOLDER  where the installation is kept (.bench/screens-SIZE)
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx2
from tests.journeys.stack import ROOT, Stack

from bench.measuring import Visitor, percentile, resident_mb
from config.demo.names import cultures

SIZE = int(os.environ.get("BENCH_SIZE", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "80"))
FOLDER = Path(os.environ.get("BENCH_FOLDER", ROOT / ".bench" / f"screens-{SIZE}"))
DOMAIN = "meridian.example"
WARMING = 6
_LONG_NAME = 8
#: What is wanted of the p95 of each kind of page, in milliseconds.
WANTED = {
    "candidates_list": 80,
    "single_filter_search": 80,
    "name_typo_search": 120,
    "candidate_profile": 60,
    "board": 120,
    "type_ahead": 40,
    "tag_search": 60,
    "add_candidate": 60,
    "sources_report": 300,
}
_ORDERS = ("", "order=name", "order=activity")
#: By period, by type of source, and by months somewhere in the past.
_REPORTS = (
    "",
    "period=all",
    "period=3",
    "type=agency",
    "period=all&type=job_board",
    "from=2024-01&to=2025-06",
)


@dataclass
class Measured:
    milliseconds: list[float] = field(default_factory=list)
    busy: float = 0.0


class Bench:
    def __init__(self, stack: Stack, password: str) -> None:
        self.stack = stack
        self.teammates = [Visitor(stack, f"{name}@{DOMAIN}", password) for name in ("rosa", "olga")]
        self.measured: dict[str, Measured] = {}
        self.slowest: dict[str, tuple[float, str]] = {}

    @property
    def rosa(self) -> Visitor:
        return self.teammates[0]

    def ask(self, kind: str, addresses: Sequence[str], *, partly: bool = False) -> None:
        """Each address by each teammate in turn, ``ROUNDS`` requests in all, after a few that do not count."""
        headers = {"HX-Request": "true"} if partly else {}
        asked = itertools.cycle(itertools.product(addresses, self.teammates))

        def once() -> str:
            address, teammate = next(asked)
            answer = teammate.http.get(address, headers=headers)
            assert answer.status_code == HTTPStatus.OK, (address, answer.status_code)
            return address

        self.time(kind, once)

    def time(self, kind: str, once: Callable[[], str]) -> None:
        measured = self.measured.setdefault(kind, Measured())
        for _ in range(WARMING):
            once()
        before = self.busy()
        for _ in range(ROUNDS):
            began = time.perf_counter()
            address = once()
            took = (time.perf_counter() - began) * 1000
            measured.milliseconds.append(took)
            self.slowest[kind] = max(self.slowest.get(kind, (0.0, "")), (took, address))
        measured.busy = (self.busy() - before) / ROUNDS
        self._print(kind, measured)

    def _print(self, kind: str, measured: Measured) -> None:
        middle, high = (percentile(measured.milliseconds, share) for share in (0.5, 0.95))
        busy = measured.busy
        late = "  ← over" if high > WANTED.get(kind, high) else ""
        slow, address = self.slowest[kind]
        print(
            f"{kind:22} n {len(measured.milliseconds):4}  p50 {middle:6.1f}  p95 {high:6.1f}  busy {busy:6.1f} ms{late}"
            f"   slowest {slow:.0f} ms: {address[:70]}",
            flush=True,
        )

    def busy(self) -> float:
        """Milliseconds of processor time that the web server and the database had until now, ended threads included."""
        pids = (*_tree(self.stack.pid("web")), *_tree(self.stack.pid("database")))
        return sum(_ticks(pid) for pid in pids) * 1000 / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(fields[11]) + int(fields[12])


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            yield from _tree(int(child))


def slips() -> list[str]:
    """Family names of the seed with one letter left out: nobody is called so."""
    names = [name for culture in cultures() for name in culture.last if name.isascii() and name.isalpha()]
    return [f"{name[:3]}{name[4:]}" for name in names if len(name) >= _LONG_NAME][:24]


def beginnings() -> list[str]:
    names = [name for culture in cultures() for name in (*culture.first, *culture.last) if name.isascii()]
    return [name[:length] for name in names[::7] for length in (2, 3, 5)][:40]


def filters_of(visitor: Visitor) -> list[str]:
    """One address for each choice that the dialog of filters offers, and some days."""
    page = visitor.http.get("/candidates/filters", headers={"HX-Request": "true"}).text
    found = []
    for name, options in re.findall(r'<select[^>]*name="(\w+)">(.*?)</select>', page, re.DOTALL):
        values = [unescape(value) for value in re.findall(r'<option value="([^"]+)"', options)]
        found += [str(httpx2.QueryParams({name: value})) for value in values[:8]]
    return [
        *found,
        "added_from=2026-01-01",
        "added_to=2024-01-01",
        "changed_from=2026-06-01",
        "q=mar",
        "q=anna",
    ]


def profiles_of(visitor: Visitor) -> list[str]:
    found: list[str] = []
    for address in (
        "/candidates",
        "/candidates?order=name",
        "/candidates?status=rejected",
        "/candidates?q=mar",
    ):
        found += dict.fromkeys(re.findall(r'href="(/candidates/per_\w+)"', visitor.read(address)))
    return list(dict.fromkeys(found))[::4][:40]


def largest_position(visitor: Visitor) -> str:
    page = visitor.read("/positions?status=all&q=R-101")
    return re.findall(r'href="(/positions/pos_\w+)"', page)[-1]


def adding(visitor: Visitor) -> Callable[[], str]:
    """A new candidate each time, with all contact details; the form's answer leads on and is not followed."""
    numbers = itertools.count(int(time.time()))
    names = [
        culture for culture in cultures() if all(name.isascii() for name in (*culture.first, *culture.last))
    ]

    def once() -> str:
        number = next(numbers)
        culture = names[number % len(names)]
        first, last = culture.first[number % len(culture.first)], culture.last[number % len(culture.last)]
        given = {
            "first_name": first,
            "last_name": last,
            "email": f"{first}.{last}{number}@example.com".replace(" ", "").replace("'", "").lower(),
            "phone": f"+49 151 {number % 100_000_000:08}",
            "csrfmiddlewaretoken": visitor.http.cookies.get("recruit_csrf", ""),
        }
        headers = {"Referer": visitor.url}
        answer = visitor.http.post("/candidates/new", data=given, headers=headers, follow_redirects=False)
        assert answer.status_code == HTTPStatus.FOUND, (answer.status_code, answer.text[:500])
        return f"{first} {last}"

    return once


def first_page_kb(visitor: Visitor) -> float:
    """What a browser with an empty cache loads for the list, as it comes over the line.

    Nothing may come from another host.
    """
    page = visitor.http.get("/candidates")
    waiting = [
        urljoin(visitor.url, found)
        for found in re.findall(r'<(?:link|script)[^>]*(?:href|src)="([^"]+)"', page.text)
    ]
    total, seen = page.num_bytes_downloaded, set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        assert urlsplit(address).netloc == urlsplit(visitor.url).netloc, f"a foreign host: {address}"
        answer = visitor.http.get(address)
        answer.raise_for_status()
        total += answer.num_bytes_downloaded
        if address.split("?")[0].endswith(".js"):
            waiting += [urljoin(address, name) for name in re.findall(r'from "(\.[^"]+)"', answer.text)]
        if address.split("?")[0].endswith(".css"):
            fonts = re.findall(r'url\("?([^")]+latin-wght[^")]*)"?\)', answer.text)
            waiting += [urljoin(address, name) for name in fonts if "latin-ext" not in name]
    return total / 1000


def queries_max(stack: Stack, addresses: Sequence[str]) -> int:
    """Asked inside of the product, where statements can be counted."""
    environment = {
        **stack.variables,
        "DATABASE_URL": stack.database_url,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.screens_inside", f"rosa@{DOMAIN}", *addresses],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    worst = max(counts, key=lambda address: counts[address])
    for address, count in counts.items():
        print(f"{count:3} queries  {address}", flush=True)
    return counts[worst]


def seeded(stack: Stack) -> tuple[str, float | None]:
    """The password of the company's teammates, and how many seconds seeding took if it was not there before."""
    told = stack.data / f"seed-{DOMAIN}.txt"
    took = None
    if not told.exists():
        began = time.perf_counter()
        command = [sys.executable, "-m", "config", "seed", "--size", str(SIZE)]
        subprocess.run(command, cwd=ROOT, env=stack.variables, check=True)
        took = time.perf_counter() - began
    found = re.search(r"password “([^”]+)”", told.read_text("utf-8"))
    assert found is not None
    return found.group(1), took


def main() -> int:
    began = time.perf_counter()
    FOLDER.mkdir(parents=True, exist_ok=True)
    stack = Stack(FOLDER, PYTHONPATH=str(ROOT / "src"))
    password, seeding = seeded(stack)
    stack.start("--no-demo")
    try:
        found = measure(Bench(stack, password))
    finally:
        stack.stop()
    found["seed_seconds"] = None if seeding is None else round(seeding)
    found["candidates"] = SIZE
    found["seconds"] = round(time.perf_counter() - began)
    print(json.dumps(found))
    return 0


def measure(bench: Bench) -> dict[str, float | int | None]:
    rosa = bench.rosa
    position = largest_position(rosa)
    profiles, narrowed = profiles_of(rosa), filters_of(rosa)
    typos = [f"/candidates?q={slip}" for slip in slips()]
    tags = [f"/candidates?tag={tag}" for tag in ("Talent pool", "Welder", "Speaks Polish", "Silver medallist",
                                                 "Imported: LinkedIn Recruiter", "Relocation")]  # fmt: skip
    bench.ask("candidates_list", [f"/candidates?{order}" for order in _ORDERS])
    bench.ask(
        "single_filter_search", [f"/candidates?{each}" for each in [*narrowed, f"position={position[11:]}"]]
    )
    bench.ask("name_typo_search", typos)
    bench.ask("tag_search", tags)
    bench.ask("type_ahead", [f"/search?q={words}" for words in beginnings()], partly=True)
    bench.ask("candidate_profile", profiles)
    bench.ask("candidate_profile_rest", [f"{each}/rest" for each in profiles], partly=True)
    bench.ask("board", [position])
    bench.ask("sources_report", [f"/reports/sources?{each}" for each in _REPORTS])
    bench.time("add_candidate", adding(rosa))
    found: dict[str, float | int | None] = {}
    for kind, measured in bench.measured.items():
        found[f"{kind}_p95_ms"] = round(percentile(measured.milliseconds, 0.95), 1)
        found[f"{kind}_p50_ms"] = round(percentile(measured.milliseconds, 0.5), 1)
        found[f"{kind}_busy_ms"] = round(measured.busy, 1)
    found["web_rss_mb"] = round(resident_mb(bench.stack.pid("web")))
    found["first_page_kb"] = round(first_page_kb(rosa), 1)
    sample = [
        "/candidates", "/candidates?status=rejected", "/candidates?order=activity", typos[0], tags[0], profiles[0],
        f"{profiles[0]}/rest", position, f"/candidates?position={position[11:]}", "/search?q=mar", "/positions",
        "/candidates/new", "/reports/sources?period=all", "/sources",
    ]  # fmt: skip
    found["queries_max"] = queries_max(bench.stack, sample)
    return found


if __name__ == "__main__":
    sys.exit(main())
