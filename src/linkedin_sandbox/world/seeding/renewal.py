"""How does a world begin anew? Everything is forgotten at once for everybody, and then it is filled, if at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_sandbox.faults import store as faults
from linkedin_sandbox.journal import log
from linkedin_sandbox.world.steering import gate, limits, schema, settings_table

if TYPE_CHECKING:
    from collections.abc import Callable


def begin_anew(fill: Callable[[], dict[str, int]] | None = None) -> dict[str, int]:
    """Forget rows, switches, clock, limits, faults and journal; ``fill`` then makes the new world, and says of what."""
    with gate.alone():
        schema.empty_tables()
        settings_table.forget_settings()
        limits.forget_counters()
        faults.clear_faults()
        log.clear_journal()
        return fill() if fill else {}
