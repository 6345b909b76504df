"""How do the two persons of a case look side by side, and what has to be decided before they are one?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recruit.base.errors import NotAllowed
from recruit.company.models import Teammate
from recruit.company.selectors import company_of
from recruit.duplicates.enums import CaseState
from recruit.duplicates.models import DuplicateCase
from recruit.duplicates.rules.merging import CONTACTS, PARTS, Standing, contradiction, default_survivor
from recruit.duplicates.rules.profiles import Identity
from recruit.duplicates.selectors.cases import resolvable_persons, visible_case, why
from recruit.hiring.models import HiringProcess
from recruit.hiring.rules import is_active
from recruit.hiring.selectors import visible_processes
from recruit.people.enums import ProspectStatus
from recruit.people.models import Person
from recruit.people.selectors import (
    IdentityRecord,
    PersonRecord,
    file_counts_of,
    persons_by_ids,
    tag_names_of,
)

T = TypeVar("T")
_TITLES = {
    "name": _("Name"), "headline": _("Headline"), "employer": _("Employer"), "location": _("Location"),
    "prospect_status": _("Lead status"), "email": _("E-mail"), "phone": _("Phone"), "link": _("Web page"),
}  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One field of both persons. ``is_choice``: both have a value and they differ, so that one has to be chosen."""

    name: str
    title: str
    values: tuple[str, str]
    also: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def differs(self) -> bool:
        return self.values[0].casefold() != self.values[1].casefold()

    @property
    def is_choice(self) -> bool:
        return self.differs and all(self.values) and self.name in _TITLES


@dataclass(frozen=True)
class Conflict:
    """One position for which both are under consideration; ``processes`` in the order of the persons."""

    position: str
    processes: tuple[HiringProcess, ...]


@dataclass(frozen=True)
class Comparison:
    """A case with everything that a person needs to decide it."""

    case: DuplicateCase
    sentence: str
    percent: int
    persons: tuple[Person, Person]
    fields: tuple[Compared, ...]
    processes: Mapping[int, Sequence[HiringProcess]]
    conflicts: tuple[Conflict, ...]
    #: Only one of them may go on, where a candidate is considered for one position at a time.
    rivals: tuple[HiringProcess, ...]
    #: The provider by whose word they are two people; "" if they may be merged.
    veto: str
    survivor: str
    may_decide: bool

    @property
    def is_open(self) -> bool:
        return self.case.state == CaseState.OPEN


def comparison_of(*, teammate: Teammate, public_id: str) -> Comparison:
    """Refuses with ``NotFound``. What the teammate may not view of their positions is left out."""
    case = visible_case(teammate=teammate, public_id=public_id)
    persons = (case.first, case.second)
    ids = [person.pk for person in persons]
    records = {record.id: record for record in persons_by_ids(company_id=teammate.company_id, ids=ids)}
    one, other = (records[person_id] for person_id in ids)
    seen = visible_processes(teammate=teammate).filter(person_id__in=ids)
    processes: dict[int, list[HiringProcess]] = {person_id: [] for person_id in ids}
    for process in seen.select_related("position", "source").order_by("-id"):
        processes[process.person_id].append(process)
    conflicts = _conflicts([process for person_id in ids for process in processes[person_id]])
    fields = _fields(teammate.company_id, one, other)
    return Comparison(
        case=case,
        sentence=why(case),
        percent=min(99, int(case.probability * 100)),
        persons=persons,
        fields=fields,
        processes=processes,
        conflicts=conflicts,
        rivals=_rivals(teammate.company_id, processes, conflicts),
        veto=contradiction(_identities(one), _identities(other)),
        survivor=default_survivor(_standing(one, processes), _standing(other, processes)),
        may_decide=set(ids) <= resolvable_persons(teammate=teammate, person_ids=ids),
    )


def require_decider(comparison: Comparison) -> None:
    """Refuses with ``NotAllowed``."""
    if not comparison.may_decide:
        raise NotAllowed(
            gettext(
                "Saying who is whose double is for those who resolve duplicates on a position of either candidate. "
                "Ask one of its recruiters."
            )
        )


def _fields(company_id: int, one: PersonRecord, other: PersonRecord) -> tuple[Compared, ...]:
    pair = (one, other)
    tags = tag_names_of(company_id=company_id, person_ids=[each.id for each in pair])
    files = file_counts_of(company_id=company_id, person_ids=[each.id for each in pair])
    found = [Compared(name, str(_TITLES[name]), _both(_value(each, name) for each in pair)) for name in PARTS]
    found += [
        Compared(
            kind,
            str(_TITLES[kind]),
            _both(each.primary(kind) for each in pair),
            _both(tuple(v for v in each.all_of(kind) if v != each.primary(kind)) for each in pair),
        )
        for kind in CONTACTS
    ]
    found += [
        Compared("profiles", gettext("Outside profile"), _both(_profiles(each.identities) for each in pair)),
        Compared(
            "do_not_contact",
            gettext("Do not contact"),
            _both(gettext("Yes") if p.do_not_contact else "" for p in pair),
        ),
        Compared("tags", gettext("Tags"), _both(", ".join(tags.get(each.id, [])) for each in pair)),
        Compared("files", gettext("Files"), _both(_counted(files.get(each.id, 0)) for each in pair)),
    ]
    return tuple(each for each in found if any(each.values) or any(each.also))


