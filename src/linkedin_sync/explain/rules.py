"""Why is this not in LinkedIn? What is known of one record in, a word, a sentence and what helps out.

The order of the questions is the order in which a cause hides the others: what is not to be there at all, what a
human has to look at, what holds everything up, and only then where the record is in the queue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from recruit.base.texts import gettext, ngettext
from recruit.base.texts import gettext_noop as _


class Subject(StrEnum):
    POSITION = "position"
    PERSON = "person"
    PROCESS = "process"
    RESUMES = "résumés"  # of one process


class Unshared(StrEnum):
    """Why the company does not share a record. SHARED: it does."""

    SHARED = ""
    DISCREET = "discreet"  # by the company's choice discreet positions stay here
    NOT_PUBLISHED = "not_published"  # only published positions are shared
    TOO_OLD = "too_old"  # closed before the history that is shared begins
    TAKEN_AWAY = "taken_away"  # the company disconnects, and all of it goes
    NO_SHARED_POSITION = "no_shared_position"  # a person of no position, or of none that is shared
    NO_ADDRESS = "no_address"  # neither an e-mail address nor a member stands for the person
    NOT_CHOSEN = "not_chosen"  # résumés stay here by the company's choice


class State(StrEnum):
    IN_LINKEDIN = "in_linkedin"
    PROCESSING = "processing"
    WAITING = "waiting"
    QUOTA = "quota"
    RETRYING = "retrying"
    PARKED = "parked"
    LEAVING = "leaving"
    STAYS = "stays"
    UNSHARED = "unshared"
    MISSING = "missing"
    UNSURE = "unsure"
    HELD = "held"
    DISCONNECTED = "disconnected"


class Remedy(StrEnum):
    """What helps. Whoever shows it makes a button or a link of it."""

    NOTHING = ""
    SEND = "send"  # send it now, or try it again
    ADD_ADDRESS = "add_address"
    CONSIDER = "consider"  # for a position that is shared
    PUBLISH = "publish"
    CHOOSE_SHARES = "choose_shares"
    CONNECT = "connect"
    RESUME = "resume"
    LOOK_AT_CONNECTION = "look_at_connection"
    RESUME_HISTORY = "resume_history"


@dataclass(frozen=True)
class OnItsWay:
    """What a mark says: the record differs, and how far it has come. ``parked_because`` is a label that people read."""

    is_history: bool = False
    is_reserved: bool = False
    waits_for_quota: bool = False
    attempts: int = 0
    last_error: str = ""
    parked_reason: str = ""
    parked_because: str = ""
    parked_text: str = ""


@dataclass(frozen=True)
class Known:
    """One record: whether it is to be there, what LinkedIn holds by our link, and what is on its way.

    ``is_there``: LinkedIn has taken it once. ``is_sure``: and has confirmed the latest that was sent. Of résumés:
    ``held`` are as they are here, ``stays`` should not be there and cannot be taken away by themselves.
    """

    subject: Subject
    unshared: Unshared = Unshared.SHARED
    is_there: bool = False
    is_sure: bool = False
    has_open_task: bool = False
    mark: OnItsWay | None = None
    held: int = 0
    stays: int = 0


@dataclass(frozen=True)
class Holding:
    """What holds up all records: the connection's state (``enabled``: nothing), a pause, a pause of the history."""

    connection_state: str = "enabled"
    is_paused: bool = False
    is_history_paused: bool = False


@dataclass(frozen=True)
class Decision:
    state: State
    sentence: str
    remedy: Remedy = Remedy.NOTHING

    @property
    def word(self) -> str:
        return gettext(WORDS[self.state])


WORDS: Final[Mapping[State, str]] = {
    State.IN_LINKEDIN: _("On LinkedIn"),
    State.PROCESSING: _("Being processed"),
    State.WAITING: _("On its way"),
    State.QUOTA: _("Waiting for quota"),
    State.RETRYING: _("Will be tried again"),
    State.PARKED: _("Stuck"),
    State.LEAVING: _("Being taken away"),
    State.STAYS: _("Stays on LinkedIn"),
    State.UNSHARED: _("Not shared"),
    State.MISSING: _("Not sent"),
    State.UNSURE: _("Not confirmed"),
    State.HELD: _("Held"),
    State.DISCONNECTED: _("Not connected"),
}

