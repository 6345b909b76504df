"""Which facts make a record differ at LinkedIn? Each marks it, in the fact's own transaction.

Nothing is marked for a company that is not connected: enabling marks its whole history.
"""

from __future__ import annotations

from functools import partial

from linkedin_sync.backfill.everything import (
    MARK_PROCESSES_OF_POSITION,
    mark_evaluated,
    mark_everything,
    mark_noted,
    mark_resumed,
)
from linkedin_sync.backfill.removal import stop_walks
from linkedin_sync.backfill.services import begin_history
from linkedin_sync.connections.applying import takes_applications
from linkedin_sync.connections.events import (
    ApplicationsChosen,
    ConnectionEnabled,
    ConnectionLeaves,
    ConnectionRecovered,
    FeedbackOutwardChanged,
    NotesOutwardChanged,
    ReadingChosen,
    ResumesOutwardChanged,
    SharingChanged,
)
from linkedin_sync.connections.noting import feedback_travels, notes_travel, resumes_travel
from linkedin_sync.connections.selectors import connection_of, marking_connection_id
from linkedin_sync.enums import CameBy, MarkKind, ParkedReason
from linkedin_sync.links.joining import join_matches, part_matches
from linkedin_sync.mirror.asking import defer_pull
from linkedin_sync.mirror.members import PROVIDER, admit_member
from linkedin_sync.outbox import erasing, reports
from linkedin_sync.outbox.marks import defer_drain, mark_records
from linkedin_sync.outbox.services import unpark_marks
from linkedin_sync.seats.asking import defer_seat_pull
from linkedin_sync.seats.events import SeatMapChanged
from recruit.activity.events import NoteChanged
from recruit.base import queue
from recruit.base.events import subscribe
from recruit.base.holdings import counts
from recruit.careers.events import Applied, QuestionsChanged, SiteChanged
from recruit.careers.selectors import published_position_ids
from recruit.company.events import (
    CompanyRoleChanged,
    CompanySettingsChanged,
    TeammateDeactivated,
    TeammateReactivated,
)
from recruit.duplicates.events import PartAssigned, PersonsMerged, PersonsUnmerged
from recruit.duplicates.services import Follower, let_follow
from recruit.evaluation.events import EvaluationSubmitted
from recruit.hiring.events import (
    ProcessChanged,
    ProcessDeleted,
    ProcessesOfPositionChanged,
    ProcessStarted,
)
from recruit.hiring.selectors import process_ids_of_person, process_ids_of_persons
from recruit.people.events import (
    PersonErased,
    PersonFileAdded,
    PersonFileChanged,
    PersonFileRemoved,
    PersonUpdated,
)
from recruit.positions.events import (
    DiscretionChanged,
    HiringTeamChanged,
    PositionClosed,
    PositionHeld,
    PositionOpened,
    PositionReopened,
    PositionUpdated,
)

let_follow(Follower("linkedin_sync_export", process="process_id"))
let_follow(Follower("linkedin_sync_onsiteapplication", process="process_id"))

Differing = dict[MarkKind, list[int]]


def _mark(company_id: int, differing: Differing, gone: Differing | None = None) -> int | None:
    """Mark what differs or is gone, and see that it is sent. Returns the connection, None if there is none."""
    connection_id = marking_connection_id(company_id=company_id)
    if connection_id is None:
        return None
    mark = partial(mark_records, company_id=company_id, connection_id=connection_id)
    for kinds, tombstone in ((differing, False), (gone or {}, True)):
        for kind, keys in kinds.items():
            mark(kind=kind, keys=keys, tombstone=tombstone)
    defer_drain(company_id=company_id, connection_id=connection_id)
    return connection_id


@subscribe(PositionOpened)
def mark_opened_position(event: PositionOpened) -> None:
    _mark_position_and_viewers(event.company_id, event.position_id)


