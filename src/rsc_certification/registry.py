"""Which function runs which rule? Each says so at its head; a test holds them and ``rules.toml`` together."""

from __future__ import annotations

from collections.abc import Callable

from rsc_certification.evidence import Evidence
from rsc_certification.stage import Stage

RunRule = Callable[[Stage, Evidence], None]
_RUNS: dict[str, RunRule] = {}


def runs(*ids: str) -> Callable[[RunRule], RunRule]:
    def keep(function: RunRule) -> RunRule:
        for each in ids:
            _RUNS[each] = function
        return function

    return keep


def registered() -> dict[str, RunRule]:
    """Those of all modules that were imported so far."""
    return dict(_RUNS)
