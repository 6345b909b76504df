"""Who may be whose double, and which persons were merged?

What takes a company is for rules and tasks; what takes a teammate is for screens, and leaves out every case of which
the teammate may not see both persons.
"""

from __future__ import annotations

from recruit.duplicates.selectors.cases import (
    CaseLine,
    ScanProgress,
    cases_page,
    facts_of,
    latest_scan,
    named_facts_of,
    offer_to_lists,
    open_cases_of,
    persons_by_key,
    resolvable_persons,
    visible_case,
)
from recruit.duplicates.selectors.comparing import (
    Compared,
    Comparison,
    Result,
    comparison_of,
    require_decider,
    result_of,
)
from recruit.duplicates.selectors.merges import (
    MergeLine,
    later_parts_of,
    merge_count,
    merges_of,
    merges_page,
    rows_before,
    visible_merge,
    with_merges,
)

__all__ = [
    "CaseLine",
    "Compared",
    "Comparison",
    "MergeLine",
    "Result",
    "ScanProgress",
    "cases_page",
    "comparison_of",
    "facts_of",
    "later_parts_of",
    "latest_scan",
    "merge_count",
    "merges_of",
    "merges_page",
    "named_facts_of",
    "offer_to_lists",
    "open_cases_of",
    "persons_by_key",
    "require_decider",
    "resolvable_persons",
    "result_of",
    "rows_before",
    "visible_case",
    "visible_merge",
    "with_merges",
]
