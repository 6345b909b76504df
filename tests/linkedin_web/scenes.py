"""What stands between Robots Ltd and LinkedIn in these tests? Made by the engine's own services where there are some."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from tests.people import SETTING_UP, Cast

from linkedin_sync.connections import services
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.services import SeenIntegration
from linkedin_sync.enums import (
    LANE_OF,
    CameBy,
    ExportOutcome,
    IntegrationStatus,
    LinkKind,
    MarkKind,
    ReceiptState,
    SignatureState,
)
from linkedin_sync.mirror.members import admit_member
from linkedin_sync.models import (
    Connection,
    Export,
    KnownMember,
    Link,
    MailMessage,
    MailThread,
    Mark,
    MirroredNote,
    Receipt,
    Seat,
)
from linkedin_sync.seats.services import SeenSeat, keep_seats
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.people.models import Person
from recruit.people.services import set_external_identity

_numbers = itertools.count(1)
ORGANIZATION, CONTRACT = "urn:li:organization:7001", "urn:li:contract:9001"
_CONTEXTS = {"ONE_CLICK_EXPORT": ORGANIZATION, "IN_ATS_INDICATOR": ORGANIZATION, "CSA_API": CONTRACT}


def a_connection(cast: Cast, status: str = IntegrationStatus.ENABLED) -> Connection:
    """The company's connection in the state that follows from its integrations having that status."""
    company_id = cast.company.pk
    with company_context(company_id):
        services.begin_connection(company_id=company_id, actor=cast.by_ada)
        services.keep_application(
            company_id=company_id,
            application_urn="urn:li:developerApplication:1",
            client_id=f"child-{company_id}",
            client_secret="child secret",
        )
        agree(company_id=company_id, choices=Choices(), counts={}, actor=cast.by_ada)
        services.keep_authorisation(
            company_id=company_id, organization_urn=ORGANIZATION, contract_urn=CONTRACT, actor=cast.by_ada
        )
        return services.keep_statuses(
            company_id=company_id,
            seen=[
                SeenIntegration(type_, context, f"Recruit ({cast.company.name})", IntegrationStatus(status))
                for type_, context in _CONTEXTS.items()
            ],
        )


def seats(cast: Cast, connection: Connection, *emails: str) -> None:
    with company_context(cast.company.pk):
        keep_seats(
            company_id=cast.company.pk,
            connection_id=connection.pk,
            seen=[
                SeenSeat(
                    urn=f"urn:li:seat:{number}",
                    person_urn=f"urn:li:person:{email.split('@')[0]}",
                    first_name=email.split("@")[0].capitalize(),
                    last_name="Seat",
                    email=email,
                    is_active=True,
                )
                for number, email in enumerate(emails, start=1)
            ],
        )


def a_receipt(cast: Cast, connection: Connection, **fields: Any) -> Receipt:
    with company_context(cast.company.pk):
        return Receipt.objects.create(
            company=cast.company,
            connection=connection,
            **{
                "event_id": f"event-{next(_numbers)}",
                "type": "EXPORT_CANDIDATE_PROFILE",
                "signature_state": SignatureState.VALID,
                "state": ReceiptState.DONE,
                "expires_at": clock.now() + timedelta(days=1),
                **fields,
            },
        )


def an_export(cast: Cast, connection: Connection, **fields: Any) -> Export:
    """Rosa's, of Mia, for the Welding Robot Technician, unless ``fields`` say otherwise."""
    receipt = a_receipt(cast, connection)
    with company_context(cast.company.pk):
        return Export.objects.create(
            company=cast.company,
            receipt=receipt,
            **{
                "member_urn": "urn:li:person:mia",
                "first_name": "Mia",
                "last_name": "Brand",
                "profile_url": "https://www.linkedin.com/in/mia",
                "position_public_id": cast.position.public_id,
                "position_name": cast.position.shown_name,
                "recruiter_name": cast.rosa.full_name,
                "teammate": cast.rosa,
                "outcome": ExportOutcome.CREATED,
                **fields,
            },
        )


