"""Which numbers throttle which resource? Data of the contract: ``limits.json`` by way of ``methods.json``.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_CONTRACT = Path(__file__).resolve().parents[4] / "contract"
_KEY_IN_PATH = re.compile(r"/\{[^}]*\}")
#: What LinkedIn allows where no page names a number of its own.
USUAL = {"minute_records": 10_000, "day_calls": 100_000}
#: Promoted listings are counted once more, beside the resource that they are sent to.
PREMIUM_JOBS = "premiumJobs"


@dataclass(frozen=True)
class Throttle:
    """None: not limited."""

    day_calls: int | None = USUAL["day_calls"]
    minute_records: int | None = USUAL["minute_records"]
    day_records: int | None = None


def throttle_of(resource: str) -> Throttle:
    """By the resource's address (``atsApplications/stages``), or by the throttle's own name."""
    named = _names().get(resource, resource)
    return _throttles().get(named, Throttle())


@lru_cache(maxsize=1)
def _throttles() -> dict[str, Throttle]:
    listed = json.loads((_CONTRACT / "limits.json").read_text())["throttles"]
    return {name: _throttle(numbers) for name, numbers in listed.items()}


def _throttle(numbers: dict[str, Any]) -> Throttle:
    calls = numbers.get("calls_per_day")
    return Throttle(
        day_calls=USUAL["day_calls"] if calls is None else calls,
        minute_records=numbers.get("records_per_minute"),
        day_records=numbers.get("records_per_day"),
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The throttle's name by the address below ``/v2`` or ``/rest``."""
    rows = json.loads((_CONTRACT / "methods.json").read_text())["methods"]
    return {_address(row["path"]): row["throttle"] for row in rows if row["throttle"]}


def _address(path: str) -> str:
    return _KEY_IN_PATH.sub("", path).strip("/").partition("/")[2]
