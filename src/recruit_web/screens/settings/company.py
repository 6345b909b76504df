"""What has the company decided? Everybody may read it; those who may configure it get a form."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, Refusal
from recruit.company import selectors, services
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit_web.answers import go_to
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings.forms import CompanyForm
from recruit_web.shell import show


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: SignedInRequest) -> HttpResponse:
    found = selectors.company_of(company_id=request.user.company_id)
    may_configure = company_role_allows(request.user.company_role, Capability.CONFIGURE_COMPANY)
    if request.method == "POST" and not may_configure:
        raise NotAllowed(_("The company's settings are for owners, admins and IT managers. Ask one of them."))
    now = {name: getattr(found, name, 14) for name in CompanyForm.base_fields}
    form = CompanyForm(request.POST or None, initial=now)
    if form.is_valid():
        if form.cleaned_data["second_factor_for"] != found.second_factor_for and not is_confirmed(request):
            return ask_again(request)
        try:
            services.change_company_settings(
                company_id=found.pk, actor=selectors.actor_of(request.user), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return go_to(request, reverse("company_settings", query={"saved": "1"}))
    context = {
        "company": found,
        "form": form,
        "may_configure": may_configure,
        "saved": "saved" in request.GET,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/company_settings.html", context, status=status)
