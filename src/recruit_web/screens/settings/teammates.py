"""Who can sign in, and with which company role? A list for all, changes for those who manage teammates."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.access import selectors as access
from recruit.base.errors import NotAllowed, Refusal
from recruit.company import selectors, services
from recruit.company.enums import Capability, CompanyRole
from recruit.company.rules import company_role_allows
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings import invitations
from recruit_web.screens.settings.forms import TeammateForm
from recruit_web.shell import show

_TOPICS = ["settings"]
_LONGEST_QUERY = 100


@require_safe
def teammates(request: SignedInRequest) -> HttpResponse:
    """The list with its search; ``?after=`` answers the next rows alone."""
    company_id, query = request.user.company_id, request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    after = request.GET.get("after") or None
    page = selectors.teammates_page(company_id=company_id, query=query, after=after)
    may_invite = invitations.may_invite(request)
    context = {
        "page": page,
        "query": query,
        "may_invite": may_invite,
        "with_factor": access.teammates_with_factor(company_id=company_id),
        "roles": CompanyRole.choices,
        "may_manage": company_role_allows(request.user.company_role, Capability.MANAGE_TEAMMATES),
        "may_deactivate": company_role_allows(request.user.company_role, Capability.DEACTIVATE_TEAMMATES),
        "me": request.user.pk,
    }
    if after:
        return render(request, "recruit_web/teammate_more.html", context)
    if may_invite:
        context |= invitations.invitations_context(access.open_invitations_page(company_id=company_id))
    if request.htmx:
        return render(request, "recruit_web/teammate_rows.html", context)
    return show(request, "recruit_web/teammates.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    if not company_role_allows(request.user.company_role, Capability.MANAGE_TEAMMATES):
        raise NotAllowed("Adding teammates is for owners and admins.")
    form = TeammateForm(request.POST or None)
    if form.is_valid():
        try:
            teammate = services.add_teammate(
                company_id=request.user.company_id,
                actor=selectors.actor_of(request.user),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, f"{teammate.full_name} can sign in now.", topics=_TOPICS)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/teammate_dialog.html", {"form": form}, status=status)


@require_POST
def role(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    teammate = selectors.teammate_by_public_id(company_id=request.user.company_id, public_id=teammate_id)
    wanted = request.POST.get("company_role", "")
    if wanted not in CompanyRole.values:
        raise NotAllowed("There is no such company role.")
    services.change_company_role(
        teammate=teammate, company_role=wanted, actor=selectors.actor_of(request.user)
    )
    label = CompanyRole(wanted).label
    return done(
        request, f"{teammate.full_name} is now {label}. What they see follows at once.", topics=_TOPICS
    )


@require_POST
def deactivate(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    teammate = selectors.teammate_by_public_id(company_id=request.user.company_id, public_id=teammate_id)
    services.deactivate_teammate(teammate=teammate, actor=selectors.actor_of(request.user))
    return done(request, f"{teammate.full_name} can no longer sign in.", topics=_TOPICS)


@require_POST
def reactivate(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    teammate = selectors.teammate_by_public_id(company_id=request.user.company_id, public_id=teammate_id)
    services.reactivate_teammate(teammate=teammate, actor=selectors.actor_of(request.user))
    return done(request, f"{teammate.full_name} can sign in again.", topics=_TOPICS)
