"""Who may do what? Tables of roles and capabilities, written so that a person can read and check them.

A cell is one letter: a **capital** is documented by the vendor whose product Recruit follows, a small one is our own
proposal.

    y  yes                              n  no
    p  with a role on the position      o  for own items only, such as interviews in which one takes part
    a  after one's own is given         i  while inviting the teammate, and not later
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

C = TypeVar("C", bound=StrEnum)


class Reach(StrEnum):
    """How far a role opens a capability."""

    YES = "y"
    NO = "n"
    WITH_POSITION_ROLE = "p"
    OWN = "o"
    AFTER_OWN = "a"
    INVITING = "i"


@dataclass(frozen=True)
class Cell:
    """One role, one capability. What is not documented is our proposal."""

    reach: Reach
    is_documented: bool


@dataclass(frozen=True)
class Row(Generic[C]):
    """One capability: what it is called, and a cell for each role in the matrix's order."""

    capability: C
    title: str
    cells: tuple[Cell, ...]


class Matrix(Generic[C]):
    """Rows are ``(capability, letters with spaces between, title)``; one letter for each role."""

    def __init__(self, roles: Sequence[str], *rows: tuple[C, str, str]) -> None:
        self.roles = tuple(roles)
        self.rows = tuple(
            Row(capability, title, tuple(_cell(letter) for letter in letters.split()))
            for capability, letters, title in rows
        )
        self._cells = {
            (role, row.capability): cell
            for row in self.rows
            for role, cell in zip(self.roles, row.cells, strict=True)
        }
        self._titles = {row.capability: row.title for row in self.rows}

    def __iter__(self) -> Iterator[Row[C]]:
        return iter(self.rows)

    def reach(self, role: str, capability: C) -> Reach:
        """A role that nobody knows opens nothing; a capability that nobody wrote down is a bug (``KeyError``)."""
        if role not in self.roles:
            return Reach.NO
        return self._cells[role, capability].reach

    def allows(self, role: str, capability: C) -> bool:
        """Yes without any condition."""
        return self.reach(role, capability) == Reach.YES

    def title(self, capability: C) -> str:
        return self._titles[capability]


def _cell(letter: str) -> Cell:
    return Cell(Reach(letter.lower()), is_documented=letter.isupper())
