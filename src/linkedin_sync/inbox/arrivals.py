"""How does an exported person get into Recruit? In one transaction, by the same services that the screens call.

Exactly once: arrivals of one member wait for each other on the identity's lock before either asks whether the person
is known, the receipt's row is looked at under a lock, and (receipt, ordinal) is unique.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext_noop

from linkedin_client import ExportedCandidate
from linkedin_sync.enums import CameBy, ExportOutcome, ExportReason
from linkedin_sync.inbox.exports import (
    Accept,
    Decision,
    ExporterFacts,
    ExportFacts,
    PersonFacts,
    PositionFacts,
    Refuse,
    decide_export,
)
from linkedin_sync.mapping.persons import PROVIDER, ArrivingPerson, person_of_export
from linkedin_sync.mirror.members import admit_member
from linkedin_sync.models import Connection, Export, Receipt, Seat
from linkedin_sync.seats.selectors import exporting_seat
from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import live
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import Refusal
from recruit.company.selectors import company_of
from recruit.hiring.selectors import standing_of_person
from recruit.hiring.services import start_process
from recruit.people.enums import ContactKind, Provenance
from recruit.people.selectors import person_with_identity
from recruit.people.services import (
    add_contact_point,
    add_person,
    lock_external_identity,
    set_external_identity,
    tag_person,
)
from recruit.positions.selectors import may_export_to, position_by_public_id
from recruit.sources.enums import SourceType
from recruit.sources.services import attribute_import, shared_source

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.people.models import Person
    from recruit.positions.models import Position

TAG: Final = "Imported: LinkedIn Recruiter"  # English
SOURCE_LABEL: Final = "LinkedIn Recruiter"
UNMAPPED_SOURCE: Final = "LinkedIn Recruiter (unmapped seat)"  # English
ORIGIN: Final = gettext_noop("LinkedIn Recruiter export")
TYPED_ORIGIN: Final = gettext_noop("typed in LinkedIn's export window")


@dataclass(frozen=True)
class _Arrival:
    """One exported person with everybody and everything that it concerns."""

    exported: ExportedCandidate
    who: ArrivingPerson
    seat: Seat | None
    teammate: Teammate | None
    position: Position | None
    person: Person | None

    @property
    def recruiter_name(self) -> str:
        if self.teammate is not None:
            return self.teammate.full_name
        if self.seat is not None:
            return f"{self.seat.first_name} {self.seat.last_name}".strip()
        return self.exported.recruiter.name or ""

    @property
    def actor(self) -> Actor:
        """LinkedIn acted, for somebody; whether they may was decided before."""
        return system_actor(
            f"{self.recruiter_name} ({SOURCE_LABEL})" if self.recruiter_name else SOURCE_LABEL
        )


def lock_identities(*, company_id: int, exported: list[ExportedCandidate]) -> None:
    """Wait for every other arrival of these members; in one order, so that nobody waits crosswise."""
    for member in sorted({each.member for each in exported}):
        lock_external_identity(company_id=company_id, provider=PROVIDER, subject=member)


def take_export(
    *, connection: Connection, receipt: Receipt, ordinal: int, exported: ExportedCandidate
) -> Export:
    """Decide on one exported person and do it. Runs inside the receipt's transaction."""
    arrival = _arrival(connection, exported)
    decision = decide_export(_facts(connection, arrival))
    brought = None
    if isinstance(decision, Accept):
        try:
            with transaction.atomic():
                brought = _admit(connection, arrival, decision)
        except Refusal as refusal:
            # The domain's own word, where it changed between our question and our writing.
            decision = Refuse(_reason_of(refusal), refusal.sentence)
    return _kept(receipt, ordinal, arrival, decision, brought)


def _reason_of(refusal: Refusal) -> ExportReason:
    return ExportReason(refusal.code) if refusal.code in ExportReason.values else ExportReason.INTERNAL


def _arrival(connection: Connection, exported: ExportedCandidate) -> _Arrival:
    who = person_of_export(exported)
    company_id = connection.company_id
    seat = exporting_seat(
        connection_id=connection.pk,
        person_urn=exported.recruiter.person_urn,
        seat_urn=exported.recruiter.seat_urn,
        email=exported.recruiter.email,
    )
    posting_id = (exported.external_job_posting_id or "").replace("\x00", "")
    return _Arrival(
        exported=exported,
        who=who,
        seat=seat,
        teammate=seat.teammate if seat else None,
        position=position_by_public_id(company_id=company_id, public_id=posting_id) if posting_id else None,
        person=person_with_identity(company_id=company_id, provider=PROVIDER, subject=who.member_urn),
    )


def _facts(connection: Connection, arrival: _Arrival) -> ExportFacts:
    company = company_of(company_id=connection.company_id)
    position, teammate = arrival.position, arrival.teammate
    return ExportFacts(
        own_context=connection.organization_urn,
        context=arrival.exported.integration_context,
        member_urn=arrival.who.member_urn,
        first_name=arrival.who.first_name,
        last_name=arrival.who.last_name,
        position=PositionFacts(status=position.status, shown_name=position.shown_name) if position else None,
        exporter=None
        if teammate is None
        else ExporterFacts(
            full_name=teammate.full_name,
            is_active=teammate.is_active,
            may_export=position is not None
            and may_export_to(teammate=teammate, position=position, company=company),
        ),
        person=_person_facts(arrival),
        allows_several_positions=company.allows_several_positions,
    )