@subscribe(HiringTeamChanged)
def mark_hiring_team(event: HiringTeamChanged) -> None:
    """The hiring manager stands on the posting as its owner, so the position may differ as well."""
    _mark_position_and_viewers(event.company_id, event.position_id)
    if feedback_travels(company_id=event.company_id):
        _mark_processes_later(event.company_id, event.position_id)


def _mark_position_and_viewers(company_id: int, position_id: int) -> None:
    _mark(company_id, {MarkKind.POSITION: [position_id], MarkKind.VISIBILITY_OF_POSITION: [position_id]})


@subscribe(PositionHeld)
def mark_held_position(event: PositionHeld) -> None:
    _mark(event.company_id, {MarkKind.POSITION: [event.position_id]})


@subscribe(PositionReopened)
def mark_reopened_position(event: PositionReopened) -> None:
    _mark(event.company_id, {MarkKind.POSITION: [event.position_id]})


@subscribe(PositionClosed)
def mark_closed_position(event: PositionClosed) -> None:
    _mark(event.company_id, {MarkKind.POSITION: [event.position_id]})


@subscribe(PositionUpdated)
def mark_updated_position(event: PositionUpdated) -> None:
    _mark_position_and_its_processes(event.company_id, event.position_id)


@subscribe(DiscretionChanged)
def mark_discretion(event: DiscretionChanged) -> None:
    _mark_position_and_its_processes(event.company_id, event.position_id)


def _mark_position_and_its_processes(company_id: int, position_id: int) -> None:
    """Its name stands on every application, and whether it is shared decides on all of them."""
    differing: Differing = {MarkKind.POSITION: [position_id], MarkKind.VISIBILITY_OF_POSITION: [position_id]}
    if _mark(company_id, differing) is not None:
        _mark_processes_later(company_id, position_id)


def _mark_processes_later(company_id: int, position_id: int) -> None:
    connection_id = marking_connection_id(company_id=company_id)
    if connection_id is not None:
        queue.defer(
            MARK_PROCESSES_OF_POSITION,
            company_id=company_id,
            connection_id=connection_id,
            position_id=position_id,
        )


@subscribe(PersonUpdated)
def mark_person(event: PersonUpdated) -> None:
    """Name and e-mail stand on the person's applications too."""
    processes = process_ids_of_person(company_id=event.company_id, person_id=event.person_id)
    _mark(event.company_id, {MarkKind.PERSON: [event.person_id], MarkKind.PROCESS: processes})


@subscribe(PersonFileAdded)
def mark_added_file(event: PersonFileAdded) -> None:
    _mark_resumes(event.company_id, event.person_id)


@subscribe(PersonFileChanged)
def mark_changed_file(event: PersonFileChanged) -> None:
    """A résumé that has another name, or that is one now or no more."""
    _mark_resumes(event.company_id, event.person_id)


@subscribe(PersonFileRemoved)
def mark_removed_file(event: PersonFileRemoved) -> None:
    _mark_resumes(event.company_id, event.person_id)


def _mark_resumes(company_id: int, *person_ids: int) -> None:
    """Of every position that considers them, where résumés go to LinkedIn at all."""
    if resumes_travel(company_id=company_id):
        processes = process_ids_of_persons(company_id=company_id, person_ids=person_ids)
        _mark(company_id, {MarkKind.RESUMES: processes})


@subscribe(PersonsMerged)
def mark_merged_persons(event: PersonsMerged) -> None:
    """Of whoever went LinkedIn's record is taken away; their applications name the survivor."""
    join_matches(
        company_id=event.company_id,
        merge_id=event.merge_id,
        survivor_id=event.survivor_id,
        lost_id=event.lost_id,
    )
    _mark_pair(event)


@subscribe(PersonsUnmerged)
def mark_unmerged_persons(event: PersonsUnmerged) -> None:
    part_matches(
        company_id=event.company_id,
        merge_id=event.merge_id,
        survivor_id=event.survivor_id,
        lost_id=event.lost_id,
    )
    _mark_pair(event)


