"""From an event to a receiver on this machine: signed, once more when it fails, and never what the app may not read."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from tests.people import a_person, a_position, a_process
from tests.recruit_webhooks.receiver import Answer, is_genuine

from recruit.base import clock
from recruit.base.secrets import decrypt_secret
from recruit.company.enums import AppReach, AppScope
from recruit.company.services import revoke_api_app
from recruit.hiring.services import advance_process
from recruit.people.models import Person
from recruit.people.services import update_person
from recruit.positions.services import set_discretion
from recruit.privacy.services import erase_person
from recruit_webhooks import forgetting
from recruit_webhooks.enums import DeliveryState
from recruit_webhooks.forgetting import forget_old
from recruit_webhooks.models import Attempt, Delivery, Webhook
from recruit_webhooks.rules import WAITS
from recruit_webhooks.services import (
    NotKeptAnyMore,
    WebhookIsOff,
    remove_webhook,
    replay,
    replay_failed,
    rotate_secret,
    send_test,
    switch_webhook,
)


def test_an_event_arrives_signed_and_names_only_ids(cast, hook, receiver, work):
    _, secret = hook("process.started")
    process = a_process(cast, a_person(cast, "Mia", "Brand"))

    work()

    (came,) = receiver.came
    assert is_genuine(came, secret)
    assert came.headers["content-type"] == "application/json"
    assert came.payload["type"] == "process.started"
    assert came.payload["data"] == {
        "id": process.public_id,
        "url": came.payload["data"]["url"],
        "person": {"id": process.person.public_id},
        "position": {"id": process.position.public_id},
    }
    assert came.payload["data"]["url"].endswith(f"/api/v1/processes/{process.public_id}")
    assert b"Brand" not in came.body
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.status, delivery.public_id) == (
        "delivered",
        200,
        came.headers["webhook-id"],
    )
    assert Attempt.objects.get().answer == "thanks"


@pytest.mark.parametrize("scopes", [tuple(AppScope), ("persons:read", "positions:read", "processes:read")])
def test_a_whole_record_is_what_the_api_answers_to_that_app(cast, hook, app, receiver, work, scopes):
    from recruit.company.models import ApiApp
    from recruit.company.rules import TOKEN_START, token_digest

    reader, token = app(scopes=scopes), "rcr_" + "a" * 60
    ApiApp.objects.filter(pk=reader.pk).update(
        token_start=token[:TOKEN_START], token_digest=token_digest(token)
    )
    hook("person.created", "position.opened", "process.started", of=reader, form="record")
    process = a_process(cast, a_person(cast, "Mia", "Brand"), a_position(cast, "Glazier"))
    work()

    ids = {
        "person": process.person.public_id,
        "position": process.position.public_id,
        "process": process.public_id,
    }
    client = Client(headers={"Authorization": f"Bearer {token}"})
    assert len(receiver.came) == 3
    for came in receiver.came:
        kind = came.type.partition(".")[0]
        assert (
            came.payload["data"]
            == client.get(f"/api/v1/{kind}{'es' if kind == 'process' else 's'}/{ids[kind]}").json()
        )


def test_what_the_app_does_not_reach_is_withheld_also_when_it_became_discreet_meanwhile(
    cast, hook, app, receiver, work
):
    hook("process.started", "position.opened", of=app(reach=AppReach.NOT_DISCREET))
    position = a_position(cast, "Glazier")
    a_process(cast, None, position)
    a_process(cast)
    set_discretion(position=position, is_discreet=True, actor=cast.by_olga)

    work()

    assert [came.type for came in receiver.came] == ["process.started"]
    states = Delivery.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["withheld", "withheld", "delivered"]


def test_the_newest_state_is_sent_and_a_revoked_app_hears_nothing(cast, hook, app, receiver, work):
    reader = app()
    hook("person.updated", of=reader, form="record")
    person = a_person(cast)
    for headline in ("One", "Two"):
        update_person(person=person, changes={"headline": headline}, actor=cast.by_olga)
    work()
    update_person(person=person, changes={"headline": "Three"}, actor=cast.by_olga)
    revoke_api_app(company_id=cast.company.pk, public_id=reader.public_id, actor=cast.by_ada)
    work()

    assert [came.payload["data"]["headline"] for came in receiver.came] == ["Two"]
    assert Delivery.objects.get(state=DeliveryState.WITHHELD).trouble.endswith("is not approved any more.")


def test_what_fails_is_sent_again_under_the_same_id_and_in_growing_waits(cast, hook, receiver, work):
    webhook, secret = hook("person.created")
    receiver.answers = [Answer(500, body=b"out of order"), Answer(503), Answer(200)]
    began = clock.now()
    with time_machine.travel(began, tick=False) as travelling:
        a_person(cast)
        work()
        webhook.refresh_from_db()
        assert webhook.failing_since == began
        assert len(receiver.came) == 1
        travelling.move_to(began + timedelta(seconds=7))
        work()
        assert len(receiver.came) == 2
        travelling.move_to(began + timedelta(minutes=2))
        work()
        assert len(receiver.came) == 2  # five minutes, and not before
        travelling.move_to(began + timedelta(minutes=7))
        work()

        assert len({came.headers["webhook-id"] for came in receiver.came}) == 1
        assert len({came.headers["webhook-timestamp"] for came in receiver.came}) == 3
        assert all(is_genuine(came, secret, now=clock.now().timestamp() - 400) for came in receiver.came[:1])
        webhook.refresh_from_db()
        assert (webhook.failures, webhook.failing_since) == (0, None)
        assert [each.status for each in Attempt.objects.order_by("id")] == [500, 503, 200]
        assert Attempt.objects.order_by("id")[0].answer == "out of order"


def test_a_weak_receiver_is_left_alone_by_all_events(cast, hook, receiver, work):
    hook("person.created")
    receiver.answers = [Answer(429, headers={"Retry-After": "600"}), Answer(200)]
    for _ in range(3):
        a_person(cast)
    began = clock.now()
    work()
    assert len(receiver.came) == 1
    with time_machine.travel(began + timedelta(seconds=700), tick=False):
        work()

    assert len(receiver.came) == 4


def test_who_is_gone_is_switched_off_and_admins_read_of_it(cast, hook, receiver, work):
    webhook, _ = hook("person.created")
    receiver.answers = [Answer(410)]
    a_person(cast)
    a_person(cast)
    work()

    webhook.refresh_from_db()
    assert (webhook.state, webhook.off_because) == ("off", "gone")
    assert len(receiver.came) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {"failed"}
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ada@robots.example", "olga@robots.example"]
    assert "wants nothing any more" in mail.outbox[0].body
    with pytest.raises(WebhookIsOff):
        send_test(webhook=webhook, actor=cast.by_ada)


def test_after_three_days_of_silence_it_is_switched_off_and_all_can_be_sent_later(cast, hook, receiver, work):
    webhook, _ = hook("person.created")
    receiver.answers = [Answer(500)]
    began = clock.now()
    a_person(cast)
    work()
    with time_machine.travel(began + timedelta(days=3, hours=1), tick=True):
        a_person(cast)
        work()
        webhook.refresh_from_db()
        assert (webhook.state, webhook.off_because) == ("off", "failing")
        receiver.answers = [Answer(200)]
        switch_webhook(webhook=webhook, is_on=True, actor=cast.by_ada)
        assert replay_failed(webhook=webhook, since=began + timedelta(days=1), actor=cast.by_ada) == 1
        assert replay_failed(webhook=webhook, since=began - timedelta(days=1), actor=cast.by_ada) == 1
        work()

    assert [came.headers["webhook-id"] for came in receiver.came[-2:]] != []
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_while_a_secret_is_rotated_both_sign_and_neither_lies_in_clear(cast, hook, receiver, work):
    from django.db import connection

    webhook, first = hook("person.created")
    _, second = rotate_secret(webhook=webhook, actor=cast.by_ada)
    a_person(cast)
    work()
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=True):
        a_person(cast)
        work()
        later = receiver.came[1]
        assert not is_genuine(later, first, now=clock.now().timestamp())
        assert is_genuine(later, second, now=clock.now().timestamp())

    assert first != second
    assert is_genuine(receiver.came[0], first)
    assert is_genuine(receiver.came[0], second)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, former_secret FROM recruit_webhooks_webhook")
        stored = cursor.fetchone()
    assert first not in stored
    assert [decrypt_secret(text) for text in stored] == [second, first]


def test_one_is_sent_once_more_under_its_id_but_not_the_word_of_an_erasure(cast, hook, receiver, work):
    webhook, _ = hook("person.created", "person.erased")
    person = a_person(cast)
    work()
    created = Delivery.objects.get()
    replay(webhook=webhook, delivery=created, actor=cast.by_ada)
    work()
    assert len({came.headers["webhook-id"] for came in receiver.came}) == 1
    assert len(receiver.came) == 2

    erase_person(person=person, typed_name=None, ground="request", actor=cast.by_olga)
    work()
    erased = Delivery.objects.get()
    assert receiver.came[2].payload["data"] == {"id": person.public_id, "keeps_figures": False}
    assert (erased.object_id, erased.data, erased.state) == ("", {}, "delivered")
    with pytest.raises(NotKeptAnyMore):
        replay(webhook=webhook, delivery=erased, actor=cast.by_ada)


def test_a_test_arrives_whatever_else_is_wanted(cast, hook, receiver, work):
    webhook, secret = hook("position.closed")
    send_test(webhook=webhook, actor=cast.by_ada)
    work()

    (came,) = receiver.came
    assert is_genuine(came, secret)
    assert came.payload["data"] == {"webhook": webhook.public_id, "asked_by": "Ada Admin"}


def test_one_that_cannot_be_written_is_put_off_and_holds_up_no_other(cast, hook, receiver, work):
    """A fault of ours: a candidate whose row says what the API cannot tell."""
    webhook, _ = hook("person.created", form="record")
    odd = a_person(cast, "Mia", "Brand")
    Person.objects.filter(pk=odd.pk).update(prospect_status="odd")
    other = a_person(cast)
    began = clock.now()
    work()

    assert [came.payload["data"]["id"] for came in receiver.came] == [other.public_id]
    waits = Delivery.objects.get(person_id=odd.pk)
    assert (waits.state, waits.attempts, waits.is_open) == ("waiting", 1, False)
    assert waits.due_at > began
    assert waits.trouble.startswith("Recruit could not write it")
    webhook.refresh_from_db()
    assert webhook.failing_since is None, "that is no fault of the receiver's"
    Person.objects.filter(pk=odd.pk).update(prospect_status=odd.prospect_status)
    with time_machine.travel(began + timedelta(minutes=1), tick=True):
        work()
    assert receiver.came[-1].payload["data"]["id"] == odd.public_id


def test_one_that_can_never_be_written_has_failed_at_the_end(cast, hook, work):
    hook("person.created", form="record")
    Person.objects.filter(pk=a_person(cast).pk).update(prospect_status="odd")
    Delivery.objects.update(attempts=len(WAITS))
    work()

    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_a_webhook_goes_with_all_of_its_deliveries(cast, hook, work, monkeypatch):
    monkeypatch.setattr(forgetting, "_AT_ONCE", 2)
    webhook, _ = hook("person.created")
    other, _ = hook("person.created")
    for _ in range(5):
        a_person(cast)
    work()
    remove_webhook(webhook=webhook, actor=cast.by_ada)

    assert set(Delivery.objects.values_list("webhook_id", flat=True)) == {other.pk}
    assert Attempt.objects.count() == 5


def test_a_worker_that_dies_leaves_it_to_the_next(cast, hook, receiver, work):
    """It was reserved, and nothing was written down after that."""
    hook("person.created")
    a_person(cast)
    Delivery.objects.update(attempts=1, is_open=False, due_at=clock.now() + timedelta(seconds=60))
    work()
    assert receiver.came == []
    with time_machine.travel(clock.now() + timedelta(seconds=61), tick=True):
        work()

    assert len(receiver.came) == 1


def test_a_webhook_or_person_that_goes_while_it_is_being_sent_costs_nothing(cast, hook, receiver, work):
    from recruit_webhooks.delivering import _reserve, _settle
    from recruit_webhooks.sending import Outcome

    webhook, _ = hook("person.created")
    person = a_person(cast)
    reserved = _reserve(cast.company.pk, webhook.pk, time.monotonic() + 60)
    assert reserved is not None
    erase_person(person=person, typed_name=None, ground="request", actor=cast.by_olga)
    _settle(cast.company.pk, webhook.pk, reserved.delivery_id, Outcome(200, timedelta(seconds=1)))

    assert Attempt.objects.count() == 0
    assert Webhook.objects.get().latest_success_at is None


def test_after_thirty_days_nothing_of_it_is_kept(cast, hook, work):
    hook("person.created")
    a_person(cast)
    work()
    with time_machine.travel(clock.now() + timedelta(days=31), tick=True):
        a_person(cast)
        assert forget_old(company_id=cast.company.pk) == 1

    assert Delivery.objects.count() == 1
    assert Attempt.objects.count() == 0


def test_events_of_one_webhook_keep_their_order(cast, hook, receiver, work):
    hook("process.started", "process.advanced")
    process = a_process(cast)
    advance_process(process=process, actor=cast.by_hans)
    advance_process(process=process, actor=cast.by_olga)
    work()

    assert [came.type for came in receiver.came] == [
        "process.started",
        "process.advanced",
        "process.advanced",
    ]
