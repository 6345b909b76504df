"""Is nothing sent before somebody has agreed to it, and is it known who agreed to what?"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.conftest import Scene, enable
from tests.linkedin_sync.jobs import run_jobs, waiting_jobs
from tests.people import SETTING_UP, a_position

from linkedin_client import (
    Actor,
    Attachment,
    AttachmentKey,
    CandidateNote,
    FileType,
    Generation,
    InterviewFeedback,
    Rating,
)
from linkedin_sync.backfill.counting import counts_of_choice
from linkedin_sync.connections.agreements import (
    Choices,
    YearsNotOffered,
    agree,
    choices_of,
    latest_agreements,
)
from linkedin_sync.connections.fields import FIELDS
from linkedin_sync.enums import JobAvailability, Shares
from linkedin_sync.models import Agreement, Connection, Mark
from recruit.base import clock
from recruit.base.errors import NotAllowed
from recruit.positions.models import Position
from recruit.positions.services import close_position

GOLDEN = Path(__file__).parent / "golden"
CANDIDATES, POSTINGS, ACLS = "/v2/atsCandidates", "/v2/simpleJobPostings", "/v2/atsEntityAcls"


def choose(scene: Scene, choices: Choices) -> None:
    agree(
        company_id=scene.company_id,
        choices=choices,
        counts=counts_of_choice(company_id=scene.company_id, choices=choices),
        actor=scene.cast.by_ada,
    )
    run_jobs()


class TestBeforeAnybodyAgrees:
    @pytest.fixture
    def unagreed(self, scene: Scene) -> Scene:
        """As it was before: LinkedIn has switched everything on, and nobody here has agreed."""
        Agreement.objects.all().delete()
        Connection.objects.update(agreed_at=None)
        return scene

    def test_no_record_leaves_whatever_changes(self, unagreed):
        a_known_process(unagreed)
        run_jobs()

        assert not Mark.objects.exists()
        assert not [call for call in unagreed.linkedin.seen if call.verb != "GET"]

    def test_switching_on_at_linkedin_begins_nothing(self, unagreed):
        Connection.objects.update(state="partner_ready")
        enable(unagreed.cast)

        assert unagreed.fresh().state == "enabled"
        assert waiting_jobs() == []

    def test_agreeing_begins_the_history(self, unagreed):
        process = a_known_process(unagreed)

        choose(unagreed, Choices())

        held = unagreed.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert len(held) == 1

    def test_only_owners_and_admins_agree(self, unagreed):
        """M-07."""
        with pytest.raises(NotAllowed):
            agree(company_id=unagreed.company_id, choices=Choices(), counts={}, actor=unagreed.cast.by_rosa)


class TestWhatIsKept:
    def test_who_agreed_to_what_when_and_how_much_it_was(self, scene):
        a_known_process(scene)
        choose(scene, Choices(shares=Shares.PUBLISHED, availability=JobAvailability.PRIVATE, history_years=3))

        latest, first = latest_agreements(company_id=scene.company_id)

        assert (latest.name, latest.shares_label) == ("Ada Admin", "Only published positions")
        assert (latest.availability_label, latest.history_label) == (
            "All positions stay inside Recruiter",
            "The last 3 years",
        )
        assert (latest.counts["position"], latest.counts["person"], latest.counts["process"]) == (1, 1, 1)
        assert first.history_label == "All of the history"
        assert choices_of(scene.fresh()).history_years == 3

    def test_years_that_nobody_offered(self, scene):
        with pytest.raises(YearsNotOffered):
            choose(scene, Choices(history_years=1))


class TestTheChoices:
    def test_private_positions_are_shown_to_nobody_who_looks_for_jobs(self, scene):
        choose(scene, Choices(availability=JobAvailability.PRIVATE))

        [posting] = scene.linkedin.records[POSTINGS].values()
        assert posting["availability"] == "PRIVATE_TO_ATS_INTEGRATION"
        choose(scene, Choices())
        [posting] = scene.linkedin.records[POSTINGS].values()
        assert posting["availability"] == "PUBLIC"

    def test_what_was_closed_before_the_history_begins_goes_with_its_candidates(self, scene):
        old = a_position(scene.cast, "Riveter", is_published=True)
        process = a_known_process(scene, position=old)
        run_jobs()
        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        close_position(position=old, actor=SETTING_UP)
        Position.objects.filter(pk=old.pk).update(closed_at=clock.now() - timedelta(days=800))
        run_jobs()

        choose(scene, Choices(history_years=2))

        assert not scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        granted = {dict(key)["atsEntityId"] for key in scene.linkedin.keys(ACLS)}
        assert old.public_id not in granted
        assert scene.cast.position.public_id in granted
        choose(scene, Choices(history_years=3))
        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)

    def test_the_history_begins_on_the_day_of_the_choice_and_does_not_wander(self, scene):
        choose(scene, Choices(history_years=2))
        first_day = scene.fresh().history_from

        choose(scene, Choices(history_years=2, availability=JobAvailability.PRIVATE))

        assert scene.fresh().history_from == first_day


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("position", ["position.v2", "position.onsite.v2", "position.rest"]),
        ("person", ["person.v2", "person.rest"]),
        ("process", ["process"]),
    ],
)
def test_the_fields_that_an_admin_reads_are_those_that_are_sent(kind, files):
    """The golden files are what the mapping makes of a record in which everything is filled in."""
    sent = set().union(*(json.loads((GOLDEN / f"{file}.json").read_text()) for file in files))
    [told] = [each.told for each in FIELDS if each.kind == kind]

    assert {name for each in told for name in each.names} == sent


def test_the_fields_of_a_step():
    stages = json.loads((GOLDEN / "stages.json").read_text())
    [told] = [each.told for each in FIELDS if each.kind == "stage"]

    assert {name for each in told for name in each.names} == set().union(*stages.values())


@pytest.mark.parametrize("generation", list(Generation))
def test_the_fields_of_a_note(generation):
    """What an admin reads are all fields of both generations."""
    note = CandidateNote(
        candidate_id="per_1",
        note_id="not_1",
        text="Knows the plant.",
        created_at=clock.now(),
        modified_at=clock.now(),
        author=Actor(first_name="Rosa", last_name="Recruiter"),
    )
    [told] = [each.told for each in FIELDS if each.kind == "note"]

    assert set(note.wire(generation)) <= {name for each in told for name in each.names}


def test_the_fields_of_an_evaluation():
    feedback = InterviewFeedback(
        application_id="prc_1",
        feedback_id="evl_1",
        created_at=clock.now(),
        interviewer=Actor(first_name="Hans", last_name="Manager"),
        ratings=(Rating(attribute="Solving problems", result="4 of 5"),),
        text="Calm at the test cell.",
    )
    [told] = [each.told for each in FIELDS if each.kind == "feedback"]

    assert set(feedback.wire()) == {name for each in told for name in each.names}


def test_the_fields_of_a_resume():
    """In whichever generation of each: the record, and what is announced before the upload."""
    resume = Attachment(
        key=AttachmentKey(entity_id="prc_1", attachment_id="fil_1"),
        file_name="mia.pdf",
        file_type=FileType.PDF,
        created_at=clock.now(),
        modified_at=clock.now(),
        media_urn="urn:li:media:1",
    )
    [told] = [each.told for each in FIELDS if each.kind == "resume"]

    assert set(resume.wire()) | set(resume.wire_v2()) == {name for each in told for name in each.names}
