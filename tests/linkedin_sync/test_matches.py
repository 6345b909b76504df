"""Whom LinkedIn takes a candidate for is read back, kept, and decided by a human where it is not clear. At the sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.linkedin_sync.at_sandbox import (
    NOOR,
    ODILE,
    ROSA_SEAT,
    There,
    sandbox,
    sandbox_process,
    there,
)
from tests.linkedin_sync.jobs import lose_jobs, run_jobs, waiting_jobs
from tests.people import SETTING_UP, a_person, a_process

from linkedin_client import CandidateMatch, Generation
from linkedin_sync import health
from linkedin_sync.connections.services import choose_generations, pause_connection, set_limits
from linkedin_sync.enums import CameBy, MarkKind, MatchState, Priority
from linkedin_sync.links.matching import (
    CameAsMember,
    MatchNotOpen,
    NoDecision,
    choose_member,
    choose_nobody,
    match_of_person,
    matched_person_ids,
    open_matches_page,
    take_decision_back,
)
from linkedin_sync.mapping.matches import OF_HISTORY, WAITS, Matched, decide_match, next_look
from linkedin_sync.mirror.members import admit_member
from linkedin_sync.models import BudgetDay, Link, Mark
from linkedin_sync.outbox.marks import defer_drain, mark_records
from linkedin_sync.pulls.matches import has_due_matches
from linkedin_sync.tasks import read_matches, sweep
from recruit.base import clock
from recruit.people.models import ExternalIdentity, Person
from recruit.people.services import (
    IdentityBelongsToAnother,
    add_contact_point,
    set_external_identity,
    update_person,
)

__all__ = ["sandbox", "sandbox_process", "there"]

DECISIONS = [
    # matched, manual, declined before; what is kept
    ((), None, (), Matched(MatchState.NONE)),  # not matched yet, or nobody matches
    (("a",), None, (), Matched(MatchState.ONE, ("a",))),
    (("a", "a"), None, (), Matched(MatchState.ONE, ("a",))),  # named twice is one
    (("a", "b"), None, (), Matched(MatchState.SEVERAL, ("a", "b"))),
    (("a", "b"), "b", (), Matched(MatchState.CHOSEN, ("b",))),  # the customer's word comes first
    ((), "c", (), Matched(MatchState.CHOSEN, ("c",))),
    (("a", "b"), None, ("a", "b"), Matched(MatchState.NOBODY)),  # declined: nobody is asked again
    (("a", "b"), None, ("a",), Matched(MatchState.ONE, ("b",))),  # of those left one is clear
    (("a", "b", "c"), None, ("a",), Matched(MatchState.SEVERAL, ("b", "c"))),  # a new one: asked anew
    (("a",), "a", ("a",), Matched(MatchState.CHOSEN, ("a",))),  # somebody thought better of it
    ((), None, ("a",), Matched(MatchState.NONE)),
]


@pytest.mark.parametrize(("matched", "manual", "declined", "expected"), DECISIONS)
def test_what_is_kept_of_what_linkedin_tells(matched: Any, manual: Any, declined: Any, expected: Matched):
    assert decide_match(CandidateMatch(matched=matched, manual=manual), declined=declined) == expected


def test_looks_become_rarer():
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    waits = [next_look(asked=asked, now=now) - now for asked in range(len(WAITS) + 3)]

    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=20)
    assert waits[-1] == timedelta(days=30)
    assert next_look(asked=1, now=now, state=MatchState.ONE) - now == timedelta(days=7)
    assert next_look(asked=50, now=now, state=MatchState.SEVERAL) - now == timedelta(days=30)


@pytest.fixture(params=[Generation.V2.value, Generation.REST.value], autouse=True)
def generation(there: There, request: pytest.FixtureRequest) -> None:
    choose_generations(
        company_id=there.company_id, generations={"candidates": request.param}, actor=there.cast.by_ada
    )
    there.sandbox.post(
        "seed",
        members=[
            {"id": NOOR, "slug": "demo-noor-h", "first_name": "Noor", "last_name": "Haddad",
             "email": "noor.haddad@example.org"},
            {"id": ODILE, "slug": "invented-odile", "first_name": "Odile", "last_name": "Marchetti"},
        ],
    )  # fmt: skip


def sent(there: There, first_name: str = "Noor", **points: str) -> Person:
    """Somebody with an e-mail address or a profile's link, considered, and sent."""
    person = a_person(there.cast, first_name)
    for kind, value in points.items():
        reach(person, kind, value)
    a_process(there.cast, person)
    run_jobs()
    assert not Mark.objects.exists()
    return person


