"""How is a batch sent? As calls of at most 100 records each; every record of every call gets an outcome.

Nothing here touches the database: a call can be on its way while the next batch is being prepared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from time import monotonic
from typing import Any, Final, TypeVar

import structlog

from linkedin_client import MOST_ATTACHMENTS, BatchResult, Exchange, LinkedIn, RecordError, errors
from linkedin_sync.budget.services import Granted
from linkedin_sync.connections.client import hearing
from linkedin_sync.enums import ParkedReason
from linkedin_sync.outbox.halving import pieces
from linkedin_sync.outbox.outcomes import (
    Again,
    BatchTrouble,
    Delivered,
    Faltered,
    Hopeless,
    InHalves,
    Later,
    Orphaned,
    RecordOutcome,
    outcome_of_record,
    trouble_of_batch,
)
from recruit.base import clock

K = TypeVar("K")

log = structlog.get_logger(__name__)

#: LinkedIn's most records in one call, on every sync page; of files fewer.
MOST_RECORDS: Final = 100
_FEWER_RECORDS: Final[Mapping[str, int]] = {"attachments": MOST_ATTACHMENTS}


@dataclass(frozen=True)
class Cargo:
    """One record on its way. ``item`` says whose it is, ``slot`` which part of that one; "" is the record itself."""

    item: int
    slot: str
    fingerprint: str
    record: Any


@dataclass(frozen=True)
class Answer:
    """LinkedIn's word on one record; ``outcome``: what became of it otherwise, before its record was sent."""

    error: RecordError | None = None
    task_urn: str = ""
    outcome: RecordOutcome | None = None


Send = Callable[[], list[Answer]]
Write = Callable[[LinkedIn, Sequence[Any]], Send]


@dataclass(frozen=True)
class Call:
    """One request to one resource. ``write`` prepares it; what that returns sends it and answers for each record.

    ``written``: prepared already, while another call was on its way.
    """

    resource: str
    cargo: tuple[Cargo, ...]
    write: Write
    is_deletion: bool = False
    #: Records are (group, …) and are given to a group only when nothing is left to be taken away from it.
    waits_for_deletions: bool = False
    written: Send | None = None
    #: When the budget granted it: by the database's clock, and by this process's own (``time.monotonic``).
    granted: Granted | None = None
    granted_at: float = 0.0
    #: One of its records has failed before: if LinkedIn fails at the call, it may be for that one's sake.
    is_doubted: bool = False

    def post(self, linkedin: LinkedIn) -> list[Answer]:
        """An answer for each record, in their order."""
        return (self.written or self.write(linkedin, [cargo.record for cargo in self.cargo]))()


def written(linkedin: LinkedIn, call: Call) -> Call:
    """The call, prepared. A record that the client refuses to write is dealt with when the call's turn comes."""
    try:
        return replace(call, written=call.write(linkedin, [cargo.record for cargo in call.cargo]))
    except ValueError:
        return call


def at_once(post: Callable[[LinkedIn, Sequence[Any]], list[Answer]]) -> Write:
    """A call that there is nothing to gain from preparing."""
    return lambda linkedin, records: partial(post, linkedin, records)


@dataclass(frozen=True)
class Result:
    """What became of one record."""

    cargo: Cargo
    outcome: RecordOutcome | Later
    is_deletion: bool = False
    task_urn: str = ""
    resource: str = ""
    #: The call that carried it, if it was one and was made.
    heard: Exchange | None = None


@dataclass
class Report:
    """What became of all calls: resources that LinkedIn throttled, and what refuses the whole connection."""

    results: list[Result] = field(default_factory=list)
    closed: dict[str, Later] = field(default_factory=dict)
    stop: Hopeless | None = None
    #: The calls that LinkedIn has seen, and when they were over (``time.monotonic``).
    made: list[tuple[Call, float]] = field(default_factory=list)


def calls_of(
    resource: str,
    cargo: Sequence[Cargo],
    write: Write,
    *,
    is_deletion: bool = False,
    waits_for_deletions: bool = False,
) -> list[Call]:
    """The cargo in calls of as many records as LinkedIn takes in one; none for no cargo."""
    most = _FEWER_RECORDS.get(resource, MOST_RECORDS)
    return [
        Call(resource, tuple(cargo[start : start + most]), write, is_deletion, waits_for_deletions)
        for start in range(0, len(cargo), most)
    ]


def send(linkedin: LinkedIn, calls: Sequence[Call], *, refused: Sequence[Result] = ()) -> Report:
    """Make the calls one after the other, as LinkedIn asks; after a refusal of the connection none is made.

    ``refused``: what our own budget had no room for.
    """
    report = Report()
    for call in calls:
        if call.waits_for_deletions:
            _send_what_may_go(linkedin, call, report, refused)
        else:
            _send_if_open(linkedin, call, report)
    return report


def _send_what_may_go(linkedin: LinkedIn, call: Call, report: Report, refused: Sequence[Result]) -> None:
    """A group from which something could not be taken away yet is given nothing more: it would be seen by too many.

    What LinkedIn refuses to take away for good is parked for a human and holds up nobody.
    """
    late = {
        result.cargo.record[0]: result.outcome
        for result in (*refused, *report.results)
        if result.is_deletion and isinstance(result.outcome, Again | Later)
    }
    held_up = [cargo for cargo in call.cargo if cargo.record[0] in late]
    report.results.extend(Result(cargo, late[cargo.record[0]]) for cargo in held_up)
    free = tuple(cargo for cargo in call.cargo if cargo.record[0] not in late)
    if free:
        _send_if_open(linkedin, replace(call, cargo=free, written=None), report)


