"""What was said between LinkedIn and the ATSs? The journal, newest first, one exchange unfolded at a time."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from linkedin_sandbox.console.persona import page, seat_of
from linkedin_sandbox.journal.log import Entry, entries

PAGE_SIZE = 50


def journal(request: HttpRequest) -> HttpResponse:
    resource, kind = request.GET.get("resource", "").strip(), request.GET.get("kind", "")
    asked = request.GET.get("before", "")
    found = entries(
        resource=resource,
        kind=kind,
        limit=PAGE_SIZE + 1,
        before=int(asked) if asked.isdecimal() else None,
    )
    shown = found[:PAGE_SIZE]
    older = (
        {"resource": resource, "kind": kind, "before": str(shown[-1].id)} if len(found) > PAGE_SIZE else {}
    )
    return page(
        request,
        "journal",
        seat=seat_of(request),
        entries=shown,
        resource=resource,
        kind=kind,
        resources=sorted({entry.resource for entry in entries(limit=2000) if entry.resource}),
        before=asked,
        older_query=urlencode({name: value for name, value in older.items() if value}),
    )


def exchange(request: HttpRequest, entry_id: int) -> HttpResponse:
    for entry in entries(limit=1, before=entry_id + 1):
        if entry.id == entry_id:
            return page(request, "exchange", seat=seat_of(request), entry=entry, **_readable(entry))
    raise Http404


def _readable(entry: Entry) -> dict[str, Any]:
    return {"asked": _indented(entry.request_body), "answered": _indented(entry.response_body)}


def _indented(body: str) -> str:
    """JSON over several lines; anything else, and JSON that the journal has cut, as it is."""
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body