def reach(person: Person, kind: str, value: str) -> None:
    add_contact_point(person=person, kind=kind, value=value, provenance="manual", origin="", actor=SETTING_UP)


def look(there: There) -> None:
    """As if the time of every look had come."""
    Link.objects.filter(match_due_at__isnull=False).update(match_due_at=clock.now())
    read_matches(company_id=there.company_id, connection_id=there.connection.pk)
    lose_jobs()


def ambiguous(there: There) -> Person:
    """Noor's e-mail address and Odile's profile: LinkedIn finds both."""
    person = sent(
        there, "Nora", email="noor.haddad@example.org", link="https://www.linkedin.com/in/invented-odile"
    )
    look(there)
    return person


def state_of(there: There, person: Person) -> tuple[str, tuple[str, ...]]:
    found = match_of_person(company_id=there.company_id, person_id=person.pk)
    assert found is not None
    return found.state, tuple(member.urn for member in found.members)


def test_one_member_is_kept_with_the_link(there: There):
    noor = sent(there, email="noor.haddad@example.org")
    assert match_of_person(company_id=there.company_id, person_id=noor.pk) is None

    look(there)

    assert state_of(there, noor) == (MatchState.ONE, (there.urn(NOOR),))
    assert matched_person_ids(company_id=there.company_id, person_ids=(noor.pk,)) == {noor.pk}
    # LinkedIn's guess is not the customer's word: it is not sent back as one.
    run_jobs()
    assert not ExternalIdentity.objects.filter(person=noor).exists()
    assert not Mark.objects.exists()


def test_what_linkedin_matches_late_is_found_by_a_later_look(there: There):
    there.sandbox.post("transitions", matching={"after_looks": 2})
    noor = sent(there, email="noor.haddad@example.org")

    found = []
    for _ in range(3):
        look(there)
        found.append(state_of(there, noor)[0])

    assert found[0] == MatchState.NONE
    assert found[-1] == MatchState.ONE


def test_a_candidate_of_nobody_is_asked_for_ever_more_rarely(there: There):
    sent(there, email="nobody@example.org")
    waits = []
    for _ in range(4):
        look(there)
        waits.append(Link.objects.get(kind="person").match_due_at - clock.now())

    assert waits == sorted(waits)
    assert timedelta(hours=5) < waits[-1] <= timedelta(hours=6)


def looks_waiting() -> list[str]:
    """What waits, but for the look at how the position was posted, which every position leaves behind."""
    return [name for name in waiting_jobs() if name != "linkedin.check_tasks"]


def test_a_live_candidate_is_looked_after_at_once_and_history_later(there: There):
    assert "linkedin.read_matches" not in waiting_jobs()
    sent(there, email="noor.haddad@example.org")
    assert looks_waiting() == ["linkedin.read_matches"]
    lose_jobs()
    Mark.objects.all().delete()

    Link.objects.update(fingerprint="", match_due_at=None)
    ids = {"company_id": there.company_id, "connection_id": there.connection.pk}
    link = Link.objects.get(kind="person")
    mark_records(**ids, kind=MarkKind.PERSON, keys=[link.our_key], priority=Priority.BACKFILL)
    defer_drain(**ids)
    run_jobs()

    link.refresh_from_db()
    assert link.match_asked == OF_HISTORY
    assert link.match_due_at > clock.now() + timedelta(minutes=50)
    assert looks_waiting() == []


