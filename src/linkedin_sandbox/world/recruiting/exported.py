"""What does the ATS get for a request id? The member's stub profile, the job and who exported.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.world.models import Application, Contract, ExportEvent, Member, PushEvent, SeatHolder
from linkedin_sandbox.world.people.person_urns import person_urn
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

_MOST_SKILLS = 3
_MOST_POSITIONS = 2


def exported_candidate(application: Application, request_id: str) -> dict[str, Any] | None:
    """None when the request is unknown, another application's, or more than a day old. Reading is noted."""
    event = ExportEvent.objects.filter(request_id=request_id, application_id=application.id).first()
    push = PushEvent.objects.filter(request_id=request_id).first()
    now = clock.now_ms()
    if event is None or push is None or push.expires_at <= now:
        return None
    if event.fetched_at is None:
        ExportEvent.objects.filter(request_id=request_id, fetched_at=None).update(fetched_at=now)
    holder = SeatHolder.objects.get(id=event.seat_id)
    contract = Contract.objects.get(id=holder.contract_id)
    answer = {
        "integrationContext": f"urn:li:organization:{contract.organization_id}",
        "externalJobPostingId": event.job_external_id,
        "candidate": stub_profile(Member.objects.get(id=event.member_id), application, typed=event.email),
    }
    recruiter = _recruiter(holder, Member.objects.get(id=holder.member_id), application)
    return answer | ({"recruiter": recruiter} if recruiter else {})


def stub_profile(member: Member, application: Application, *, typed: str) -> dict[str, Any]:
    """``typed`` is the address from the export window: the member's own is never part of an export."""
    profile: dict[str, Any] = {
        "member": person_urn(member.id, application.client_id),
        "firstName": member.first_name,
        "lastName": member.last_name,
        "profileUrl": member.profile_url,
        "currentEmployerNames": [member.employer] if member.employer else [],
    }
    if member.headline:
        profile["headline"] = member.headline
    if member.location:
        profile["location"] = member.location
    if switch("export_emails") == "single":
        profile |= {"emailAddress": typed} if typed else {}
    else:
        profile["emailAddresses"] = [typed] if typed else []
    return profile | (_enhanced(member) if switch("enhanced_export") else {})


def _enhanced(member: Member) -> dict[str, Any]:
    years = [int(entry["start"]) for entry in member.positions if str(entry.get("start", "")).isdigit()]
    this_year = clock.now_ms() // (365 * clock.DAY) + 1970
    return {
        "yearsOfExperience": str(this_year - min(years)) if years else "",
        "skills": member.skills[:_MOST_SKILLS],
        "positions": member.positions[:_MOST_POSITIONS],
        "educations": member.educations,
    }


def _recruiter(holder: SeatHolder, member: Member, application: Application) -> Any:
    person = person_urn(member.id, application.client_id)
    forms: dict[str, Any] = {
        "object": {"member": person, "seat": holder.urn, "name": member.name, "email": holder.email},
        "person": person,
        "seat": holder.urn,
        "absent": None,
    }
    return forms[switch("export_recruiter")]
