"""What is this position, how does one apply for it, and what happens then?"""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from recruit.base.errors import Refusal
from recruit.base.richtext import safe_html
from recruit.careers import selectors, services
from recruit.careers.rules import NONCE_LASTS, asks_consent
from recruit.company.selectors import company_of
from recruit.positions.enums import PositionStatus
from recruit.positions.selectors import values_of
from recruit.privacy.selectors import consent_words
from recruit_web import outside
from recruit_web.screens.careers import arriving, limits
from recruit_web.screens.careers.forms import ApplicationForm
from recruit_web.screens.careers.structured import job_posting, preview_line
from recruit_web.screens.careers.views import list_context, on_site, page

if TYPE_CHECKING:
    from recruit.careers.models import CareersSite
    from recruit.positions.models import Position

_NONCE: Final = "careers.nonce"
_THANKED: Final = "careers.thanked"
_THANKS_SECONDS: Final = 3600
#: A field that people do not see and robots fill in.
_TRAP: Final = "company_fax"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@on_site
def position(request: HttpRequest, site: CareersSite, position_id: str) -> HttpResponse:
    """The position with its form. Closed: a sentence, and those that are open."""
    found = selectors.shown_position(company_id=site.company_id, public_id=position_id)
    if found.status != PositionStatus.OPEN:
        context = list_context(request, site) | {"closed": found.shown_name}
        return page(request, site, "positions", context, status=HTTPStatus.GONE)
    if request.method == "POST":
        return _submitted(request, site, found)
    return _shown(request, site, found, _form(site, found))


def _submitted(request: HttpRequest, site: CareersSite, found: Position) -> HttpResponse:
    if request.POST.get(_TRAP):
        # A robot learns nothing: it is thanked like everybody, and nothing is kept.
        return HttpResponseRedirect(_thanks_address(site, position=found.shown_name))
    form = _form(site, found, request)
    if not form.is_valid():
        return _shown(request, site, found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if limits.are_too_many(request, company_id=site.company_id):
        form.add_error(None, limits.TRY_LATER)
        return _shown(request, site, found, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        applied = _apply(request, site, found, form)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _shown(request, site, found, form, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(_thanks_of(site, found, applied))


def _form(site: CareersSite, found: Position, request: HttpRequest | None = None) -> ApplicationForm:
    asks = asks_consent(site.consent_scope, found.country)
    return ApplicationForm(
        *([request.POST, request.FILES] if request else []),
        consent_words=consent_words(company_id=site.company_id) if asks else "",
        questions=selectors.questions_of(position=found),
        auto_id="apply_%s",
    )


def _shown(
    request: HttpRequest, site: CareersSite, found: Position, form: ApplicationForm, *, status: int = 200
) -> HttpResponse:
    address = settings.BASE_URL + reverse("careers_position", args=[site.slug, found.public_id])
    nonce = get_random_string(32)
    asked = outside.AskedFor(site.company_id, found.public_id, nonce)
    offered = [each for service in outside.services() if (each := service.button(asked)) is not None]
    context = {
        "position": found,
        "description": mark_safe(safe_html(found.description)),  # noqa: S308 -- cleaned or escaped by the function
        "preview": preview_line(found.description),
        "address": address,
        "job_posting": job_posting(
            found, site=site, company_name=company_of(company_id=site.company_id).name, address=address
        ),
        "told": values_of(found, only_public=True),
        "form": form,
        "trap": _TRAP,
        "nonce": signing.dumps([nonce, found.public_id], salt=_NONCE),
        "offered": [each.html for each in offered],
    }
    if request.method == "POST":
        # What the page that sent this was told stays true: one may have come to the site by it.
        context["arrival"] = request.POST.get("arrival", "")
    response = page(request, site, "position", context, status=status)
    for each in offered:
        each.allow_on(response)
    return response


def _apply(
    request: HttpRequest, site: CareersSite, found: Position, form: ApplicationForm
) -> services.AppliedAs:
    said = form.cleaned_data
    asked = outside.AskedFor(site.company_id, found.public_id, _nonce(request, found))
    posted = {name: str(value) for name, value in request.POST.items()}
    profiles = (service.read(asked, posted) for service in outside.services())
    return services.apply_to_position(
        site=site,
        position=found,
        applicant=services.Applicant(
            first_name=said["first_name"],
            last_name=said["last_name"],
            email=said["email"],
            phone=said["phone"],
            links=said["links"],
            message=said["message"],
            answers=form.typed_values,
            resume=said["resume"],
            has_consented=bool(said.get("consent")),
            profile=next((profile for profile in profiles if profile is not None), None),
        ),
        arrival=arriving.credited_arrival(request, site, request.POST.get("arrival", "")),
    )


def _nonce(request: HttpRequest, found: Position) -> str:
    """Of the form that was shown for this position not long ago; else empty, and no signature fits it."""
    with suppress(signing.BadSignature, ValueError):
        nonce, public_id = signing.loads(request.POST.get("nonce", ""), salt=_NONCE, max_age=NONCE_LASTS)
        if public_id == found.public_id:
            return str(nonce)
    return ""


def _thanks_of(site: CareersSite, found: Position, applied: services.AppliedAs) -> str:
    """Only who is vouched for reads here that they had applied before: else anybody could ask that about anybody."""
    submission = applied.submission
    return _thanks_address(
        site,
        position=found.shown_name,
        position_id=found.public_id,
        is_repeated=submission.is_vouched_for and submission.is_repeated,
        is_by_service=bool(submission.via_label),
    )


def _thanks_address(site: CareersSite, **told: Any) -> str:
    return reverse("careers_thanks", args=[site.slug], query={"of": signing.dumps(told, salt=_THANKED)})


@require_safe
@on_site
def thanks(request: HttpRequest, site: CareersSite) -> HttpResponse:
    """What the address carries is signed, so that nobody can write words of their own there."""
    try:
        told: dict[str, Any] = signing.loads(
            request.GET.get("of", ""), salt=_THANKED, max_age=_THANKS_SECONDS
        )
    except signing.BadSignature:
        return HttpResponseRedirect(reverse("careers", args=[site.slug]))
    asked = outside.AskedFor(site.company_id, told.get("position_id", ""), "")
    services_asked = outside.services() if told.get("is_by_service") else ()
    offered = [each for service in services_asked if (each := service.thanked(asked)) is not None]
    response = page(request, site, "thanks", {"told": told, "offered": [each.html for each in offered]})
    for each in offered:
        each.allow_on(response)
    return response