def end_receipt(cast: Cast, export: Export, **fields: Any) -> None:
    with company_context(cast.company.pk):
        Receipt.objects.filter(pk=export.receipt_id).update(**fields)


def a_member(cast: Cast, person: Person, slug: str = "mia") -> None:
    """The person is verifiably that member of LinkedIn."""
    with company_context(cast.company.pk):
        set_external_identity(
            person=person,
            provider="linkedin",
            subject=f"urn:li:person:{slug}",
            verified=True,
            url=f"https://www.linkedin.com/in/{slug}",
            actor=SETTING_UP,
        )


def no_marks(cast: Cast) -> None:
    """Whatever the setting-up marked is as if it had never been."""
    with company_context(cast.company.pk):
        Mark.objects.all().delete()


def a_mark(cast: Cast, connection: Connection, kind: MarkKind, key: int, **fields: Any) -> Mark:
    with company_context(cast.company.pk):
        Mark.objects.filter(kind=kind, our_key=str(key)).delete()
        return Mark.objects.create(
            company=cast.company,
            connection=connection,
            kind=kind,
            lane=LANE_OF[kind],
            our_key=str(key),
            **fields,
        )


def delivered(cast: Cast, connection: Connection, kind: LinkKind, key: int) -> Link:
    """LinkedIn has the present state of that record."""
    with company_context(cast.company.pk):
        Mark.objects.filter(kind=kind.value, our_key=str(key)).delete()
        return Link.objects.create(
            company=cast.company,
            connection=connection,
            kind=kind,
            our_key=str(key),
            fingerprint="f" * 32,
            delivered_at=clock.now(),
        )


def a_known_member(cast: Cast, connection: Connection, person: Person, slug: str = "mia") -> KnownMember:
    """The person came through LinkedIn as that member."""
    a_member(cast, person, slug)
    urn = f"urn:li:person:{slug}"
    with company_context(cast.company.pk):
        admit_member(company_id=cast.company.pk, connection_id=connection.pk, urn=urn, came_by=CameBy.EXPORT)
        return KnownMember.objects.get(connection=connection, urn=urn)


def a_conversation(
    cast: Cast, connection: Connection, person: Person, *bodies: str, subject: str = "A plant in Lyon"
) -> MailThread:
    """Of the first seat that there is; the recruiter begins, then they take turns, a minute apart."""
    member = a_known_member(cast, connection, person)
    began = clock.now() - timedelta(days=2)
    with company_context(cast.company.pk):
        seat = Seat.objects.filter(connection=connection).order_by("id").first()
        thread = MailThread.objects.create(
            company=cast.company,
            connection=connection,
            urn=f"urn:li:mailThread:{next(_numbers)}",
            member=member,
            seat=seat,
            latest_at=began + timedelta(minutes=len(bodies)),
        )
        for number, body in enumerate(bodies):
            MailMessage.objects.create(
                company=cast.company,
                connection=connection,
                thread=thread,
                key=f"ev-{next(_numbers)}",
                is_from_member=bool(number % 2),
                seat=None if number % 2 else seat,
                sent_at=began + timedelta(minutes=number + 1),
                subject=subject,
                body=body,
            )
        return thread


def a_mirrored_note(
    cast: Cast,
    connection: Connection,
    person: Person,
    text: str,
    *,
    age: timedelta = timedelta(days=1),
    **fields: Any,
) -> MirroredNote:
    """Written by whoever sits on the first seat that there is."""
    member = a_known_member(cast, connection, person)
    written_at = clock.now() - age
    with company_context(cast.company.pk):
        return MirroredNote.objects.create(
            company=cast.company,
            connection=connection,
            key=f"note-{next(_numbers)}",
            member=member,
            seat=Seat.objects.filter(connection=connection).order_by("id").first(),
            text=text,
            **{"written_at": written_at, "changed_at": written_at, **fields},
        )
