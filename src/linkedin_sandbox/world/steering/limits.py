"""How much may one application ask? Calls a UTC day and records a minute, per resource.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from linkedin_sandbox.journal import tally
from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.settings_table import forget_setting, read_setting, write_setting
from linkedin_sandbox.world.steering.switches import switch
from linkedin_sandbox.world.steering.throttles import PREMIUM_JOBS, USUAL, Throttle, throttle_of

#: Seats, InMail, contact data and notes are counted once more, all together.
RECRUITER_DATA = "recruiterData"
_VIEWER = "conversationEventsOfViewer"


@dataclass
class _Counter:
    day: int = 0
    calls: int = 0
    day_records: int = 0
    records: deque[tuple[int, int]] = field(default_factory=deque)


@dataclass(frozen=True)
class Usage:
    """How far one application has used up one resource. A limit of None: there is none."""

    client_id: str
    resource: str
    calls_today: int
    day_calls: int | None
    records_this_minute: int
    minute_records: int | None
    records_today: int
    day_records: int | None


_counters: dict[tuple[str, str], _Counter] = {}
#: Something was counted since the counters were written down last; under this name they are kept.
_is_fresh = threading.Event()
_KEPT = "counters"
_under_way: Counter[tuple[str, str]] = Counter()
_lock = threading.Lock()


def take(client_id: str, resource: str, *, records: int) -> None:
    """Count the call before it is worked on; over a limit it is refused, and still counts for the day (41)."""
    now = clock.now_ms()
    allowed = _allowed(resource)
    with _lock:
        counter = _today(client_id, resource, now)
        counter.calls += 1
        if _is_over(counter.calls, allowed.day_calls):
            raise _throttled(
                f"Resource level throttle APPLICATION DAY limit for calls to {resource} is reached."
            )
        _count_records(counter, allowed, records, now)


def take_premium(client_id: str, *, records: int) -> None:
    """Promoted listings have limits of their own beside those of their resource (42)."""
    now = clock.now_ms()
    allowed = _allowed(PREMIUM_JOBS)
    with _lock:
        _count_records(_today(client_id, PREMIUM_JOBS, now), allowed, records, now)


def take_for_viewer(client_id: str, viewer: str) -> None:
    """InMail of one seat may be asked for so many times a minute (``inbound.md`` 5)."""
    now = clock.now_ms()
    allowed = _allowed(_VIEWER)
    with _lock:
        _count_records(_today(client_id, f"{_VIEWER} {viewer}", now), allowed, 1, now)


def load_counters() -> None:
    """What was counted before the process began: who starts it anew gets no new day by it."""
    with _lock:
        _counters.clear()
        for client_id, resource, day, calls, day_records, records in read_setting(_KEPT, default=[]):
            pairs = deque((at, count) for at, count in records)
            _counters[client_id, resource] = _Counter(day, calls, day_records, pairs)


def keep_counters() -> None:
    """Write them down if anything was counted since. A process that is killed loses what came after."""
    if not _is_fresh.is_set():
        return
    _is_fresh.clear()
    now = clock.now_ms()
    with _lock:
        for counter in _counters.values():
            _forget_old(counter, now)
        kept = [
            [*key, counter.day, counter.calls, counter.day_records, [list(pair) for pair in counter.records]]
            for key, counter in _counters.items()
        ]
    write_setting(_KEPT, kept)


def _today(client_id: str, resource: str, now: int) -> _Counter:
    _is_fresh.set()
    counter = _counters.setdefault((client_id, resource), _Counter())
    if counter.day != now // clock.DAY:
        counter.day, counter.calls, counter.day_records = now // clock.DAY, 0, 0
    return counter


def _count_records(counter: _Counter, allowed: Throttle, records: int, now: int) -> None:
    _forget_old(counter, now)
    this_minute = sum(count for _at, count in counter.records) + records
    if _is_over(this_minute, allowed.minute_records):
        raise _throttled("Resource level throttle limit for calls to this resource is reached.")
    if _is_over(counter.day_records + records, allowed.day_records):
        raise _throttled("Resource level throttle APPLICATION DAY limit for records is reached.")
    counter.records.append((now, records))
    counter.day_records += records


def _is_over(count: int, allowed: int | None) -> bool:
    return allowed is not None and count > allowed


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


def usage() -> list[Usage]:
    """Every application and resource that has been called today, by application and resource."""
    now = clock.now_ms()
    with _lock:
        today = {key: _today(*key, now) for key in sorted(_counters)}
        for counter in today.values():
            _forget_old(counter, now)
        return [_usage(client_id, resource, counter) for (client_id, resource), counter in today.items()]


def _usage(client_id: str, resource: str, counter: _Counter) -> Usage:
    allowed = _allowed(resource)
    return Usage(
        client_id=client_id,
        resource=resource,
        calls_today=counter.calls,
        day_calls=allowed.day_calls,
        records_this_minute=sum(count for _at, count in counter.records),
        minute_records=allowed.minute_records,
        records_today=counter.day_records,
        day_records=allowed.day_records,
    )


def _allowed(resource: str) -> Throttle:
    """The contract's numbers, unless control has set others: for this resource, or for all."""
    name = resource.partition(" ")[0]
    of_this = changed_throttles().get(name, {})
    return replace(throttle_of(name), **(changed_limits() | of_this))


def _forget_old(counter: _Counter, now: int) -> None:
    rolling = switch("minute_window") == "rolling"
    begin = now - clock.MINUTE + 1 if rolling else now - now % clock.MINUTE
    while counter.records and counter.records[0][0] < begin:
        counter.records.popleft()


def _throttled(message: str) -> WireRefusal:
    return WireRefusal(429, message, code="TOO_MANY_REQUESTS", service_error_code=101, rule="41")


def set_limits(limits: dict[str, int]) -> None:
    """``day_calls`` and ``minute_records`` of every resource."""
    write_setting("limits", limits)


def set_throttle(resource: str, numbers: dict[str, int]) -> None:
    """``day_calls``, ``minute_records`` and ``day_records`` of one resource; what is not named is LinkedIn's again."""
    others = {name: set_ for name, set_ in changed_throttles().items() if name != resource}
    write_setting("throttles", others | ({resource: numbers} if numbers else {}))


def changed_throttles() -> dict[str, dict[str, int]]:
    """By resource, the numbers that were set for it alone."""
    changed: dict[str, dict[str, int]] = read_setting("throttles", default={})
    return changed


def changed_limits() -> dict[str, int]:
    """The numbers that were set for every resource."""
    changed: dict[str, int] = read_setting("limits", default={})
    return changed


def limited_resources() -> list[str]:
    """Everything that is counted: each resource, and what is counted once more beside its resource."""
    return sorted({one.address for one in tally.offered()} | {PREMIUM_JOBS, RECRUITER_DATA, _VIEWER})


def throttle_in_force(resource: str) -> dict[str, Any]:
    return asdict(_allowed(resource))


def present_limits() -> dict[str, int]:
    return USUAL | changed_limits()


def reset_limits() -> None:
    """Every number is LinkedIn's again; what was counted stays."""
    forget_setting("limits")
    forget_setting("throttles")


def forget_counters() -> None:
    with _lock:
        _counters.clear()
    forget_setting(_KEPT)
