"""What becomes of an exported person? One table: the first row that fits decides.

The rows are those of our domain page (exports, and the last three of the source table). Whether a process may start
at all is asked of the domain's own rule. Each refusal has a code for machines and a sentence that a recruiter
understands. Nothing here reads or writes: facts in, decision out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from linkedin_sync.enums import ExportReason as Reason
from recruit.base.texts import gettext, gettext_noop
from recruit.hiring.rules import StartDecision, decide_start


@dataclass(frozen=True, kw_only=True)
class PositionFacts:
    status: str
    shown_name: str


@dataclass(frozen=True, kw_only=True)
class ExporterFacts:
    """The teammate on the exporting seat. ``may_export``: sees the position, or more if the company demands more."""

    full_name: str
    is_active: bool
    may_export: bool


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """Who came with this member URN before; ``statuses_here``: of their processes on this position."""

    full_name: str
    statuses_here: tuple[str, ...]
    has_active_elsewhere: bool
    do_not_contact: bool


@dataclass(frozen=True, kw_only=True)
class ExportFacts:
    own_context: str
    context: str
    member_urn: str
    first_name: str
    last_name: str
    #: None: no such position in this company.
    position: PositionFacts | None
    #: None: the seat is unknown or sits nobody's teammate.
    exporter: ExporterFacts | None
    #: None: nobody here came with this member URN.
    person: PersonFacts | None
    allows_several_positions: bool


@dataclass(frozen=True)
class Accept:
    """Start a process: of the known person, else of a new one. ``note`` is what was odd about it, if anything."""

    is_new_person: bool
    note: Reason = Reason.NONE
    sentence: str = ""


@dataclass(frozen=True)
class Refuse:
    reason: Reason
    sentence: str


Decision = Accept | Refuse


def decide_export(facts: ExportFacts) -> Decision:
    for fits, reason, sentence in _REFUSALS:
        if fits(facts):
            return Refuse(reason, _filled(sentence, facts))
    start = _start(facts)
    if start != StartDecision.START:
        return Refuse(Reason(start.value), _filled(_NOT_TO_START[start], facts))
    for fits, reason, sentence in _NOTES:
        if fits(facts):
            return Accept(facts.person is None, reason, _filled(sentence, facts))
    return Accept(is_new_person=facts.person is None)


def _start(facts: ExportFacts) -> StartDecision:
    return decide_start(
        existing=facts.person.statuses_here if facts.person else (),
        position_status=facts.position.status if facts.position else "",
        allows_several=facts.allows_several_positions,
        other_active=facts.person is not None and facts.person.has_active_elsewhere,
    )


def _filled(sentence: str, facts: ExportFacts) -> str:
    given = {
        "person": f"{facts.first_name} {facts.last_name}".strip(),
        "position": facts.position.shown_name if facts.position else "",
        "exporter": facts.exporter.full_name if facts.exporter else "",
    }
    return _with_names(sentence, given)


def said_again(kept: str, reason: Reason, *, person: str, position: str, exporter: str) -> str:
    """A kept sentence in the reader's language, if it was written with these names; else as it was kept."""
    given = {"person": person, "position": position, "exporter": exporter}
    sentence = _DECIDED.get(reason, "")
    return (
        _with_names(sentence, given, say=gettext) if _with_names(sentence, given) == kept else gettext(kept)
    )


def _with_names(sentence: str, given: Mapping[str, str], *, say: Callable[[str], str] = str) -> str:
    """``say`` brings the sentence, and what stands for a missing name, into a language; by itself they are English."""
    return say(sentence).format_map({name: given[name] or say(word) for name, word in _UNNAMED.items()})


def _is_other_company(facts: ExportFacts) -> bool:
    return facts.context != facts.own_context


def _is_incomplete(facts: ExportFacts) -> bool:
    return not facts.member_urn or not (facts.first_name or facts.last_name)


def _is_unknown_position(facts: ExportFacts) -> bool:
    return facts.position is None


def _is_exporter_inactive(facts: ExportFacts) -> bool:
    return facts.exporter is not None and not facts.exporter.is_active


def _is_invisible(facts: ExportFacts) -> bool:
    return facts.exporter is not None and not facts.exporter.may_export


def _is_seat_unmapped(facts: ExportFacts) -> bool:
    return facts.exporter is None


def _is_not_to_be_contacted(facts: ExportFacts) -> bool:
    return facts.person is not None and facts.person.do_not_contact


