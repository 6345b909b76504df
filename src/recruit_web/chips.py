"""How does a list say what narrows it down? A chip for each filter, with the address of the list without it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chip:
    """One filter in words, and the list's address without it."""

    label: str
    text: str
    without: str
