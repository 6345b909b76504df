"""Who is this, where do they stand, what happened last, and what is next? One page, and its parts when they change.

What lies below the first window (what happened earlier, files, applications, privacy) comes by one request of its own
right after the page; whoever has no scripts asks for the page with everything in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recruit.base.errors import NotFound
from recruit.careers.selectors import submissions_of
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.duplicates import selectors as duplicates
from recruit.evaluation import selectors as evaluation
from recruit.hiring import selectors as hiring
from recruit.people import selectors
from recruit.people.enums import FileKind
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import capabilities_by_position
from recruit.privacy import selectors as privacy
from recruit_web import slots
from recruit_web.requests import SignedInRequest
from recruit_web.screens.person.notes import note_context
from recruit_web.screens.person.reading import with_file_frames
from recruit_web.screens.person.standing import ProcessShown, Waiting, present_steps
from recruit_web.shell import remember, show

if TYPE_CHECKING:
    from recruit.activity.selectors import TimelineEntry
    from recruit.evaluation.selectors import ProcessEvaluations
    from recruit.people.models import Person

_ENTRIES = 25
#: Whatever the page tells of the person in any case.
_BESIDE = (selectors.with_belongings, duplicates.with_merges)


@require_safe
def person(request: SignedInRequest, person_id: str) -> HttpResponse:
    found = hiring.visible_person(teammate=request.user, public_id=person_id, beside=_BESIDE)
    remember(request, "person", found.public_id)
    shown = _everything(request, found) if slots.comes_whole(request) else _at_once(request, found)
    context = {
        **shown,
        **note_context(request, found, [one.process for one in shown["processes"]]),
        "panels": slots.rendered(slots.Place.PERSON_PANELS, request, found),
        "sections": slots.rendered(slots.Place.PERSON_SECTIONS, request, found),
    }
    return with_file_frames(show(request, "recruit_web/person.html", context))


@require_safe
def rest(request: SignedInRequest, person_id: str) -> HttpResponse:
    """What the page left room for, each part in its place."""
    return _put_in_place(request, person_id, "recruit_web/person_rest.html", _rest)


@require_safe
def parts(request: SignedInRequest, person_id: str) -> HttpResponse:
    """What can change on the page, each part in its place; what the teammate is typing stays."""
    return _put_in_place(request, person_id, "recruit_web/person_parts.html", _everything, beside=_BESIDE)


def _put_in_place(
    request: SignedInRequest,
    person_id: str,
    template: str,
    shown: Callable[[SignedInRequest, Person], dict[str, Any]],
    *,
    beside: Sequence[hiring.Beside] = (),
) -> HttpResponse:
    try:
        found = hiring.visible_person(teammate=request.user, public_id=person_id, beside=beside)
    except hiring.PersonMoved:
        raise
    except NotFound:
        if not request.htmx:
            raise
        return _gone(request)
    return render(request, template, {**shown(request, found), "swaps": True})


def _gone(request: SignedInRequest) -> HttpResponse:
    """Somebody erased them while this page stood open, or took them out of sight: nothing of them stays on it.

    A refusal that names its place on the page is put there (``recruit.js``).
    """
    answer = render(request, "recruit_web/person_gone.html", status=HTTPStatus.GONE)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#main", "innerHTML"
    return answer


@require_safe
def timeline(request: SignedInRequest, person_id: str) -> HttpResponse:
    """Earlier entries."""
    found = hiring.visible_person(teammate=request.user, public_id=person_id)
    before = request.GET.get("before") or None
    entries = hiring.timeline_of_visible_person(
        teammate=request.user, person=found, before=before, limit=_ENTRIES
    )
    context = {"person": found, "entries": entries, "next_cursor": _cursor(entries)}
    return render(request, "recruit_web/timeline_entries.html", context)


def _everything(request: SignedInRequest, found: Person) -> dict[str, Any]:
    later = _rest(request, found)
    latest = next(iter(later["entries"]), None)
    return {**later, **_at_once(request, found, latest=latest), "is_whole": True}


def _at_once(
    request: SignedInRequest, found: Person, *, latest: TimelineEntry | None = None
) -> dict[str, Any]:
    """What the page brings with it; ``latest``: for whoever has looked it up already."""
    # Asked first: whose doubles somebody may resolve depends on the positions of both, and their rights on those of
    # this candidate's are among the answer.
    doubles = duplicates.open_cases_of(teammate=request.user, person=found)
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    hiring.bring_steps(processes)
    rights = capabilities_by_position(
        teammate=request.user, position_ids={process.position_id for process in processes}
    )
    present = {process.pk: present_steps(process) for process in processes}
    steps = [step for those in present.values() for step in those]
    participants = hiring.participants_of_steps(steps=steps)
    evaluations = evaluation.readable_evaluations(teammate=request.user, processes=processes)
    shown = [
        ProcessShown(
            process,
            rights=rights[process.position_id],
            waiting=[
                Waiting.of(step, participants[step.pk], rights[process.position_id], request.user)
                for step in present[process.pk]
            ],
        )
        for process in processes
    ]
    return {
        "person": found,
        "about": _about(found),
        "processes": shown,
        "evaluations": evaluations,
        "has_evaluations": any(one.shown or one.hidden for one in evaluations.values()),
        "average": _average(evaluations.values()),
        "own_steps": {step.pk: step.public_id for process in processes for step in process.steps.all()},
        "meetings": evaluation.interviews_of_steps(
            company_id=found.company_id, step_ids=[step.pk for step in steps]
        ),
        "active": [one for one in shown if one.is_active],
        "latest": latest or hiring.latest_entry_of_visible_person(teammate=request.user, person=found),
        "contact_points": selectors.contact_points_of(person=found),
        "tags": selectors.tags_of(person=found),
        "duplicates": doubles,
        "merges": duplicates.merges_of(teammate=request.user, person=found),
        "badges": slots.rendered(slots.Place.PERSON_BADGES, request, found),
        "may_edit": hiring.may_edit_person(teammate=request.user, person=found),
        "may_erase": privacy.may_erase(teammate=request.user),
        "may_untag_system": company_role_allows(request.user.company_role, Capability.REMOVE_SYSTEM_TAGS),
    }


def _rest(request: SignedInRequest, found: Person) -> dict[str, Any]:
    """What comes right after the page."""
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    entries = hiring.timeline_of_visible_person(
        teammate=request.user, person=found, before=None, limit=_ENTRIES
    )
    files = hiring.files_of_visible_person(teammate=request.user, person=found)
    return {
        "person": found,
        "entries": entries,
        "next_cursor": _cursor(entries),
        "files": files,
        "current_resume": next((file.pk for file in files if file.kind == FileKind.RESUME), None),
        "positions_by_process": {process.pk: process.position.name for process in processes},
        "submissions": submissions_of(
            person=found, position_ids={process.position_id for process in processes}
        ),
        "kept": privacy.kept_person(person=found),
        "may_edit": hiring.may_edit_person(teammate=request.user, person=found),
        "may_keep": hiring.may_edit_person(
            teammate=request.user, person=found, capability=PositionCapability.KEEP_PERSONS
        ),
        "may_review": privacy.may_review(teammate=request.user),
    }


def _average(told: Iterable[ProcessEvaluations]) -> Decimal | None:
    """Over all that the teammate may read, where nothing is kept from them."""
    averages = [one.average for one in told if one.average is not None]
    return (sum(averages, Decimal(0)) / len(averages)).quantize(Decimal("0.1")) if averages else None


def _about(found: Person) -> str:
    """Headline, employer and place; an employer whom the headline names is not named twice."""
    employer = "" if found.employer in found.headline else found.employer
    return " · ".join(filter(None, (found.headline, employer, found.location)))


def _cursor(entries: Sequence[TimelineEntry]) -> str | None:
    return entries[-1].cursor if len(entries) == _ENTRIES else None
