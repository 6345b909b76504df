"""Who is behind a candidate, and what changes when a user of the ATS says so in the profile plugin?

LinkedIn keeps the relation under the ATS's candidate id; the ATS is told by the plugin's two callbacks.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/profile-plugin
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.models import Application, AtsCandidate, Member, Unlinking
from linkedin_sandbox.world.people.matching import is_due, matched_members
from linkedin_sandbox.world.people.people import members_by_ids
from linkedin_sandbox.world.refusals import SandboxRefusal

UNKNOWN, LOOKING, NOBODY, CLOSED, SEVERAL, MATCHED = (
    "unknown",
    "looking",
    "nobody",
    "closed",
    "several",
    "matched",
)


@dataclass(frozen=True)
class Identity:
    """``members`` is one for a match, and several where LinkedIn cannot decide."""

    state: str
    candidate: AtsCandidate | None = None
    members: tuple[Member, ...] = ()

    @property
    def member(self) -> Member | None:
        return self.members[0] if self.state == MATCHED else None


def identity_of(application: Application, *, context: str, candidate_id: str, now: int) -> Identity:
    """A match by hand comes first; else what LinkedIn's own matching has found by now."""
    candidate = AtsCandidate.objects.filter(key=record_key(application.id, context, candidate_id)).first()
    if candidate is None:
        return Identity(UNKNOWN)
    if candidate.manual_member_id is not None:
        found = members_by_ids([candidate.manual_member_id])
        return Identity(MATCHED if found else CLOSED, candidate, tuple(found))
    if not is_due(candidate, now=now):
        return Identity(LOOKING, candidate)
    found = members_by_ids(matched_members([candidate], now=now)[candidate.key])
    if not found:
        return Identity(NOBODY, candidate)
    return Identity(MATCHED if len(found) == 1 else SEVERAL, candidate, tuple(found))


def link_member(*, candidate: AtsCandidate, member: Member, now: int) -> None:
    """Say that this member is the candidate, whatever the matching finds."""
    if member.closed_at is not None:
        raise SandboxRefusal(f"{member.name} has closed the LinkedIn account.")
    with transaction.atomic():
        Unlinking.objects.filter(candidate_key=candidate.key, member_id=member.id).delete()
        _set_member(candidate, member.id, now)


def unlink_member(*, candidate: AtsCandidate, member: Member, now: int) -> None:
    """Say that this member is not the candidate: the matching will not find them again."""
    with transaction.atomic():
        Unlinking.objects.get_or_create(
            candidate_key=candidate.key, member_id=member.id, defaults={"at": now}
        )
        if candidate.manual_member_id == member.id:
            _set_member(candidate, None, now)


def _set_member(candidate: AtsCandidate, member_id: int | None, now: int) -> None:
    if not AtsCandidate.objects.filter(key=candidate.key).update(manual_member_id=member_id, changed_at=now):
        raise SandboxRefusal("Your ATS has deleted this candidate meanwhile.")
    candidate.manual_member_id = member_id
