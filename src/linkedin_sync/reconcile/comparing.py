"""Where do both sides differ in these records? First by what we know, then by what LinkedIn tells.

What a drain would do with a record if it were marked now is the known difference: the very same plan is asked. What it
would leave alone LinkedIn should hold, and is asked for it where the generation that is spoken allows reading:
candidates in both, applications in v2 (which is not documented, and may be refused), and whether a job of v2 is known.
Of everything else the links are what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings

from linkedin_client import Generation, LinkedIn, errors
from linkedin_sync.connections.client import dialects_of
from linkedin_sync.enums import LANE_OF, DriftKind, LinkKind, MarkKind, Priority
from linkedin_sync.mapping.persons import candidate_of_person
from linkedin_sync.mapping.processes import application_of_process
from linkedin_sync.models import Connection, Mark
from linkedin_sync.outbox.lanes.evaluations import FEEDBACK_SLOT
from linkedin_sync.outbox.lanes.notes import NOTE_SLOT
from linkedin_sync.outbox.lanes.persons import plan_persons
from linkedin_sync.outbox.lanes.positions import plan_positions
from linkedin_sync.outbox.lanes.processes import plan_processes
from linkedin_sync.outbox.lanes.resumes import plan_resumes
from linkedin_sync.outbox.plans import Held, Item, Plan, held_records
from linkedin_sync.outbox.reserving import Batch, Reserved
from linkedin_sync.outbox.settling import Done
from linkedin_sync.reconcile.sentences import About
from recruit.hiring.selectors import processes_by_ids
from recruit.people.selectors import persons_by_ids

_PLANNERS: Final[Mapping[MarkKind, Callable[[Connection, Batch], Plan]]] = {
    MarkKind.POSITION: plan_positions,
    MarkKind.PERSON: plan_persons,
    MarkKind.PROCESS: plan_processes,
    MarkKind.RESUMES: plan_resumes,
}
LINK_OF: Final = {
    MarkKind.POSITION: LinkKind.POSITION,
    MarkKind.PERSON: LinkKind.PERSON,
    MarkKind.PROCESS: LinkKind.PROCESS,
    MarkKind.RESUMES: LinkKind.RESUMES,
    MarkKind.VISIBILITY_OF_POSITION: LinkKind.ACL,
    MarkKind.VISIBILITY_OF_TEAMMATE: LinkKind.ASSIGNEE,
}
#: The resource that a kind is read from.
READ_FROM: Final = {
    MarkKind.POSITION: "job_statuses",
    MarkKind.PERSON: "candidates",
    MarkKind.PROCESS: "applications",
    MarkKind.RESUMES: "attachments",
    MarkKind.VISIBILITY_OF_POSITION: "acls",
    MarkKind.VISIBILITY_OF_TEAMMATE: "assignees",
}


@dataclass(frozen=True)
class Found:
    """Both sides differ in this record.

    ``about``: what its sentence names. ``seen``: fingerprints of our links when they were looked at, by their keys;
    None: there was no link.
    """

    kind: MarkKind
    key: str
    what: DriftKind
    about: About
    seen: Mapping[str, str | None] = field(default_factory=dict)


@dataclass
class Compared:
    """A page of records. ``settled``: what LinkedIn should hold as it is, by our key, for reading back."""

    drift: list[Found] = field(default_factory=list)
    settled: dict[str, Held] = field(default_factory=dict)
    #: Records that are to be there, and those of them that LinkedIn holds; what is on its way counts for neither.
    recruit: int = 0
    linkedin: int = 0
    waiting: int = 0


def compare_known(connection: Connection, kind: MarkKind, ids: Sequence[int]) -> Compared:
    """By our own links; LinkedIn is not asked."""
    keys = [str(each) for each in ids]
    pending = pending_keys(connection, kind, keys)
    looked_at = [key for key in keys if key not in pending]
    plan = _PLANNERS[kind](connection, _as_if_marked(kind, looked_at))
    held = held_records(connection_id=connection.pk, kind=LINK_OF[kind], keys=looked_at)
    compared = Compared(waiting=len(pending))
    unwanted = _unwanted(kind, plan)
    for index, item in enumerate(plan.items):
        found = _found(kind, plan, index, item, is_unwanted=index in unwanted)
        compared.drift.append(found)
        if found.what is not DriftKind.UNWANTED:
            compared.recruit += 1
    for mark, end in plan.ends:
        if isinstance(end, Done) and mark.our_key in held:
            compared.settled[mark.our_key] = held[mark.our_key]
    compared.recruit += len(compared.settled)
    compared.linkedin += len(compared.settled)
    return compared


def _unwanted(kind: MarkKind, plan: Plan) -> set[int]:
    """The items that are taken away as a whole; of résumés, which are parts alone, where nothing is sent."""
    deletions = {
        cargo.item
        for call in plan.calls
        if call.is_deletion
        for cargo in call.cargo
        if not cargo.slot or kind is MarkKind.RESUMES
    }
    return deletions - {cargo.item for call in plan.calls if not call.is_deletion for cargo in call.cargo}


def pending_keys(connection: Connection, kind: MarkKind, keys: Sequence[str]) -> set[str]:
    """What is on its way or stuck is no drift: it is known to differ."""
    rows = Mark.objects.filter(connection=connection, kind=kind, our_key__in=keys)
    return set(rows.values_list("our_key", flat=True))


def _as_if_marked(kind: MarkKind, keys: Sequence[str]) -> Batch:
    marks = tuple(Reserved(0, kind, key, version=0, attempts=0, tombstone=False) for key in keys)
    return Batch(lane=LANE_OF[kind], priority=Priority.BACKFILL, marks=marks)


def _found(kind: MarkKind, plan: Plan, index: int, item: Item, *, is_unwanted: bool) -> Found:
    what = _what(item, is_unwanted=is_unwanted)
    about: About = {"parts": _outdated_parts(kind, plan, index)} if what is DriftKind.OUTDATED else {}
    seen = item.held.fingerprint if item.held else None
    return Found(kind, item.mark.our_key, what, about, {item.mark.our_key: seen})


def _what(item: Item, *, is_unwanted: bool) -> DriftKind:
    if is_unwanted:
        return DriftKind.UNWANTED
    if item.held is None:
        return DriftKind.NOT_SENT
    if not item.held.fingerprint or not all(item.held.parts.values()):
        return DriftKind.UNSURE
    return DriftKind.OUTDATED


def _outdated_parts(kind: MarkKind, plan: Plan, index: int) -> dict[str, int]:
    """How many of each of a record's parts would be sent or taken away."""
    slots = [cargo.slot for call in plan.calls for cargo in call.cargo if cargo.item == index]
    if kind is MarkKind.RESUMES:
        return {"résumé": len(slots)}
    notes = sum(slot.startswith(NOTE_SLOT) for slot in slots)
    evaluations = sum(slot.startswith(FEEDBACK_SLOT) for slot in slots)
    return {
        "record": int("" in slots or not slots),
        "stage": sum(bool(slot) for slot in slots) - notes - evaluations,
        "note": notes,
        "evaluation": evaluations,
    }


