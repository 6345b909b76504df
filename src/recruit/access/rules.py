"""Who may be invited by whom, who needs a second factor, and what is a browser called? Decided without a database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from recruit.access.enums import InvitationState
from recruit.base.texts import gettext as _
from recruit.company.enums import Capability, CompanyRole, SecondFactorFor
from recruit.company.rules import ADMINISTERS, company_role_allows

INVITATION_LASTS: Final = timedelta(days=7)
#: How long a confirmation with the password counts for sensitive acts.
CONFIRMED_FOR: Final = timedelta(minutes=10)


def why_not_invite(
    *, inviter_role: str, wanted_role: str, email: str, listed_domains: Collection[str]
) -> str | None:
    """Why this company role may not send this invitation; None when it may.

    From a listed mail domain everybody with INVITE_TEAMMATES may invite a Teammate; other domains and other roles are
    for those who assign roles; owners are made by owners.
    """
    if company_role_allows(inviter_role, Capability.MANAGE_TEAMMATES):
        if wanted_role == CompanyRole.OWNER and inviter_role != CompanyRole.OWNER:
            return _("Only an owner can invite another owner. Ask one of the owners.")
        return None
    if not company_role_allows(inviter_role, Capability.INVITE_TEAMMATES):
        return _("Inviting teammates is for owners, admins, recruiters and recruiting coordinators.")
    if wanted_role != CompanyRole.TEAMMATE:
        return _(
            "Owners and admins give other company roles. Invite with the role Teammate, or ask one of them."
        )
    domain = email.rpartition("@")[2].strip().lower()
    if domain not in listed_domains:
        return _(
            "{domain} is not among the company's mail domains. Owners and admins invite from anywhere."
        ).format(domain=domain)
    return None


def invitation_state(
    *, now: datetime, expires_at: datetime, accepted_at: datetime | None, revoked_at: datetime | None
) -> InvitationState:
    if accepted_at:
        return InvitationState.ACCEPTED
    if revoked_at:
        return InvitationState.REVOKED
    return InvitationState.EXPIRED if now >= expires_at else InvitationState.WAITING


def needs_second_factor(*, company_role: str, required_for: str) -> bool:
    if required_for == SecondFactorFor.EVERYBODY:
        return True
    return required_for == SecondFactorFor.ADMINS and company_role in ADMINISTERS


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"),  # English
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_name(user_agent: str) -> str:
    """What people call it: "Firefox on Windows". What is not known is "A browser". Kept, therefore in English."""
    browser = next((name for sign, name in _BROWSERS if f"{sign}/" in user_agent), "A browser")  # English
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


def device_said(device: str) -> str:
    """The name as it was kept, in the reader's language."""
    browser, _on, system = device.partition(" on ")
    browser = _("A browser") if browser == "A browser" else browser  # English
    return _("{browser} on {system}").format(browser=browser, system=system) if system else browser
