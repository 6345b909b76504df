"""Which member is this candidate? By the customer's own word first, else by e-mail or profile address.

LinkedIn's matching takes a while: a match by algorithm shows only once it is due (rule 39).
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from linkedin_sandbox.world.models import Application, AtsCandidate, CandidateTrace, Member, Unlinking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_SLUG = re.compile(r"linkedin\.com/in/([^/?#]+)", re.IGNORECASE)


def traces_of(record: dict[str, Any]) -> set[tuple[str, str]]:
    """(kind, value) of everything in a candidate's record by which a member may be recognised."""
    traces = {("email", email.lower()) for email in record.get("emailAddresses") or ()}
    slug = _SLUG.search(record.get("linkedInProfileUrl") or "")
    if slug:
        traces.add(("slug", slug.group(1).lower()))
    return traces


def is_due(candidate: AtsCandidate, *, now: int) -> bool:
    return candidate.match_due_at <= now and candidate.match_looks_left <= 0


def matched_members(candidates: Sequence[AtsCandidate], *, now: int) -> dict[str, list[int]]:
    """Candidate key to the ids of the members that LinkedIn's own matching has found by now."""
    due = [candidate for candidate in candidates if is_due(candidate, now=now)]
    traces = {candidate.key: traces_of(candidate.record) for candidate in due}
    values = {value for found in traces.values() for _kind, value in found}
    members = Member.objects.filter(Q(email__in=values) | Q(slug__in=values), closed_at=None).order_by("id")
    by_trace: dict[tuple[str, str], list[int]] = {}
    for member in members:
        for trace in _traces_of_member(member):
            by_trace.setdefault(trace, []).append(member.id)
    unlinked = _unlinked(traces)
    return {
        key: sorted({member_id for trace in found for member_id in by_trace.get(trace, ())} - unlinked[key])
        for key, found in traces.items()
    }


def _unlinked(keys: Collection[str]) -> dict[str, set[int]]:
    """The members of whom a person has said in the profile plugin that they are not the candidate."""
    found: dict[str, set[int]] = {key: set() for key in keys}
    for row in Unlinking.objects.filter(candidate_key__in=keys):
        found[row.candidate_key].add(row.member_id)
    return found


def _traces_of_member(member: Member) -> list[tuple[str, str]]:
    traces = [("slug", member.slug.lower())]
    if member.email:
        traces.append(("email", member.email.lower()))
    return traces


def candidates_of(
    application: Application, context: str, members: Sequence[Member], *, now: int
) -> Iterator[tuple[int, AtsCandidate]]:
    """(member id, candidate) of this ATS. Whom the customer has matched by hand is nobody else's match."""
    owners: dict[tuple[str, str], list[int]] = {}
    for member in members:
        for trace in _traces_of_member(member):
            owners.setdefault(trace, []).append(member.id)
    by_key: dict[str, set[int]] = {}
    for row in CandidateTrace.objects.filter(value__in={value for _kind, value in owners}):
        by_key.setdefault(row.candidate_key, set()).update(owners.get((row.kind, row.value), ()))
    for key, unlinked in _unlinked(by_key).items():
        by_key[key] -= unlinked
    ids = {member.id for member in members}
    rows = AtsCandidate.objects.filter(Q(key__in=by_key) | Q(manual_member_id__in=ids))
    for candidate in rows.filter(application_id=application.id, context=context).order_by("key"):
        if candidate.manual_member_id is not None:
            if candidate.manual_member_id in ids:
                yield candidate.manual_member_id, candidate
        elif is_due(candidate, now=now):
            yield from ((member_id, candidate) for member_id in sorted(by_key[candidate.key]))
