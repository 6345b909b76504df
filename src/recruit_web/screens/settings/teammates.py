"""Who can sign in, and with which company role? A list for all, changes for those who manage teammates."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.access import selectors as access
from recruit.access.services import remove_authenticator
from recruit.base.errors import NotAllowed, Refusal
from recruit.company import selectors, services
from recruit.company.enums import Capability, CompanyRole
from recruit.company.rules import ADMINISTERS, company_role_allows
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit.positions.services import let_teammate_go
from recruit_web.answers import done
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings import invitations
from recruit_web.screens.settings.forms import RestrictForm, SuccessorForm, TeammateForm
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
        "may_restrict": company_role_allows(request.user.company_role, Capability.RESTRICT_TEAMMATES),
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
    _require_manage(request)
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
            return done(request, _("{name} can sign in now.").format(name=teammate.full_name), topics=_TOPICS)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/teammate_dialog.html", {"form": form}, status=status)


@require_POST
def role(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    teammate = selectors.teammate_by_public_id(company_id=request.user.company_id, public_id=teammate_id)
    wanted = request.POST.get("company_role", "")
    if wanted not in CompanyRole.values:
        raise NotAllowed(_("There is no such company role."))
    _require_manage(request)
    if wanted in ADMINISTERS and not is_confirmed(request):
        return ask_again(request)
    services.change_company_role(
        teammate=teammate, company_role=wanted, actor=selectors.actor_of(request.user)
    )
    label = CompanyRole(wanted).label
    told = _("{name} is now {role}. What they see follows at once.").format(
        name=teammate.full_name, role=label
    )
    return done(request, told, topics=_TOPICS)


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    """The dialog says what they do now and who could take it over; nothing is lost on the way."""
    if not company_role_allows(request.user.company_role, Capability.DEACTIVATE_TEAMMATES):
        raise NotAllowed(_("Deactivating teammates is for owners, admins and IT managers."))
    company_id = request.user.company_id
    teammate = selectors.teammate_by_public_id(company_id=company_id, public_id=teammate_id)
    held = positions.live_roles_of(teammate=teammate)
    others = [
        each
        for each in selectors.teammates_of(company_id=company_id)
        if each.is_active and each.pk != teammate.pk and each.company_role != CompanyRole.IT_MANAGER
    ]
    form = SuccessorForm(
        request.POST if request.method == "POST" else None, teammates=others, is_needed=bool(held)
    )
    if form.is_valid():
        successor = next(
            (each for each in others if each.public_id == form.cleaned_data.get("successor")), None
        )
        try:
            let_teammate_go(teammate=teammate, successor=successor, actor=selectors.actor_of(request.user))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = _("{name} can no longer sign in.").format(name=teammate.full_name)
            if held and successor:
                told += " " + _("{name} takes over.").format(name=successor.full_name)
            return done(request, told, topics=_TOPICS)
    seen = set(positions.visible_positions(teammate=request.user)
               .filter(pk__in=[row.position_id for row in held]).values_list("pk", flat=True))  # fmt: skip
    context = {
        "form": form,
        "teammate": teammate,
        "held": [row for row in held if row.position_id in seen],
        "unseen": len({row.position_id for row in held} - seen),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/deactivate_dialog.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    """Which candidate are they? That profile is hidden from them, or no longer."""
    if not company_role_allows(request.user.company_role, Capability.RESTRICT_TEAMMATES):
        raise NotAllowed(_("Hiding somebody's own profile from them is for owners and admins."))
    teammate = selectors.teammate_by_public_id(company_id=request.user.company_id, public_id=teammate_id)
    form = RestrictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["person"].strip().rstrip("/")
        try:
            person = (
                hiring.visible_person(teammate=request.user, public_id=address.rpartition("/")[2])
                if address
                else None
            )
            services.restrict_teammate(
                teammate=teammate,
                person_id=person.pk if person else None,
                actor=selectors.actor_of(request.user),
            )
        except Refusal as refusal:
            form.add_error("person", refusal.sentence)
        else:
            words = (
                _("{person}'s page is hidden from {teammate}.").format(
                    person=person.full_name, teammate=teammate.full_name
                )
                if person
                else _("Nothing is hidden from {teammate} any more.").format(teammate=teammate.full_name)
            )
            return done(request, words, topics=_TOPICS)
    hidden = (
        teammate.hidden_person_id
        and hiring.visible_persons(teammate=request.user).filter(pk=teammate.hidden_person_id).first()
    )
    context = {
        "form": form,
        "teammate": teammate,
        "hidden": hidden,
        "is_hidden": teammate.hidden_person_id is not None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/restrict_dialog.html", context, status=status)


@require_POST
def remove_factor(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    """For whoever lost phone and codes."""
    _require_manage(request)
    teammate = selectors.teammate_by_public_id(company_id=request.user.company_id, public_id=teammate_id)
    if not is_confirmed(request):
        return ask_again(request)
    remove_authenticator(teammate=teammate, actor=selectors.actor_of(request.user))
    told = _("{name} signs in with the password alone now.").format(name=teammate.full_name)
    return done(request, told, topics=_TOPICS)


@require_POST
def reactivate(request: SignedInRequest, teammate_id: str) -> HttpResponse:
    teammate = selectors.teammate_by_public_id(company_id=request.user.company_id, public_id=teammate_id)
    services.reactivate_teammate(teammate=teammate, actor=selectors.actor_of(request.user))
    return done(request, _("{name} can sign in again.").format(name=teammate.full_name), topics=_TOPICS)


def _require_manage(request: SignedInRequest) -> None:
    if not company_role_allows(request.user.company_role, Capability.MANAGE_TEAMMATES):
        raise NotAllowed(_("Adding teammates and giving them roles is for owners and admins."))
