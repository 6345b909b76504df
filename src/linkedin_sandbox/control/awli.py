"""What did the Apply buttons bring? Starts and completions, one row per member and job."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import application_of
from linkedin_sandbox.control.schemas import (
    BOOLEAN,
    LIMIT,
    MOMENT,
    TEXT,
    WORD,
    list_of,
    open_record,
    record,
)
from linkedin_sandbox.world.applying.button_applies import ApplyRow, applies_of


def applies(body: Body) -> dict[str, Any]:
    page = applies_of(application_of(body), cursor=body.get("cursor", ""), limit=number(body, "limit", 100))
    return {"applies": [_shown(row) for row in page.rows], "next": page.next}


def _shown(row: ApplyRow) -> dict[str, Any]:
    apply = row.apply
    return {
        "member": apply.member_id,
        "name": row.member.name,
        "integration_context": apply.context,
        "job_code": apply.job_code,
        "started_at": apply.started_at,
        "completed_at": apply.completed_at,
        "is_apply_starter": apply.started_at is not None and apply.completed_at is None,
    }


_APPLY = open_record(
    member={"type": "integer"}, name=TEXT, integration_context=TEXT, job_code=TEXT, started_at=MOMENT,
    completed_at=MOMENT, is_apply_starter=BOOLEAN,
)  # fmt: skip

CALLS = (
    ControlCall(
        "GET", "awli", applies,
        about="What this application's Apply with LinkedIn buttons brought: per member and job, when the profile was "
        "given and when the thank-you page said that the application is complete. Paged by `next`.",
        takes=record(must={"client_id": WORD}, may={"cursor": TEXT, "limit": LIMIT}),
        answers=open_record(applies=list_of(_APPLY), next=TEXT), refuses=True,
    ),
)  # fmt: skip
