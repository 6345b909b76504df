"""What becomes of an export? Exactly one person, one process, one source; or a refusal that says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import MIA, exported, push
from tests.linkedin_sync.conftest import wire_seat
from tests.linkedin_sync.jobs import lose_jobs, run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import SETTING_UP, a_position

from linkedin_sync.enums import MappedBy
from linkedin_sync.inbox.selectors import exports_page
from linkedin_sync.models import Export, Receipt
from linkedin_sync.seats.services import map_seat, unmap_seat
from linkedin_sync.tasks import sweep, work_receipt
from recruit.activity.models import Activity
from recruit.base import clock
from recruit.company.services import deactivate_teammate
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import hire_process, hold_process, reject_process, withdraw_process
from recruit.people.models import ContactPoint, ExternalIdentity, Person, Tag
from recruit.people.services import update_person
from recruit.positions.services import close_position, hold_position
from recruit.sources.models import Source, SourceContact


def arrive(scene, request_id="req-1", **fields) -> Export:
    """Export, push, work: and what became of it."""
    exported(scene, request_id, **fields)
    assert push(scene, request_id) == 200
    run_jobs()
    return Export.objects.filter(receipt__event_id=request_id).latest("id")


class TestANewPerson:
    def test_it_brings_person_process_source_tag_and_link(self, scene):
        """M-16, M-18, M-21, M-22."""
        export = arrive(scene)

        person = Person.objects.get()
        assert (person.first_name, person.last_name) == ("Mia", "Brand")
        assert (export.outcome, export.person_id, export.teammate) == ("created", person.pk, scene.cast.rosa)
        process = HiringProcess.objects.get()
        assert (process.person, process.position, process.status) == (
            person,
            scene.cast.position,
            "in_progress",
        )
        assert process.source.name == "Rosa Recruiter (LinkedIn Recruiter)"
        assert process.source.type == "active_search"
        assert process.source_contact.email == scene.cast.rosa.email  # the Recruit address, not the seat's
        assert process.source_contact.teammate == scene.cast.rosa
        identity = ExternalIdentity.objects.get()
        assert (identity.provider, identity.subject, identity.verified) == ("linkedin", MIA, True)
        [point] = ContactPoint.objects.all()
        assert (point.kind, point.value) == ("link", "https://www.linkedin.com/in/invented-mia")
        assert Tag.objects.get().name == "Imported: LinkedIn Recruiter"

    def test_only_what_the_recruiter_typed_is_an_address(self, scene):
        """M-18: nothing else on the wire is taken for one."""
        arrive(
            scene,
            candidate={
                "emailAddresses": ["mia@typed.example", "not an address"],
                "email": "mia@leaked.example",
                "phoneNumber": "+33 4 00 00 00 00",
            },
            email="exporter@leaked.example",
        )

        points = dict(ContactPoint.objects.exclude(kind="link").values_list("value", "origin"))
        assert points == {"mia@typed.example": "typed in LinkedIn's export window"}

    def test_it_is_shown_to_linkedin_as_that_very_member(self, scene):
        export = arrive(scene)

        [candidate] = scene.linkedin.held(
            "/v2/atsCandidates", "atsCandidateId", Person.objects.get().public_id
        )
        assert candidate["manualMatchedMember"] == MIA
        process = HiringProcess.objects.get(pk=export.process_id)
        assert scene.linkedin.held("/rest/applicationStage", "jobApplicationId", process.public_id)


class TestAKnownPerson:
    def test_a_second_position_is_a_new_process_on_the_same_person(self, scene):
        """M-25, M-23."""
        arrive(scene)

        export = arrive(scene, "req-2", to=a_position(scene.cast, "Plumber"))

        assert export.outcome == "attached"
        assert (Person.objects.count(), HiringProcess.objects.count()) == (1, 2)
        assert Source.objects.count() == 1

    def test_names_that_a_human_corrected_stay(self, scene):
        arrive(scene)
        update_person(person=Person.objects.get(), changes={"first_name": "Mia-Sophie"}, actor=SETTING_UP)

        arrive(scene, "req-2", to=a_position(scene.cast, "Plumber"))

        assert Person.objects.get().first_name == "Mia-Sophie"

    @pytest.mark.parametrize("change", [None, hold_process])
    def test_the_same_position_again_fails_and_changes_nothing(self, scene, change):
        """M-26: on hold counts as under consideration."""
        arrive(scene)
        if change:
            change(process=HiringProcess.objects.get(), actor=SETTING_UP)
        before = Activity.objects.count()

        export = arrive(scene, "req-2")

        assert (export.outcome, export.reason) == ("refused", "already_under_consideration")
        assert "Mia Brand is already under consideration for Welding Robot Technician" in export.sentence
        assert HiringProcess.objects.count() == 1
        assert Activity.objects.count() == before

    @pytest.mark.parametrize("end", [reject_process, withdraw_process])
    def test_after_an_end_that_position_may_consider_them_again(self, scene, end):
        arrive(scene)
        end(process=HiringProcess.objects.get(), reason="Later", actor=SETTING_UP)

        export = arrive(scene, "req-2")

        assert export.outcome == "attached"
        assert HiringProcess.objects.count() == 2

    def test_who_was_hired_there_is_refused(self, scene):
        arrive(scene)
        hire_process(process=HiringProcess.objects.get(), actor=SETTING_UP)

        assert arrive(scene, "req-2").reason == "already_hired"

    def test_do_not_contact_is_a_warning_and_no_refusal(self, scene):
        arrive(scene)
        update_person(person=Person.objects.get(), changes={"do_not_contact": True}, actor=SETTING_UP)

        export = arrive(scene, "req-2", to=a_position(scene.cast, "Plumber"))

        assert (export.outcome, export.reason) == ("attached", "person_do_not_contact")
        assert Activity.objects.filter(verb="warning").exists()

    def test_one_position_at_a_time_where_the_company_says_so(self, scene):
        scene.cast.company.allows_several_positions = False
        scene.cast.company.save()
        arrive(scene)

        assert (
            arrive(scene, "req-2", to=a_position(scene.cast, "Plumber")).reason
            == "several_positions_not_allowed"
        )


class TestRefusals:
    def test_an_unknown_position(self, scene):
        export = arrive(scene, externalJobPostingId="pos_unknown")

        assert (export.reason, export.position_public_id) == ("unknown_position", "pos_unknown")
        assert not Person.objects.exists()

    @pytest.mark.parametrize(
        ("change", "reason"), [(close_position, "position_closed"), (hold_position, "position_on_hold")]
    )
    def test_a_position_that_is_not_open(self, scene, change, reason):
        change(position=scene.cast.position, actor=SETTING_UP)

        assert arrive(scene).reason == reason
        assert not Person.objects.exists()

    def test_a_position_that_the_exporter_may_not_view(self, scene):
        """M-13: also when LinkedIn's list was older than our permissions."""
        export = arrive(scene, by=scene.cast.otto)

        assert (export.reason, export.teammate) == ("position_not_visible", scene.cast.otto)
        [row] = exports_page(teammate=scene.cast.otto).rows
        assert row.position_name == ""  # the refusal does not tell what it hides

    def test_a_discreet_position_hides_from_an_admin_who_is_not_on_its_team(self, scene):
        secret = a_position(scene.cast, "New boss", is_discreet=True)

        assert arrive(scene, by=scene.cast.ada, to=secret).reason == "position_not_visible"

    def test_viewing_is_not_enough_where_the_company_demands_more(self, scene):
        scene.cast.company.export_requires = "contribute"
        scene.cast.company.save()

        assert arrive(scene, by=scene.cast.ines).reason == "position_not_visible"

    def test_a_deactivated_teammate(self, scene):
        deactivate_teammate(teammate=scene.cast.rosa, actor=SETTING_UP)

        assert arrive(scene).reason == "teammate_inactive"

    def test_another_companys_export(self, scene):
        """M-36."""
        export = arrive(scene, integrationContext="urn:li:organization:666")

        assert export.reason == "other_company"
        assert not Person.objects.exists()

    def test_an_answer_without_a_person(self, scene):
        export = arrive(scene, candidate={"firstName": "", "lastName": ""})

        assert export.reason == "malformed"

    def test_each_is_listed_for_its_recruiter_and_for_admins_only(self, scene):
        arrive(scene, externalJobPostingId="pos_unknown")

        assert [row.reason for row in exports_page(teammate=scene.cast.rosa).rows] == ["unknown_position"]
        assert [row.reason for row in exports_page(teammate=scene.cast.ada).rows] == ["unknown_position"]
        assert exports_page(teammate=scene.cast.hans).rows == []


