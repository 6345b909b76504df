"""Why is a record not in LinkedIn? The table of causes, and which of them hides which."""

from __future__ import annotations

import pytest

from linkedin_sync.enums import ConnectionState
from linkedin_sync.explain.rules import (
    WORDS,
    Holding,
    Known,
    OnItsWay,
    Remedy,
    State,
    Subject,
    Unshared,
    decide,
)

WELL = Holding()
PAUSED = Holding(is_paused=True)
PERSON, PROCESS, POSITION = Subject.PERSON, Subject.PROCESS, Subject.POSITION
DUE = OnItsWay()
STUCK = OnItsWay(
    attempts=1, parked_reason="permanent", parked_because="LinkedIn refuses this record", parked_text="LinkedIn: no (422)."
)  # fmt: skip


@pytest.mark.parametrize(
    ("known", "holding", "state", "part", "remedy"),
    [
        # At rest
        (Known(PERSON, is_there=True, is_sure=True), WELL, State.IN_LINKEDIN, "as it is here", Remedy.NOTHING),
        (Known(POSITION, is_there=True, is_sure=True, has_open_task=True), WELL, State.PROCESSING, "still working", Remedy.NOTHING),
        (Known(PROCESS, is_there=True), WELL, State.UNSURE, "not confirmed", Remedy.SEND),
        (Known(PERSON), WELL, State.MISSING, "not been sent yet", Remedy.SEND),
        # On its way
        (Known(PERSON, mark=DUE), WELL, State.WAITING, "within seconds", Remedy.NOTHING),
        (Known(PERSON, is_there=True, is_sure=True, mark=DUE), WELL, State.WAITING, "an earlier state", Remedy.NOTHING),
        (Known(PERSON, mark=OnItsWay(is_reserved=True)), WELL, State.WAITING, "at this moment", Remedy.NOTHING),
        (Known(PERSON, mark=OnItsWay(is_history=True)), WELL, State.WAITING, "part of the history", Remedy.NOTHING),
        (Known(PERSON, mark=OnItsWay(waits_for_quota=True, last_error="throttle")), WELL, State.QUOTA, "opens again", Remedy.NOTHING),
        # It waited for the quota once, was tried, and failed otherwise: the failure counts
        (Known(PERSON, mark=OnItsWay(attempts=2, last_error="LinkedIn: 503")), WELL, State.RETRYING, "503", Remedy.SEND),
        # A wait that is over leaves no words behind
        (Known(PERSON, mark=OnItsWay(waits_for_quota=True)), WELL, State.WAITING, "within seconds", Remedy.NOTHING),
        # A human has to look: that hides a pause and a degraded connection
        (Known(PERSON, mark=STUCK), WELL, State.PARKED, "LinkedIn refuses this record: LinkedIn: no (422).", Remedy.SEND),
        (Known(PERSON, mark=STUCK), PAUSED, State.PARKED, "(422)", Remedy.SEND),
        (Known(PERSON, unshared=Unshared.NO_ADDRESS, mark=STUCK), WELL, State.PARKED, "(422)", Remedy.ADD_ADDRESS),
        (
            Known(PERSON, mark=OnItsWay(parked_reason="misconfigured", parked_because="Not set up for it")),
            WELL, State.PARKED, "Not set up for it.", Remedy.LOOK_AT_CONNECTION,
        ),
        # Not to be there at all, by choice or by nature
        (Known(POSITION, unshared=Unshared.DISCREET), WELL, State.UNSHARED, "as an admin chose", Remedy.CHOOSE_SHARES),
        (Known(POSITION, unshared=Unshared.NOT_PUBLISHED), WELL, State.UNSHARED, "not published", Remedy.PUBLISH),
        (Known(PROCESS, unshared=Unshared.DISCREET), WELL, State.UNSHARED, "nobody considered", Remedy.CHOOSE_SHARES),
        (Known(PROCESS, unshared=Unshared.NOT_PUBLISHED), PAUSED, State.UNSHARED, "not published", Remedy.PUBLISH),
        (Known(PERSON, unshared=Unshared.NO_SHARED_POSITION), WELL, State.UNSHARED, "No position", Remedy.CONSIDER),
        (Known(PERSON, unshared=Unshared.NO_ADDRESS), WELL, State.UNSHARED, "e-mail address", Remedy.ADD_ADDRESS),
        # … but still there
        (Known(PROCESS, unshared=Unshared.DISCREET, is_there=True, mark=DUE), WELL, State.LEAVING, "still has it", Remedy.CHOOSE_SHARES),
        (Known(PROCESS, unshared=Unshared.DISCREET, is_there=True, mark=DUE), PAUSED, State.LEAVING, "when sending goes on", Remedy.CHOOSE_SHARES),
        # A job is closed and stays: LinkedIn deletes none
        (Known(POSITION, unshared=Unshared.DISCREET, is_there=True), WELL, State.UNSHARED, "as an admin chose", Remedy.CHOOSE_SHARES),
        # Everything is held up; what has arrived has arrived
        (Known(PERSON, mark=DUE), PAUSED, State.HELD, "paused by an admin", Remedy.RESUME),
        (Known(PERSON, is_there=True, is_sure=True), PAUSED, State.IN_LINKEDIN, "as it is here", Remedy.NOTHING),
        # What was never sent would not go now either
        (Known(PERSON), PAUSED, State.HELD, "paused by an admin", Remedy.RESUME),
        (Known(PERSON, mark=DUE), Holding("degraded"), State.HELD, "asked every minute", Remedy.LOOK_AT_CONNECTION),
        # A company that has left the plan: what has arrived has arrived
        (Known(PERSON, mark=DUE), Holding("not_in_plan"), State.HELD, "once the plan includes", Remedy.LOOK_AT_CONNECTION),
        (Known(PERSON, is_there=True, is_sure=True), Holding("not_in_plan"), State.IN_LINKEDIN, "as it is here", Remedy.NOTHING),
        # What was only unshared waits for the plan as other changes do; what a leaving company takes away does not
        (Known(PROCESS, unshared=Unshared.DISCREET, is_there=True, mark=DUE), Holding("not_in_plan"), State.LEAVING, "once the plan includes", Remedy.CHOOSE_SHARES),
        (Known(PROCESS, unshared=Unshared.TAKEN_AWAY, is_there=True, mark=DUE), Holding("not_in_plan"), State.LEAVING, "is taken away there.", Remedy.LOOK_AT_CONNECTION),
        (Known(PERSON, mark=DUE), Holding("degraded", is_paused=True), State.HELD, "paused", Remedy.RESUME),
        (Known(PERSON, mark=OnItsWay(is_history=True)), Holding(is_history_paused=True), State.HELD, "the history goes on", Remedy.RESUME_HISTORY),
        (Known(PERSON, mark=DUE), Holding(is_history_paused=True), State.WAITING, "within seconds", Remedy.NOTHING),
        # Nothing is known of LinkedIn's side while it is not connected, so that hides all else
        (Known(PERSON, mark=STUCK), Holding("not_connected"), State.DISCONNECTED, "not connected", Remedy.CONNECT),
        (Known(PERSON, unshared=Unshared.NO_ADDRESS), Holding("disabled"), State.DISCONNECTED, "switched the connection off", Remedy.CONNECT),
        (Known(PERSON), Holding("requested"), State.DISCONNECTED, "being set up", Remedy.CONNECT),
        (Known(PERSON), Holding("partner_ready"), State.DISCONNECTED, "not enabled in LinkedIn yet", Remedy.CONNECT),
    ],
)  # fmt: skip
def test_the_cause_that_counts(
    known: Known, holding: Holding, state: State, part: str, remedy: Remedy
) -> None:
    decision = decide(known, holding)

    assert (decision.state, decision.remedy) == (state, remedy)
    assert part in decision.sentence
    assert decision.sentence.endswith((".", "503"))


def test_every_state_has_a_word_and_every_cause_a_sentence() -> None:
    assert set(WORDS) == set(State)
    for subject, unshared in (
        (POSITION, Unshared.DISCREET), (POSITION, Unshared.NOT_PUBLISHED),
        (PROCESS, Unshared.DISCREET), (PROCESS, Unshared.NOT_PUBLISHED),
        (PERSON, Unshared.NO_SHARED_POSITION), (PERSON, Unshared.NO_ADDRESS),
    ):  # fmt: skip
        assert decide(Known(subject, unshared=unshared), WELL).state is State.UNSHARED


@pytest.mark.parametrize("state", ConnectionState.values)
def test_every_state_of_a_connection_is_known(state: str) -> None:
    """Only an enabled connection holds nothing up."""
    held = decide(Known(PERSON, mark=DUE), Holding(state)).state

    assert (held is State.WAITING) == (state == ConnectionState.ENABLED)