class NotReadable(Exception):  # noqa: N818 -- the sentence that it is
    """The generation of the API that is spoken does not let this kind be read."""


def compare_read(
    connection: Connection, linkedin: LinkedIn, kind: MarkKind, settled: Mapping[str, Held]
) -> list[Found]:
    """What LinkedIn holds otherwise. Raises ``NotReadable``, or the client's errors."""
    asked, names = _ASKED[kind](connection, linkedin, settled)
    found = []
    for public_id, key in names.items():
        fields, seen = asked[public_id], {key: settled[key].fingerprint}
        if fields is None:
            found.append(Found(kind, key, DriftKind.MISSING, {}, seen))
        elif fields:
            found.append(Found(kind, key, DriftKind.DIFFERENT, {"fields": sorted(fields)}, seen))
    return found


#: LinkedIn's answer by public id (fields that differ, None: not known), and our key of each.
_Answer = tuple[Mapping[str, frozenset[str] | None], dict[str, str]]


def _asked_for_positions(connection: Connection, linkedin: LinkedIn, settled: Mapping[str, Held]) -> _Answer:
    """Only whether LinkedIn knows the job: what it holds of one cannot be read back.

    That jobs sent as requisitions have a status is not documented: where REST knows none of them, it does not know.
    """
    names = {held.external_id: key for key, held in settled.items()}
    try:
        known = linkedin.jobs.statuses(list(names))
    except (errors.NotOffered, errors.Invalid, errors.NotFound) as refused:
        raise NotReadable from refused
    if not known and dialects_of(connection).jobs is Generation.REST:
        raise NotReadable
    return {each: frozenset() if each in known else None for each in names}, names


def _asked_for_persons(connection: Connection, linkedin: LinkedIn, settled: Mapping[str, Held]) -> _Answer:
    persons = persons_by_ids(company_id=connection.company_id, ids=[int(key) for key in settled])
    candidates = [(row.id, candidate_of_person(row, base_url=settings.BASE_URL)) for row in persons]
    wanted = [(each_id, each) for each_id, each in candidates if each is not None]
    names = {each.candidate_id: str(each_id) for each_id, each in wanted}
    return linkedin.candidates.compare([each for _, each in wanted]), names


def _asked_for_processes(connection: Connection, linkedin: LinkedIn, settled: Mapping[str, Held]) -> _Answer:
    processes = processes_by_ids(company_id=connection.company_id, ids=[int(key) for key in settled])
    applications = [(row.id, application_of_process(row)) for row in processes]
    names = {each.application_id: str(each_id) for each_id, each in applications}
    try:
        return linkedin.applications.compare([each for _, each in applications]), names
    except (errors.NotOffered, errors.Invalid, errors.NotFound) as refused:
        raise NotReadable from refused


def _asked_for_resumes(_connection: Connection, _linkedin: LinkedIn, _settled: Mapping[str, Held]) -> _Answer:
    """Neither generation documents that attachments can be read."""
    raise NotReadable


_ASKED: Final[Mapping[MarkKind, Callable[[Connection, LinkedIn, Mapping[str, Held]], _Answer]]] = {
    MarkKind.POSITION: _asked_for_positions,
    MarkKind.PERSON: _asked_for_persons,
    MarkKind.PROCESS: _asked_for_processes,
    MarkKind.RESUMES: _asked_for_resumes,
}