def test_the_sweep_sees_to_looks_that_lost_their_job(there: There):
    sent(there, email="noor.haddad@example.org")
    Link.objects.filter(kind="person").update(match_due_at=clock.now())
    lose_jobs()
    assert has_due_matches(connection_id=there.connection.pk)

    sweep()
    run_jobs(until=clock.now() + timedelta(seconds=1))

    assert not has_due_matches(connection_id=there.connection.pk)


def test_of_several_a_human_chooses_one_and_linkedin_is_told(there: There):
    nora = ambiguous(there)
    assert state_of(there, nora)[0] == MatchState.SEVERAL
    assert set(state_of(there, nora)[1]) == {there.urn(NOOR), there.urn(ODILE)}
    assert matched_person_ids(company_id=there.company_id, person_ids=(nora.pk,)) == set()
    assert [row.person_id for row in open_matches_page(company_id=there.company_id).rows] == [nora.pk]
    assert health.overview(company_id=there.company_id).open_matches == 1

    choose_member(
        company_id=there.company_id, person_id=nora.pk, member=there.urn(ODILE), actor=there.cast.by_rosa
    )
    run_jobs()

    seen = {
        who: there.sandbox.get("indicator", seat=ROSA_SEAT, member=who)["in_ats"] for who in (NOOR, ODILE)
    }
    assert seen == {NOOR: False, ODILE: True}
    [identity] = ExternalIdentity.objects.filter(person=nora)
    assert (identity.subject, identity.verified) == (there.urn(ODILE), True)
    assert health.overview(company_id=there.company_id).open_matches == 0
    calls = BudgetDay.objects.get(resource="candidates").calls
    look(there)
    assert BudgetDay.objects.get(resource="candidates").calls == calls  # who is known is not asked for
    assert state_of(there, nora) == (MatchState.CHOSEN, (there.urn(ODILE),))


def test_or_none_of_them_and_is_not_asked_again_until_somebody_new_is_proposed(there: There):
    nora = ambiguous(there)

    choose_nobody(company_id=there.company_id, person_id=nora.pk)
    look(there)

    assert state_of(there, nora) == (MatchState.NOBODY, ())
    assert open_matches_page(company_id=there.company_id).rows == []
    with pytest.raises(MatchNotOpen):
        choose_nobody(company_id=there.company_id, person_id=nora.pk)

    there.sandbox.post(
        "seed",
        members=[{"id": 9055, "slug": "nora-new", "first_name": "Nora", "last_name": "New",
                  "email": "nora.new@example.org"}],
    )  # fmt: skip
    reach(nora, "email", "nora.new@example.org")
    run_jobs()
    look(there)
    assert state_of(there, nora) == (MatchState.ONE, (there.urn(9055),))


def test_a_choice_is_taken_back_there_too_and_they_may_be_decided_on_anew(there: There):
    nora = ambiguous(there)
    which = {"company_id": there.company_id, "person_id": nora.pk}
    choose_member(**which, member=there.urn(ODILE), actor=there.cast.by_rosa)
    run_jobs()
    with pytest.raises(MatchNotOpen):
        choose_member(**which, member=there.urn(NOOR), actor=there.cast.by_rosa)

    take_decision_back(**which, actor=there.cast.by_rosa)
    run_jobs()

    assert not ExternalIdentity.objects.filter(person=nora).exists()
    assert not Mark.objects.exists()
    assert Link.objects.get(kind="person").parts == {}
    look(there)
    assert state_of(there, nora)[0] == MatchState.SEVERAL  # also there: else it would be known as chosen
    assert not ExternalIdentity.objects.filter(person=nora).exists()
    choose_member(**which, member=there.urn(NOOR), actor=there.cast.by_rosa)
    run_jobs()
    seen = {
        who: there.sandbox.get("indicator", seat=ROSA_SEAT, member=who)["in_ats"] for who in (NOOR, ODILE)
    }
    assert seen == {NOOR: True, ODILE: False}


