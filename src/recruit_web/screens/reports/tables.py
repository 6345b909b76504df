"""How does the sources report become a file that a spreadsheet opens, and does nothing else with?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from recruit.reports.selectors import Outcomes, SourcesReport

#: By these first characters a spreadsheet takes a cell for a formula.
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Excel reads a file as UTF-8 only if it begins with this.
MARK: Final = "\ufeff"
_HEADER: Final = (
    "Type", "Source", "Source contact", "Hiring processes", "Under consideration",  # English
    "Hired", "Rejected", "Withdrawn",
)  # fmt: skip


def safe_cell(value: str | int) -> str | int:
    """A text that would be a formula gets an apostrophe before it, which spreadsheets do not show."""
    if isinstance(value, str) and value.startswith(_FORMULAS):
        return f"'{value}"
    return value


class _Echo:
    """A file for the writer that hands back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines_of(report: SourcesReport, *, with_mark: bool) -> Iterator[str]:
    """A line for each source, and one for each of its contacts, which is contained in the source's."""
    writer = csv.writer(_Echo())
    yield (MARK if with_mark else "") + _line(writer, _HEADER)
    for of_type in report.types:
        for source in of_type.sources:
            yield _line(writer, (of_type.label, source.name, "", *_numbers(source.outcomes)))
            for contact in source.contacts:
                yield _line(writer, (of_type.label, source.name, contact.name, *_numbers(contact.outcomes)))


def _numbers(outcomes: Outcomes) -> tuple[int, ...]:
    return outcomes.applied, outcomes.active, outcomes.hired, outcomes.rejected, outcomes.withdrawn


def _line(writer: object, cells: tuple[str | int, ...]) -> str:
    line: str = writer.writerow([safe_cell(cell) for cell in cells])  # type: ignore[attr-defined]  # the csv module's own class has no name
    return line
