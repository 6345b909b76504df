"""What do the measurements share? Percentiles, memory of processes, and a visitor without a browser."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
from tests.journeys.stack import Stack


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -(-int(share * 1000) * len(ordered) // 1000))
    return ordered[rank - 1]


def timed(
    question: Callable[[], object], *, since: float, seconds: float = 30.0, every: float = 0.01
) -> float:
    """Milliseconds from ``since`` until the question is answered with something true."""
    while not question():
        if time.perf_counter() - since > seconds:
            raise TimeoutError("it did not happen in time")
        time.sleep(every)
    return (time.perf_counter() - since) * 1000


def resident_mb(pid: int) -> float:
    """Resident memory of the process and all of its children, in megabytes of 10^6 bytes."""
    total = 0
    for each in (pid, *_descendants(pid)):
        found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{each}/status").read_text(), re.MULTILINE)
        total += int(found.group(1)) * 1024 if found else 0
    return total / 1e6


def processor_seconds(pid: int) -> float:
    """Processor time that the process itself has used until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        children = ""
        with suppress(FileNotFoundError):  # a thread that has just ended has no children
            children = (task / "children").read_text()
        for child in children.split():
            yield int(child)
            yield from _descendants(int(child))


class Visitor:
    """A teammate at the wheel of an HTTP client: signed in, with the form's token at hand."""

    def __init__(self, stack: Stack, email: str, password: str) -> None:
        self.url = stack.web_url
        self.http = httpx2.Client(base_url=self.url, timeout=30, follow_redirects=True)
        self.http.get("/sign-in")
        signed_in = self.http.post("/sign-in", data=self._token() | {"email": email, "password": password})
        assert "/sign-in" not in str(signed_in.url), f"{email} could not sign in"

    def _token(self) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self.http.cookies.get("recruit_csrf", "")}

    def read(self, path: str, **query: str) -> str:
        answer = self.http.get(path, params=query or None)
        answer.raise_for_status()
        return answer.text

    def press(self, path: str, **form: str) -> None:
        """What a button of a page does."""
        headers = {"HX-Request": "true", "Referer": self.url}
        self.http.post(path, data=self._token() | form, headers=headers).raise_for_status()

    @contextmanager
    def listening(self, topic: str) -> Iterator[threading.Event]:
        """An open page's stream: the event is set whenever the topic is named."""
        heard, is_open = threading.Event(), threading.Event()
        cookies = dict(self.http.cookies)
        reader = httpx2.Client(base_url=self.url, timeout=httpx2.Timeout(10, read=60), cookies=cookies)

        def listen() -> None:
            try:
                with reader.stream("GET", "/live", params={"topics": topic}) as stream:
                    for line in stream.iter_lines():
                        is_open.set()
                        if line.startswith("data:"):
                            heard.set()
            except httpx2.HTTPError:
                return  # closed by us at the end

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        assert is_open.wait(10), "the live stream did not open"
        try:
            yield heard
        finally:
            reader.close()
