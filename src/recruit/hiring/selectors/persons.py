"""Which persons may this teammate see and edit?

A person is visible through any process on a visible position; roles that see all common positions also see persons of
no position at all. What belongs to other positions is left out of every row and every count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, gettext_noop

from recruit.activity.selectors import TimelineEntry, latest_of_person, timeline_of_person
from recruit.base.errors import NotAllowed, NotFound
from recruit.company.enums import Capability
from recruit.company.models import ApiApp
from recruit.company.selectors import Reader, has_capability
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors.processes import visible_processes_of_person
from recruit.people.models import Person, PersonFile
from recruit.people.selectors import file_of, files_of, person_behind_former_id
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import app_holds, position_ids_allowing, sight_of

_NOT_FOUND = gettext_noop("There is no such candidate, or you may not view any of their positions.")


def visible_persons(*, teammate: Reader) -> QuerySet[Person]:
    """For lookups by ids; lists are found by ``persons_page``. One query to learn which positions count."""
    persons = Person.objects.filter(company_id=teammate.company_id)
    sight = sight_of(teammate=teammate)
    persons = persons.filter(sight.leaves_out("pk"))
    if sight.is_everything:
        return persons
    processes = HiringProcess.objects.filter(company_id=teammate.company_id)
    if sight.seen is not None:
        return persons.filter(pk__in=processes.filter(position_id__among=sight.seen).values("person_id"))
    # Of each person's processes a visible one is asked first; nothing means a person of no position. A scalar
    # subquery on purpose: it costs one index probe per row shown, where the planner turns NOT EXISTS into a join
    # that reads every process of the company for a page of fifty.
    is_hidden = Case(When(position_id__among=sight.hidden, then=True), default=False)
    best = processes.filter(person_id=OuterRef("pk")).annotate(is_hidden=is_hidden).order_by("is_hidden")
    hidden = Coalesce(Subquery(best.values("is_hidden")[:1]), False)
    return persons.alias(is_hidden=hidden).filter(is_hidden=False)


class PersonMoved(NotFound):
    """They were merged into somebody. Evidence: ``former`` and ``public_id``, the id that they have now."""

    code = "person_moved"


#: What else is read of persons in the same statement.
Beside = Callable[[QuerySet[Person]], QuerySet[Person]]


def visible_person(*, teammate: Reader, public_id: str, beside: Sequence[Beside] = ()) -> Person:
    """Refuses with ``NotFound`` whether they are not there or not theirs to see.

    ``PersonMoved`` if they were merged into somebody who is.
    """
    persons = visible_persons(teammate=teammate)
    found = persons.filter(public_id=public_id)
    for reads in beside:
        found = reads(found)
    person = found.first()
    if person is None:
        now = person_behind_former_id(company_id=teammate.company_id, public_id=public_id)
        if now is not None and persons.filter(pk=now.pk).exists():
            raise PersonMoved(
                gettext("This candidate was merged with {name}. Load the page again to go there.").format(
                    name=now.full_name
                ),
                former=public_id,
                public_id=now.public_id,
            )
        raise NotFound(gettext(_NOT_FOUND))
    return person


def may_edit_person(
    *,
    teammate: Reader,
    person: Person,
    capability: PositionCapability = PositionCapability.EDIT_PERSONS,
) -> bool:
    """Through any position that considers the person; a person of no position by whoever may add persons.

    An app needs no more than the capability's scope, for a person of no position too.
    """
    visible = visible_processes_of_person(teammate=teammate, person=person)
    position_ids = {process.position_id for process in visible}
    if not position_ids:
        if HiringProcess.objects.filter(company_id=teammate.company_id, person=person).exists():
            return False
        if isinstance(teammate, ApiApp):
            return app_holds(teammate, capability)
        return has_capability(reader=teammate, capability=Capability.ADD_PERSONS)
    return bool(position_ids_allowing(teammate=teammate, position_ids=position_ids, capability=capability))


class PersonNotEditable(NotAllowed):
    code = "person_not_editable"


def editable_person(
    *,
    teammate: Reader,
    public_id: str,
    capability: PositionCapability = PositionCapability.EDIT_PERSONS,
) -> Person:
    """The door before every service of ``people``. Refuses with ``NotFound`` or ``PersonNotEditable``."""
    person = visible_person(teammate=teammate, public_id=public_id)
    if not may_edit_person(teammate=teammate, person=person, capability=capability):
        raise PersonNotEditable(
            gettext(
                "You may see {name}, but not change anything. "
                "Ask the hiring manager or recruiter of one of their positions."
            ).format(name=person.full_name)
        )
    return person


def files_of_visible_person(*, teammate: Reader, person: Person) -> list[PersonFile]:
    """The newest first, without what is about positions that the teammate may not view."""
    return files_of(person=person, visible_position_ids=_positions_seen(teammate, person))


def file_of_visible_person(*, teammate: Reader, person: Person, public_id: str) -> PersonFile:
    """The door to one file of a person whom the teammate sees. Refuses with ``NotFound``."""
    seen = _positions_seen(teammate, person)
    return file_of(person=person, public_id=public_id, visible_position_ids=seen)


def _positions_seen(teammate: Reader, person: Person) -> set[int] | None:
    """Of the person's positions; None if the teammate sees them all."""
    if sight_of(teammate=teammate).is_everything:
        return None
    visible = visible_processes_of_person(teammate=teammate, person=person)
    return {process.position_id for process in visible}


def timeline_of_visible_person(
    *, teammate: Reader, person: Person, before: str | None = None, limit: int = 50
) -> list[TimelineEntry]:
    """What happened to the person, without what belongs to positions that the teammate may not view."""
    return timeline_of_person(
        company_id=teammate.company_id,
        person_id=person.pk,
        visible_position_ids=_positions_seen(teammate, person),
        reader_id=None if isinstance(teammate, ApiApp) else teammate.pk,
        before=before,
        limit=limit,
    )


def latest_entry_of_visible_person(*, teammate: Reader, person: Person) -> TimelineEntry | None:
    """The newest of them, without what a note says."""
    return latest_of_person(
        company_id=teammate.company_id,
        person_id=person.pk,
        visible_position_ids=_positions_seen(teammate, person),
    )