class TestTheExporter:
    @pytest.mark.parametrize("form", ["seat", "object", "email"])
    def test_whatever_form_linkedin_names_them_in(self, scene, form):
        seat = scene.seats[scene.cast.rosa.pk]
        told = {
            "seat": seat.urn,
            "object": {"person": seat.person_urn},
            "email": {"name": "R", "email": seat.email},
        }[form]

        assert arrive(scene, recruiter=told).teammate == scene.cast.rosa

    def test_an_unmapped_seat_still_brings_the_person(self, scene):
        seat = scene.seats[scene.cast.rosa.pk]
        unmap_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)

        export = arrive(scene)

        assert (export.outcome, export.reason) == ("created", "seat_not_mapped")
        assert export.recruiter_name == "Rosa Recruiter"
        assert HiringProcess.objects.get().source.name == "LinkedIn Recruiter (unmapped seat)"

    def test_nobody_named_at_all(self, scene):
        assert arrive(scene, recruiter=None).reason == "seat_not_mapped"

    def test_two_exports_by_one_recruiter_are_one_contact_and_one_source(self, scene):
        arrive(scene)
        arrive(scene, "req-2", member="urn:li:person:other")

        assert (SourceContact.objects.count(), Source.objects.count(), Person.objects.count()) == (1, 1, 2)

    def test_a_seat_that_is_somebody_elses_now_is_theirs(self, scene):
        seat = scene.seats[scene.cast.otto.pk]
        unmap_seat(
            company_id=scene.company_id, seat_id=scene.seats[scene.cast.rosa.pk].pk, actor=scene.cast.by_ada
        )
        map_seat(
            company_id=scene.company_id,
            seat_id=seat.pk,
            teammate_id=scene.cast.rosa.pk,
            by=MappedBy.ADMIN,
            actor=scene.cast.by_ada,
        )

        assert arrive(scene, by=scene.cast.otto).teammate == scene.cast.rosa


