"""What does the engine say of a record that has met with LinkedIn, and what has it kept of the try?"""

from __future__ import annotations

import json

import pytest
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import SETTING_UP, a_person, a_process

from linkedin_sync.connections.services import pause_connection, set_limits
from linkedin_sync.enums import MarkKind
from linkedin_sync.explain.rules import Remedy, State
from linkedin_sync.explain.selectors import NothingSuch, explain_one, explain_persons
from linkedin_sync.models import Mark
from linkedin_sync.outbox.services import NothingIsSent, send_now
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.people.services import add_contact_point

CANDIDATES = "/v2/atsCandidates"


def why(scene, public_id):
    return explain_one(company_id=scene.company_id, public_id=public_id)


def test_position_person_and_process_are_in_linkedin(scene):
    process = a_known_process(scene)
    run_jobs()

    for public_id in (process.public_id, process.person.public_id):
        found = why(scene, public_id)
        assert (found.state, found.exchange) == (State.IN_LINKEDIN, None)
        assert found.last_attempt_at == found.delivered_at
        assert found.delivered_at is not None
    assert why(scene, process.position.public_id).state in {State.IN_LINKEDIN, State.PROCESSING}


def test_a_refused_record_keeps_its_own_request_and_linkedins_words(scene):
    bad, good = a_known_process(scene, "Mia"), a_known_process(scene, "Max")
    scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={bad.person.public_id: 422}))
    run_jobs()

    found = why(scene, bad.person.public_id)

    assert (found.state, found.remedy, found.attempts) == (State.PARKED, Remedy.SEND, 1)
    assert "(422)" in found.answer
    exchange = found.exchange
    assert (exchange["resource"], exchange["path"], exchange["status"]) == ("candidates", CANDIDATES, 200)
    assert exchange["record"]["firstName"] == "Mia"
    assert "Max" not in json.dumps(exchange)
    assert good.person.public_id not in json.dumps(exchange)
    assert found.last_attempt_at is not None
    assert why(scene, good.person.public_id).state is State.IN_LINKEDIN


def test_no_secret_is_kept(scene):
    process = a_known_process(scene)
    scene.linkedin.faults.append(Fault(CANDIDATES, status=503, times=5))
    run_jobs()

    [mark] = Mark.objects.filter(kind=MarkKind.PERSON, our_key=str(process.person_id))
    kept = json.dumps(mark.exchange)

    assert mark.exchange["status"] == 503
    assert scene.connection.client_secret not in kept
    assert "Bearer" not in kept
    assert "token" not in kept.lower()


def test_a_passing_trouble_says_when_the_next_try_is(scene):
    process = a_known_process(scene)
    scene.linkedin.faults.append(Fault(CANDIDATES, status=503, times=5))
    run_jobs()

    found = why(scene, process.person.public_id)

    assert (found.state, found.attempts) == (State.RETRYING, 1)
    assert found.next_try_at > found.last_attempt_at


def test_what_waits_for_the_quota_was_not_tried(scene):
    set_limits(company_id=scene.company_id, minute_records=1, day_calls=100_000, actor=scene.cast.by_ada)
    first, second = a_known_process(scene, "Mia"), a_known_process(scene, "Max")
    run_jobs()

    states = {why(scene, each.person.public_id).state for each in (first, second)}
    waiting = next(
        found
        for found in (why(scene, each.person.public_id) for each in (first, second))
        if found.state is State.QUOTA
    )

    assert states == {State.IN_LINKEDIN, State.QUOTA}
    assert (waiting.last_attempt_at, waiting.exchange, waiting.attempts) == (None, None, 0)
    assert waiting.next_try_at is not None


def test_it_is_helped_and_forgotten(scene):
    """Somebody without any address is stuck; the address wakes the record, and nothing of the try is left."""
    person = a_person(scene.cast, "Nobody", "Known")
    process = a_process(scene.cast, person)
    run_jobs()
    found = why(scene, person.public_id)
    assert (found.state, found.remedy) == (State.PARKED, Remedy.ADD_ADDRESS)

    add_contact_point(
        person=person, kind="email", value="nobody@known.example", provenance="manual", actor=SETTING_UP
    )
    run_jobs()

    assert why(scene, person.public_id).state is State.IN_LINKEDIN
    assert why(scene, process.public_id).state is State.IN_LINKEDIN


def test_an_admin_sends_a_stuck_record_now(scene):
    process = a_known_process(scene)
    scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={process.person.public_id: 422}))
    run_jobs()

    def send(by):
        send_now(company_id=scene.company_id, kinds=[MarkKind.PERSON], record_id=process.person_id, actor=by)

    with pytest.raises(CompanyRoleTooSmall):
        send(scene.cast.by_rosa)
    send(scene.cast.by_ada)
    assert why(scene, process.person.public_id).exchange is None
    run_jobs()

    assert why(scene, process.person.public_id).state is State.IN_LINKEDIN


def test_a_pause_is_told(scene):
    pause_connection(company_id=scene.company_id, actor=scene.cast.by_ada)
    process = a_known_process(scene)
    run_jobs()

    assert why(scene, process.person.public_id).remedy is Remedy.RESUME


def test_nothing_is_sent_without_a_connection(scene):
    process = a_known_process(scene)
    scene.connection.state = "disabled"
    scene.connection.save()

    with pytest.raises(NothingIsSent):
        send_now(
            company_id=scene.company_id,
            kinds=[MarkKind.PERSON],
            record_id=process.person_id,
            actor=scene.cast.by_ada,
        )


def test_what_has_no_such_id_is_refused(scene):
    with pytest.raises(NothingSuch):
        why(scene, "per_nobody")


def test_many_cost_as_much_as_one(scene, django_assert_num_queries):
    people = [a_known_process(scene, f"Mia{number}").person_id for number in range(5)]
    run_jobs()

    for ids in (people[:1], people):
        with django_assert_num_queries(10):
            explain_persons(company_id=scene.company_id, ids=ids)
