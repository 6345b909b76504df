"""How is a person erased? In one transaction: everybody removes what is theirs, then it is counted once more.

What lies outside of this database (an outside system's copy) is marked in the same transaction and follows; the receipt
says when. Nothing that names the person outlives the transaction here: not their history, not what could be undone.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from recruit.activity.enums import Verb
from recruit.activity.services import erase_history, erase_warnings, record
from recruit.base import events, live, queue
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.base.holdings import holdings_of
from recruit.company.enums import Capability
from recruit.company.models import ApiApp
from recruit.company.selectors import reader_behind, require_capability
from recruit.evaluation.selectors import next_meeting_of
from recruit.evaluation.services import strip_evaluations
from recruit.hiring.selectors import position_ids_of_persons
from recruit.hiring.services import forget_searches_for, remove_processes, strip_processes
from recruit.people.events import PersonErased
from recruit.people.models import Person
from recruit.people.selectors import contact_points_of, persons_with_contact_point
from recruit.people.services import remove_person, strip_person
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import position_ids_allowing
from recruit.privacy.enums import ErasureKind, Ground
from recruit.privacy.models import ErasureReceipt
from recruit.privacy.rules import left_over, same_name
from recruit.privacy.selectors import digest_of_person
from recruit.privacy.services.listing import LIST_RECEIPTS


class NameDiffers(Refusal):
    code = "name_differs"


class MeetingIsToCome(Refusal):
    """Evidence: ``starts_at``."""

    code = "meeting_is_to_come"


class PersonNotYoursToErase(NotAllowed):
    """Some position that considers the person is out of the API app's reach."""

    code = "person_not_yours_to_erase"


class SomethingRemains(RuntimeError):  # noqa: N818 -- a statement of what went wrong reads better than an error
    """Somebody counts what they did not remove: a bug, and the whole transaction goes back."""


@transaction.atomic
def erase_person(*, person: Person, typed_name: str | None, ground: str, actor: Actor) -> ErasureReceipt:
    """Nothing is left. ``typed_name``: what a human typed to say that they mean it; None where none is asked.

    Refuses with ``CompanyRoleTooSmall``, ``NameDiffers`` or ``MeetingIsToCome``; an API app with
    ``AppScopeTooSmall``, or with ``PersonNotYoursToErase`` where it does not reach all of their positions.
    """
    return _go(person, ErasureKind.ERASED, typed_name=typed_name, ground=ground, actor=actor)


@transaction.atomic
def pseudonymise_person(
    *, person: Person, typed_name: str | None, ground: str, actor: Actor
) -> ErasureReceipt:
    """Processes stay with position, source, steps and dates; whoever they were of goes. Refuses as ``erase_person``."""
    return _go(person, ErasureKind.PSEUDONYMISED, typed_name=typed_name, ground=ground, actor=actor)


def _go(
    person: Person, kind: ErasureKind, *, typed_name: str | None, ground: str, actor: Actor
) -> ErasureReceipt:
    company_id, keeps = person.company_id, kind == ErasureKind.PSEUDONYMISED
    require_capability(company_id=company_id, actor=actor, capability=Capability.DELETE_PERSONS)
    # Whoever adds something to the person meanwhile waits here, and finds nobody afterwards.
    person = Person.objects.select_for_update().get(company_id=company_id, pk=person.pk)
    _require_reach(person, actor)
    _refuse(person, typed_name, ground)
    holdings = holdings_of(company_id=company_id, person_id=person.pk)
    receipt = ErasureReceipt.objects.create(
        company_id=company_id,
        kind=kind,
        ground=Ground(ground),
        digest=digest_of_person(person.public_id),
        counts={name: number for name, number in holdings.items() if name != "profiles"},
        by_name=actor.name,
        by_id=actor.teammate_id,
    )
    _forget_in_others(person)
    events.publish(PersonErased(company_id, person.pk, receipt.public_id, keeps_figures=keeps))
    if keeps:
        strip_evaluations(person=person)
        strip_processes(person=person)
        strip_person(person=person)
    else:
        remove_processes(person=person)
        remove_person(person=person)
    erase_history(company_id=company_id, person_id=person.pk)
    left = left_over(holdings_of(company_id=company_id, person_id=person.pk), keeps_figures=keeps)
    if left:
        raise SomethingRemains(f"Of the person {person.pk} there remain: {left}")  # English
    if not keeps:
        record(company_id=company_id, verb=Verb.PERSON_DELETED, actor=actor, receipt=receipt.public_id)
    queue.defer(LIST_RECEIPTS, company_id=company_id)
    live.touch(company_id, ["privacy"])
    return receipt


def _require_reach(person: Person, actor: Actor) -> None:
    """Owners and admins erase whomever they see. A program does where it reaches all their positions."""
    app = reader_behind(company_id=person.company_id, actor=actor)
    if not isinstance(app, ApiApp):
        return
    considered = position_ids_of_persons(company_id=person.company_id, person_ids=[person.pk])
    wanted = considered.get(person.pk, frozenset())
    allowed = position_ids_allowing(
        teammate=app, position_ids=wanted, capability=PositionCapability.EDIT_PERSONS
    )
    if wanted - allowed:
        raise PersonNotYoursToErase(
            _(
                "{name} is considered for positions that the API app {app} does not reach. Ask an owner or admin to "
                "erase them."
            ).format(name=person.full_name, app=app.name),
        )


def _refuse(person: Person, typed_name: str | None, ground: str) -> None:
    if typed_name is not None and not same_name(typed_name, person.full_name):
        raise NameDiffers(
            _("That is not the candidate's name. Type “{name}”, so that nobody is erased by mistake.").format(
                name=person.full_name
            )
        )
    meeting = next_meeting_of(person=person) if ground != Ground.RESTORED else None
    if meeting is not None:
        raise MeetingIsToCome(
            _(
                "“{step}” for {position} is scheduled on {when} UTC. Cancel the meeting first, so that nobody waits "
                "for the candidate."
            ).format(
                step=meeting.step.name,
                position=meeting.process.position.name,
                when=date_format(meeting.starts_at, pgettext("format of a date", "j F Y, H:i")),
            ),
            starts_at=meeting.starts_at,
        )


def _forget_in_others(person: Person) -> None:
    """What quotes them elsewhere: warnings in the history of those who share an address, searches for them."""
    points = contact_points_of(person=person)
    others = {
        other.pk
        for point in points
        for other in persons_with_contact_point(
            company_id=person.company_id, kind=point.kind, value=point.value
        )
    }
    values = {point.value for point in points} | {point.normalized for point in points}
    erase_warnings(company_id=person.company_id, person_ids=others - {person.pk}, values=values)
    forget_searches_for(
        company_id=person.company_id,
        names=person.full_name.split(),
        values=[value for value in values if value],
    )
