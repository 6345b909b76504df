"""Members apply on LinkedIn's job page: offered with our questions, answered with a code, and taken once."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.test import Client
from tests.linkedin_sync.acts import MIA, exported, push
from tests.linkedin_sync.applied_scene import (
    URN,
    a_body,
    applied,
    arrives,
    choose,
    offered,
    posting,
)
from tests.linkedin_sync.conftest import SECRET
from tests.linkedin_sync.jobs import lose_jobs, run_jobs, waiting_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import SETTING_UP

from linkedin_sync.models import Receipt
from linkedin_sync.tasks import sweep
from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.base import clock
from recruit.careers.models import Submission
from recruit.careers.services import change_site, save_question
from recruit.company.models import Company
from recruit.hiring.models import HiringProcess
from recruit.people.models import ContactPoint, ExternalIdentity, Person, PersonFile
from recruit.people.selectors import files_of
from recruit.positions.services import close_position, hold_position, update_position

__all__ = ["offered"]


class TestTheOffer:
    def test_the_posting_asks_what_the_careers_site_asks(self, offered):
        held = posting(offered)

        asked = held["onsiteApplyConfiguration"]
        token = offered.connection.callback_token
        assert (
            asked["jobApplicationWebhookUrl"]
            == f"http://recruit.example/linkedin/callback/{token}/applications"
        )
        assert held["companyApplyUrl"] == (
            f"http://recruit.example/careers/robots/positions/{offered.cast.position.public_id}"
        )
        assert asked["questions"]["resumeQuestions"] == {"resumeQuestionRequirement": "OPTIONAL"}
        assert "voluntarySelfIdentificationQuestions" not in asked["questions"]
        [one_set] = asked["questions"]["additionalQuestions"]["customQuestionSets"]
        told = [(each["questionText"], each.get("required")) for each in one_set["questions"]]
        assert told == [
            ("Shift", False), ("Years", False),
            ("Robots Ltd may keep and use my data to consider me for positions.", True),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "how",
        [
            pytest.param(lambda scene: choose(scene, takes=False), id="switched off"),
            pytest.param(
                lambda scene: update_position(
                    position=scene.cast.position, changes={"is_published": False}, actor=SETTING_UP
                ),
                id="not published",
            ),
            pytest.param(lambda scene: hold_position(position=scene.cast.position, actor=SETTING_UP), id="on hold"),
            pytest.param(
                lambda scene: change_site(
                    company_id=scene.company_id, slug="robots", is_on=False, intro="", consent_scope="nowhere",
                    privacy_url="", website="", actor=scene.cast.by_ada,
                ),
                id="no careers site",
            ),
        ],
    )  # fmt: skip
    def test_what_is_not_offered_any_more_is_sent_without_it(self, offered, how):
        how(offered)
        run_jobs(until=clock.now() + timedelta(minutes=1))

        assert "onsiteApplyConfiguration" not in posting(offered)

    def test_another_question_is_asked_there_at_once(self, offered):
        save_question(position=offered.cast.position, name="Start", kind="date", actor=offered.cast.by_ada)
        run_jobs(until=clock.now() + timedelta(minutes=1))

        asked = posting(offered)["onsiteApplyConfiguration"]["questions"]["additionalQuestions"]
        assert [each["questionText"] for each in asked["customQuestionSets"][0]["questions"]][2] == "Start"


class TestWhatIsAnswered:
    def test_the_challenge_is_signed(self, offered):
        code = "3f1b6a2e-7c54-4d0a-9c1e-5a8f0d2b7e11"
        address = f"/linkedin/callback/{offered.connection.callback_token}/applications"

        answer = Client().get(address, {"challengeCode": code, "applicationId": "1"})

        signed = hmac.new(SECRET.encode(), code.encode(), hashlib.sha256).hexdigest()
        assert answer.json() == {"challengeCode": code, "challengeResponse": signed}

    def test_it_is_stored_with_its_job_and_answered_at_once_however_often_it_comes(self, offered):
        answers = [arrives(offered, a_body(offered)).status_code for _ in range(3)]

        assert answers == [200, 200, 200]
        assert Receipt.objects.get(type="EXPORT_JOB_APPLICATION").event_id == URN
        assert waiting_jobs().count("linkedin.work_receipt") == 1
        assert not offered.linkedin.seen

    def test_what_is_turned_away_is_told_with_a_code_and_keeps_no_word_of_it(self, offered):
        for changes, signature, status, code in (
            # nothing is believed that is not signed: there is no fetch behind it
            ({}, "", 401, "INVALID_SIGNATURE"),
            ({}, "0" * 64, 401, "INVALID_SIGNATURE"),
            ({"type": "MOON_LANDING"}, None, 400, "INVALID_PAYLOAD"),
            ({"jobApplicationId": ""}, None, 400, "INVALID_PAYLOAD"),
            ({"jobApplicationId": "x" * 500}, None, 400, "INVALID_PAYLOAD"),
            ({"externalJobId": "pos_nobodys"}, None, 404, "JOB_NOT_FOUND"),
            ({"externalJobId": "a\x00b"}, None, 400, "INVALID_PAYLOAD"),
            ({"padding": "x" * 1_100_000}, None, 413, "INVALID_PAYLOAD"),
        ):
            Receipt.objects.all().delete()
            answer = arrives(offered, a_body(offered) | changes, signature=signature)

            assert (answer.status_code, answer.json()["errorCode"]) == (status, code)
            receipt = Receipt.objects.get(type="EXPORT_JOB_APPLICATION")
            assert (receipt.state, receipt.body) == ("refused", "")
            assert receipt.sentence

    def test_a_closed_position_is_gone(self, offered):
        body = a_body(offered)
        close_position(position=offered.cast.position, actor=SETTING_UP)

        answer = arrives(offered, body)

        assert (answer.status_code, answer.json()["errorCode"]) == (410, "JOB_CLOSED")


class TestTheCandidate:
    def test_it_is_one_person_with_process_source_resume_answers_and_consent(self, offered):
        """M-34, M-16."""
        found = applied(offered)

        person = Person.objects.get()
        assert (found.outcome, found.person_id, person.full_name) == ("created", person.pk, "Mía Brand")
        process = HiringProcess.objects.get()
        assert (found.process_id, process.source.name, process.source.type) == (
            process.pk, "LinkedIn apply", "social_network",
        )  # fmt: skip
        identity = ExternalIdentity.objects.get()
        assert (identity.subject, identity.verified) == (MIA, True)
        points = {
            each.kind: (each.value, each.provenance, each.origin) for each in ContactPoint.objects.all()
        }
        assert points["email"] == ("mia@mail.example", "external", "LinkedIn Apply")
        [file] = files_of(person=person, visible_position_ids=None)
        assert (file.name, file.kind, file.provenance) == ("Mía Brand résumé.pdf", "resume", "external")
        submission = Submission.objects.get()
        assert (submission.via, submission.via_label, submission.is_vouched_for) == (
            "elsewhere", "LinkedIn Apply", True,
        )  # fmt: skip
        assert submission.consented_at is not None
        assert [(each["question"], each["answer"]) for each in submission.answers] == [
            ("Shift", "Night"), ("Years", "6.5"), ("Work experience", "title: Welder"),
            ("A question that is not asked any more", "I like robots."),
        ]  # fmt: skip
        assert not person.person_tags.exists()

    def test_what_one_says_of_oneself_voluntarily_is_nowhere(self, offered):
        applied(offered)

        assert Receipt.objects.get(event_id=URN).body == ""
        kept = json.dumps([Submission.objects.get().answers, Submission.objects.get().profile])
        assert "UNTOLD_SECRET" not in kept

    def test_worked_twice_it_is_there_once(self, offered):
        applied(offered)
        Receipt.objects.filter(event_id=URN).update(state="received", body=json.dumps(a_body(offered)))
        sweep(is_start=True)
        run_jobs()

        assert (Person.objects.count(), Submission.objects.count(), PersonFile.objects.count()) == (1, 1, 1)

    def test_whoever_was_exported_and_applies_is_the_same_candidate_in_the_same_process(self, offered):
        """M-25: the other order, too, makes no second process."""
        exported(offered, "req-1")
        push(offered, "req-1")
        run_jobs()

        found = applied(offered)

        assert (found.outcome, Person.objects.count(), HiringProcess.objects.count()) == ("repeated", 1, 1)
        assert Submission.objects.get().is_repeated
        assert Activity.objects.filter(verb=Verb.APPLIED_AGAIN).count() == 1

    def test_applying_twice_is_one_process(self, offered):
        applied(offered)

        again = applied(offered, urn="urn:li:jobApplication:9000000002")

        assert (again.outcome, HiringProcess.objects.count(), Submission.objects.count()) == (
            "repeated",
            1,
            2,
        )

    def test_a_file_that_linkedin_has_no_more_keeps_nobody_out(self, offered):
        offered.linkedin.files.clear()

        found = applied(offered)

        assert (found.outcome, PersonFile.objects.count()) == ("created", 0)
        assert "Ask the candidate" in Activity.objects.get(verb=Verb.WARNING).data["warning"]

    def test_a_strangers_address_is_never_shown_our_token(self, offered):
        body = a_body(offered)
        answer = body["questionResponses"]["resumeQuestionResponses"]["resumeQuestionAnswer"]
        answer["mediaUrl"] = "http://127.0.0.1:9/ambry/?x-li-ambry-ep=cv"
        arrives(offered, body)
        run_jobs()

        assert (Person.objects.count(), PersonFile.objects.count()) == (1, 0)

    def test_what_is_no_resume_is_told_and_not_kept(self, offered):
        offered.linkedin.files["cv"] = b"MZ not a document"

        found = applied(offered)

        assert (found.outcome, PersonFile.objects.count()) == ("created", 0)
        assert Activity.objects.filter(verb=Verb.WARNING).count() == 1

    def test_linkedin_out_of_reach_is_waited_for_a_day_and_then_done_without(self, offered):
        offered.linkedin.faults.append(Fault("/ambry/", status=503, times=99))
        arrives(offered, a_body(offered))
        run_jobs()
        assert not Person.objects.exists()

        Receipt.objects.filter(event_id=URN).update(
            received_at=clock.now() - timedelta(hours=25), not_before=clock.now() - timedelta(minutes=1)
        )
        lose_jobs()
        sweep()
        run_jobs()

        assert (Person.objects.count(), PersonFile.objects.count()) == (1, 0)

    def test_without_an_address_or_a_member_it_is_a_new_candidate(self, offered):
        body = a_body(offered, member=None)
        del body["questionResponses"]["contactInformationQuestionResponses"]["emailAnswer"]
        arrives(offered, body)
        run_jobs()

        assert (Person.objects.count(), ExternalIdentity.objects.count()) == (1, 0)

    def test_without_the_plan_it_waits_and_is_taken_once_it_is_back(self, offered):
        Company.objects.filter(pk=offered.company_id).update(plan="core")
        arrives(offered, a_body(offered))
        run_jobs()
        assert not Person.objects.exists()

        Company.objects.filter(pk=offered.company_id).update(plan="enterprise")
        Receipt.objects.filter(event_id=URN).update(not_before=clock.now() - timedelta(minutes=1))
        lose_jobs()
        sweep()
        run_jobs()

        assert Person.objects.count() == 1