def _mark_pair(event: PersonsMerged | PersonsUnmerged) -> None:
    persons, processes = [event.survivor_id, event.lost_id], list(event.process_ids)
    _mark(event.company_id, {MarkKind.PERSON: persons, MarkKind.PROCESS: processes})
    _mark_resumes(event.company_id, *persons)


@subscribe(PartAssigned)
def mark_assigned_part(event: PartAssigned) -> None:
    """The persons are told of by themselves; a person's first or last process decides whether they are shared."""
    processes = [event.process_id] if event.process_id else []
    _mark(event.company_id, {MarkKind.PERSON: [event.from_id, event.to_id], MarkKind.PROCESS: processes})
    _mark_resumes(event.company_id, event.from_id, event.to_id)


@subscribe(ProcessStarted)
def mark_started_process(event: ProcessStarted) -> None:
    """A person without any process is not shared: the first one brings the person along."""
    _mark(event.company_id, {MarkKind.PERSON: [event.person_id], MarkKind.PROCESS: [event.process_id]})


@subscribe(ProcessesOfPositionChanged)
def mark_processes_of_changed_position(event: ProcessesOfPositionChanged) -> None:
    _mark_changed(event.company_id, list(event.process_ids))


@subscribe(ProcessChanged)
def mark_process(event: ProcessChanged) -> None:
    _mark_changed(event.company_id, [event.process_id])


def _mark_changed(company_id: int, process_ids: list[int]) -> None:
    _mark(company_id, {MarkKind.PROCESS: process_ids})
    reports.follow_processes(company_id=company_id, process_ids=process_ids)


@subscribe(QuestionsChanged)
def mark_position_with_other_questions(event: QuestionsChanged) -> None:
    if takes_applications(company_id=event.company_id):
        _mark(event.company_id, {MarkKind.POSITION: [event.position_id]})


@subscribe(SiteChanged)
def mark_positions_of_changed_site(event: SiteChanged) -> None:
    if takes_applications(company_id=event.company_id):
        _mark_published(event)


@subscribe(ApplicationsChosen)
def mark_what_is_applied_for(event: ApplicationsChosen) -> None:
    _mark_published(event)
    reports.follow_choice(company_id=event.company_id)


def _mark_published(event: SiteChanged | ApplicationsChosen) -> None:
    _mark(event.company_id, {MarkKind.POSITION: published_position_ids(company_id=event.company_id)})


@subscribe(ProcessDeleted)
def mark_deleted_process(event: ProcessDeleted) -> None:
    """Whoever is considered nowhere else is not shared any more."""
    _mark(event.company_id, {MarkKind.PERSON: [event.person_id]}, {MarkKind.PROCESS: [event.process_id]})


@subscribe(NoteChanged)
def mark_noted_record(event: NoteChanged) -> None:
    """A note is a part of the person's record or of the process's, where notes go to LinkedIn at all."""
    if not notes_travel(company_id=event.company_id):
        return
    if event.process_id is None:
        _mark(event.company_id, {MarkKind.PERSON: [event.person_id]})
    else:
        _mark(event.company_id, {MarkKind.PROCESS: [event.process_id]})


@subscribe(EvaluationSubmitted)
def mark_evaluated_process(event: EvaluationSubmitted) -> None:
    """An evaluation is a part of the process's record, where evaluations go to LinkedIn at all."""
    if feedback_travels(company_id=event.company_id):
        _mark(event.company_id, {MarkKind.PROCESS: [event.process_id]})


def _mark_all_if_feedback_travels(company_id: int) -> None:
    """Who sees a position there may not read its evaluations any more, or all of them may now."""
    connection_id = marking_connection_id(company_id=company_id)
    if connection_id is not None and feedback_travels(company_id=company_id):
        mark_evaluated(company_id=company_id, connection_id=connection_id)


@subscribe(CompanySettingsChanged)
def mark_who_reads_evaluations(event: CompanySettingsChanged) -> None:
    _mark_all_if_feedback_travels(event.company_id)