class TestNothingLostNothingDoubled:
    def test_the_same_receipt_worked_again_gives_the_same(self, scene):
        arrive(scene)
        receipt = Receipt.objects.get()
        Receipt.objects.update(state="working")  # as if the worker had died before it noted the end

        work_receipt(company_id=scene.company_id, receipt_id=receipt.pk)
        run_jobs()

        assert (Person.objects.count(), HiringProcess.objects.count(), Source.objects.count()) == (1, 1, 1)
        assert Export.objects.count() == 1

    def test_a_receipt_whose_job_is_lost_is_swept_up(self, scene):
        exported(scene, "req-1")
        push(scene)
        lose_jobs()

        Receipt.objects.update(not_before=clock.now() - timedelta(minutes=1))
        sweep()
        run_jobs()

        assert Person.objects.count() == 1

    def test_a_receipt_whose_worker_died_goes_on_at_the_next_start(self, scene):
        exported(scene, "req-1")
        push(scene)
        lose_jobs()
        Receipt.objects.update(state="working", attempts=1, not_before=clock.now() + timedelta(minutes=1))

        sweep(is_start=True)
        run_jobs()

        assert Person.objects.count() == 1

    def test_linkedin_being_away_is_waited_out(self, scene):
        scene.linkedin.faults.append(Fault("exportedCandidates", status=503, times=2))
        exported(scene, "req-1")
        push(scene)

        run_jobs()
        assert Receipt.objects.get().reason == "unreachable"
        run_jobs(until=clock.now() + timedelta(minutes=1))

        assert (Receipt.objects.get().state, Receipt.objects.get().reason) == ("done", "")
        assert Person.objects.count() == 1

    def test_an_expired_request_is_a_row_that_recruiters_see(self, scene):
        push(scene, "req-gone")
        run_jobs()

        assert Receipt.objects.get().state == "expired"
        [row] = exports_page(teammate=scene.cast.ada).rows
        assert (row.reason, row.outcome) == ("expired", "refused")
        assert "export the person again" in row.sentence

    def test_after_its_day_an_unreachable_one_has_failed_visibly(self, scene):
        scene.linkedin.faults.append(Fault("exportedCandidates", status=503, times=99))
        exported(scene, "req-1")
        push(scene)
        run_jobs()
        Receipt.objects.update(expires_at=clock.now(), not_before=clock.now())

        run_jobs(until=clock.now() + timedelta(days=2))

        assert Receipt.objects.get().state == "failed"
        [row] = exports_page(teammate=scene.cast.ada).rows
        assert row.reason == "unreachable"

    def test_a_fault_of_ours_ends_visibly_too(self, scene):
        exported(scene, "req-1")
        push(scene)
        lose_jobs()
        Receipt.objects.update(state="working", attempts=9, expires_at=clock.now(), not_before=clock.now())

        work_receipt(company_id=scene.company_id, receipt_id=Receipt.objects.get().pk)

        [row] = exports_page(teammate=scene.cast.ada).rows
        assert row.reason == "internal"

    def test_two_persons_in_one_answer_are_both_taken(self, scene):
        exported(scene, "req-1")
        exported(scene, "req-2", member="urn:li:person:second", candidate={"firstName": "Noor"})
        scene.linkedin.exports["req-1"] += scene.linkedin.exports["req-2"]

        push(scene, "req-1")
        run_jobs()

        assert sorted(Person.objects.values_list("first_name", flat=True)) == ["Mia", "Noor"]


class TestIntegrationStatusChange:
    def test_linkedin_says_that_it_is_switched_off_and_on_again(self, scene):
        scene.linkedin.seats = [wire_seat(seat) for seat in scene.seats.values()]
        scene.linkedin.statuses = {"ONE_CLICK_EXPORT": "DISABLED", "IN_ATS_INDICATOR": "ENABLED"}
        push(scene, "st-1", event="INTEGRATION_STATUS_CHANGE")
        run_jobs()
        assert scene.fresh().state == "disabled"

        scene.linkedin.statuses = {"ONE_CLICK_EXPORT": "ENABLED", "IN_ATS_INDICATOR": "ENABLED"}
        push(scene, "st-2", event="INTEGRATION_STATUS_CHANGE")
        run_jobs()

        assert scene.fresh().state == "enabled"
