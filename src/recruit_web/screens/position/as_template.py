"""How does this position become a template that others are opened like?"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, Refusal
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of
from recruit.position_templates import services
from recruit.positions import selectors
from recruit.positions.enums import PositionCapability
from recruit_web.answers import done
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.position.forms import TemplateForm


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    may_open = company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS)
    may_edit = selectors.may(
        teammate=request.user, position=found, capability=PositionCapability.EDIT_POSITION
    )
    if not (may_open and may_edit):
        raise NotAllowed(_("Templates are made by those who open positions and may edit this one."))
    form = TemplateForm(request.POST or None, initial={"name": found.name[:200]})
    if form.is_valid():
        try:
            made = services.save_position_template(
                position=found, actor=actor_of(request.user), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            told = _("The template “{name}” is there when a position is opened.").format(name=made.name)
            return done(request, told)
    title = _("Save as a template")
    context = {
        "form": form,
        "title": title,
        "position": found,
        "address": reverse("save_position_template", args=[found.public_id]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/position_template_dialog.html", context, title=title, status=status)
