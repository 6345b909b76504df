"""What happens when a member closes the LinkedIn account? The copy goes at once, and an admin decides about the rest.

LinkedIn wants copies of InMail and notes gone within thirty days; nothing is won by waiting. Whether the candidate's
own record may be kept is the customer's decision, which is written down with who made it and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linkedin_sync.enums import ClosedDecision
from linkedin_sync.mirror.contacts import ACTOR, SHARED_ORIGIN
from linkedin_sync.mirror.members import PROVIDER
from linkedin_sync.mirror.purging import purge_copy
from linkedin_sync.models import Connection, KnownMember
from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.base.paging import COUNT_LIMIT, Page, moment_and_id_of, page_of
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.people.selectors import person_by_id, persons_behind
from recruit.people.services import remove_contact_points

if TYPE_CHECKING:
    from linkedin_client import ClosedMember

#: Origins of contact points that LinkedIn brought; what a recruiter typed into its export window is the recruiter's.
ORIGINS: Final = (gettext_noop("LinkedIn Recruiter export"), SHARED_ORIGIN)


@transaction.atomic
def keep_closed(connection: Connection, told: Sequence[ClosedMember]) -> int:
    """Of members who came to us: purge the copy and put them on the review list. Returns how many were new."""
    closed_at = {each.person_urn: each.closed_at for each in told}
    members = list(
        KnownMember.objects.select_for_update()
        .filter(connection=connection, urn__among=sorted(closed_at), closed_seen_at__isnull=True)
        .order_by("id")
    )
    persons = persons_behind(
        company_id=connection.company_id, provider=PROVIDER, subjects=[member.urn for member in members]
    )
    for member in members:
        member.closed_at = closed_at[member.urn]
        member.closed_seen_at = clock.now()
        purge_copy(member)
        member.save()
        person = persons.get(member.urn)
        if person is not None:
            record(
                company_id=connection.company_id,
                verb=Verb.WARNING,
                actor=ACTOR,
                person_id=person.id,
                warning=gettext_noop(
                    "the LinkedIn account is closed. InMail and LinkedIn notes were removed here; an admin decides "
                    "about the rest."
                ),
            )
            live.touch(connection.company_id, [f"person:{person.public_id}"])
    if members:
        live.touch(connection.company_id, ["integration", "settings"])
    return len(members)


class DecisionNeedsReason(Refusal):
    code = "decision_needs_reason"


@transaction.atomic
def decide_on_closed(
    *, company_id: int, member_id: int, decision: ClosedDecision, reason: str, actor: Actor
) -> KnownMember:
    """Keep the candidate's record as it is, or take off what LinkedIn brought of ways to reach them."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    member = (
        KnownMember.objects.select_for_update()
        .filter(company_id=company_id, pk=member_id, closed_seen_at__isnull=False)
        .first()
    )
    if member is None:
        raise NotFound(_("There is no such closed account."))
    if not reason.strip():
        raise DecisionNeedsReason(_("Write down why: on what ground the data is kept, or why it goes."))
    if decision == ClosedDecision.REMOVED:
        _remove_contacts(company_id, member.urn, actor)
    member.decision, member.decision_reason = decision, reason.strip()
    member.decided_by, member.decided_at = actor.name, clock.now()
    member.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    live.touch(company_id, ["integration", "settings"])
    return member


def _remove_contacts(company_id: int, urn: str, actor: Actor) -> None:
    person = persons_behind(company_id=company_id, provider=PROVIDER, subjects=[urn]).get(urn)
    if person is not None:
        remove_contact_points(
            person=person_by_id(company_id=company_id, person_id=person.id), origins=ORIGINS, actor=actor
        )


@dataclass(frozen=True)
class ClosedView:
    """One closed account on the review list; ``person_id`` is None if nobody of ours is that member any more."""

    id: int
    person_id: int | None
    closed_at: datetime | None
    closed_seen_at: datetime
    purged_messages: int
    purged_notes: int
    decision: str
    decision_label: str
    decision_reason: str
    decided_by: str
    decided_at: datetime | None


def closed_page(*, company_id: int, after: str | None = None, limit: int = 25) -> Page[ClosedView]:
    """Closed accounts, those told latest first; three queries."""
    members = KnownMember.objects.filter(company_id=company_id, closed_seen_at__isnull=False)
    count = members.order_by()[: COUNT_LIMIT + 1].count()
    if after:
        at, row_id = moment_and_id_of(after)
        members = members.filter(Q(closed_seen_at__lt=at) | Q(closed_seen_at=at, id__lt=row_id))
    rows = list(members.order_by("-closed_seen_at", "-id")[: limit + 1])
    persons = persons_behind(
        company_id=company_id, provider=PROVIDER, subjects=[member.urn for member in rows]
    )
    views = [_view(row, persons[row.urn].id if row.urn in persons else None) for row in rows]
    return page_of(
        views, limit=limit, key=lambda view: (view.closed_seen_at.isoformat(), view.id), count=count
    )


def undecided_count(*, company_id: int) -> int:
    waiting = KnownMember.objects.filter(company_id=company_id, closed_seen_at__isnull=False, decision="")
    return waiting.order_by()[:100].count()


def _view(row: KnownMember, person_id: int | None) -> ClosedView:
    assert row.closed_seen_at is not None
    return ClosedView(
        id=row.pk,
        person_id=person_id,
        closed_at=row.closed_at,
        closed_seen_at=row.closed_seen_at,
        purged_messages=row.purged.get("messages", 0),
        purged_notes=row.purged.get("notes", 0),
        decision=row.decision,
        decision_label=str(ClosedDecision(row.decision).label),
        decision_reason=row.decision_reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
