"""What is offered, and what of it has been asked for? Counted since the process began, whatever is reset meanwhile.

The wire declares its resources here, so that control and console can tell of them without knowing the wire.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Offered:
    """One resource of one generation. ``methods`` by Rest.li name, a finder as ``finder:name``."""

    generation: str
    address: str
    methods: tuple[str, ...]
    audience: str
    since: int


_offered: dict[tuple[str, str], Offered] = {}
_asked: Counter[tuple[str, str, str, int]] = Counter()
_consulted: dict[str, set[str]] = {}
_lock = threading.Lock()


def declare(resources: Iterable[Offered]) -> None:
    _offered.update({(one.generation, one.address): one for one in resources})


def offered() -> list[Offered]:
    return sorted(_offered.values(), key=lambda one: (one.generation, one.address))


def count(generation: str, resource: str, method: str, *, status: int) -> None:
    """One call that got as far as having a method; words that nobody offers are not kept."""
    known = _offered.get((generation, resource))
    if known is not None and method in known.methods:
        with _lock:
            _asked[generation, resource, method, status] += 1


def asked() -> dict[tuple[str, str, str], dict[int, int]]:
    """(generation, resource, method) to the calls that each status answered, as a whole or for one of their keys."""
    with _lock:
        counted = dict(_asked)
    found: dict[tuple[str, str, str], dict[int, int]] = {}
    for (generation, resource, method, status), times in sorted(counted.items()):
        found.setdefault((generation, resource, method), {})[status] = times
    return found


def consult(switch: str, value: object) -> None:
    """Somebody looked at a switch that was not at its default: what was done then was done at this value."""
    with _lock:
        _consulted.setdefault(switch, set()).add(json.dumps(value))


def consulted() -> dict[str, list[str]]:
    """Switches to the values, as JSON, that were acted upon although they are not the default."""
    with _lock:
        return {name: sorted(values) for name, values in sorted(_consulted.items())}
