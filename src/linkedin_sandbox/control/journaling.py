"""What was said on the wire? The journal, for scripts."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import COUNT, LIMIT, TEXT, list_of, one_of, open_record, record
from linkedin_sandbox.journal import log


def journal(body: Body) -> dict[str, Any]:
    found = log.entries(
        resource=body.get("resource", ""),
        kind=body.get("kind", ""),
        limit=number(body, "limit", 100),
        before=number(body, "before") if "before" in body else None,
    )
    return {"entries": [entry.as_json() for entry in found]}


CALLS = (
    ControlCall(
        "GET", "journal", journal, about="Calls and pushes, newest first; secrets are masked.",
        takes=record(may={"resource": TEXT, "kind": one_of("call", "push"), "limit": LIMIT, "before": COUNT}),
        answers=open_record(entries=list_of({"type": "object"})),
    ),
)  # fmt: skip
