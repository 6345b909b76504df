"""What stands around every page? Navigation, the bar of recently opened records, and who is signed in where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.db.models import CharField, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from recruit.base import clock
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web import slots
from recruit_web.requests import SignedInRequest

_RECENT = "recent_records"
_RECENT_SHOWN = 6
_MANY = 100
_KEY_OF_SETTINGS = "s"
_RECENT_ICONS = {"position": "outline/briefcase", "person": "outline/user"}


@dataclass(frozen=True)
class Entry:
    """One entry of the side bar; ``key`` is pressed after "g" to go there."""

    label: str
    href: str
    icon: str
    active: bool
    key: str = ""
    note: str = ""


@dataclass(frozen=True)
class Recent:
    name: str
    href: str
    icon: str


def show(
    request: SignedInRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """A whole page: the template with the shell around it."""
    return render(request, template, {**(context or {}), "shell": _shell(request)}, status=status)


def remember(request: SignedInRequest, kind: str, public_id: str) -> None:
    """Put a position or a person first in this session's list of opened records. Ids only: names may change."""
    before = request.session.get(_RECENT, [])
    if before[:1] == [[kind, public_id]]:
        return
    others = [record for record in before if record != [kind, public_id]]
    request.session[_RECENT] = [[kind, public_id], *others][:_RECENT_SHOWN]


def places(request: SignedInRequest) -> list[Entry]:
    """Every page that stands in the side bar, the settings or the account for this teammate."""
    settings = [
        replace(entry, label=_("Settings: {page}").format(page=entry.label)) for entry in _settings(request)
    ]
    account = [
        replace(entry, label=_("My account: {page}").format(page=entry.label)) for entry in _account(request)
    ]
    return [*(entry for entry in _navigation(request) if entry.key != _KEY_OF_SETTINGS), *settings, *account]


def recent_records(request: SignedInRequest) -> list[Recent]:
    """What this session has opened lately."""
    return _recent(request)


def _shell(request: SignedInRequest) -> dict[str, Any]:
    return {
        "navigation": _navigation(request),
        "recent": _recent(request),
        "teammate": request.user,
        "company_name": request.user.company.name,
        "rendered_at": clock.now().timestamp(),
        # Called by the templates of settings only.
        "settings": lambda: _settings(request),
        "account": lambda: _account(request),
    }


def _navigation(request: SignedInRequest) -> list[Entry]:
    own = [
        replace(_entry(request, _("My tasks"), "tasks", "outline/checklist", "t"), note=_unread(request)),
        _entry(request, _("Positions"), "positions", "outline/briefcase", "p"),
        _entry(request, _("Candidates"), "persons", "outline/users", "c"),
    ]
    if company_role_allows(request.user.company_role, Capability.ADD_PERSONS):
        own.append(_entry(request, _("Duplicates"), "duplicates", "outline/copy", "d"))
    if company_role_allows(request.user.company_role, Capability.VIEW_REPORTS):
        own += [
            _entry(request, _("Sources"), "sources", "outline/route", "o"),
            _entry(request, _("Reports"), "sources_report", "outline/chart-bar", "r"),
        ]
    others = [
        Entry(link.label, link.href, link.icon, link.is_active(request.path), note=link.note)
        for link in slots.links(slots.Place.NAVIGATION, request)
    ]
    return [*own, *others, _entry(request, _("Settings"), "settings", "outline/settings", _KEY_OF_SETTINGS)]