@subscribe(CompanyRoleChanged)
def mark_company_role(event: CompanyRoleChanged) -> None:
    _mark(event.company_id, {MarkKind.VISIBILITY_OF_TEAMMATE: [event.teammate_id]})
    _mark_all_if_feedback_travels(event.company_id)


@subscribe(TeammateDeactivated)
def mark_deactivated_teammate(event: TeammateDeactivated) -> None:
    _mark(event.company_id, {MarkKind.VISIBILITY_OF_TEAMMATE: [event.teammate_id]})
    _mark_all_if_feedback_travels(event.company_id)


@subscribe(TeammateReactivated)
def mark_reactivated_teammate(event: TeammateReactivated) -> None:
    _mark(event.company_id, {MarkKind.VISIBILITY_OF_TEAMMATE: [event.teammate_id]})
    _mark_all_if_feedback_travels(event.company_id)


@subscribe(SeatMapChanged)
def mark_seat_map(event: SeatMapChanged) -> None:
    """Whoever sits on a seat now sees through it, and it is read from now on."""
    connection_id = _mark(event.company_id, {MarkKind.VISIBILITY_OF_TEAMMATE: [event.teammate_id]})
    if connection_id is not None:
        defer_pull(company_id=event.company_id, connection_id=connection_id)
        _mark_all_if_feedback_travels(event.company_id)


@subscribe(ConnectionEnabled)
def begin_with_history(event: ConnectionEnabled) -> None:
    """LinkedIn's rule: all of the history, as soon as the customer's admin has enabled the integration."""
    unpark_marks(
        company_id=event.company_id, connection_id=event.connection_id, reason=ParkedReason.MISCONFIGURED
    )
    defer_seat_pull(company_id=event.company_id, connection_id=event.connection_id)
    begin_history(company_id=event.company_id, connection_id=event.connection_id)


@subscribe(ReadingChosen)
def read_what_was_chosen(event: ReadingChosen) -> None:
    defer_pull(company_id=event.company_id, connection_id=event.connection_id)


@subscribe(ConnectionLeaves)
def stop_what_goes_on(event: ConnectionLeaves) -> None:
    stop_walks(company_id=event.company_id, connection_id=event.connection_id)


@subscribe(SharingChanged)
def mark_all_again(event: SharingChanged) -> None:
    mark_everything(company_id=event.company_id, connection_id=event.connection_id)


@subscribe(NotesOutwardChanged)
def mark_all_noted(event: NotesOutwardChanged) -> None:
    mark_noted(company_id=event.company_id, connection_id=event.connection_id)


@subscribe(FeedbackOutwardChanged)
def mark_all_evaluated(event: FeedbackOutwardChanged) -> None:
    mark_evaluated(company_id=event.company_id, connection_id=event.connection_id)


@subscribe(ResumesOutwardChanged)
def mark_all_resumed(event: ResumesOutwardChanged) -> None:
    mark_resumed(company_id=event.company_id, connection_id=event.connection_id)


@subscribe(ConnectionRecovered)
def try_misconfigured_again(event: ConnectionRecovered) -> None:
    unpark_marks(
        company_id=event.company_id, connection_id=event.connection_id, reason=ParkedReason.MISCONFIGURED
    )


@subscribe(Applied)
def admit_applicant(event: Applied) -> None:
    """Who applied with a profile that LinkedIn signed has come through LinkedIn, as the exported have."""
    connection = connection_of(company_id=event.company_id) if event.provider == PROVIDER else None
    if connection is not None:
        admit_member(
            company_id=event.company_id,
            connection_id=connection.pk,
            urn=event.subject,
            came_by=CameBy.APPLY,
        )


@subscribe(PersonErased)
def forget_erased(event: PersonErased) -> None:
    erasing.forget_person(event)


@counts
def count_outward(*, company_id: int, person_id: int) -> dict[str, int]:
    return erasing.outward_counts(company_id=company_id, person_id=person_id)
