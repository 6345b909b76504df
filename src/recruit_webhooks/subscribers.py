"""Which facts of the domain are events for others? Each is written down for whoever listens, in its transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from recruit.base.events import subscribe
from recruit.base.holdings import counts
from recruit.duplicates.events import PersonsMerged, PersonsUnmerged
from recruit.hiring.events import (
    ProcessChanged,
    ProcessDeleted,
    ProcessesOfPositionChanged,
    ProcessStarted,
)
from recruit.hiring.selectors import persons_of_processes, visible_persons
from recruit.people.events import (
    PersonAdded,
    PersonErased,
    PersonsAddedInBulk,
    PersonTagged,
    PersonUntagged,
    PersonUpdated,
)
from recruit.people.selectors import person_by_id
from recruit.positions.events import (
    DiscretionChanged,
    HiringTeamChanged,
    OpeningsChanged,
    PositionClosed,
    PositionHeld,
    PositionOpened,
    PositionReopened,
    PositionUpdated,
    WorkflowChanged,
)
from recruit.positions.selectors import visible_positions
from recruit_webhooks.enums import EventType
from recruit_webhooks.models import Delivery, Webhook
from recruit_webhooks.recording import Subject, listening, put_on_their_way
from recruit_webhooks.rules import event_of_verb


def _write(company_id: int, event_type: EventType, read: Callable[[list[Webhook]], list[Subject]]) -> None:
    """``read`` is asked for subjects only if anybody listens."""
    webhooks = listening(company_id=company_id, event_type=event_type)
    if webhooks:
        put_on_their_way(
            company_id=company_id, event_type=event_type, subjects=read(webhooks), webhooks=webhooks
        )


# ---------------------------------------------------------------------------------------------- candidates


@subscribe(PersonAdded)
def write_added(event: PersonAdded) -> None:
    """Of many who come at once the one fact below tells."""
    if not event.in_bulk:
        _write_person(event.company_id, EventType.PERSON_CREATED, event.person_id)


@subscribe(PersonsAddedInBulk)
def write_added_in_bulk(event: PersonsAddedInBulk) -> None:
    """An import that is not announced is no news: history is moved in."""
    if event.announced:
        _write(
            event.company_id,
            EventType.PERSON_CREATED,
            lambda _: [Subject(key, person_id=key) for key in event.person_ids],
        )


@subscribe(PersonUpdated)
def write_updated(event: PersonUpdated) -> None:
    _write_person(event.company_id, EventType.PERSON_UPDATED, event.person_id)


@subscribe(PersonTagged)
def write_tagged(event: PersonTagged) -> None:
    _write_person(event.company_id, EventType.PERSON_UPDATED, event.person_id)


@subscribe(PersonUntagged)
def write_untagged(event: PersonUntagged) -> None:
    _write_person(event.company_id, EventType.PERSON_UPDATED, event.person_id)


def _write_person(company_id: int, event_type: EventType, person_id: int) -> None:
    _write(company_id, event_type, lambda _: [Subject(person_id, person_id=person_id)])


@subscribe(PersonsMerged)
def write_merged(event: PersonsMerged) -> None:
    _write_of_two(event, EventType.PERSON_MERGED, lambda: event.lost_public_id)


@subscribe(PersonsUnmerged)
def write_unmerged(event: PersonsUnmerged) -> None:
    _write_of_two(
        event,
        EventType.PERSON_UNMERGED,
        lambda: person_by_id(company_id=event.company_id, person_id=event.lost_id).public_id,
    )


def _write_of_two(
    event: PersonsMerged | PersonsUnmerged, event_type: EventType, other: Callable[[], str]
) -> None:
    """``id`` is the one who stays; ``other`` the one who went or came back. For those who see who stays."""
    for webhook in listening(company_id=event.company_id, event_type=event_type):
        survivor = visible_persons(teammate=webhook.app).filter(pk=event.survivor_id).first()
        if survivor is not None:
            data = {"id": survivor.public_id, "other": {"id": other()}}
            subject = Subject(survivor.pk, survivor.pk, survivor.public_id, data)
            put_on_their_way(
                company_id=event.company_id, event_type=event_type, subjects=[subject], webhooks=[webhook]
            )


@subscribe(PersonErased)
def write_erased(event: PersonErased) -> None:
    """All that waits or was sent about them goes. What is left is one word, until it is told: that they are gone."""
    company_id, event_type = event.company_id, EventType.PERSON_ERASED
    _about(company_id, event.person_id).delete()
    if event.receipt:  # whoever is taken back right after they came was never merged
        _with_other(company_id, event.person_id).delete()
    for webhook in listening(company_id=company_id, event_type=event_type):
        person = visible_persons(teammate=webhook.app).filter(pk=event.person_id).first()
        if person is not None:
            subject = Subject(data={"id": person.public_id, "keeps_figures": event.keeps_figures})
            put_on_their_way(
                company_id=company_id, event_type=event_type, subjects=[subject], webhooks=[webhook]
            )


@counts
def count_deliveries(*, company_id: int, person_id: int) -> dict[str, int]:
    return {"webhook deliveries": _about(company_id, person_id).count()}


def _about(company_id: int, person_id: int) -> QuerySet[Delivery]:
    return Delivery.objects.filter(company_id=company_id, person_id=person_id)


def _with_other(company_id: int, person_id: int) -> QuerySet[Delivery]:
    """Those about somebody else that name this person: a merge, and one that was taken back."""
    public_id = person_by_id(company_id=company_id, person_id=person_id).public_id
    of_two = Delivery.objects.filter(
        company_id=company_id, type__in=(EventType.PERSON_MERGED, EventType.PERSON_UNMERGED)
    )
    return of_two.filter(data__other__id=public_id)


# ---------------------------------------------------------------------------------------------- positions


@subscribe(PositionOpened)
def write_opened(event: PositionOpened) -> None:
    _write_position(event.company_id, EventType.POSITION_OPENED, event.position_id)


@subscribe(PositionUpdated)
def write_position(event: PositionUpdated) -> None:
    _write_position(event.company_id, EventType.POSITION_UPDATED, event.position_id)


@subscribe(DiscretionChanged)
def write_discretion(event: DiscretionChanged) -> None:
    _write_position(event.company_id, EventType.POSITION_UPDATED, event.position_id)


@subscribe(HiringTeamChanged)
def write_team(event: HiringTeamChanged) -> None:
    _write_position(event.company_id, EventType.POSITION_UPDATED, event.position_id)


@subscribe(WorkflowChanged)
def write_workflow(event: WorkflowChanged) -> None:
    _write_position(event.company_id, EventType.POSITION_UPDATED, event.position_id)


@subscribe(OpeningsChanged)
def write_openings(event: OpeningsChanged) -> None:
    _write_position(event.company_id, EventType.POSITION_UPDATED, event.position_id)


@subscribe(PositionHeld)
def write_held(event: PositionHeld) -> None:
    _write_position(event.company_id, EventType.POSITION_HELD, event.position_id)


@subscribe(PositionReopened)
def write_reopened(event: PositionReopened) -> None:
    _write_position(event.company_id, EventType.POSITION_REOPENED, event.position_id)


@subscribe(PositionClosed)
def write_closed(event: PositionClosed) -> None:
    _write_position(event.company_id, EventType.POSITION_CLOSED, event.position_id)


def _write_position(company_id: int, event_type: EventType, position_id: int) -> None:
    _write(company_id, event_type, lambda _: [Subject(position_id)])


# ---------------------------------------------------------------------------------------------- processes


@subscribe(ProcessStarted)
def write_started(event: ProcessStarted) -> None:
    _write_process(event, EventType.PROCESS_STARTED)


@subscribe(ProcessChanged)
def write_changed(event: ProcessChanged) -> None:
    _write_process(event, event_of_verb(event.verb))


def _write_process(event: ProcessStarted | ProcessChanged, event_type: EventType) -> None:
    _write(event.company_id, event_type, lambda _: [Subject(event.process_id, person_id=event.person_id)])


@subscribe(ProcessesOfPositionChanged)
def write_changed_processes(event: ProcessesOfPositionChanged) -> None:
    def read(_: list[Webhook]) -> list[Subject]:
        persons = persons_of_processes(company_id=event.company_id, process_ids=event.process_ids)
        return [Subject(key, person_id=persons.get(key)) for key in event.process_ids]

    _write(event.company_id, event_of_verb(event.verb), read)


@subscribe(ProcessDeleted)
def write_deleted(event: ProcessDeleted) -> None:
    """Who may have known of it is decided now, by its position: later there is nothing to ask."""
    company_id, event_type = event.company_id, EventType.PROCESS_DELETED
    for webhook in listening(company_id=company_id, event_type=event_type):
        position = visible_positions(teammate=webhook.app).filter(pk=event.position_id).first()
        if position is None:
            continue
        person = person_by_id(company_id=company_id, person_id=event.person_id)
        data = {
            "id": event.public_id,
            "person": {"id": person.public_id},
            "position": {"id": position.public_id},
        }
        subject = Subject(event.process_id, person.pk, event.public_id, data)
        put_on_their_way(company_id=company_id, event_type=event_type, subjects=[subject], webhooks=[webhook])
