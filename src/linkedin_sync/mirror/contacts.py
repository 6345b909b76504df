"""What becomes of contact details that a member shared with a recruiter? They are contact points of the person (M-32).

Unlike InMail and notes they are no copy of LinkedIn's but something the candidate gave us: they go into the ATS, with
their origin and time. Here stays only that it was done, so that what somebody takes off later does not come back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_noop

from linkedin_sync.enums import Feed
from linkedin_sync.mirror.keeping import Kept, clean, leave_traces
from linkedin_sync.mirror.members import PROVIDER, Admitted, admitted_members
from linkedin_sync.mirror.selectors import name_on_seat
from linkedin_sync.models import Connection, Seat, SharedContact
from recruit.base import clock
from recruit.base.actors import system_actor
from recruit.people.enums import ContactKind
from recruit.people.selectors import person_by_id
from recruit.people.services import SharedDetail, set_external_identity, take_shared_details

if TYPE_CHECKING:
    from linkedin_client import MailStub

ACTOR: Final = system_actor("LinkedIn Recruiter")
#: How the origin of what was shared begins; with whom follows.
SHARED_ORIGIN: Final = "shared through InMail"
_LONGEST: Final = 200


def keep_contacts(
    connection: Connection,
    seats: Sequence[Seat],
    stubs: Sequence[MailStub],
    *,
    half_day_of: Callable[[datetime], datetime],
) -> Kept:
    """Runs inside the transaction that also moves the cursors."""
    kept = Kept()
    by_urn = {seat.urn: seat for seat in seats}
    urns = sorted({stub.person_urn for stub in stubs if stub.person_urn})
    admitted = admitted_members(company_id=connection.company_id, connection_id=connection.pk, urns=urns)
    traces = []
    for stub in stubs:
        seat = by_urn.get(stub.owner or "")
        shared_at = stub.shared_at or clock.now()
        member = admitted.get(stub.person_urn or "")
        if seat is not None:
            kept.note_activity(seat.pk, shared_at)
        if member is not None and member.takes(shared_at):
            _take(connection, stub, member, seat=seat, shared_at=shared_at)
        elif member is None and seat is not None and stub.person_urn:
            traces.append((stub.person_urn, seat.pk, half_day_of(shared_at)))
    leave_traces(connection, Feed.CONTACTS, traces)
    return kept


def _take(
    connection: Connection, stub: MailStub, member: Admitted, *, seat: Seat | None, shared_at: datetime
) -> None:
    _, is_new = SharedContact.objects.get_or_create(
        connection=connection,
        key=_key(stub),
        defaults={
            "company_id": connection.company_id,
            "member_id": member.member_id,
            "seat": seat,
            "shared_at": shared_at,
        },
    )
    if not is_new:
        return
    person = person_by_id(company_id=connection.company_id, person_id=member.person_id)
    take_shared_details(
        person=person,
        details=details_of(stub),
        origin=f"{SHARED_ORIGIN} with {name_on_seat(seat)}"[:_LONGEST],
        at=shared_at,
        actor=ACTOR,
    )
    if stub.profile_url.startswith("https://"):
        set_external_identity(
            person=person,
            provider=PROVIDER,
            subject=stub.person_urn or "",
            verified=True,
            url=stub.profile_url,
            known_as=gettext_noop("a LinkedIn member"),
            actor=ACTOR,
        )


def _key(stub: MailStub) -> str:
    """LinkedIn's id, else a digest of whom, with whom and when."""
    if stub.id:
        return stub.id[:300]
    told = f"{stub.person_urn}\n{stub.owner}\n{stub.shared_at}"
    return hashlib.sha256(told.encode()).hexdigest()


def details_of(stub: MailStub) -> list[SharedDetail]:
    links = [stub.profile_url] if stub.profile_url.startswith("https://") else []
    told = (
        (ContactKind.EMAIL, stub.email_addresses),
        (ContactKind.PHONE, stub.phone_numbers),
        (ContactKind.LINK, links),
    )
    return [
        SharedDetail(kind, clean(value)[:500]) for kind, values in told for value in values if value.strip()
    ]
