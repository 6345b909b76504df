"""What became of a row? Filled in by whoever makes records of rows, and then written into the row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from recruit.transfer.enums import RowState
from recruit.transfer.models import ImportRow
from recruit.transfer.rules.rows import Wish


@dataclass
class Wanted:
    """A row with what is to become of it. ``became``: the key of the record, by the row's own column."""

    row: ImportRow
    wish: Wish
    became: dict[str, int] = field(default_factory=dict)
    was_there: str = ""

    @property
    def values(self) -> dict[str, Any]:
        return self.wish.values

    @property
    def is_open(self) -> bool:
        """Neither refused nor made yet."""
        return not (self.wish.problems or self.became or self.was_there)

    def settle(self) -> None:
        """Of what was imported only a pointer is kept: its values stand where they belong."""
        row = self.row
        if self.wish.problems:
            row.state = RowState.REFUSED
            row.problems = [problem.as_data() for problem in self.wish.problems]
            return
        assert self.became, f"row {row.number} has become nothing and nobody says why"
        for name, key in self.became.items():
            setattr(row, name, key)
        row.cells = {}
        row.state = RowState.THERE_ALREADY if self.was_there else RowState.IMPORTED
        row.problems = [{"column": "", "sentence": self.was_there}] if self.was_there else []