def _person_facts(arrival: _Arrival) -> PersonFacts | None:
    person = arrival.person
    if person is None:
        return None
    if arrival.position is None:
        return PersonFacts(
            full_name=person.full_name,
            statuses_here=(),
            has_active_elsewhere=False,
            do_not_contact=person.do_not_contact,
        )
    standing = standing_of_person(
        company_id=person.company_id, person_id=person.pk, position_id=arrival.position.pk
    )
    return PersonFacts(
        full_name=person.full_name,
        statuses_here=tuple(standing.statuses_here),
        has_active_elsewhere=standing.is_active_elsewhere,
        do_not_contact=person.do_not_contact,
    )


def _admit(connection: Connection, arrival: _Arrival, decision: Accept) -> tuple[int, int]:
    assert arrival.position is not None
    person = arrival.person or _new_person(connection, arrival)
    _complete(person, arrival)
    admit_member(
        company_id=connection.company_id,
        connection_id=connection.pk,
        urn=arrival.who.member_urn,
        came_by=CameBy.EXPORT,
        seat_id=arrival.seat.pk if arrival.seat else None,
    )
    source_id, contact_id = _attribution(connection, arrival)
    process = start_process(
        person=person,
        position=arrival.position,
        source_id=source_id,
        source_contact_id=contact_id,
        actor=arrival.actor,
        imported_via=SOURCE_LABEL,
    )
    if decision.note:
        record(
            company_id=connection.company_id,
            verb=Verb.WARNING,
            actor=arrival.actor,
            person_id=person.pk,
            position_id=arrival.position.pk,
            process_id=process.pk,
            warning=decision.sentence,
        )
    return person.pk, process.pk


def _new_person(connection: Connection, arrival: _Arrival) -> Person:
    return add_person(
        company_id=connection.company_id,
        first_name=arrival.who.first_name,
        last_name=arrival.who.last_name,
        headline=arrival.who.headline,
        location=arrival.who.location,
        employer=arrival.who.employer,
        imported_via=SOURCE_LABEL,
        actor=arrival.actor,
    )


def _complete(person: Person, arrival: _Arrival) -> None:
    """What an export adds to anybody, new or known; each of these is idempotent and overwrites nothing."""
    who, actor = arrival.who, arrival.actor
    set_external_identity(
        person=person,
        provider=PROVIDER,
        subject=who.member_urn,
        verified=True,
        url=who.profile_url,
        known_as=gettext_noop("a LinkedIn member"),
        actor=actor,
    )
    if who.profile_url:
        _contact(person, ContactKind.LINK, who.profile_url, ORIGIN, actor)
    for email in who.typed_emails:
        _contact(person, ContactKind.EMAIL, email, TYPED_ORIGIN, actor)
    tag_person(person=person, name=TAG, actor=actor, system=True)


def _contact(person: Person, kind: ContactKind, value: str, origin: str, actor: Actor) -> None:
    add_contact_point(
        person=person, kind=kind, value=value, provenance=Provenance.EXTERNAL, origin=origin, actor=actor
    )


def _attribution(connection: Connection, arrival: _Arrival) -> tuple[int, int | None]:
    """The exporter's source and contact, by their address in Recruit; a shared source if the seat is nobody's."""
    company_id, teammate = connection.company_id, arrival.teammate
    if teammate is None:
        source = shared_source(
            company_id=company_id,
            name=UNMAPPED_SOURCE,
            type=SourceType.ACTIVE_SEARCH,
            actor=arrival.actor,
            is_system=True,
        )
        return source.pk, None
    attribution = attribute_import(
        company_id=company_id,
        first_name=teammate.first_name,
        last_name=teammate.last_name,
        email=teammate.email,
        label=SOURCE_LABEL,
        actor=arrival.actor,
    )
    return attribution.source_id, attribution.contact_id


def _kept(
    receipt: Receipt,
    ordinal: int,
    arrival: _Arrival,
    decision: Decision,
    brought: tuple[int, int] | None,
) -> Export:
    position = arrival.position
    known_person_id = arrival.person.pk if arrival.person else None
    person_id, process_id = brought or (known_person_id, None)
    export, _ = Export.objects.get_or_create(
        company_id=receipt.company_id,
        receipt=receipt,
        ordinal=ordinal,
        defaults={
            "member_urn": arrival.who.member_urn[:200],
            "first_name": arrival.who.first_name,
            "last_name": arrival.who.last_name,
            "profile_url": arrival.who.profile_url,
            "position_public_id": (
                position.public_id if position else arrival.exported.external_job_posting_id or ""
            )[:100],
            "position_name": position.shown_name if position else "",
            "recruiter_name": arrival.recruiter_name[:400],
            "seat": arrival.seat,
            **_named_exporter(arrival),
            "teammate": arrival.teammate,
            "outcome": _outcome(decision),
            "reason": decision.reason if isinstance(decision, Refuse) else decision.note,
            "sentence": decision.sentence,
            "person_id": person_id,
            "process_id": process_id,
        },
    )
    live.touch(receipt.company_id, ["exports"])
    return export


def _named_exporter(arrival: _Arrival) -> dict[str, str]:
    """Kept until LinkedIn tells of the seat (``seats.adopting``)."""
    if arrival.seat is not None:
        return {}
    recruiter = arrival.exported.recruiter
    return {
        "exporter_person_urn": (recruiter.person_urn or "")[:200],
        "exporter_seat_urn": (recruiter.seat_urn or "")[:200],
        "exporter_email": (recruiter.email or "")[:320],
    }


def _outcome(decision: Decision) -> ExportOutcome:
    if isinstance(decision, Refuse):
        return ExportOutcome.REFUSED
    return ExportOutcome.CREATED if decision.is_new_person else ExportOutcome.ATTACHED
