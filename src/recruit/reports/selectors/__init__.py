"""Which numbers may this teammate read?"""

from __future__ import annotations

from recruit.reports.selectors.numbers import (
    ContactLine,
    MonthLine,
    Outcomes,
    SourceLine,
    SourcesReport,
    StepLine,
    TypeLine,
    outcomes_by_source,
    sources_report,
)
from recruit.reports.selectors.scope import Wanted, scope_of

__all__ = [
    "ContactLine",
    "MonthLine",
    "Outcomes",
    "SourceLine",
    "SourcesReport",
    "StepLine",
    "TypeLine",
    "Wanted",
    "outcomes_by_source",
    "scope_of",
    "sources_report",
]
