"""Who is invited and has not come yet? Inviting by mail, again, and not after all."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.access import selectors, services
from recruit.base.errors import NotAllowed, Refusal
from recruit.base.matrix import Reach
from recruit.company import selectors as companies
from recruit.company.enums import Capability
from recruit.company.rules import COMPANY_MATRIX, company_role_allows
from recruit.hiring import selectors as hiring
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings.forms import InviteForm

if TYPE_CHECKING:
    from recruit.access.models import Invitation
    from recruit.base.paging import Page

_TOPICS = ["settings"]


def may_invite(request: SignedInRequest) -> bool:
    return company_role_allows(request.user.company_role, Capability.INVITE_TEAMMATES)


@require_safe
def rows(request: SignedInRequest) -> HttpResponse:
    """The next piece of the list, by key."""
    _require(request)
    page = selectors.open_invitations_page(
        company_id=request.user.company_id, after=request.GET.get("after") or None
    )
    return render(request, "recruit_web/invitation_rows.html", invitations_context(page))


def invitations_context(page: Page[Invitation]) -> dict[str, object]:
    return {
        "invitations": [(each, selectors.state_of(each)) for each in page.rows],
        "next_cursor": page.next_cursor,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    _require(request)
    company = companies.company_of(company_id=request.user.company_id)
    role = request.user.company_role
    form = InviteForm(
        request.POST or None,
        may_assign_roles=company_role_allows(role, Capability.MANAGE_TEAMMATES),
        may_hide=COMPANY_MATRIX.reach(role, Capability.RESTRICT_TEAMMATES) in {Reach.YES, Reach.INVITING},
    )
    if form.is_valid():
        try:
            hidden = _person(request, form.cleaned_data.get("hidden_person", ""))
            services.invite_teammate(
                company_id=company.pk,
                email=form.cleaned_data["email"],
                company_role=form.cleaned_data["company_role"],
                hidden_person_id=hidden,
                actor=companies.actor_of(request.user),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = _("An invitation to {email} is on its way.").format(email=form.cleaned_data["email"])
            return done(request, told, topics=_TOPICS)
    context = {"form": form, "mail_domains": company.mail_domains}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/invite_dialog.html", context, status=status)


@require_POST
def resend(request: SignedInRequest, invitation_id: str) -> HttpResponse:
    _require(request)
    found = selectors.invitation_by_public_id(company_id=request.user.company_id, public_id=invitation_id)
    services.resend_invitation(invitation=found, actor=companies.actor_of(request.user))
    told = _("A new link is on its way to {email}; the older one no longer works.").format(email=found.email)
    return done(request, told, topics=_TOPICS)


@require_POST
def revoke(request: SignedInRequest, invitation_id: str) -> HttpResponse:
    _require(request)
    found = selectors.invitation_by_public_id(company_id=request.user.company_id, public_id=invitation_id)
    services.revoke_invitation(invitation=found, actor=companies.actor_of(request.user))
    told = _("The invitation of {email} is taken back.").format(email=found.email)
    return done(request, told, topics=_TOPICS)


def _require(request: SignedInRequest) -> None:
    if not may_invite(request):
        raise NotAllowed(
            _("Inviting teammates is for owners, admins, recruiters and recruiting coordinators.")
        )


def _person(request: SignedInRequest, address: str) -> int | None:
    """The person whose page's address, or id, was given; one that the inviter can see. Refuses with ``NotFound``."""
    public_id = address.strip().rstrip("/").rpartition("/")[2]
    if not public_id:
        return None
    return hiring.visible_person(teammate=request.user, public_id=public_id).pk
