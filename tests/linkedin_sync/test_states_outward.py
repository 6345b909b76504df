"""What does LinkedIn hold of a position, a process and a person in each of their states? Seen at the real sandbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.linkedin_sync.at_sandbox import ODILE, ROSA_SEAT, There, sandbox, sandbox_process, there
from tests.linkedin_sync.jobs import run_jobs
from tests.people import SETTING_UP, a_position, a_process

from linkedin_client import Generation
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.noting import choose_notes_outward
from linkedin_sync.connections.services import choose_generations
from linkedin_sync.enums import MarkKind, NotesOutward, Shares
from linkedin_sync.models import Link, Mark
from linkedin_sync.outbox.marks import defer_drain, mark_records
from recruit.activity.services import add_note
from recruit.base import clock
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.services import (
    advance_process,
    hire_process,
    hold_process,
    reinstate_process,
    reject_process,
    resume_process,
    undo_change,
    withdraw_process,
)
from recruit.people.services import update_person
from recruit.positions.models import Position
from recruit.positions.services import (
    close_position,
    hold_position,
    reopen_position,
    set_discretion,
    update_position,
)

__all__ = ["sandbox", "sandbox_process", "there"]

LISTED, CLOSED = "LISTED", "CLOSED"
PUBLIC, PRIVATE = "PUBLIC", "PRIVATE_TO_ATS_INTEGRATION"
#: The rows of each table are proved by turns in one and the other.
GENERATIONS = (Generation.V2.value, Generation.REST.value)
#: The position's own word, and who sees it on LinkedIn (outbound.md 5.1).
POSITIONS = [
    # what it is, what happens to it, what is shared; state, availability, offered for exports
    ({}, [], Shares.ALL, LISTED, PRIVATE, True),  # not on the careers site: inside Recruiter
    ({"is_published": True}, [], Shares.ALL, LISTED, PUBLIC, True),
    (
        {"is_published": True, "is_talent_pool": True},
        [],
        Shares.ALL,
        LISTED,
        PRIVATE,
        True,
    ),  # no real vacancy
    ({"is_published": True, "is_discreet": True}, [], Shares.ALL, LISTED, PRIVATE, True),
    ({"is_published": True}, ["hold"], Shares.ALL, CLOSED, PUBLIC, False),  # leaves the export window
    ({"is_published": True}, ["hold", "reopen"], Shares.ALL, LISTED, PUBLIC, True),
    ({"is_published": True}, ["close"], Shares.ALL, CLOSED, PUBLIC, False),
    ({"is_published": True}, ["hold", "close"], Shares.ALL, CLOSED, PUBLIC, False),
    ({"is_published": True}, ["close", "reopen"], Shares.ALL, LISTED, PUBLIC, True),
    ({"is_published": True}, ["hire", "close"], Shares.ALL, CLOSED, PUBLIC, False),  # filled
    ({"is_published": True}, ["unpublish"], Shares.ALL, LISTED, PRIVATE, True),
    (
        {"is_published": True},
        ["unpublish"],
        Shares.PUBLISHED,
        CLOSED,
        PRIVATE,
        False,
    ),  # unshared: closed there
    ({"is_published": True}, ["unpublish", "publish"], Shares.PUBLISHED, LISTED, PUBLIC, True),
    ({"is_published": True}, ["hide"], Shares.NON_DISCREET, CLOSED, PRIVATE, False),
    ({"is_published": True}, ["hide", "show"], Shares.NON_DISCREET, LISTED, PUBLIC, True),
    ({}, [], Shares.PUBLISHED, None, None, False),  # never shared: LinkedIn does not learn of it
    ({"is_discreet": True}, [], Shares.NON_DISCREET, None, None, False),
    ({"is_discreet": True}, ["close"], Shares.NON_DISCREET, None, None, False),
]


def change_position(there: There, position: Position, what: str) -> None:
    actor = there.cast.by_olga
    fresh = Position.objects.get(pk=position.pk)
    acts: dict[str, Callable[[], Any]] = {
        "hold": lambda: hold_position(position=fresh, actor=actor),
        "reopen": lambda: reopen_position(position=fresh, actor=actor),
        "close": lambda: close_position(position=fresh, actor=actor),
        "publish": lambda: update_position(position=fresh, changes={"is_published": True}, actor=actor),
        "unpublish": lambda: update_position(position=fresh, changes={"is_published": False}, actor=actor),
        "hide": lambda: set_discretion(position=fresh, is_discreet=True, actor=actor),
        "show": lambda: set_discretion(position=fresh, is_discreet=False, actor=actor),
        "hire": lambda: hire_process(process=a_process(there.cast, position=fresh), actor=SETTING_UP),
    }
    acts[what]()
    settle()


def settle() -> None:
    run_jobs(
        until=clock.now() + timedelta(seconds=2), limit=400
    )  # v2 applies a job when its task is asked for
    stuck = [mark for mark in Mark.objects.all() if "candidate only with an e-mail" not in mark.parked_text]
    assert not stuck, [(mark.kind, mark.last_error, mark.parked_text) for mark in stuck]


def records(there: There, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = there.sandbox.get(f"records/{kind}")["records"]
    return found


def speak(there: There, generation: str) -> None:
    choose_generations(company_id=there.company_id, generations={"all": generation}, actor=there.cast.by_ada)


@pytest.mark.parametrize(
    ("generation", "made", "acts", "shares", "state", "availability", "is_offered"),
    [(GENERATIONS[place % 2], *row) for place, row in enumerate(POSITIONS)],
)
def test_a_position_in_each_state(
    there: There,
    generation: str,
    made: dict[str, bool],
    acts: list[str],
    shares: Shares,
    state: str | None,
    availability: str | None,
    is_offered: bool,
):
    speak(there, generation)
    agree(company_id=there.company_id, choices=Choices(shares=shares), counts={}, actor=there.cast.by_ada)
    position = a_position(there.cast, "Crane Driver", recruiter=there.cast.rosa, **made)
    settle()
    for act in acts:
        change_position(there, position, act)

    held = [row for row in records(there, "jobs") if row["title"] == "Crane Driver"]
    offered = [job["title"] for job in there.sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]]
    assert [(each["state"], each["availability"]) for each in held] == (
        [(state, availability)] if state else []
    )
    assert ("Crane Driver" in offered) is is_offered


def _undone_rejection(process: HiringProcess, actor: Any) -> None:
    change = reject_process(process=process, reason="Mistaken", actor=actor)
    undo_change(change_public_id=change.public_id, company_id=process.company_id, actor=actor)


def _all_steps(process: HiringProcess, actor: Any) -> None:
    for _ in range(ProcessStep.objects.filter(process=process).count()):
        advance_process(process=process, actor=actor)


STEP = "CV review"
#: A status is the newest stage entry, an end's reason stands on the application (outbound.md 8.2).
PROCESSES: dict[str, tuple[list[Callable[[HiringProcess, Any], Any]], str, str]] = {
    "in progress": ([], STEP, ""),
    "a step further": ([lambda p, by: advance_process(process=p, actor=by)], "Phone interview", ""),
    "awaiting a decision": ([_all_steps], "Awaiting decision", ""),
    "on hold": ([lambda p, by: hold_process(process=p, actor=by)], "On hold", ""),
    "resumed": (
        [lambda p, by: hold_process(process=p, actor=by), lambda p, by: resume_process(process=p, actor=by)],
        STEP,
        "",
    ),
    "on hold with its position": (
        [lambda p, by: hold_position(position=p.position, actor=by)],
        "On hold",
        "",
    ),
    "rejected": (
        [lambda p, by: reject_process(process=p, reason="Too far away", actor=by)],
        "Rejected",
        "Too far away",
    ),
    "rejected without a reason": (
        [lambda p, by: reject_process(process=p, reason="", actor=by)],
        "Rejected",
        "",
    ),
    "rejected while on hold": (
        [
            lambda p, by: hold_process(process=p, actor=by),
            lambda p, by: reject_process(process=p, reason="No budget", actor=by),
        ],
        "Rejected",
        "No budget",
    ),
    "withdrawn": (
        [lambda p, by: withdraw_process(process=p, reason="Stays where she is", actor=by)],
        "Withdrawn",
        "Stays where she is",
    ),
    "hired": ([lambda p, by: hire_process(process=p, actor=by)], "Hired", ""),
    "considered again": (
        [
            lambda p, by: reject_process(process=p, reason="Too far away", actor=by),
            lambda p, by: reinstate_process(process=p, actor=by),
        ],
        STEP,
        "",
    ),
    "rejected and undone": ([_undone_rejection], STEP, ""),
}


@pytest.mark.parametrize(
    ("generation", "status"), [(GENERATIONS[place % 2], status) for place, status in enumerate(PROCESSES)]
)
def test_a_process_in_each_status(there: There, generation: str, status: str):
    speak(there, generation)
    acts, stage, reason = PROCESSES[status]
    position = a_position(there.cast, "Crane Driver", recruiter=there.cast.rosa)
    process = a_process(there.cast, there.came(ODILE), position)
    settle()
    for act in acts:
        act(HiringProcess.objects.get(pk=process.pk), SETTING_UP)
        settle()

    [application] = records(there, "applications")
    stages = records(there, "stages")
    assert max(stages, key=lambda each: each["entered_at"])["name"] == stage
    assert application["record"].get("dispositionReason", "") == reason
    shown = there.sandbox.get("indicator", seat=ROSA_SEAT, member=ODILE)["processes"]
    assert [each["stages"][-1]["name"] for each in shown] == [stage]


def _everything_of_odile(there: There) -> HiringProcess:
    choose_notes_outward(company_id=there.company_id, wanted=NotesOutward.YES, actor=there.cast.by_ada)
    process = a_process(there.cast, there.came(ODILE))
    for about in (None, process):
        add_note(
            company_id=there.company_id,
            person_id=process.person_id,
            process_id=about.pk if about else None,
            position_id=about.position_id if about else None,
            text="Speaks four languages.",
            actor=there.cast.by_rosa,
        )
    settle()
    for kind in ("candidates", "applications", "stages", "candidate_notes", "application_notes"):
        assert len(records(there, kind)) == 1, kind
    return process


def _is_gone(there: There, kind: MarkKind, key: int) -> None:
    ids = {"company_id": there.company_id, "connection_id": there.connection.pk}
    mark_records(**ids, kind=kind, keys=[key], tombstone=True)
    defer_drain(**ids)
    settle()


@pytest.mark.parametrize("generation", GENERATIONS)
def test_with_a_deleted_process_go_its_stages_and_notes_and_nothing_else(there: There, generation: str):
    speak(there, generation)
    process = _everything_of_odile(there)
    key = process.pk
    with transaction.atomic():
        ProcessStep.objects.filter(process=process).delete()
        HiringProcess.objects.filter(pk=key).delete()

    _is_gone(there, MarkKind.PROCESS, key)

    for kind in ("applications", "stages", "application_notes"):
        assert records(there, kind) == [], kind
    assert len(records(there, "candidates")) == len(records(there, "candidate_notes")) == 1
    assert not Link.objects.filter(kind="process").exists()


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_candidate_goes_with_their_notes_even_if_linkedin_did_not_delete_those(
    there: There, generation: str
):
    """Ours are deleted one by one before the candidate: the call is in the journal."""
    speak(there, generation)
    process = _everything_of_odile(there)
    set_discretion(position=there.cast.position, is_discreet=True, actor=there.cast.by_olga)
    agree(
        company_id=there.company_id,
        choices=Choices(shares=Shares.NON_DISCREET),
        counts={},
        actor=there.cast.by_ada,
    )
    settle()

    for kind in ("candidates", "applications", "stages", "candidate_notes", "application_notes"):
        assert records(there, kind) == [], kind
    assert not there.sandbox.get("indicator", seat=ROSA_SEAT, member=ODILE)["in_ats"]
    entries = there.sandbox.get("journal", limit=200)["entries"]
    deletions = [each["path"] for each in entries if _method(each) == "batch_delete"]
    about_candidates = [path for path in deletions if "andidate" in path]
    notes, candidates = sorted(about_candidates, key=lambda path: "otes" not in path)[:2]
    assert "otes" in notes
    assert "otes" not in candidates
    assert not Link.objects.filter(our_key=str(process.pk), kind="process").exists()


def _method(entry: dict[str, Any]) -> str:
    return str(entry.get("restli_method") or entry.get("method") or "").lower()


@pytest.mark.parametrize("generation", GENERATIONS)
def test_do_not_contact_is_seen_by_recruiters_and_taken_back(there: There, generation: str):
    speak(there, generation)
    process = a_process(there.cast, there.came(ODILE))
    settle()

    def seen() -> bool:
        answer = there.sandbox.get("indicator", seat=ROSA_SEAT, member=ODILE)
        return bool(answer["do_not_contact"])

    assert not seen()
    update_person(person=process.person, changes={"do_not_contact": True}, actor=there.cast.by_rosa)
    settle()
    assert seen()
    update_person(person=process.person, changes={"do_not_contact": False}, actor=there.cast.by_rosa)
    settle()
    assert not seen()