def _both(values: Iterable[T]) -> tuple[T, T]:
    one, other = values
    return one, other


def _value(person: PersonRecord, part: str) -> str:
    value = " ".join(str(getattr(person, name)) for name in PARTS[part] if getattr(person, name))
    return str(ProspectStatus(value).label) if part == "prospect_status" else value


def _profiles(identities: Sequence[IdentityRecord]) -> str:
    unconfirmed = gettext("{network}, not confirmed")
    said = [
        each.provider.title() if each.verified else unconfirmed.format(network=each.provider.title())
        for each in identities
    ]
    return ", ".join(sorted(said))


def _counted(number: int) -> str:
    return ngettext("{n} file", "{n} files", number).format(n=number) if number else ""


def _conflicts(processes: Sequence[HiringProcess]) -> tuple[Conflict, ...]:
    by_position: dict[str, list[HiringProcess]] = defaultdict(list)
    for process in processes:
        if is_active(process.status):
            by_position[process.position.public_id].append(process)
    return tuple(
        Conflict(found[0].position.name, tuple(found)) for found in by_position.values() if len(found) > 1
    )


def _rivals(
    company_id: int, processes: Mapping[int, Sequence[HiringProcess]], conflicts: Sequence[Conflict]
) -> tuple[HiringProcess, ...]:
    active = [process for found in processes.values() for process in found if is_active(process.status)]
    if company_of(company_id=company_id).allows_several_positions or len({p.person_id for p in active}) < 2:  # noqa: PLR2004 -- both
        return ()
    decided = {process.pk for conflict in conflicts for process in conflict.processes}
    return tuple(active) if {process.pk for process in active} - decided else ()


def _identities(person: PersonRecord) -> list[Identity]:
    return [Identity(each.provider, each.subject, each.verified, each.url) for each in person.identities]


def _standing(person: PersonRecord, processes: Mapping[int, Sequence[HiringProcess]]) -> Standing:
    texts = [getattr(person, name) for names in PARTS.values() for name in names]
    filled = sum(bool(text) for text in texts) + len(person.contact_points) + len(person.identities)
    return Standing(person.public_id, filled, len(processes[person.id]), person.created_at)


@dataclass(frozen=True)
class Result:
    """What would be: the fields of the one who stays, and what becomes of each hiring process."""

    survivor: Person
    lost: Person
    values: tuple[tuple[str, str, tuple[str, ...]], ...]
    going_on: tuple[HiringProcess, ...]
    stopping: tuple[HiringProcess, ...]
    ended: tuple[HiringProcess, ...]
    sources: Mapping[int, str]


def result_of(
    comparison: Comparison,
    *,
    survivor: str,
    fields: Mapping[str, str],
    stop: frozenset[str],
    sources: Mapping[str, str],
) -> Result:
    """The preview of a merge with these choices (``services.Choices``)."""
    persons = comparison.persons
    at = next((place for place, each in enumerate(persons) if each.public_id == survivor), 0)
    stays, goes = persons[at], persons[1 - at]
    values: list[tuple[str, str, tuple[str, ...]]] = []
    for each in comparison.fields:
        mine, theirs = each.values[at], each.values[1 - at]
        if each.name in {"tags", "profiles", "do_not_contact"}:
            values.append((each.title, ", ".join(_united(mine, theirs)), ()))
        elif each.name in _TITLES:
            taken = theirs if theirs and (fields.get(each.name) == goes.public_id or not mine) else mine
            left = [value for value in (mine, theirs, *each.also[at], *each.also[1 - at]) if value]
            also = dict.fromkeys(v for v in left if v != taken) if each.name in CONTACTS else ()
            values.append((each.title, taken, tuple(also)))
    every = [process for found in comparison.processes.values() for process in found]
    by_id = {process.public_id: process for process in every}
    named = {
        by_id[one].pk: source.name
        for one, other in sources.items()
        if one in by_id and other in by_id and one != other and (source := by_id[other].source)
    }
    active = [process for process in every if is_active(process.status)]
    return Result(
        survivor=stays,
        lost=goes,
        values=tuple(values),
        going_on=tuple(process for process in active if process.public_id not in stop),
        stopping=tuple(process for process in active if process.public_id in stop),
        ended=tuple(process for process in every if not is_active(process.status)),
        sources=named,
    )


def _united(one: str, other: str) -> list[str]:
    return sorted({part for text in (one, other) for part in text.split(", ") if part})
