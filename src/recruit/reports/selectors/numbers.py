"""Where do candidates and hires come from, how far do they come, and how long does each step take?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from recruit.hiring.enums import ProcessStatus
from recruit.hiring.rules import ACTIVE
from recruit.reports.rules import Duration, quantile
from recruit.reports.selectors.counting import PROCESSES, STEPS
from recruit.reports.selectors.scope import Wanted, scope_of
from recruit.sources.enums import SourceType
from recruit.sources.selectors import contacts_by_ids, sources_by_ids

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.reports.selectors.scope import Scope

_MIDDLE, _HIGH = 0.5, 0.9


@dataclass
class Outcomes:
    """How many hiring processes there are in all, and how they stand."""

    applied: int = 0
    active: int = 0
    hired: int = 0
    rejected: int = 0
    withdrawn: int = 0

    def add(self, status: str, number: int) -> None:
        self.applied += number
        if status in ACTIVE:
            self.active += number
        elif status == ProcessStatus.HIRED:
            self.hired += number
        elif status == ProcessStatus.REJECTED:
            self.rejected += number
        else:
            self.withdrawn += number


@dataclass
class ContactLine:
    public_id: str
    name: str
    outcomes: Outcomes = field(default_factory=Outcomes)


@dataclass
class SourceLine:
    """One source with those behind it; without a ``public_id`` those processes that have no source."""

    public_id: str
    name: str
    type: str
    outcomes: Outcomes = field(default_factory=Outcomes)
    contacts: list[ContactLine] = field(default_factory=list)


@dataclass
class TypeLine:
    type: str
    label: str
    outcomes: Outcomes = field(default_factory=Outcomes)
    sources: list[SourceLine] = field(default_factory=list)


@dataclass
class StepLine:
    """``reached`` entered the step, ``completed`` left it by completing it; the times are of those."""

    name: str
    reached: int
    completed: int
    middle: Duration | None
    high: Duration | None


@dataclass
class MonthLine:
    month: date
    outcomes: Outcomes = field(default_factory=Outcomes)


@dataclass
class SourcesReport:
    total: Outcomes
    types: list[TypeLine]
    steps: list[StepLine]
    months: list[MonthLine]


def sources_report(*, teammate: Teammate, wanted: Wanted) -> SourcesReport:
    """A constant number of queries. Refuses as ``scope_of`` does."""
    scope = scope_of(teammate=teammate, wanted=wanted)
    types = _types(scope)
    total = Outcomes()
    for line in types:
        _sum_up(total, line.outcomes)
    return SourcesReport(total, types, _steps(scope), _months(scope))


def outcomes_by_source(*, teammate: Teammate, wanted: Wanted | None = None) -> dict[int, Outcomes]:
    """By the source's id; 0 for those without one. Refuses as ``scope_of`` does."""
    scope = scope_of(teammate=teammate, wanted=wanted or Wanted())
    found: dict[int, Outcomes] = defaultdict(Outcomes)
    for source_id, status, number in scope.read(PROCESSES, columns=("source_id", "status")):
        found[source_id].add(status, number)
    return found


def _types(scope: Scope) -> list[TypeLine]:
    rows = scope.read(PROCESSES, columns=("source_id", "contact_id", "status"))
    sources = {
        row.pk: row for row in sources_by_ids(company_id=scope.company_id, ids={row[0] for row in rows})
    }
    contacts = {
        row.pk: row for row in contacts_by_ids(company_id=scope.company_id, ids={row[1] for row in rows})
    }
    lines: dict[int, SourceLine] = {}
    behind: dict[tuple[int, int], ContactLine] = {}
    for source_id, contact_id, status, number in rows:
        source = sources.get(source_id)
        if source_id not in lines:
            lines[source_id] = (
                SourceLine(source.public_id, source.name, source.type)
                if source
                else SourceLine("", _("No source"), "")
            )
        lines[source_id].outcomes.add(status, number)
        contact = contacts.get(contact_id)
        if contact is None:
            continue
        if (source_id, contact_id) not in behind:
            behind[source_id, contact_id] = ContactLine(contact.public_id, contact.full_name)
            lines[source_id].contacts.append(behind[source_id, contact_id])
        behind[source_id, contact_id].outcomes.add(status, number)
    return _by_type(lines.values())


def _by_type(lines: Iterable[SourceLine]) -> list[TypeLine]:
    """The most candidates first, within each type too."""
    types: dict[str, TypeLine] = {}
    for line in sorted(lines, key=lambda line: (-line.outcomes.applied, line.name)):
        label = str(SourceType(line.type).label) if line.type else _("No source")
        of_type = types.setdefault(line.type, TypeLine(line.type, label))
        of_type.sources.append(line)
        line.contacts.sort(key=lambda each: (-each.outcomes.applied, each.name))
        _sum_up(of_type.outcomes, line.outcomes)
    return sorted(types.values(), key=lambda each: (-each.outcomes.applied, each.label))


def _sum_up(total: Outcomes, more: Outcomes) -> None:
    for name, number in vars(more).items():
        setattr(total, name, getattr(total, name) + number)


def _steps(scope: Scope) -> list[StepLine]:
    """In the order of workflows: by the place that a step has on the average of those who entered it."""
    classes: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    places: dict[str, int] = defaultdict(int)
    for step, place, duration, number in scope.read(STEPS, columns=("step", "place", "duration")):
        classes[step][duration] += number
        places[step] += place * number
    lines = []
    for name, counted in classes.items():
        reached = sum(counted.values())
        if reached <= 0:
            continue
        completed = sum(number for duration, number in counted.items() if duration >= 0)
        line = StepLine(name, reached, completed, quantile(counted, _MIDDLE), quantile(counted, _HIGH))
        lines.append((places[name] / reached, name, line))
    return [line for _, _, line in sorted(lines, key=lambda each: each[:2])]


def _months(scope: Scope) -> list[MonthLine]:
    """Oldest first; a month without anybody is left out."""
    lines: dict[date, MonthLine] = {}
    for month, status, number in scope.read(PROCESSES, columns=("month", "status")):
        lines.setdefault(month, MonthLine(month)).outcomes.add(status, number)
    return [lines[month] for month in sorted(lines)]
