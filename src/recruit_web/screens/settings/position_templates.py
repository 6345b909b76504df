"""What are positions opened like? The company's templates; those who configure it rename and remove them."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of, require_capability
from recruit.position_templates import selectors, services
from recruit_web.answers import go_to
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings.forms import PositionTemplateForm
from recruit_web.shell import show


@require_safe
def position_templates(request: SignedInRequest) -> HttpResponse:
    company_id = request.user.company_id
    require_capability(
        company_id=company_id, actor=actor_of(request.user), capability=Capability.OPEN_POSITIONS
    )
    context = {
        "templates": selectors.templates_of(company_id=company_id),
        "may_configure": company_role_allows(request.user.company_role, Capability.CONFIGURE_COMPANY),
    }
    return show(request, "recruit_web/position_templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: SignedInRequest, position_template_id: str) -> HttpResponse:
    company_id, actor = request.user.company_id, actor_of(request.user)
    services.require_keeper(company_id=company_id, actor=actor)
    found = selectors.template_with_id(company_id=company_id, public_id=position_template_id)
    form = PositionTemplateForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            services.rename_position_template(
                company_id=company_id, public_id=found.public_id, actor=actor, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, reverse("position_templates"))
    title = _("Rename {name}").format(name=found.name)
    context = {
        "form": form,
        "title": title,
        "address": reverse("rename_position_template", args=[found.public_id]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/position_template_dialog.html", context, title=title, status=status)


@require_POST
def remove(request: SignedInRequest, position_template_id: str) -> HttpResponse:
    services.remove_position_template(
        company_id=request.user.company_id, public_id=position_template_id, actor=actor_of(request.user)
    )
    return go_to(request, reverse("position_templates"))
