"""Of whom may LinkedIn's word be taken? Of members who came to us by an export or by applying; nobody else (M-05).

Two things must be true: the member is written down here as one who came, and the external identity of a person in
Recruit says that they are that member. Alone, neither is enough: a name, an address or a link typed by hand makes
nobody a member who came.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac

from linkedin_sync.enums import CameBy
from linkedin_sync.mirror.asking import ask_soon
from linkedin_sync.models import KnownMember, Trace
from recruit.base import clock
from recruit.people.selectors import persons_behind

#: The provider of the external identity: the member as this company's own application sees them.
PROVIDER: Final = "linkedin"


def digest_of(*, connection_id: int, urn: str) -> str:
    """What a trace is known by: nobody without this installation's key can tell whose it is."""
    return salted_hmac("linkedin_sync.trace", f"{connection_id}:{urn}", algorithm="sha256").hexdigest()


def erased_urn(digest: str) -> str:
    """Stands in the place of the URN of a member who was erased here."""
    return f"erased:{digest}"


@transaction.atomic
def admit_member(
    *, company_id: int, connection_id: int, urn: str, came_by: CameBy, seat_id: int | None = None
) -> None:
    """Write down that the member has come. Seats with a trace of them are read next, and the one that brought them."""
    digest = digest_of(connection_id=connection_id, urn=urn)
    # Who was erased and comes again is known by nothing but that; what was removed then stays removed.
    KnownMember.objects.filter(connection_id=connection_id, urn=erased_urn(digest)).update(
        urn=urn, came_by=came_by, came_at=clock.now()
    )
    _, is_new = KnownMember.objects.get_or_create(
        connection_id=connection_id,
        urn=urn,
        defaults={"company_id": company_id, "digest": digest, "came_by": came_by},
    )
    if is_new:
        traces = Trace.objects.filter(connection_id=connection_id, digest=digest)
        seat_ids = {*traces.values_list("seat_id", flat=True), *([seat_id] if seat_id else [])}
        ask_soon(company_id=company_id, connection_id=connection_id, seat_ids=seat_ids)


@dataclass(frozen=True)
class Admitted:
    """A member who came, whose account is open, and the person in Recruit."""

    member_id: int
    person_id: int
    person_public_id: str
    #: Nothing from before this moment is taken any more.
    purged_at: datetime | None

    def takes(self, moment: datetime) -> bool:
        return self.purged_at is None or moment > self.purged_at


def admitted_members(*, company_id: int, connection_id: int, urns: Collection[str]) -> dict[str, Admitted]:
    """Those of the members of whom something may be kept; two queries.

    Held until the transaction ends: an erasure that comes meanwhile waits, and finds what is kept now.
    """
    rows = KnownMember.objects.select_for_update(no_key=True).filter(
        connection_id=connection_id, urn__among=urns, closed_seen_at__isnull=True
    )
    known = {member.urn: (member.pk, member.purged_at) for member in rows.order_by("id")}
    persons = persons_behind(company_id=company_id, provider=PROVIDER, subjects=list(known))
    return {
        urn: Admitted(known[urn][0], person.id, person.public_id, known[urn][1])
        for urn, person in persons.items()
    }
