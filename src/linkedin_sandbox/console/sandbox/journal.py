"""What was said between LinkedIn and the ATSs? The journal, newest first; what is new comes by itself."""

from __future__ import annotations

import json
from collections.abc import Collection

from django.http import HttpRequest, HttpResponse

from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.persona import page, seat_of
from linkedin_sandbox.console.sandbox.asked import KINDS, asked_in
from linkedin_sandbox.journal import log
from linkedin_sandbox.journal.har import as_har
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.models import Application, ParentApplication

PAGE_SIZE = 50


def journal(request: HttpRequest) -> HttpResponse:
    """``before`` is the number of the last exchange that was shown."""
    asked = asked_in(request)
    before = number_of(request.GET.get("before", ""))
    # Before the entries are read: what comes meanwhile is then new to the page, and not lost to it.
    latest = log.latest_id()
    found = log.entries(**asked.criteria, limit=PAGE_SIZE + 1, before=before)
    shown, words = found[:PAGE_SIZE], log.words()
    return page(
        request,
        "sandbox/journal",
        seat=seat_of(request),
        entries=shown,
        asked=asked,
        kinds=KINDS,
        words=words,
        names=names_of({*words.client_ids, asked.typed.get("client_id", "")}),
        kept=log.KEPT,
        latest=latest,
        before=before,
        filter_query=asked.query(),
        older_query=asked.query(before=shown[-1].id) if len(found) > PAGE_SIZE else "",
    )


def news(request: HttpRequest) -> HttpResponse:
    """The rows that have come ``after`` an exchange. ``Journal-Latest`` says from where to ask next.

    205 says that the page is to be opened anew, since more have come than it holds, or the journal is another one; 204
    that there is nothing.
    """
    latest = log.latest_id()
    after = number_of(request.GET.get("after", "")) or 0
    found = log.entries(**asked_in(request).criteria, limit=PAGE_SIZE + 1, after=after)
    if after > latest or len(found) > PAGE_SIZE:
        return HttpResponse(status=205)
    answer = (
        page(request, "sandbox/journal_rows", entries=found, names=names_of({one.client_id for one in found}))
        if found
        else HttpResponse(status=204)
    )
    answer.headers["Journal-Latest"] = str(max([latest, *(entry.id for entry in found)]))
    return answer


def har(request: HttpRequest) -> HttpResponse:
    """Everything that the filter leaves, as a file for other programs."""
    found = log.entries(**asked_in(request).criteria, limit=log.KEPT)
    content = json.dumps(as_har(found, address=ADDRESS), ensure_ascii=False)
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="journal.har"'},
    )


def names_of(client_ids: Collection[str]) -> dict[str, str]:
    """Client ids to names: the customers' applications, and the vendors' own."""
    found: dict[str, str] = {}
    for model in (ParentApplication, Application):
        found.update(model.objects.filter(client_id__in=client_ids).values_list("client_id", "name"))
    return found
