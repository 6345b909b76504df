"""How much may one application ask? Calls a UTC day and records a minute, per resource.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world import clock
from linkedin_sandbox.world.settings_table import read_setting, write_setting
from linkedin_sandbox.world.switches import switch

_DAY_CALLS = {"simpleJobPostingTasks": 300_000}
USUAL = {"minute_records": 10_000, "day_calls": 100_000}


@dataclass
class _Counter:
    day: int = 0
    calls: int = 0
    records: deque[tuple[int, int]] = field(default_factory=deque)


_counters: dict[tuple[str, str], _Counter] = {}
_under_way: Counter[tuple[str, str]] = Counter()
_lock = threading.Lock()


def take(client_id: str, resource: str, *, records: int) -> None:
    """Count the call before it is worked on; over a limit it is refused, and still counts for the day (41)."""
    now = clock.now_ms()
    calls_allowed = _limit("day_calls", resource)
    records_allowed = _limit("minute_records", resource)
    with _lock:
        counter = _counters.setdefault((client_id, resource), _Counter())
        if counter.day != now // clock.DAY:
            counter.day, counter.calls = now // clock.DAY, 0
        counter.calls += 1
        if counter.calls > calls_allowed:
            raise _throttled(
                f"Resource level throttle APPLICATION DAY limit for calls to {resource} is reached."
            )
        _forget_old(counter, now)
        if sum(count for _at, count in counter.records) + records > records_allowed:
            raise _throttled("Resource level throttle limit for calls to this resource is reached.")
        counter.records.append((now, records))


@contextmanager
def one_after_another(client_id: str, resource: str) -> Iterator[bool]:
    """Batches are to be sent sequentially. Says whether this one overlaps another; refused by the switch (43)."""
    key = (client_id, resource)
    with _lock:
        overlaps = _under_way[key] > 0
        _under_way[key] += 1
    try:
        if overlaps and switch("overlapping_calls") == "refuse":
            raise _throttled("Calls to this resource must be sent one after another.")
        yield overlaps
    finally:
        with _lock:
            _under_way[key] -= 1


def _limit(name: str, resource: str) -> int:
    limits = read_setting("limits", default={})
    usual = _DAY_CALLS.get(resource, USUAL[name]) if name == "day_calls" else USUAL[name]
    return int(limits.get(name, usual))


def _forget_old(counter: _Counter, now: int) -> None:
    rolling = switch("minute_window") == "rolling"
    begin = now - clock.MINUTE + 1 if rolling else now - now % clock.MINUTE
    while counter.records and counter.records[0][0] < begin:
        counter.records.popleft()


def _throttled(message: str) -> WireRefusal:
    return WireRefusal(429, message, code="TOO_MANY_REQUESTS", service_error_code=101)


def set_limits(limits: dict[str, int]) -> None:
    write_setting("limits", limits)


def present_limits() -> dict[str, int]:
    changed: dict[str, int] = read_setting("limits", default={})
    return USUAL | changed


def forget_counters() -> None:
    with _lock:
        _counters.clear()
