"""What may LinkedIn still tell of a member? Nothing once the account is closed, no export when privacy forbids it.

An ATS asks at least once in 30 days which of its exported members have closed their account.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
"""

from __future__ import annotations

from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.refusals import SandboxRefusal


def close_account(*, member: Member, now: int) -> Member:
    """For good: search forgets the member, and the customers that exported the profile are told when they ask."""
    if not Member.objects.filter(id=member.id, closed_at=None).update(closed_at=now):
        raise SandboxRefusal(f"{member.name} has closed the account already; it cannot be opened again.")
    member.closed_at = now
    return member


def set_privacy(*, member: Member, exportable: bool) -> Member:
    """Whether recruiters may export the profile to their ATS."""
    if member.closed_at is not None:
        raise SandboxRefusal(f"{member.name} has closed the LinkedIn account.")
    member.exportable = exportable
    member.save(update_fields=["exportable"])
    return member