#: Who or what has no name, or is not known.
_UNNAMED: Final = {
    "person": gettext_noop("This person"),
    "position": gettext_noop("the position"),
    "exporter": gettext_noop("the recruiter"),
}

Row = tuple[Callable[[ExportFacts], bool], Reason, str]

#: In this order: what is not ours, what is not there, who may not.
_REFUSALS: Final[tuple[Row, ...]] = (
    (
        _is_other_company,
        Reason.OTHER_COMPANY,
        gettext_noop("This export belongs to another company at LinkedIn. Nothing was taken from it."),
    ),
    (
        _is_incomplete,
        Reason.MALFORMED,
        gettext_noop("LinkedIn's answer did not say who was exported. Please export the person again."),
    ),
    (
        _is_unknown_position,
        Reason.UNKNOWN_POSITION,
        gettext_noop(
            "{person} was exported for a position that is not in Recruit. Please export again and choose another "
            "position."
        ),
    ),
    (
        _is_exporter_inactive,
        Reason.TEAMMATE_INACTIVE,
        gettext_noop(
            "{exporter} is deactivated in Recruit and cannot export. Ask an admin to reactivate the account."
        ),
    ),
    (
        _is_invisible,
        Reason.POSITION_NOT_VISIBLE,
        gettext_noop(
            "{exporter} may not export to this position in Recruit. Ask its recruiter to be added to the hiring team."
        ),
    ),
)

#: Why no process can start, in the domain's words for it.
_NOT_TO_START: Final[dict[StartDecision, str]] = {
    StartDecision.ALREADY_UNDER_CONSIDERATION: gettext_noop(
        "{person} is already under consideration for {position}. Nothing was changed."
    ),
    StartDecision.ALREADY_HIRED: gettext_noop(
        "{person} was already hired for {position}. Nothing was changed."
    ),
    StartDecision.POSITION_ON_HOLD: gettext_noop(
        "{position} is on hold. Export {person} again when it is open."
    ),
    StartDecision.POSITION_CLOSED: gettext_noop(
        "{position} is closed. Reopen it, or export {person} for another position."
    ),
    StartDecision.SEVERAL_POSITIONS_NOT_ALLOWED: gettext_noop(
        "{person} is under consideration for another position, and this "
        "company considers people for one at a time."
    ),
}

_NOTES: Final[tuple[Row, ...]] = (
    (
        _is_not_to_be_contacted,
        Reason.PERSON_DO_NOT_CONTACT,
        gettext_noop("{person} is marked as not to be contacted. Please look at the profile before writing."),
    ),
    (
        _is_seat_unmapped,
        Reason.SEAT_NOT_MAPPED,
        gettext_noop(
            "The exporting LinkedIn seat is not mapped to a teammate; the source says so. An admin can map the seat."
        ),
    ),
)

#: Every sentence of the three tables by its reason.
_DECIDED: Final[dict[Reason, str]] = {
    **{reason: sentence for _, reason, sentence in (*_REFUSALS, *_NOTES)},
    **{Reason(decision.value): sentence for decision, sentence in _NOT_TO_START.items()},
}

#: What a recruiter or admin reads of a receipt that never came to a decision.
RECEIPT_SENTENCES: Final[dict[Reason, str]] = {
    Reason.EXPIRED: gettext_noop(
        "The export had expired at LinkedIn before Recruit could fetch it. Please export the person again."
    ),
    Reason.MALFORMED: gettext_noop("The notification was not in LinkedIn's form and was not worked on."),
    Reason.UNKNOWN_EVENT: gettext_noop(
        "LinkedIn announced something that Recruit does not know. Nothing was changed."
    ),
    Reason.BAD_SIGNATURE: gettext_noop(
        "The notification was not signed by LinkedIn as it should be and was not worked on."
    ),
    Reason.OVERSIZE: gettext_noop(
        "The notification was larger than LinkedIn's ever are and was not worked on."
    ),
    Reason.NOT_ENABLED: gettext_noop(
        "LinkedIn refused to hand out the export: the integration is not enabled there any more."
    ),
    Reason.NOT_IN_PLAN: gettext_noop(
        "LinkedIn is not in the company's plan. Change the plan, and export the person again."
    ),
    Reason.UNREACHABLE: gettext_noop(
        "LinkedIn could not be reached until the export expired. Please export the person again."
    ),
    Reason.INTERNAL: gettext_noop(
        "A fault in Recruit kept the export from being worked on. It has been logged."
    ),
}
