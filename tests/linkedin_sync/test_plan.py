"""M-06: what runs for a company that has left the Enterprise plan? Nothing, in either direction; and all of it once it is back."""

from __future__ import annotations

from datetime import timedelta

from tests.linkedin_sync.acts import exported, push
from tests.linkedin_sync.jobs import run_jobs
from tests.people import a_person, a_process

from linkedin_sync import health
from linkedin_sync.explain.selectors import explain_one
from linkedin_sync.models import Mark, Problem, Receipt
from linkedin_sync.tasks import sweep
from recruit.base import clock
from recruit.company.enums import Plan
from recruit.company.services import change_company_settings
from recruit.people.models import Person


def choose(scene, plan: str) -> None:
    change_company_settings(company_id=scene.company_id, actor=scene.cast.by_olga, plan=plan)


def test_nothing_leaves_or_comes_in_and_nothing_is_lost(scene):
    choose(scene, Plan.GROWTH)
    process = a_process(scene.cast, a_person(scene.cast, "Udo", "Waits"))
    exported(scene, "req-1")
    assert push(scene, "req-1") == 200
    run_jobs(until=clock.now() + timedelta(minutes=1))
    sweep()
    run_jobs()

    assert scene.linkedin.seen == []
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
