"""Which exported members have closed their account since? The ATS asks at least once in 30 days.

Where LinkedIn answers this is not readable; path and finder are ours.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from linkedin_sandbox.world.models import Application, ExportEvent, Member
from linkedin_sandbox.world.people.person_urns import person_urn


def closed_members(application: Application, *, start: int, count: int) -> list[dict[str, Any]]:
    """Those that this customer has exported, in the order of their going."""
    exports = ExportEvent.objects.filter(application_id=application.id, member_id=OuterRef("id"))
    gone = Member.objects.filter(Exists(exports), closed_at__isnull=False).order_by("closed_at", "id")
    return [
        {"member": person_urn(member.id, application.client_id), "closedAt": member.closed_at}
        for member in gone[start : start + count]
    ]
