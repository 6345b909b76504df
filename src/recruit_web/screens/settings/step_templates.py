"""Which steps does the company keep ready for workflows? All may read them; those who configure it change them."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of, require_capability
from recruit.positions import selectors, services
from recruit_web.answers import go_to
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings.forms import StepTemplateForm
from recruit_web.shell import show


@require_safe
def step_templates(request: SignedInRequest) -> HttpResponse:
    context = {
        "templates": selectors.step_templates(company_id=request.user.company_id),
        "may_configure": company_role_allows(request.user.company_role, Capability.CONFIGURE_COMPANY),
    }
    return show(request, "recruit_web/step_templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    return _form(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, template_id: str) -> HttpResponse:
    return _form(request, template_id)


@require_POST
def remove(request: SignedInRequest, template_id: str) -> HttpResponse:
    services.remove_step_template(
        company_id=request.user.company_id, public_id=template_id, actor=actor_of(request.user)
    )
    return go_to(request, reverse("step_templates"))


def _form(request: SignedInRequest, template_id: str) -> HttpResponse:
    company_id, actor = request.user.company_id, actor_of(request.user)
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    found = selectors.step_template(company_id=company_id, public_id=template_id) if template_id else None
    if template_id and found is None:
        raise NotFound(_("There is no such step template any more."))
    now = {name: getattr(found, name) for name in StepTemplateForm.base_fields} if found else None
    form = StepTemplateForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            services.save_step_template(
                company_id=company_id, public_id=template_id, actor=actor, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, reverse("step_templates"))
    title = _("Change {name}").format(name=found.name) if found else _("Add a step template")
    address = reverse("change_step_template", args=[template_id]) if found else reverse("add_step_template")
    context = {"form": form, "template": found, "title": title, "address": address}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/step_template_dialog.html", context, title=title, status=status)
