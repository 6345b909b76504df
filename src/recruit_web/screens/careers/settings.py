"""How does a company set up its careers site, and by which links do visitors come?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import NotAllowed, Refusal
from recruit.careers import selectors, services
from recruit.careers.enums import ConsentScope
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of, company_of
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.careers.forms import LinkForm, SiteForm
from recruit_web.shell import show


@require_http_methods(["GET", "HEAD", "POST"])
def careers_settings(request: SignedInRequest) -> HttpResponse:
    may_configure = _may_configure(request)
    if request.method == "POST" and not may_configure:
        raise NotAllowed(
            _("The careers site's settings are for owners, admins and IT managers. Ask one of them.")
        )
    form = SiteForm(request.POST or None, initial=_now(request))
    if form.is_valid():
        try:
            services.change_site(
                company_id=request.user.company_id, actor=actor_of(request.user), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(_field_of(refusal), refusal.sentence)
        else:
            return go_to(request, reverse("careers_settings", query={"saved": "1"}))
    return _page(request, form, LinkForm(auto_id="link_%s"), may_configure=may_configure)


@require_POST
def add_link(request: SignedInRequest) -> HttpResponse:
    if not _may_configure(request):
        raise NotAllowed(
            _("Links to the careers site are made by owners, admins and IT managers. Ask one of them.")
        )
    form = LinkForm(request.POST, auto_id="link_%s")
    if form.is_valid():
        services.add_tracked_link(
            company_id=request.user.company_id, actor=actor_of(request.user), **form.cleaned_data
        )
        return go_to(request, reverse("careers_settings") + "#links")
    return _page(request, SiteForm(initial=_now(request)), form, may_configure=True)


def _may_configure(request: SignedInRequest) -> bool:
    return company_role_allows(request.user.company_role, Capability.CONFIGURE_COMPANY)


def _now(request: SignedInRequest) -> dict[str, Any]:
    site = selectors.site_of(company_id=request.user.company_id)
    if site is None:
        name = company_of(company_id=request.user.company_id).name
        return {"slug": slugify(name)[:60].strip("-"), "consent_scope": ConsentScope.EVERYWHERE}
    return {name: getattr(site, name) for name in SiteForm.base_fields}


def _field_of(refusal: Refusal) -> str | None:
    if isinstance(refusal, services.SlugTaken):
        return "slug"
    return str(refusal.evidence["field"]) if isinstance(refusal, services.AddressNotUnderstood) else None


def _page(
    request: SignedInRequest, form: SiteForm, link_form: LinkForm, *, may_configure: bool
) -> HttpResponse:
    site = selectors.site_of(company_id=request.user.company_id)
    links = selectors.links_page(company_id=request.user.company_id, after=request.GET.get("after") or None)
    address = settings.BASE_URL + reverse("careers", args=[site.slug]) if site else ""
    context = {
        "site": site,
        "address": address,
        "form": form,
        "link_form": link_form,
        "links": links,
        "may_configure": may_configure,
        "saved": "saved" in request.GET,
    }
    is_wrong = form.errors or link_form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return show(request, "recruit_web/careers_settings.html", context, status=status)
