"""What is kept of a try that failed? The record's own part of the request, and LinkedIn's words on it.

A call carries up to a hundred records: those of others stay out of it. It lies with the mark and goes with it, so
nothing is kept of what has arrived, and a delivery costs nothing.
"""

from __future__ import annotations

import json
from typing import Any, Final

from linkedin_client import Dialects, Generation, JobPosting
from linkedin_sync.outbox.calls import Result
from recruit.base import clock

#: Characters of one text that are kept; a job's description is longer than anybody reads for a cause.
_LONGEST_TEXT: Final = 600
#: Characters of a whole record as JSON; a longer one is told by the names of its fields.
_LONGEST_RECORD: Final = 6000
#: A grant has no content: all of it is its key, (group, position or member).
_GRANTS: Final = {"acls": ("acl", "job"), "assignees": ("acl", "assignee")}
#: The key of a record that is taken away; there is nothing else to it.
_KEY: Final = "key"


def exchange_of(result: Result, *, dialects: Dialects, organization: str) -> dict[str, Any]:
    """JSON of one record's exchange: ``at``, ``resource``, ``part``, ``record``, and of the call what is known."""
    heard = result.heard
    told: dict[str, Any] = {
        "at": clock.now().isoformat(),
        "resource": result.resource,
        "part": result.cargo.slot,
        "is_deletion": result.is_deletion,
        "record": _record(result, dialects, organization),
    }
    if heard is not None:
        told |= {
            "method": heard.method,
            "path": heard.path,
            "status": heard.status,
            "milliseconds": heard.milliseconds,
            "request_id": heard.request_id,
        }
    return told


def _record(result: Result, dialects: Dialects, organization: str) -> Any:
    try:
        return _bounded(_written(result, dialects, organization))
    except ValueError as error:
        # The client refuses to write it: LinkedIn was never asked.
        return {"not_written": str(error)[:_LONGEST_TEXT]}


def _written(result: Result, dialects: Dialects, organization: str) -> Any:
    """As LinkedIn's wire has it, in the generation that is spoken."""
    record = result.cargo.record
    generation = getattr(dialects, result.resource, Generation.V2)
    if isinstance(record, JobPosting):
        is_rest = generation is Generation.REST
        return record.wire_rest() if is_rest else record.wire_v2(organization=organization)
    if result.resource in _GRANTS:
        return dict(zip(_GRANTS[result.resource], record, strict=True))
    write = getattr(record, "wire", None)
    if write is None:
        return {_KEY: list(record) if isinstance(record, tuple) else str(record)}
    try:
        return write(generation)
    except TypeError:
        return write()


def _bounded(record: Any) -> Any:
    short = _shortened(record)
    if len(json.dumps(short, default=str)) <= _LONGEST_RECORD or not isinstance(short, dict):
        return short
    return {"fields": sorted(short)}


def _shortened(value: Any) -> Any:
    """Long texts cut, and without what PostgreSQL's JSON cannot hold."""
    if isinstance(value, str):
        kept = value.replace("\x00", "").encode(errors="replace").decode()
        return kept if len(kept) <= _LONGEST_TEXT else f"{kept[:_LONGEST_TEXT]}…"
    if isinstance(value, dict):
        return {str(_shortened(name)): _shortened(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shortened(inner) for inner in value]
    return value
