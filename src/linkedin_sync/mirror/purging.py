"""How does the copy of InMail and LinkedIn's notes go: of one member, of a company that leaves, of whoever is erased?

What has gone does not come back: a member's row says when, and nothing older is taken from LinkedIn any more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

from linkedin_sync.enums import LinkKind, MarkKind
from linkedin_sync.mirror.members import digest_of, erased_urn
from linkedin_sync.models import (
    ApplicantReport,
    Connection,
    Export,
    KnownMember,
    Link,
    MailMessage,
    MailThread,
    Mark,
    MirroredNote,
    OnsiteApplication,
    PullCursor,
    SharedContact,
    Trace,
)
from recruit.base import clock, live

_NAMELESS: Final = {"member_urn": "", "first_name": "", "last_name": "", "profile_url": "", "sentence": ""}
_NAMELESS_APPLICATION: Final = {"member_urn": "", "first_name": "", "last_name": "", "sentence": ""}


def purge_copy(member: KnownMember) -> None:
    """Nothing of the member's InMail and notes is left, not even that there was some; only how much it was.

    The member's own row is the caller's to save.
    """
    messages, _ = MailMessage.objects.filter(thread__member=member).delete()
    MailThread.objects.filter(member=member).delete()
    notes, _ = MirroredNote.objects.filter(member=member).delete()
    SharedContact.objects.filter(member=member).delete()
    Trace.objects.filter(connection_id=member.connection_id, digest=member.digest).delete()
    member.purged_at = clock.now()
    member.purged = {"messages": messages, "notes": notes}


def purge_connection(connection: Connection) -> dict[str, int]:
    """The same for everybody: the company leaves and takes everything away. Returns how many messages and notes.

    What each member's row says of earlier removals stays. Runs in the caller's transaction.
    """
    messages, _ = MailMessage.objects.filter(connection=connection).delete()
    MailThread.objects.filter(connection=connection).delete()
    notes, _ = MirroredNote.objects.filter(connection=connection).delete()
    for rows in (SharedContact, Trace, PullCursor):
        rows.objects.filter(connection=connection).delete()
    KnownMember.objects.filter(connection=connection).update(purged_at=clock.now())
    return {"messages": messages, "notes": notes}


@dataclass(frozen=True)
class Erased:
    """What went with a person, for the receipt of the erasure."""

    messages: int
    notes: int
    exports: int


@transaction.atomic
def erase_person(*, company_id: int, person_id: int, subjects: Collection[str]) -> Erased:
    """Nothing here names a person any more who is deleted or pseudonymised in Recruit.

    ``subjects``: who they were at LinkedIn, for by now Recruit may not know it. For whoever answers to that fact of
    the domain; what LinkedIn holds of them follows by marks of the person and their processes. Exports keep when,
    by whom and for which position they were; applications on LinkedIn keep by what LinkedIn knows them, so that none of
    them comes again, and LinkedIn is told nothing more of them. Idempotent.
    """
    members = KnownMember.objects.select_for_update().filter(company_id=company_id, urn__in=subjects)
    messages = notes = 0
    for member in members.order_by("id"):
        purge_copy(member)
        messages, notes = messages + member.purged["messages"], notes + member.purged["notes"]
        # A keyed digest is left, by which nothing older comes back should they come again.
        member.urn = erased_urn(digest_of(connection_id=member.connection_id, urn=member.urn))
        member.decision_reason = ""  # what an admin typed may name them
        member.save(update_fields=["urn", "purged_at", "purged", "decision_reason"])
    exports = Export.objects.filter(company_id=company_id, person_id=person_id).update(**_NAMELESS)
    exports += Export.objects.filter(company_id=company_id, member_urn__in=subjects).update(**_NAMELESS)
    exports += _forget_applications(company_id, person_id, subjects)
    Link.objects.filter(company_id=company_id, kind=LinkKind.PERSON, our_key=str(person_id)).update(
        match_state="", match={}, match_due_at=None
    )
    Mark.objects.filter(company_id=company_id, kind=MarkKind.PERSON, our_key=str(person_id)).update(
        exchange=None, last_error="", parked_text=""
    )
    live.touch(company_id, ["integration", "exports"])
    return Erased(messages=messages, notes=notes, exports=exports)


def _forget_applications(company_id: int, person_id: int, subjects: Collection[str]) -> int:
    rows = OnsiteApplication.objects.filter(company_id=company_id)
    theirs = rows.filter(Q(person_id=person_id) | Q(member_urn__in=subjects))
    ids = list(theirs.values_list("id", flat=True))
    ApplicantReport.objects.filter(application_id__in=ids).delete()
    return OnsiteApplication.objects.filter(pk__in=ids).update(**_NAMELESS_APPLICATION)
