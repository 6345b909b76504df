"""How does a company disconnect? After it has read what stays at LinkedIn, and what is taken away."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.backfill.removal import held_counts
from linkedin_sync.connections import leaving
from linkedin_sync.connections import selectors as connections
from linkedin_sync.enums import ConnectionState
from linkedin_web import access
from recruit.base.errors import Refusal
from recruit.company import selectors as companies
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest


class WayNotChosen(Refusal):
    code = "way_not_chosen"


@require_safe
def ask(request: SignedInRequest) -> HttpResponse:
    """The dialog with both ways to leave."""
    access.require_configure(request)
    row = connections.connection_of(company_id=request.user.company_id)
    held = held_counts(row) if row else {}
    context = {
        "held": held,
        "holds_something": any(held.values()),
        "may_remove": row is not None and row.state == ConnectionState.ENABLED,
        "is_removing": row is not None and row.removing_at is not None,
    }
    return render(request, "linkedin_web/disconnect_dialog.html", context)


@require_POST
def disconnect(request: SignedInRequest) -> HttpResponse:
    access.require_configure(request)
    company_id, actor = request.user.company_id, companies.actor_of(request.user)
    way = request.POST.get("way", "")
    if way == "remove":
        leaving.begin_removal(company_id=company_id, actor=actor)
        return done(
            request, _("Everything that was sent is being taken away."), topics=["integration", "settings"]
        )
    if way == "leave":
        leaving.disconnect_company(company_id=company_id, actor=actor)
        return done(request, _("Recruit is disconnected from LinkedIn."), topics=["integration", "settings"])
    raise WayNotChosen(_("Choose whether what was sent is taken away at LinkedIn or stays there."))
