"""Which positions are open, what is one about, and how does one apply? Pages for everybody, without signing in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from recruit.base.richtext import safe_html
from recruit.base.tenancy import company_context
from recruit.careers import selectors
from recruit.company.selectors import company_of
from recruit.positions.enums import WorkplaceType
from recruit_web.screens.careers import arriving
from recruit_web.screens.careers.languages import kept_choice, languages_of
from recruit_web.screens.careers.structured import preview_line

if TYPE_CHECKING:
    from recruit.careers.models import CareersSite

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SiteView = Callable[Concatenate[HttpRequest, "CareersSite", P], HttpResponse]


def on_site(view: SiteView[P]) -> View[Any]:
    """A public page of one company: its site by the address, then everything inside that company's context."""

    @login_not_required
    @wraps(view)
    def enter(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        site = selectors.site_with_slug(slug=slug)
        with company_context(site.company_id):
            return kept_choice(request) or view(request, site, *args, **kwargs)

    return enter


def page(
    request: HttpRequest, site: CareersSite, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """With what stands on every page of the site."""
    whole = {
        "site": site,
        "company_name": company_of(company_id=site.company_id).name,
        "asks_to_remember": not arriving.has_chosen(request),
        "arrival": arriving.sealed(arriving.present_arrival(request, site)),
        "here": request.get_full_path(),
        "languages": languages_of(request),
        **context,
    }
    response = render(request, f"recruit_web/careers/{template}.html", whole, status=status)
    arriving.remember_arrival(request, response, site)
    response["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response


@require_safe
@on_site
def positions(request: HttpRequest, site: CareersSite) -> HttpResponse:
    return page(request, site, "positions", list_context(request, site))


def list_context(request: HttpRequest, site: CareersSite) -> dict[str, Any]:
    """The list, narrowed down as the address says."""
    asked = {
        name: request.GET.get(name, "").strip()[:200] for name in ("q", "department", "city", "workplace")
    }
    wanted = selectors.Wanted(asked["q"], asked["department"], asked["city"], asked["workplace"])
    found = selectors.published_page(
        company_id=site.company_id, wanted=wanted, after=request.GET.get("after") or None
    )
    return {
        "wanted": wanted,
        "found": found,
        "choices": selectors.choices_of(company_id=site.company_id),
        "workplaces": [choice for choice in WorkplaceType.choices if choice[0]],
        "intro": mark_safe(safe_html(site.intro)),  # noqa: S308 -- cleaned or escaped by the function
        "preview": preview_line(site.intro),
        "more": _more(request, found.next_cursor),
        "is_first": "after" not in request.GET,
    }


def _more(request: HttpRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    query = request.GET.copy()
    query["after"] = cursor
    return f"?{query.urlencode()}"


@require_POST
@on_site
def remember(request: HttpRequest, site: CareersSite) -> HttpResponse:
    """The visitor says whether it may be remembered how they found the site."""
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("careers", args=[site.slug])
    response = HttpResponseRedirect(back)
    arrival = arriving.unsealed(request.POST.get("arrival", ""))
    arriving.remember_choice(
        request,
        response,
        may_remember=request.POST.get("choice") == "yes",
        site=site,
        arrival=arrival or arriving.present_arrival(request, site),
    )
    return response
