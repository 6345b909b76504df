"""What does an ATS read of recruiters' notes? Those changed in a span of time, deleted ones as inactive.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/prospect-notes
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.world.models import Application, ProspectNote
from linkedin_sandbox.world.people.person_urns import person_urn
from linkedin_sandbox.world.steering.switches import switch


def prospect_notes(
    application: Application,
    *,
    contract_id: int,
    owners: list[int],
    after: int,
    before: int,
    start: int,
    count: int,
) -> list[dict[str, Any]]:
    """``after`` < moment <= ``before`` (the second by switch), oldest first."""
    moment = "created_at" if switch("note_dates") == "created" else "changed_at"
    upper = "lte" if switch("note_before_date") == "inclusive" else "lt"
    rows = ProspectNote.objects.filter(
        contract_id=contract_id, **{f"{moment}__gt": after, f"{moment}__{upper}": before}
    )
    if owners:
        rows = rows.filter(seat_id__in=owners)
    if switch("private_notes") == "absent":
        rows = rows.exclude(visibility="PRIVATE")
    return [_note(application, row) for row in rows.order_by(moment, "id")[start : start + count]]


def _note(application: Application, row: ProspectNote) -> dict[str, Any]:
    return {
        "id": row.id,
        "active": row.active,
        "contract": f"urn:li:contract:{row.contract_id}",
        "created": row.created_at,
        "lastModified": row.changed_at,
        "owner": f"urn:li:seat:{row.seat_id}",
        "member": person_urn(row.member_id, application.client_id),
        "content": row.content,
        "visibility": row.visibility,
    }