_OF_UNSHARED: Final[Mapping[tuple[Subject, Unshared], tuple[str, Remedy]]] = {
    (Subject.POSITION, Unshared.DISCREET): (
        _("Discreet positions are not shared with LinkedIn, as an admin chose."),
        Remedy.CHOOSE_SHARES,
    ),
    (Subject.POSITION, Unshared.NOT_PUBLISHED): (
        _("Only published positions are shared with LinkedIn, and this one is not published."),
        Remedy.PUBLISH,
    ),
    (Subject.POSITION, Unshared.TOO_OLD): (
        _("The position was closed before the history that is shared with LinkedIn begins."),
        Remedy.CHOOSE_SHARES,
    ),
    (Subject.PROCESS, Unshared.TOO_OLD): (
        _("The position was closed before the history that is shared with LinkedIn begins."),
        Remedy.CHOOSE_SHARES,
    ),
    (Subject.POSITION, Unshared.TAKEN_AWAY): (
        _("The company disconnects, and everything is taken away at LinkedIn."),
        Remedy.LOOK_AT_CONNECTION,
    ),
    (Subject.PROCESS, Unshared.TAKEN_AWAY): (
        _("The company disconnects, and everything is taken away at LinkedIn."),
        Remedy.LOOK_AT_CONNECTION,
    ),
    (Subject.PROCESS, Unshared.DISCREET): (
        _("Discreet positions are not shared with LinkedIn, and so is nobody considered for this one."),
        Remedy.CHOOSE_SHARES,
    ),
    (Subject.PROCESS, Unshared.NOT_PUBLISHED): (
        _("Only published positions are shared with LinkedIn, and this one is not published."),
        Remedy.PUBLISH,
    ),
    # The same words for both, lest whoever may not see a position learns of it here.
    (Subject.PERSON, Unshared.NO_SHARED_POSITION): (
        _("No position that is shared with LinkedIn considers this candidate."),
        Remedy.CONSIDER,
    ),
    (Subject.PERSON, Unshared.NO_ADDRESS): (
        _(
            "LinkedIn takes a candidate only with an e-mail address or a known member, and neither is known here."
        ),
        Remedy.ADD_ADDRESS,
    ),
}

#: Whatever keeps a process here keeps its résumés here, in the same words.
_OF_RESUMES: Final[Mapping[Unshared, tuple[str, Remedy]]] = {
    why: words for (subject, why), words in _OF_UNSHARED.items() if subject is Subject.PROCESS
} | {Unshared.NOT_CHOSEN: (_("Résumés stay in Recruit, as an admin chose."), Remedy.NOTHING)}

#: LinkedIn has switched the connection on, and nobody here has agreed to what is shared.
NOT_AGREED: Final = "not_agreed"
#: The connection is as it was, and the company's plan does not include it any more.
NOT_IN_PLAN: Final = "not_in_plan"

#: The connection's states in which nothing is sent. ``degraded`` keeps marks and asks again, the others do not.
_OF_CONNECTION: Final[Mapping[str, tuple[State, str, Remedy]]] = {
    "not_connected": (State.DISCONNECTED, _("Recruit is not connected to LinkedIn."), Remedy.CONNECT),
    NOT_AGREED: (
        State.HELD,
        _("Nobody has agreed yet to what is shared with LinkedIn; everything is sent once an admin has."),
        Remedy.CHOOSE_SHARES,
    ),
    NOT_IN_PLAN: (
        State.HELD,
        _(
            "LinkedIn is not in the company's plan. It is kept, and sent once the plan includes LinkedIn again."
        ),
        Remedy.LOOK_AT_CONNECTION,
    ),
    "requested": (
        State.DISCONNECTED,
        _("The connection is being set up; everything is sent once LinkedIn's admin has enabled it."),
        Remedy.CONNECT,
    ),
    "partner_ready": (
        State.DISCONNECTED,
        _("The connection is not enabled in LinkedIn yet; everything is sent once its admin has done so."),
        Remedy.CONNECT,
    ),
    "disabled": (
        State.DISCONNECTED,
        _("LinkedIn's admin has switched the connection off; everything is sent once it is on again."),
        Remedy.CONNECT,
    ),
    "degraded": (
        State.HELD,
        _("LinkedIn refuses the connection at the moment. It is asked every minute, and this goes on then."),
        Remedy.LOOK_AT_CONNECTION,
    ),
}


def decide(known: Known, holding: Holding) -> Decision:
    """The one cause that counts for this record now."""
    of_connection = _OF_CONNECTION.get(holding.connection_state)
    if of_connection is not None and of_connection[0] is State.DISCONNECTED:
        return _of_connection(of_connection)
    if known.mark is not None and known.mark.parked_reason:
        return _parked(known, known.mark)
    if known.stays and known.mark is None and known.unshared in {Unshared.SHARED, Unshared.NOT_CHOSEN}:
        return Decision(
            State.STAYS,
            ngettext(
                "LinkedIn still has {n} résumé that should not be there. The generation of its interface that is "
                "spoken for them (v2) takes files away only with the application.",
                "LinkedIn still has {n} résumés that should not be there. The generation of its interface that is "
                "spoken for them (v2) takes files away only with the application.",
                known.stays,
            ).format(n=known.stays),
        )
    if known.unshared is not Unshared.SHARED:
        return _unshared(known, holding)
    if known.mark is None and known.is_there:
        return _at_rest(known)
    held = _held(known.mark or OnItsWay(), holding, of_connection)
    return held or (_moving(known, known.mark) if known.mark else _at_rest(known))


