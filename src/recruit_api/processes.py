"""How does a program start hiring processes, take them further and end them?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from recruit.activity.services import add_note
from recruit.company.enums import AppScope
from recruit.company.selectors import actor_of_app
from recruit.hiring import selectors, services
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.positions.selectors import visible_position
from recruit.sources.selectors import source_by_public_id
from recruit_api.endpoints import Id, Line, Paging, endpoint, listed
from recruit_api.endpoints import ListOf as Page
from recruit_api.persons import NewNote, note_shown
from recruit_api.records import NoteOut, ProcessDetail, ProcessOut
from recruit_api.requests import ApiRequest

if TYPE_CHECKING:
    from recruit.company.models import ApiApp
    from recruit.hiring.models import HiringProcess

router = Router(tags=["Processes"])
_PLAIN = (
    "status", "reason", "started_at", "updated_at", "status_changed_at", "ended_at", "applied_date",
    "first_day_date",
)  # fmt: skip
_Reason = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00]*\S[^\x00]*$")]


class ProcessesAsked(Paging):
    position: Id = ""
    person: Id = ""
    status: ProcessStatus | None = None


class NewProcess(Schema, extra="forbid"):
    person: Id
    position: Id
    source: Id | None = None


class StepDone(Schema, extra="forbid"):
    """``step``: what the caller believes to be present, as ``current_step`` says it; if it is over, nothing happens."""

    step: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")] = ""


class Ending(Schema, extra="forbid"):
    reason: _Reason


class Hire(Schema, extra="forbid"):
    applied_date: date | None = None
    first_day_date: date | None = None
    opening: Line | None = Field(
        None, description="An opening's id; without it the position's oldest open one. Empty: none is filled."
    )


def shown(app: ApiApp, process: HiringProcess) -> dict[str, Any]:
    source = process.source if app.holds(AppScope.READ_SOURCES) else None
    return {
        "id": process.public_id,
        "person": {"id": process.person.public_id, "name": process.person.full_name},
        "position": {"id": process.position.public_id, "name": process.position.name},
        "current_step": process.current_step_name,
        "source": {"id": source.public_id, "name": source.name} if source else None,
        **{name: getattr(process, name) for name in _PLAIN},
    }


def _whole(app: ApiApp, public_id: str) -> dict[str, Any]:
    return whole(app, selectors.process_for(teammate=app, public_id=public_id))


def whole(app: ApiApp, process: HiringProcess) -> dict[str, Any]:
    """As the app reads it: a ``ProcessDetail``. The process comes with its person, position and source."""
    shows_future = app.holds(AppScope.READ_FUTURE_STEPS)
    return {
        **shown(app, process),
        "steps": [
            {
                "id": step.public_id,
                "name": step.name,
                "type": step.type,
                "state": step.state,
                "entered_at": step.entered_at,
                "completed_at": step.completed_at,
                "completed_by": step.completed_by_name,
                "decision": step.decision,
            }
            for step in selectors.steps_of_process(process=process)
            if shows_future or step.state != StepState.FUTURE
        ],
    }


@endpoint(router, "GET", "", scope=AppScope.READ_PROCESSES, answer=Page[ProcessOut])
def list_processes(request: ApiRequest, response: HttpResponse, asked: Query[ProcessesAsked]) -> Any:
    """Newest first."""
    app = request.api_app
    page = selectors.processes_page(
        teammate=app,
        position_public_id=asked.position,
        person_public_id=asked.person,
        status=asked.status or "",
        after=asked.after,
        limit=asked.limit,
    )
    return listed(request, response, [shown(app, process) for process in page.rows], page.next_cursor)


@endpoint(router, "GET", "/{process_id}", scope=AppScope.READ_PROCESSES, answer=ProcessDetail)
def get_process(request: ApiRequest, process_id: str) -> Any:
    return _whole(request.api_app, process_id)


@endpoint(router, "POST", "", scope=AppScope.WRITE_PROCESSES, answer=ProcessDetail, status=201)
def start_process(request: ApiRequest, process: NewProcess) -> Any:
    """The candidate is considered for the position from its first step on."""
    app = request.api_app
    source = (
        source_by_public_id(company_id=app.company_id, public_id=process.source) if process.source else None
    )
    made = services.start_process(
        person=selectors.visible_person(teammate=app, public_id=process.person),
        position=visible_position(teammate=app, public_id=process.position),
        source_id=source.pk if source else None,
        actor=actor_of_app(app),
    )
    return Status(201, _whole(app, made.public_id))


def _change(request: ApiRequest, process_id: str, verb: Callable[..., Any], **given: Any) -> Any:
    app = request.api_app
    process = selectors.process_for(teammate=app, public_id=process_id)
    verb(process=process, actor=actor_of_app(app), **given)
    return _whole(app, process_id)


@endpoint(router, "POST", "/{process_id}/notes", scope=AppScope.WRITE_NOTES, answer=NoteOut, status=201)
def write_note_on_process(request: ApiRequest, process_id: str, note: NewNote) -> Any:
    """Read by those who may see the position."""
    app = request.api_app
    process = selectors.process_for(teammate=app, public_id=process_id)
    made = add_note(
        company_id=app.company_id,
        person_id=process.person_id,
        process_id=process.pk,
        position_id=process.position_id,
        position_name=process.position.name,
        text=note.text,
        mentionable=selectors.mentionable(
            company_id=app.company_id, person_id=process.person_id, position_id=process.position_id
        ),
        actor=actor_of_app(app),
    )
    return Status(201, note_shown(made))


@endpoint(router, "POST", "/{process_id}/advance", scope=AppScope.WRITE_PROCESSES, answer=ProcessDetail)
def advance_process(request: ApiRequest, process_id: str, done: StepDone) -> Any:
    """Completes what is present; what follows begins."""
    return _change(request, process_id, services.advance_process, seen_step=done.step)


@endpoint(router, "POST", "/{process_id}/hold", scope=AppScope.WRITE_PROCESSES, answer=ProcessDetail)
def hold_process(request: ApiRequest, process_id: str) -> Any:
    return _change(request, process_id, services.hold_process)


@endpoint(router, "POST", "/{process_id}/resume", scope=AppScope.WRITE_PROCESSES, answer=ProcessDetail)
def resume_process(request: ApiRequest, process_id: str) -> Any:
    return _change(request, process_id, services.resume_process)


@endpoint(router, "POST", "/{process_id}/reject", scope=AppScope.WRITE_PROCESSES, answer=ProcessDetail)
def reject_process(request: ApiRequest, process_id: str, ending: Ending) -> Any:
    return _change(request, process_id, services.reject_process, reason=ending.reason)


@endpoint(router, "POST", "/{process_id}/withdraw", scope=AppScope.WRITE_PROCESSES, answer=ProcessDetail)
def withdraw_process(request: ApiRequest, process_id: str, ending: Ending) -> Any:
    """The candidate no longer wants the position."""
    return _change(request, process_id, services.withdraw_process, reason=ending.reason)


@endpoint(router, "POST", "/{process_id}/hire", scope=AppScope.WRITE_PROCESSES, answer=ProcessDetail)
def hire(request: ApiRequest, process_id: str, hire: Hire) -> Any:
    """Fills an opening; steps that did not come are skipped."""
    return _change(
        request,
        process_id,
        services.hire_process,
        applied_date=hire.applied_date,
        first_day_date=hire.first_day_date,
        opening_public_id=hire.opening,
    )


@endpoint(router, "DELETE", "/{process_id}", scope=AppScope.DELETE_PROCESSES, answer=None, status=204)
def delete_process(request: ApiRequest, process_id: str) -> Any:
    """With its steps, notes and evaluations, for good. The candidate stays."""
    app = request.api_app
    process = selectors.process_for(teammate=app, public_id=process_id)
    services.delete_process(process=process, actor=actor_of_app(app))
    return Status(204, None)