def _send_if_open(linkedin: LinkedIn, call: Call, report: Report) -> None:
    """Send it; what fails together for one record's sake goes again in pieces, until it is known whose.

    Nothing of this is written down: of a worker that dies meanwhile the marks come due again, and it begins anew.
    """
    waiting, refusals = [call], 0
    while waiting:
        call = waiting.pop(0)
        trouble, heard = _post(linkedin, call, report)
        if isinstance(trouble, InHalves):
            refusals += 1
            waiting = [*_in_pieces(call, refusals), *waiting]
        elif isinstance(trouble, Faltered) and call.is_doubted and len(call.cargo) > 1:
            _search(linkedin, call, report)
        elif trouble is not None:
            _note(report, call, trouble, heard)


def _search(linkedin: LinkedIn, call: Call, report: Report) -> None:
    """Over which record does LinkedIn stumble? Halve what fails while something beside it goes through."""
    waiting = [call]
    while waiting:
        pieces_of = _in_pieces(waiting.pop(0))
        asked = [(piece, *_post(linkedin, piece, report)) for piece in pieces_of]
        is_well = any(not isinstance(trouble, Faltered) for _, trouble, _ in asked)
        for piece, trouble, heard in asked:
            if isinstance(trouble, InHalves):
                _send_if_open(linkedin, piece, report)
            elif isinstance(trouble, Faltered) and is_well and len(piece.cargo) > 1:
                waiting.append(piece)
            elif trouble is not None:
                _note(report, piece, trouble, heard)


def _in_pieces(call: Call, refusals: int = 0) -> list[Call]:
    """Nobody has granted these, so they are counted when they were made."""
    rest = list(call.cargo)
    parts = []
    for size in pieces(len(rest), refusals=refusals):
        parts.append(replace(call, cargo=tuple(rest[:size]), written=None, granted=None))
        rest = rest[size:]
    return parts


def _post(linkedin: LinkedIn, call: Call, report: Report) -> tuple[BatchTrouble | None, Exchange | None]:
    """What the call as a whole met with, for nothing has become of its records then; None: each has its outcome."""
    if (stopped := report.stop or report.closed.get(call.resource)) is not None:
        return stopped, None
    heard: list[Exchange] = []
    try:
        try:
            with hearing() as heard:
                answers = call.post(linkedin)
        finally:
            report.made.append((call, monotonic()))
    except errors.LinkedInError as error:
        trouble = trouble_of_batch(error, now=clock.now(), size=len(call.cargo))
        # Known before the next call, be that only the other half of this one.
        if isinstance(trouble, Later):
            report.closed[call.resource] = trouble
        if isinstance(trouble, Hopeless) and trouble.stops:
            report.stop = trouble
        return trouble, _only(heard)
    except ValueError as error:
        # The client refuses a record before it is sent: ours is at fault, LinkedIn was not asked.
        if len(call.cargo) > 1:
            return InHalves(str(error)), None
        return Hopeless(ParkedReason.INTERNAL, str(error)), None
    except Exception as error:
        # An answer such as nobody thought of: it must not keep the drain, and everything behind it, from going on.
        log.exception("linkedin.call_broke", resource=call.resource, records=len(call.cargo))
        text = f"Recruit could not read LinkedIn's answer ({type(error).__name__}). It has been logged."  # English
        return Again(text), _only(heard)
    for cargo, answer in zip(call.cargo, answers, strict=True):
        outcome = answer.outcome or outcome_of_record(answer.error, is_deletion=call.is_deletion)
        report.results.append(
            Result(cargo, outcome, call.is_deletion, answer.task_urn, call.resource, _only(heard))
        )
    return None, None


def _note(report: Report, call: Call, trouble: Again | Later | Hopeless, heard: Exchange | None) -> None:
    """All its records met with it."""
    report.results.extend(
        Result(cargo, trouble, call.is_deletion, resource=call.resource, heard=heard) for cargo in call.cargo
    )


def _only(heard: Sequence[Exchange]) -> Exchange | None:
    """The exchange of a call that was one request: of several it is not known which carried a record.

    A request that was made again, with a new token, is one.
    """
    return heard[-1] if len({exchange.path for exchange in heard}) == 1 else None


_WEIGHT: Final[Mapping[type, int]] = {Delivered: 0, Again: 1, Faltered: 1, Orphaned: 1, Later: 2, Hopeless: 3}


def worst(outcomes: Sequence[RecordOutcome | Later]) -> RecordOutcome | Later:
    """A record of several parts is delivered when all are; the gravest trouble speaks for it."""
    return max(outcomes, key=lambda outcome: _WEIGHT[type(outcome)], default=Delivered())


def answers_of(result: BatchResult[K], keys: Sequence[K]) -> list[Answer]:
    """A batch result in the order of the records."""
    return [Answer(result.errors.get(key)) for key in keys]