def _parked(known: Known, mark: OnItsWay) -> Decision:
    remedy = {"misconfigured": Remedy.LOOK_AT_CONNECTION}.get(mark.parked_reason, Remedy.SEND)
    if known.unshared is Unshared.NO_ADDRESS:
        remedy = Remedy.ADD_ADDRESS
    said = f": {gettext(mark.parked_text)}" if mark.parked_text else "."
    sentence = f"{mark.parked_because}{said}"
    return Decision(State.PARKED, sentence, remedy)


def _unshared(known: Known, holding: Holding) -> Decision:
    sentence, remedy = (
        _OF_RESUMES[known.unshared]
        if known.subject is Subject.RESUMES
        else _OF_UNSHARED[known.subject, known.unshared]
    )
    if not known.is_there or known.subject is Subject.POSITION:
        return Decision(State.UNSHARED, gettext(sentence), remedy)
    return Decision(State.LEAVING, f"{gettext(sentence)} {_leaves(known, holding)}", remedy)


def _leaves(known: Known, holding: Holding) -> str:
    if holding.is_paused:
        return gettext("LinkedIn still has it. It is taken away there when sending goes on.")
    if holding.connection_state == NOT_IN_PLAN and known.unshared is not Unshared.TAKEN_AWAY:
        return gettext("LinkedIn still has it. It is taken away there once the plan includes LinkedIn again.")
    return gettext("LinkedIn still has it. It is taken away there.")


def _at_rest(known: Known) -> Decision:
    if known.has_open_task:
        return Decision(State.PROCESSING, gettext("LinkedIn has accepted it and is still working on it."))
    if known.is_there and known.is_sure and known.subject is Subject.RESUMES:
        return Decision(
            State.IN_LINKEDIN,
            ngettext(
                "LinkedIn has {n} résumé with the application.",
                "LinkedIn has {n} résumés with the application.",
                known.held,
            ).format(n=known.held),
        )
    if known.is_there and known.is_sure:
        return Decision(State.IN_LINKEDIN, gettext("LinkedIn has it as it is here."))
    if known.is_there:
        return Decision(
            State.UNSURE,
            gettext(
                "It was sent, but LinkedIn has not confirmed it. The next comparison of both sides sends it again."
            ),
            Remedy.SEND,
        )
    return Decision(
        State.MISSING,
        gettext("It has not been sent yet. The next comparison of both sides sends it."),
        Remedy.SEND,
    )


def _of_connection(row: tuple[State, str, Remedy]) -> Decision:
    state, sentence, remedy = row
    return Decision(state, gettext(sentence), remedy)


def _held(
    mark: OnItsWay, holding: Holding, of_connection: tuple[State, str, Remedy] | None
) -> Decision | None:
    if holding.is_paused:
        return Decision(
            State.HELD,
            gettext("Sending is paused by an admin. It is kept and sent when sending goes on."),
            Remedy.RESUME,
        )
    if of_connection is not None:
        return _of_connection(of_connection)
    if mark.is_history and holding.is_history_paused:
        return Decision(
            State.HELD,
            gettext("It is part of the history, which is paused. It is sent when the history goes on."),
            Remedy.RESUME_HISTORY,
        )
    return None


def _moving(known: Known, mark: OnItsWay) -> Decision:
    state, sentence, remedy = _on_its_way(mark)
    said = gettext(sentence)
    older = gettext("LinkedIn has an earlier state of it.")
    return Decision(state, f"{said} {older}" if known.is_there else said, remedy)


def _on_its_way(mark: OnItsWay) -> tuple[State, str, Remedy]:
    if mark.waits_for_quota and mark.last_error:
        return (
            State.QUOTA,
            _("LinkedIn's quota is used up. This goes on by itself when it opens again."),
            Remedy.NOTHING,
        )
    if mark.last_error:
        return State.RETRYING, mark.last_error, Remedy.SEND
    if mark.is_reserved:
        return State.WAITING, _("It is being sent at this moment."), Remedy.NOTHING
    if mark.is_history:
        return (
            State.WAITING,
            _("It is part of the history, which is sent as fast as LinkedIn's throttle allows."),
            Remedy.NOTHING,
        )
    return State.WAITING, _("A change is on its way and is sent within seconds."), Remedy.NOTHING
