"""Who is this, where do they stand, what happened last, and what is next? One page, and its parts when they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.rules import is_active
from recruit.people import selectors
from recruit.people.enums import FileKind
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import capabilities_by_position
from recruit.privacy import selectors as privacy
from recruit_web import slots
from recruit_web.requests import SignedInRequest
from recruit_web.screens.person.notes import note_context
from recruit_web.screens.person.reading import with_file_frames
from recruit_web.shell import remember, show

if TYPE_CHECKING:
    from recruit.activity.selectors import TimelineEntry
    from recruit.company.models import Teammate
    from recruit.evaluation.selectors import ProcessEvaluations
    from recruit.hiring.models import HiringProcess, ProcessStep
    from recruit.people.models import Person

_ENTRIES = 25


@require_safe
def person(request: SignedInRequest, person_id: str) -> HttpResponse:
    found = hiring.visible_person(teammate=request.user, public_id=person_id)
    remember(request, "person", found.public_id)
    parts = _parts(request, found)
    context = {
        **parts,
        **note_context(request, found, [shown.process for shown in parts["processes"]]),
        "badges": slots.rendered(slots.Place.PERSON_BADGES, request, found),
        "panels": slots.rendered(slots.Place.PERSON_PANELS, request, found),
        "sections": slots.rendered(slots.Place.PERSON_SECTIONS, request, found),
    }
    return with_file_frames(show(request, "recruit_web/person.html", context))


@require_safe
def parts(request: SignedInRequest, person_id: str) -> HttpResponse:
    """What can change on the page, each part in its place; what the teammate is typing stays."""
    try:
        found = hiring.visible_person(teammate=request.user, public_id=person_id)
    except hiring.PersonMoved:
        raise
    except NotFound:
        if not request.htmx:
            raise
        return _gone(request)
    context = {
        **_parts(request, found),
        "badges": slots.rendered(slots.Place.PERSON_BADGES, request, found),
        "swaps": True,
    }
    return render(request, "recruit_web/person_parts.html", context)


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


def _parts(request: SignedInRequest, found: Person) -> dict[str, Any]:
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    hiring.bring_steps(processes)
    rights = capabilities_by_position(
        teammate=request.user, position_ids={process.position_id for process in processes}
    )
    present = [step for process in processes for step in _present(process)]
    participants = hiring.participants_of_steps(steps=present)
    evaluations = evaluation.readable_evaluations(teammate=request.user, processes=processes)
    entries = hiring.timeline_of_visible_person(
        teammate=request.user, person=found, before=None, limit=_ENTRIES
    )
    files = hiring.files_of_visible_person(teammate=request.user, person=found)
    shown = [
        _Shown(
            process,
            rights=rights[process.position_id],
            waiting=[
                _Waiting.of(step, participants[step.pk], rights[process.position_id], request.user)
                for step in _present(process)
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
            company_id=found.company_id, step_ids=[step.pk for step in present]
        ),
        "active": [one for one in shown if one.is_active],
        "contact_points": selectors.contact_points_of(person=found),
        "files": files,
        "current_resume": next((file.pk for file in files if file.kind == FileKind.RESUME), None),
        "positions_by_process": {process.pk: process.position.name for process in processes},
        "submissions": submissions_of(person=found, position_ids=set(rights)),
        "tags": selectors.tags_of(person=found),
        "entries": entries,
        "next_cursor": _cursor(entries),
        "duplicates": duplicates.open_cases_of(teammate=request.user, person=found),
        "merges": duplicates.merges_of(teammate=request.user, person=found),
        "may_edit": hiring.may_edit_person(teammate=request.user, person=found),
        "may_keep": hiring.may_edit_person(
            teammate=request.user, person=found, capability=PositionCapability.KEEP_PERSONS
        ),
        "kept": privacy.kept_person(person=found),
        "may_review": privacy.may_review(teammate=request.user),
        "may_erase": privacy.may_erase(teammate=request.user),
        "may_untag_system": company_role_allows(request.user.company_role, Capability.REMOVE_SYSTEM_TAGS),
    }


def _present(process: HiringProcess) -> list[ProcessStep]:
    """The steps at which somebody in progress is now; each knows its process without asking for it again."""
    if process.status != ProcessStatus.IN_PROGRESS:
        return []
    steps = sorted(process.steps.all(), key=lambda step: step.order)
    present = [step for step in steps if step.state == StepState.CURRENT]
    for step in present:
        step.process = process
    return present


@dataclass(frozen=True)
class _Waiting:
    """One present step: who takes part in it, what they should know, and whether this teammate may say it is done."""

    step: ProcessStep
    participants: list[Teammate]
    instructions: str
    is_decidable: bool
    may_evaluate: bool
    may_schedule: bool

    @classmethod
    def of(
        cls,
        step: ProcessStep,
        participants: list[Teammate],
        rights: frozenset[PositionCapability],
        teammate: Teammate,
    ) -> _Waiting:
        is_own = teammate in participants
        decides = is_own and PositionCapability.DECIDE_OWN_STEPS in rights
        is_inherited = step.definition is not None and not step.process.is_unlocked
        return cls(
            step=step,
            participants=participants,
            instructions=step.definition.instructions
            if is_inherited and step.definition
            else step.instructions,
            is_decidable=decides or PositionCapability.MOVE_PROCESSES in rights,
            may_evaluate=decides or PositionCapability.MOVE_PROCESSES in rights,
            may_schedule=is_own or PositionCapability.SCHEDULE_INTERVIEWS in rights,
        )


@dataclass(frozen=True)
class _Shown:
    """One process as the page shows it: its steps in order, what comes next, and whether this teammate may move it."""

    process: HiringProcess
    rights: frozenset[PositionCapability]
    waiting: list[_Waiting]

    @property
    def is_movable(self) -> bool:
        return PositionCapability.MOVE_PROCESSES in self.rights

    @property
    def may_change_steps(self) -> bool:
        return self.is_active and PositionCapability.MANAGE_WORKFLOW in self.rights

    @property
    def steps(self) -> list[ProcessStep]:
        return sorted(self.process.steps.all(), key=lambda step: step.order)

    @property
    def next_step_name(self) -> str:
        return next((step.name for step in self.steps if step.state == StepState.FUTURE), "")

    @property
    def is_active(self) -> bool:
        return is_active(self.process.status)

    @property
    def contact_name(self) -> str:
        """Who is behind the source; empty when the source's own name says it."""
        contact, source = self.process.source_contact, self.process.source
        name = f"{contact.first_name} {contact.last_name}".strip() if contact else ""
        return "" if source and name in source.name else name


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
