"""What happens in the domain is written down for whoever listens, and for nobody else."""

from __future__ import annotations

from django.db import transaction
from tests.people import a_merge, a_person, a_position, a_process
from tests.recruit.filed import PERSONS, done, undone
from tests.recruit_webhooks.conftest import told

from recruit.base.holdings import holdings_of
from recruit.company.enums import AppReach
from recruit.company.services import revoke_api_app
from recruit.duplicates.services import unmerge_persons
from recruit.hiring.services import (
    advance_process,
    delete_process,
    hire_process,
    hold_process,
    reinstate_process,
    reject_process,
    resume_process,
    withdraw_process,
)
from recruit.people.models import Person
from recruit.people.services import tag_person, untag_person, update_person
from recruit.positions.services import (
    add_opening,
    close_opening,
    close_position,
    hold_position,
    reopen_position,
    update_position,
)
from recruit.privacy.services import erase_person
from recruit_webhooks.enums import DeliveryState, EventType
from recruit_webhooks.models import Delivery
from recruit_webhooks.services import switch_webhook


def test_each_use_case_is_an_event_named_as_the_api_names_it(cast, hook):
    hook()
    position = a_position(cast, "Glazier")
    person = a_person(cast, "Mia", "Brand")
    first = a_process(cast, person, position)
    rosa = {"actor": cast.by_olga}
    advance_process(process=first, **rosa)
    hold_process(process=first, **rosa)
    resume_process(process=first, **rosa)
    reject_process(process=first, reason="No", **rosa)
    reinstate_process(process=first, **rosa)
    withdraw_process(process=a_process(cast, None, position), reason="Paid badly", **rosa)
    hire_process(process=a_process(cast, None, position), **rosa)
    update_person(person=person, changes={"headline": "Welder"}, **rosa)
    update_position(position=position, changes={"city": "Bremen"}, **rosa)
    a_process(cast, person)
    hold_position(position=cast.position, **rosa)
    reopen_position(position=cast.position, **rosa)
    close_position(position=cast.position, **rosa)
    delete_process(process=first, **rosa)
    gone = a_merge(cast, a_person(cast, "Zora", "Ost"), a_person(cast, "Zora", "Ost"))
    unmerge_persons(company_id=cast.company.pk, merge_id=gone.public_id, actor=cast.by_olga)
    erase_person(person=a_person(cast), typed_name=None, ground="request", actor=cast.by_olga)

    assert set(EventType) - set(told()) == set()


def test_what_is_done_to_openings_changes_their_position(cast, hook):
    hook("position.updated")
    opening = add_opening(position=cast.position, actor=cast.by_olga)
    close_opening(position=cast.position, public_id=opening.public_id, actor=cast.by_olga)

    assert told() == ["position.updated"]


def test_changes_that_nobody_has_heard_of_yet_are_one_event(cast, hook):
    webhook, _ = hook("person.updated")
    person = a_person(cast, "Mia", "Brand")

    for headline in ("One", "Two", "Three"):
        update_person(person=person, changes={"headline": headline}, actor=cast.by_olga)
    tag_person(person=person, name="Welder", actor=cast.by_olga)
    untag_person(person=person, name="Welder", actor=cast.by_olga)
    update_person(person=a_person(cast), changes={"headline": "Another"}, actor=cast.by_olga)

    assert told() == ["person.updated"] * 2
    Delivery.objects.filter(webhook=webhook).update(is_open=False)  # as whoever begins to send it does
    update_person(person=person, changes={"headline": "Four"}, actor=cast.by_olga)
    assert told() == ["person.updated"] * 3


def test_what_has_not_happened_is_not_told(cast, hook):
    hook()
    with transaction.atomic():
        a_person(cast)
        assert told() != []
        transaction.set_rollback(True)

    assert told() == []


def test_who_chose_other_events_or_is_off_or_lost_its_app_is_told_nothing(cast, hook, app):
    hook("position.closed")
    off, _ = hook("person.created")
    switch_webhook(webhook=off, is_on=False, actor=cast.by_ada)
    revoked = app()
    hook("person.created", of=revoked)
    revoke_api_app(company_id=cast.company.pk, public_id=revoked.public_id, actor=cast.by_ada)

    a_person(cast)

    assert told() == []


def test_a_process_that_is_gone_is_told_to_those_who_could_know_of_it(cast, hook, app):
    near, _ = hook("process.deleted", of=app())
    hook("process.deleted", of=app(reach=AppReach.NOT_DISCREET))
    process = a_process(cast, None, a_position(cast, "Secret", is_discreet=True))

    delete_process(process=process, actor=cast.by_olga)

    (delivery,) = Delivery.objects.all()
    assert delivery.webhook_id == near.pk
    assert delivery.data == {
        "id": process.public_id,
        "person": {"id": process.person.public_id},
        "position": {"id": process.position.public_id},
    }


def test_of_whoever_is_erased_nothing_is_left_but_the_word_that_they_are_gone(cast, hook):
    hook()
    person, other = a_person(cast, "Mia", "Brand"), a_person(cast, "Zoe", "Stone")
    process = a_process(cast, person)
    advance_process(process=process, actor=cast.by_olga)
    a_merge(cast, person, twin := a_person(cast, "Mia", "Brand"))
    before = holdings_of(company_id=cast.company.pk, person_id=person.pk)["webhook deliveries"]
    public_id = person.public_id

    receipt = erase_person(person=person, typed_name=None, ground="request", actor=cast.by_olga)

    assert before == receipt.counts["webhook deliveries"] >= 5
    left = Delivery.objects.filter(person_id__in=(person.pk, twin.pk))
    assert list(left) == []
    (word,) = Delivery.objects.filter(type="person.erased")
    assert word.data == {"id": public_id, "keeps_figures": False}
    assert Delivery.objects.filter(person_id=other.pk).exists()


def test_of_whoever_is_erased_after_a_merge_was_taken_back_the_word_of_it_goes_too(cast, hook):
    hook("person.merged", "person.unmerged")
    stays, twin = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    merge = a_merge(cast, stays, twin)
    unmerge_persons(company_id=cast.company.pk, merge_id=merge.public_id, actor=cast.by_olga)
    assert told() == ["person.merged", "person.unmerged"]

    erase_person(
        person=Person.objects.get(public_id=twin.public_id),
        typed_name=None,
        ground="request",
        actor=cast.by_olga,
    )

    assert told() == []
    assert Person.objects.get() == stays


def test_an_import_that_was_told_of_can_be_taken_back_and_that_is_told_as_well(cast, hook):
    hook("person.created", "person.erased")
    run = done(cast, PERSONS)
    assert told() == ["person.created"] * 2

    run = undone(cast, run)

    assert (run.undone, run.stayed) == (2, 0)
    assert told() == ["person.erased"] * 2


def test_what_waits_fails_when_the_webhook_is_switched_off(cast, hook):
    webhook, _ = hook()
    a_person(cast)

    switch_webhook(webhook=webhook, is_on=False, actor=cast.by_ada)

    (delivery,) = Delivery.objects.all()
    assert (delivery.state, delivery.is_open) == (DeliveryState.FAILED, False)
    assert "switched off" in delivery.trouble
