"""Where do webhooks show on the product's own pages? In the list of settings, with how many of them are down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit_web.slots import Link, Place, add_stylesheet, fill
from recruit_webhooks.selectors import failing_count

if TYPE_CHECKING:
    from recruit_web.requests import SignedInRequest

add_stylesheet("recruit_webhooks/webhooks.css")


@fill(Place.SETTINGS, name="Webhooks", order=40)
def settings_link(request: SignedInRequest, _subject: None) -> Link | None:
    if not company_role_allows(request.user.company_role, Capability.CONFIGURE_INTEGRATIONS):
        return None
    count = failing_count(company_id=request.user.company_id)
    return Link(_("Webhooks"), reverse("webhooks"), "outline/webhook", note=str(count) if count else "")
