"""Who has closed the LinkedIn account, and what becomes of what Recruit has? An admin decides, with a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.enums import ClosedDecision
from linkedin_sync.mirror import closed as engine
from linkedin_web import access
from linkedin_web.access import NothingChosen
from recruit.company import selectors as companies
from recruit.hiring import selectors as hiring
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHOWN = 25
_UNNAMED = gettext_noop("A candidate whom you may not see")


@require_safe
def closed(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    context = _context(request)
    if request.htmx:
        return render(request, "linkedin_web/closed_list.html", context)
    return show(request, "linkedin_web/closed.html", context)


def _context(request: SignedInRequest) -> dict[str, Any]:
    after = request.GET.get("after") or None
    page = engine.closed_page(company_id=request.user.company_id, after=after, limit=_SHOWN)
    ids = [row.person_id for row in page.rows if row.person_id is not None]
    persons = {each.pk: each for each in hiring.visible_persons(teammate=request.user).filter(pk__in=ids)}
    rows = []
    for row in page.rows:
        person = persons.get(row.person_id or 0)
        rows.append(
            {
                "row": row,
                "name": person.full_name if person else _(_UNNAMED),
                "href": reverse("person", args=[person.public_id]) if person else "",
            }
        )
    return {
        "is_included": access.is_included(request),
        "may_configure": access.may_configure(request),
        "page": page,
        "rows": rows,
        "after": after,
    }


@require_POST
def decide(request: SignedInRequest, member_id: int) -> HttpResponse:
    wanted = request.POST.get("decision", "")
    if wanted not in {ClosedDecision.KEPT, ClosedDecision.REMOVED}:
        raise NothingChosen(_("Choose whether the contact details from LinkedIn are kept."))
    engine.decide_on_closed(
        company_id=request.user.company_id,
        member_id=member_id,
        decision=ClosedDecision(wanted),
        reason=request.POST.get("reason", ""),
        actor=companies.actor_of(request.user),
    )
    return done(request, _("The decision is kept, with your name and reason."), topics=["integration"])
