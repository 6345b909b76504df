"""Which company's admin is one? The one in the address, else the one looked at last, else the first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.persona import page, refused, seat_of
from linkedin_sandbox.world.models import Organization
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
_KEY = "company"
# So many companies stand in the field to choose from; all are on a page of their own.
OFFERED = 50


@dataclass(frozen=True, kw_only=True)
class Companies:
    """``others`` are offered to change to; ``more`` says that there are further ones."""

    chosen: Organization
    others: list[Organization]
    more: bool

    @property
    def is_choice(self) -> bool:
        return len(self.others) > 1


def as_admin(
    view: Callable[Concatenate[HttpRequest, Organization, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is about one company; without any there is a page that says so."""

    @wraps(view)
    def administering(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            company = _chosen(request)
            if company is None:
                return page(request, "admin/companies", seat=seat_of(request), companies=[])
            request.session[_KEY] = company.id
            return view(request, company, *args, **kwargs)
        except SandboxRefusal as refusal:
            return refused(request, refusal, seat=seat_of(request))

    return administering


def _chosen(request: HttpRequest) -> Organization | None:
    asked = request.GET.get("company", "") or request.POST.get("company", "")
    if asked:
        found = Organization.objects.filter(id=number_of(asked) or 0).first()
        if found is None:
            raise SandboxRefusal(f"There is no company {asked[:40]}. Choose one that is there.")
        return found
    remembered = Organization.objects.filter(id=request.session.get(_KEY, 0)).first()
    return remembered or Organization.objects.filter(id__gt=0).order_by("id").first()


def admin_page(request: HttpRequest, template: str, company: Organization, **context: Any) -> HttpResponse:
    """A page of the chosen company, with the field to choose another."""
    others = list(Organization.objects.filter(id__gt=0).order_by("id")[: OFFERED + 1])
    listed = others[:OFFERED]
    if company not in listed:
        listed.append(company)
    choice = Companies(chosen=company, others=listed, more=len(others) > OFFERED)
    return page(request, template, seat=seat_of(request), company=company, choice=choice, **context)


def companies(request: HttpRequest) -> HttpResponse:
    """All of them, fifty by fifty, by number."""
    after = number_of(request.GET.get("after", "")) or 0
    found = list(Organization.objects.filter(id__gt=after).order_by("id")[: OFFERED + 1])
    shown = found[:OFFERED]
    return page(
        request,
        "admin/companies",
        seat=seat_of(request),
        companies=shown,
        after=after,
        next_after=shown[-1].id if len(found) > OFFERED else None,
    )