def test_taken_back_and_chosen_again_before_anything_was_sent_is_as_chosen(there: There):
    nora = ambiguous(there)
    which = {"company_id": there.company_id, "person_id": nora.pk}
    choose_member(**which, member=there.urn(ODILE), actor=there.cast.by_rosa)
    run_jobs()

    take_decision_back(**which, actor=there.cast.by_rosa)
    set_external_identity(
        person=nora, provider="linkedin", subject=there.urn(ODILE), verified=True, actor=SETTING_UP
    )
    run_jobs()

    assert there.sandbox.get("indicator", seat=ROSA_SEAT, member=ODILE)["in_ats"]
    assert Link.objects.get(kind="person").parts == {}


def test_none_of_them_is_taken_back_too_but_not_that_somebody_came_as_a_member(there: There):
    nora = ambiguous(there)
    which = {"company_id": there.company_id, "person_id": nora.pk}
    choose_nobody(**which)

    take_decision_back(**which, actor=there.cast.by_rosa)
    run_jobs(until=clock.now() + timedelta(seconds=1))

    assert state_of(there, nora)[0] == MatchState.SEVERAL
    with pytest.raises(NoDecision):
        take_decision_back(**which, actor=there.cast.by_rosa)
    choose_member(**which, member=there.urn(ODILE), actor=there.cast.by_rosa)
    admit_member(
        company_id=there.company_id,
        connection_id=there.connection.pk,
        urn=there.urn(ODILE),
        came_by=CameBy.EXPORT,
    )
    with pytest.raises(CameAsMember):
        take_decision_back(**which, actor=there.cast.by_rosa)


def test_a_member_who_is_another_candidate_already_is_refused_and_shown_as_such(there: There):
    nora = ambiguous(there)
    odile = a_person(there.cast, "Odile")
    set_external_identity(
        person=odile, provider="linkedin", subject=there.urn(ODILE), verified=True, actor=SETTING_UP
    )
    choose = {"company_id": there.company_id, "person_id": nora.pk, "actor": there.cast.by_rosa}

    with pytest.raises(IdentityBelongsToAnother):
        choose_member(**choose, member=there.urn(ODILE))
    with pytest.raises(MatchNotOpen):
        choose_member(**choose, member="urn:li:person:somebody-else")

    found = match_of_person(company_id=there.company_id, person_id=nora.pk)
    assert found is not None
    assert {member.urn: member.known_as for member in found.members} == {
        there.urn(ODILE): odile.public_id,
        there.urn(NOOR): "",
    }


def test_nothing_is_read_while_sending_is_paused_or_the_throttle_is_used_up(there: There):
    noor = sent(there, email="noor.haddad@example.org")
    set_limits(company_id=there.company_id, minute_records=1, day_calls=100_000, actor=there.cast.by_ada)
    look(there)
    assert match_of_person(company_id=there.company_id, person_id=noor.pk) is None

    set_limits(company_id=there.company_id, minute_records=10_000, day_calls=100_000, actor=there.cast.by_ada)
    pause_connection(company_id=there.company_id, actor=there.cast.by_ada)
    look(there)
    assert match_of_person(company_id=there.company_id, person_id=noor.pk) is None


def test_linkedins_trouble_is_waited_out(there: There):
    noor = sent(there, email="noor.haddad@example.org")
    there.sandbox.post("faults", kind="status", method="batch_get", status=500)
    Link.objects.filter(kind="person").update(match_due_at=clock.now())

    read_matches(company_id=there.company_id, connection_id=there.connection.pk)

    assert match_of_person(company_id=there.company_id, person_id=noor.pk) is None
    assert "linkedin.read_matches" in waiting_jobs()
    look(there)
    assert state_of(there, noor)[0] == MatchState.ONE


def test_a_changed_candidate_is_asked_for_anew(there: There):
    sent(there, email="noor.haddad@example.org")
    look(there)
    assert Link.objects.get(kind="person").match_due_at > clock.now() + timedelta(days=6)

    update_person(
        person=Person.objects.get(first_name="Noor"), changes={"last_name": "Haddad"}, actor=SETTING_UP
    )
    run_jobs()

    assert Link.objects.get(kind="person").match_due_at < clock.now() + timedelta(minutes=1)
