"""Where does a member apply? On the job's page at LinkedIn: what is offered, the company's questions, and consent.

https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/onsite-apply-config-schema
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from linkedin_sandbox.widgets.job_form import drawn, typed, with_rounds
from linkedin_sandbox.world.applying.apply_answers import ApplicationRefused
from linkedin_sandbox.world.applying.applying import (
    PublicJob,
    apply_to_job,
    public_job,
    public_jobs,
    usual_answers,
)
from linkedin_sandbox.world.jobs.job_html import kept_html
from linkedin_sandbox.world.models import JobApplication, Member
from linkedin_sandbox.world.people.people import members_by_ids, search_members
from linkedin_sandbox.world.people.personas import act_as_member, member_in
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.synced.feedback import notices_of

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_PAGE, _MOST_FOUND = 25, 8


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Open public jobs, page by page."""
    asked = request.GET.get("after", "")
    query = request.GET.get("q", "").strip()
    after = int(asked) if asked.isdecimal() and len(asked) < 19 else None  # noqa: PLR2004 -- SQLite's widest number
    found = public_jobs(query, after=after, limit=_PAGE + 1)
    return _page(
        request,
        "jobs",
        jobs=found[:_PAGE],
        query=query,
        next_after=found[_PAGE - 1].number if len(found) > _PAGE else None,
    )


@require_safe
def job(request: HttpRequest, number: int) -> HttpResponse:
    try:
        shown = public_job(number)
    except SandboxRefusal as refusal:
        return _refused(request, refusal)
    me = member_in(request.session)
    description = SafeString(kept_html(shown.description))
    applied = _application_of(me, shown)
    notices = notices_of(me, application=applied) if me and applied else []
    return _page(request, "job", job=shown, description=description, me=me, applied=applied, notices=notices)


def _application_of(me: Member | None, shown: PublicJob) -> JobApplication | None:
    if me is None:
        return None
    return JobApplication.objects.filter(job_key=shown.posting.key, member_id=me.id).first()


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, number: int) -> HttpResponse:
    try:
        shown = public_job(number)
    except SandboxRefusal as refusal:
        return _refused(request, refusal)
    if request.POST.get("act") == "choose":
        _take_member(request)
        return redirect("widgets:apply", number=number)
    me = None if "somebody_else" in request.GET else member_in(request.session)
    if me is None or "q" in request.GET:
        return _who(request, shown)
    if _application_of(me, shown) or not shown.is_open or not shown.applies_here:
        return redirect("widgets:job", number=number)
    if request.method == "POST":
        return _posted(request, shown, me)
    return _form(request, shown, me, usual_answers(me, shown))


def _take_member(request: HttpRequest) -> None:
    text = request.POST.get("member", "")
    for member in members_by_ids([int(text)] if text.isdecimal() and len(text) < 19 else []):  # noqa: PLR2004 -- SQLite's widest number
        act_as_member(request.session, member)


def _who(request: HttpRequest, shown: PublicJob) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    found = search_members(query, limit=_MOST_FOUND).members
    return _page(request, "job_who", job=shown, query=query, found=found)


def _posted(request: HttpRequest, shown: PublicJob, me: Member) -> HttpResponse:
    """One round more or less of a set, or the application itself."""
    answers = typed(shown.questions, request.POST, request.FILES)
    act, _colon, name = request.POST.get("act", "").partition(":")
    if act in ("more", "fewer"):
        return _form(request, shown, me, with_rounds(answers, name, 1 if act == "more" else -1))
    if not request.POST.get("consent"):
        return _form(
            request, shown, me, answers, {"consent": f"Say that {shown.company} may have your answers."}
        )
    try:
        apply_to_job(me, shown.posting, answers)
    except ApplicationRefused as refusal:
        return _form(request, shown, me, answers, refusal.problems)
    except SandboxRefusal as refusal:
        return _refused(request, refusal)
    return redirect("widgets:job", number=shown.number)


def _form(
    request: HttpRequest,
    shown: PublicJob,
    me: Member,
    answers: dict[str, list[dict[str, Any]]],
    problems: dict[str, str] | None = None,
) -> HttpResponse:
    sets = drawn(shown.questions, answers, problems or {})
    response = _page(
        request,
        "job_apply",
        job=shown,
        me=me,
        sets=sets,
        problems=problems or {},
        consent_problem=(problems or {}).get("consent", ""),
        is_agreed=bool(request.POST.get("consent")),
    )
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return response


def _refused(request: HttpRequest, refusal: SandboxRefusal) -> HttpResponse:
    response = _page(request, "job_refused", sentence=refusal.sentence)
    is_reading = request.method in ("GET", "HEAD")
    response.status_code = HTTPStatus.NOT_FOUND if is_reading else HTTPStatus.UNPROCESSABLE_ENTITY
    return response


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    response = render(request, f"widgets/{template}.html", context)
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
