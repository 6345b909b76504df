"""Who may see what of the integration? Decided here once, asked by every screen and every place.

Everybody may use it on a plan that includes it (M-06, M-07); owners and admins configure it; an IT manager reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from recruit.base.errors import NotAllowed, Refusal
from recruit.company.enums import Capability, Feature
from recruit.company.rules import company_role_allows
from recruit.company.selectors import plan_includes

if TYPE_CHECKING:
    from recruit_web.requests import SignedInRequest


def is_included(request: SignedInRequest) -> bool:
    """Whether the company's plan has the integration at all."""
    return plan_includes(company=request.user.company, feature=Feature.SOURCING_INTEGRATION)


def may_configure(request: SignedInRequest) -> bool:
    return company_role_allows(request.user.company_role, Capability.CONFIGURE_INTEGRATIONS)


def may_inspect(request: SignedInRequest) -> bool:
    """Seats, health and what was turned away are read by those who answer for the integration."""
    return company_role_allows(request.user.company_role, Capability.VIEW_INTEGRATIONS)


def may_use(request: SignedInRequest) -> bool:
    return company_role_allows(request.user.company_role, Capability.CONNECT_OWN_ACCOUNT)


def require_use(request: SignedInRequest) -> None:
    """Refuses with ``IntegrationNotYours``."""
    if not is_included(request) or not may_use(request):
        raise IntegrationNotYours(_("Your company role has no LinkedIn seat of its own."))


def require_configure(request: SignedInRequest) -> None:
    """Refuses with ``IntegrationNotYours``."""
    if not may_configure(request):
        raise IntegrationNotYours(_("Owners and admins set the LinkedIn connection up. Ask one of them."))


class IntegrationNotYours(NotAllowed):
    code = "integration_not_yours"


class NothingChosen(Refusal):
    """A form came without the choice that it is for."""

    code = "nothing_chosen"


def require_inspect(request: SignedInRequest) -> None:
    """Refuses with ``IntegrationNotYours``."""
    if not may_inspect(request):
        raise IntegrationNotYours(
            _("The LinkedIn connection is looked after by owners and admins. Ask one of them.")
        )
