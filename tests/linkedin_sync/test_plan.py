"""M-06: what runs for a company that has left the Enterprise plan? Deletions alone; and all of it once it is back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import exported, push
from tests.linkedin_sync.at_sandbox import There, sandbox, sandbox_process, there
from tests.linkedin_sync.jobs import run_jobs
from tests.people import a_person, a_position, a_process

from linkedin_sync import health
from linkedin_sync.connections.leaving import begin_removal
from linkedin_sync.connections.states import Outward, outward_of
from linkedin_sync.enums import ConnectionState
from linkedin_sync.explain.selectors import explain_one
from linkedin_sync.models import Link, Mark, Problem, Receipt
from linkedin_sync.tasks import sweep
from recruit.base import clock
from recruit.company.enums import Plan
from recruit.company.services import change_company_settings, deactivate_teammate
from recruit.hiring.services import delete_process
from recruit.people.models import Person
from recruit.people.services import add_contact_point, update_person
from recruit.privacy.services import erase_person

__all__ = ["sandbox", "sandbox_process", "there"]

WELL = {
    "state": ConnectionState.ENABLED,
    "is_agreed": True,
    "is_paused": False,
    "is_in_plan": True,
    "is_removing": False,
}
NO_PLAN = {"is_in_plan": False}


@pytest.mark.parametrize(
    ("differing", "outward"),
    [
        ({}, Outward.EVERYTHING),
        # A plan that has ended holds up no deletion
        (NO_PLAN, Outward.DELETIONS),
        # Whoever leaves shares nothing: all that is due is a deletion
        (NO_PLAN | {"is_removing": True}, Outward.EVERYTHING),
        ({"is_removing": True}, Outward.EVERYTHING),
        # A pause is an admin's own choice, and holds everything
        ({"is_paused": True}, Outward.NOTHING),
        (NO_PLAN | {"is_paused": True}, Outward.NOTHING),
        # Nobody deletes through what does not work, or was never agreed to
        (NO_PLAN | {"state": ConnectionState.DISABLED}, Outward.NOTHING),
        (NO_PLAN | {"state": ConnectionState.DEGRADED}, Outward.NOTHING),
        ({"state": ConnectionState.NOT_CONNECTED}, Outward.NOTHING),
        (NO_PLAN | {"is_agreed": False}, Outward.NOTHING),
    ],
)
def test_what_may_go_out(differing: dict, outward: Outward) -> None:
    assert outward_of(**(WELL | differing)) is outward


def choose(scene, plan: str) -> None:
    change_company_settings(company_id=scene.company_id, actor=scene.cast.by_olga, plan=plan)


def test_no_change_leaves_or_comes_in_and_nothing_is_lost(scene):
    choose(scene, Plan.GROWTH)
    process = a_process(scene.cast, a_person(scene.cast, "Udo", "Waits"))
    exported(scene, "req-1")
    assert push(scene, "req-1") == 200
    run_jobs(until=clock.now() + timedelta(minutes=1))
    sweep()
    run_jobs()

    closed = (
        "/v2/exportedCandidates"  # who has closed the account is asked for, as what they left here must go
    )
    assert {each.path for each in scene.linkedin.seen} <= {closed}
    assert Mark.objects.exists(), "the change is kept"
    assert [(one.state, one.reason) for one in Receipt.objects.all()] == [("received", "not_in_plan")]
    assert not Person.objects.filter(last_name="Brand").exists()
    assert explain_one(company_id=scene.company_id, public_id=process.public_id).word == "Held"
    seen = health.overview(company_id=scene.company_id)
    assert (seen.state, seen.is_in_plan, "company's plan" in seen.trouble) == ("enabled", False, True)

    Mark.objects.update(marked_at=clock.now() - timedelta(hours=1))
    sweep()
    assert not Problem.objects.exists(), "nobody is told that changes are late"

    choose(scene, Plan.ENTERPRISE)
    Receipt.objects.update(not_before=clock.now() - timedelta(minutes=1))
    sweep()
    run_jobs(until=clock.now() + timedelta(minutes=1))

    assert Person.objects.filter(last_name="Brand").count() == 1
    assert scene.linkedin.held("/v2/atsApplications", "atsJobApplicationId", process.public_id)


# What is to go, at the real sandbox


def work(there: There) -> None:
    """The minute's sweep and what it brings along, LinkedIn's tasks for jobs included."""
    sweep()
    for _ in range(3):
        run_jobs(until=clock.now() + timedelta(minutes=10), limit=2000)


def considered(there: There, name: str):
    person = a_person(there.cast, name, "Marsh")
    add_contact_point(
        person=person, kind="email", value=f"{name.lower()}@example.org", provenance="manual",
        actor=there.cast.by_rosa,
    )  # fmt: skip
    return a_process(there.cast, person)


@pytest.fixture
def left(there: There):
    """Mia, Lea and Noa are at LinkedIn when the plan ends."""
    processes = [considered(there, name) for name in ("Mia", "Lea", "Noa")]
    work(there)
    assert count(there, "candidates") == count(there, "applications") == 3
    choose(there, Plan.GROWTH)
    return processes


def count(there: There, kind: str, **which: str) -> int:
    return there.sandbox.get(f"records/{kind}", **which)["count"]


def known_there(there: There, person: Person) -> str:
    [record] = there.sandbox.get("records/candidates", id=person.public_id)["records"]
    return str(record)


def erase(there: There, person: Person):
    return erase_person(
        person=person, typed_name=person.full_name, ground="request", actor=there.cast.by_olga
    )


def test_whoever_is_erased_goes_at_linkedin_and_other_changes_wait_for_the_plan(there: There, left):
    """M-42: no plan keeps at LinkedIn whom Recruit has forgotten."""
    mia, lea, noa = left
    update_person(person=lea.person, changes={"first_name": "Leonie"}, actor=there.cast.by_rosa)
    later = considered(there, "Udo")

    receipt = erase(there, mia.person)
    delete_process(process=noa, actor=there.cast.by_rosa)
    work(there)

    assert count(there, "candidates", id=mia.person.public_id) == 0
    assert count(there, "applications") == 1, "what was deleted here is deleted there"
    assert "Leonie" not in known_there(there, lea.person)
    assert count(there, "candidates", id=later.person.public_id) == 0
    [side] = receipt.sides.all()
    assert (side.finished_at is not None, side.trouble) == (True, "")
    assert Mark.objects.exists(), "the changes are kept"

    choose(there, Plan.ENTERPRISE)
    work(there)

    assert "Leonie" in known_there(there, lea.person)
    assert count(there, "candidates", id=later.person.public_id) == 1
    assert count(there, "applications") == 2
    assert not Mark.objects.exists()


def test_whoever_may_not_see_any_more_does_not_and_nobody_is_shown_more(there: There, left):
    ines = there.cast.ines
    position = a_position(there.cast, "Cold lights", recruiter=there.cast.rosa)
    seats = count(there, "assignees")

    deactivate_teammate(teammate=ines, actor=there.cast.by_olga)
    work(there)

    assert count(there, "assignees") < seats
    assert count(there, "jobs", id=position.public_id) == 0
    assert not Link.objects.filter(kind="acl", our_key__endswith=position.public_id).exists()

    choose(there, Plan.ENTERPRISE)
    Mark.objects.update(not_before=clock.now())
    work(there)

    assert count(there, "jobs", id=position.public_id) == 1
    assert Link.objects.filter(kind="acl", our_key__endswith=position.public_id).exists()


def test_whoever_disconnects_afterwards_has_everything_taken_away(there: There, left):
    begin_removal(company_id=there.company_id, actor=there.cast.by_ada)
    work(there)

    kinds = ("candidates", "applications", "stages", "acls", "assignees")
    assert [count(there, kind) for kind in kinds] == [0, 0, 0, 0, 0]
    assert there.fresh().state == "not_connected"


def test_a_pause_holds_deletions_too_and_the_receipt_says_so(there: There, left):
    there.connection.__class__.objects.update(paused_at=clock.now())

    receipt = erase(there, left[0].person)
    work(there)

    [side] = receipt.sides.all()
    assert "as soon as the connection sends again" in side.trouble
    assert count(there, "candidates") == 3
