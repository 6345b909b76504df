"""Where can one try the widgets without an ATS? On a page of the sandbox's own, at ``/_sandbox/widgets-demo``."""

from __future__ import annotations

from http import HTTPStatus
from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.widgets.origins import application_of, origins_of
from linkedin_sandbox.world.access.provisioning import PACKAGES
from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.models import Application, AtsCandidate, AtsJob, JobApplication

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_MOST = 50
Sent = TypeVar("Sent", AtsCandidate, AtsJob)


@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    application = application_of(request.GET.get("client_id", ""))
    if application is None:
        response = render(
            request,
            "widgets/demo_applications.html",
            {"applications": Application.objects.order_by("-id")[:_MOST]},
            status=HTTPStatus.NOT_FOUND if "client_id" in request.GET else HTTPStatus.OK,
        )
    elif request.method == "POST":
        _allow_this_page(application, _own(request))
        response = redirect(request.get_full_path())
    else:
        response = _page(request, application)
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def _own(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _allow_this_page(application: Application, origin: str) -> None:
    if origin not in application.js_domains:
        application.js_domains = [*application.js_domains, origin]
        application.save(update_fields=["js_domains"])


def _page(request: HttpRequest, application: Application) -> HttpResponse:
    """With the candidate and the job of the address; else with the ones sent last."""
    candidate = request.GET.get("candidate") or _latest_candidate(application)
    job_code = request.GET.get("job") or _latest_job_code(application)
    return render(
        request,
        "widgets/demo.html",
        {
            "application": application,
            "is_listed": _own(request) in origins_of(application),
            "origin": _own(request),
            "packages": ",".join(PACKAGES),
            "context": f"urn:li:organization:{application.organization_id}"
            if application.organization_id
            else "",
            "candidate": candidate or "nobody-yet",
            "job_code": job_code or "DEMO-1",
            "applicant": _latest_applicant(application),
        },
    )


def _latest_candidate(application: Application) -> str | None:
    return _latest(AtsCandidate.objects.all(), application).values_list("id", flat=True).first()


def _latest_job_code(application: Application) -> str | None:
    return _latest(AtsJob.objects.all(), application).values_list("code", flat=True).first()


def _latest(rows: QuerySet[Sent], application: Application) -> QuerySet[Sent]:
    """By the key's own order, which the index has; the record sent last is nobody's concern here."""
    first = record_key(application.id, "")
    return rows.filter(key__gt=first, key__lt=first[:-1] + chr(ord(first[-1]) + 1)).order_by("-key")


def _latest_applicant(application: Application) -> JobApplication | None:
    return JobApplication.objects.filter(application_id=application.id).order_by("-applied_at").first()
