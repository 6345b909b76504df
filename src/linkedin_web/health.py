"""How is the traffic doing? What waits and how long, what is stuck and what to do about it, what may still be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync import health as engine
from linkedin_sync.bundle import bundle_of, file_name
from linkedin_sync.inbox.selectors import refused_export_count
from linkedin_sync.outbox import selectors as outbox
from linkedin_sync.outbox import services as sending
from linkedin_sync.problems import recent_problems
from linkedin_web import access
from linkedin_web.parked import titles_of
from linkedin_web.why import exchange_told
from linkedin_web.words import KIND_WORDS, in_words
from recruit.base.errors import Refusal
from recruit.company import selectors as companies
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from linkedin_sync.health import Health

_PARKED_SHOWN = 25
_LAG_IS_LATE = 60.0
_LONGEST_ID = 18
_UNNAMED = gettext_noop("Something you may not see by name")


@require_safe
def health(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    return render(request, "linkedin_web/connection_health.html", health_context(request))


def health_context(request: SignedInRequest) -> dict[str, Any]:
    company_id = request.user.company_id
    found: Health = engine.overview(company_id=company_id)
    page = outbox.parked_page(
        company_id=company_id, cursor=request.GET.get("after") or None, limit=_PARKED_SHOWN
    )
    titles = titles_of(teammate=request.user, parked=page.rows)
    lag = found.permission_lag.total_seconds()
    return {
        "health": found,
        "kinds": [{"row": each, "word": KIND_WORDS[each.kind]} for each in found.by_kind],
        "refused": refused_export_count(teammate=request.user),
        "oldest_waiting": in_words(found.oldest_waiting.total_seconds()) if found.waiting else "",
        "lag": in_words(lag) if lag else "",
        "lag_is_late": lag > _LAG_IS_LATE,
        "lanes": [
            {"label": each.label, "lag": in_words(each.lag.total_seconds()) if each.lag else ""}
            for each in found.lanes
        ],
        "headroom": found.headroom,
        "parked": [
            {
                "mark": mark,
                "kind": KIND_WORDS[mark.kind],
                "title": titles.get((mark.kind, mark.key), _(_UNNAMED)),
                # Of what one may not see by name one does not read the contents either.
                "exchange": exchange_told(mark.exchange, mark.text)
                if (mark.kind, mark.key) in titles
                else None,
            }
            for mark in page.rows
        ],
        "parked_page": page,
        "problems": recent_problems(company_id=company_id),
        "may_configure": access.may_configure(request),
    }


class NothingChosen(Refusal):
    code = "nothing_chosen"


@require_safe
def bundle(request: SignedInRequest) -> HttpResponse:
    """What support needs to see, as one file."""
    access.require_inspect(request)
    made = bundle_of(company_id=request.user.company_id)
    headers = {"Content-Disposition": f'attachment; filename="{file_name()}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/zip", headers=headers)


def _mark_id(request: SignedInRequest) -> int | None:
    """The record that was chosen; None if none was named."""
    wanted = request.POST.get("mark", "")
    if wanted and not (wanted.isdecimal() and len(wanted) <= _LONGEST_ID):
        raise NothingChosen(_("That is none of the records. Load the page again and choose one."))
    return int(wanted) if wanted else None


@require_POST
def try_again(request: SignedInRequest) -> HttpResponse:
    """One record, named by ``mark``, or all that are stuck."""
    count = sending.try_again(
        company_id=request.user.company_id,
        mark_id=_mark_id(request),
        actor=companies.actor_of(request.user),
    )
    sentence = ngettext("Trying {n} record again.", "Trying {n} records again.", count).format(n=count)
    return done(request, sentence, topics=["integration"])


@require_POST
def discard(request: SignedInRequest) -> HttpResponse:
    """Give up on one record, named by ``mark``."""
    access.require_configure(request)
    mark_id = _mark_id(request)
    if mark_id is None:
        raise NothingChosen(_("Choose the record to give up on."))
    sending.discard(
        company_id=request.user.company_id, mark_id=mark_id, actor=companies.actor_of(request.user)
    )
    return done(request, _("Given up. A change of the record sends it again."), topics=["integration"])
