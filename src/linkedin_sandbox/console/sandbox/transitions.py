"""When is the work done that LinkedIn does in its own time? At once, after so many looks, or after so many seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import again, page, seat_of
from linkedin_sandbox.console.sandbox.typed import Misread, seconds, whole
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.steering import transitions

_MOST_LOOKS = 1_000_000
_TOLD = {
    "job_task": (
        "Job postings",
        (
            "A posting is accepted at once and answered with a task; the job is there when the task is finished. "
            "A look is one reading of the task by the ATS."
        ),
        "https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-taskstatus",
    ),
    "matching": (
        "Matching of candidates",
        (
            "LinkedIn finds the member who belongs to a candidate that an ATS has sent. "
            "A look is one reading of the candidate by the ATS."
        ),
        "https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One kind of work. ``how`` is ``at_once``, ``after_looks`` or ``after_seconds``; ``problem`` is of its number."""

    name: str
    label: str
    about: str
    page: str
    how: str
    looks: str
    seconds: str
    usual: str
    is_changed: bool
    problem: str = ""


def show(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, of: str = "", problem: str = "") -> HttpResponse:
    present = transitions.present_transitions()
    lines = [_line(name, present[name]) for name in present]
    if of:
        lines = [_retyped(line, request, problem) if line.name == of else line for line in lines]
    shown = page(request, "sandbox/transitions", seat=seat_of(request), lines=lines)
    return again(shown) if of else shown


def _line(name: str, chosen: dict[str, Any]) -> Line:
    label, about, source = _TOLD[name]
    return Line(
        name=name,
        label=label,
        about=about,
        page=source,
        how=_how(chosen),
        looks=str(chosen.get("after_looks") or 3),
        seconds=f"{chosen.get('after_seconds') or 1:g}",
        usual=_words(transitions.USUAL[name]),
        is_changed=chosen != transitions.USUAL[name],
    )


def _retyped(line: Line, request: HttpRequest, problem: str) -> Line:
    typed = request.POST
    return Line(
        **vars(line)
        | {
            "how": typed.get("how", line.how),
            "looks": typed.get("looks", line.looks),
            "seconds": typed.get("seconds", line.seconds),
            "problem": problem,
        }
    )


def _how(chosen: dict[str, Any]) -> str:
    return next((name for name in ("after_looks", "after_seconds") if chosen.get(name)), "at_once")


def _words(chosen: dict[str, Any]) -> str:
    how = _how(chosen)
    if how == "at_once":
        return "at once"
    unit = "look" if how == "after_looks" else "second"
    return f"after {chosen[how]:g} {unit}{'' if chosen[how] == 1 else 's'}"


@require_POST
def set_one(request: HttpRequest, name: str) -> HttpResponse:
    """What already waits keeps its time; what comes from now on waits as chosen here."""
    if name not in _TOLD:
        raise Http404
    how = request.POST.get("how", "")
    try:
        chosen = _chosen(how, request)
    except Misread as reason:
        return _page(request, of=name, problem=str(reason))
    transitions.set_transition(name, chosen)
    say(request, f"{_TOLD[name][0]}: {_words(chosen)}, from now on.")
    return redirect("console:transitions")


def _chosen(how: str, request: HttpRequest) -> dict[str, Any]:
    if how == "at_once":
        return {}
    if how == "after_looks":
        return {"after_looks": whole(request.POST.get("looks", ""), least=1, most=_MOST_LOOKS)}
    if how == "after_seconds":
        return {"after_seconds": seconds(request.POST.get("seconds", ""))}
    raise Misread("Choose one of the three.")


@require_POST
def reset_one(request: HttpRequest, name: str) -> HttpResponse:
    if name not in _TOLD:
        raise Http404
    transitions.reset_transition(name)
    say(request, f"{_TOLD[name][0]}: {_words(transitions.USUAL[name])}, as usual.")
    return redirect("console:transitions")