def _settings(request: SignedInRequest) -> list[Entry]:
    own = [
        _entry(request, _("Company"), "company_settings", "outline/building", ""),
        _entry(request, _("Steps"), "step_templates", "outline/stairs", ""),
        *(
            [_entry(request, _("Position templates"), "position_templates", "outline/template", "")]
            if company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS)
            else []
        ),
        _entry(request, _("Position fields"), "position_fields", "outline/forms", ""),
        _entry(request, _("Careers site"), "careers_settings", "outline/world", ""),
        _entry(request, _("Teammates"), "teammates", "outline/users-group", ""),
        _entry(request, _("Roles and permissions"), "roles", "outline/lock-access", ""),
        *(
            [_entry(request, _("Import"), "imports", "outline/file-import", "")]
            if company_role_allows(request.user.company_role, Capability.ADD_PERSONS)
            else []
        ),
        *(
            [_entry(request, _("Export"), "archives", "outline/file-export", "")]
            if company_role_allows(request.user.company_role, Capability.EXPORT_COMPANY)
            else []
        ),
        *(
            [_entry(request, _("API apps"), "api_apps", "outline/api", "")]
            if company_role_allows(request.user.company_role, Capability.APPROVE_APPS)
            else []
        ),
        *(
            [_entry(request, _("Privacy"), "privacy_settings", "outline/shield-check", "")]
            if company_role_allows(request.user.company_role, Capability.CONFIGURE_PRIVACY)
            else []
        ),
        *(
            [_entry(request, _("Retention"), "retention_report", "outline/hourglass", "")]
            if company_role_allows(request.user.company_role, Capability.REVIEW_RETENTION)
            else []
        ),
        *(
            [_entry(request, _("Erasures"), "erasure_receipts", "outline/eraser", "")]
            if company_role_allows(request.user.company_role, Capability.DELETE_PERSONS)
            else []
        ),
        *(
            [_entry(request, _("Who changed what"), "audit", "outline/history", "")]
            if company_role_allows(request.user.company_role, Capability.VIEW_AUDIT)
            else []
        ),
    ]
    others = [
        Entry(link.label, link.href, link.icon, link.is_active(request.path), note=link.note)
        for link in slots.links(slots.Place.SETTINGS, request)
    ]
    return [*own, *others]


def _account(request: SignedInRequest) -> list[Entry]:
    about = _entry(request, _("About me"), "account", "outline/user", "")
    own = [
        replace(about, active=request.path == about.href),
        _entry(request, _("Password and second factor"), "account_security", "outline/shield-lock", ""),
        _entry(request, _("Where I am signed in"), "account_sessions", "outline/devices", ""),
        _entry(request, _("My referral link"), "referral", "outline/link", ""),
    ]
    others = [
        Entry(link.label, link.href, link.icon, link.is_active(request.path), note=link.note)
        for link in slots.links(slots.Place.ACCOUNT, request)
    ]
    return [*own, *others]


def _unread(request: SignedInRequest) -> str:
    """How many notes mention this teammate since they have looked; it comes with the teammate, unasked."""
    number = request.user.unread_mentions
    return f"{number}" if 0 < number < _MANY else f"{_MANY - 1}+" if number else ""


def _entry(request: SignedInRequest, label: str, name: str, icon: str, key: str) -> Entry:
    href = reverse(name)
    return Entry(label, href, icon, request.path.startswith(href), key)


def _recent(request: SignedInRequest) -> list[Recent]:
    """One query, whatever is in the list; what may no longer be seen is left out."""
    opened = [(kind, public_id) for kind, public_id in request.session.get(_RECENT, [])]
    ids = {kind: [public_id for of, public_id in opened if of == kind] for kind in ("position", "person")}
    position_rows = positions.visible_positions(teammate=request.user).filter(public_id__in=ids["position"])
    person_rows = hiring.visible_persons(teammate=request.user).filter(public_id__in=ids["person"])
    nothing = Value("", output_field=CharField())
    found = position_rows.order_by().values_list("public_id", "name", nothing, nothing)
    found = found.union(
        person_rows.order_by().values_list("public_id", "first_name", "middle_name", "last_name"), all=True
    )
    names = {public_id: " ".join(filter(None, names)) for public_id, *names in found}
    return [
        Recent(names[public_id], reverse(kind, args=[public_id]), _RECENT_ICONS[kind])
        for kind, public_id in opened
        if public_id in names
    ]
