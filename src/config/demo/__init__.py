"""What does a newcomer find in Recruit and in its sandbox? Two invented companies and a world around them.

``generate`` makes the demo as frozen values; ``prepare`` loads it through the product's own doors and makes
the connection to the sandbox as a customer's admin would.
"""

from __future__ import annotations

from config.demo.generation import generate
from config.environment import read_environment

__all__ = ["generate", "prepare"]


def prepare(size: str | None = None) -> list[str]:
    """Prepare the demo of that size (``RECRUIT_DEMO_SIZE``); answers the lines that say who can sign in."""
    from config.demo.preparation import prepare_demo  # noqa: PLC0415 -- it needs Django set up, generating does not

    return prepare_demo(size=size or read_environment().demo_size)
