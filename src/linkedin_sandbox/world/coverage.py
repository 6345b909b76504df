"""What does this sandbox offer of LinkedIn's contract, and what of that has been asked for since it started?"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.journal import tally


def offered_resources() -> list[dict[str, Any]]:
    """Every resource of the registry, with how often each of its methods was answered how."""
    asked = tally.asked()
    return [
        {
            "generation": one.generation,
            "address": one.address,
            "audience": one.audience,
            "since": one.since or None,
            "methods": {
                method: {
                    str(status): times
                    for status, times in asked.get((one.generation, one.address, method), {}).items()
                }
                for method in one.methods
            },
        }
        for one in tally.offered()
    ]
