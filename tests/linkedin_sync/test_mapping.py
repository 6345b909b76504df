"""How do our records look on LinkedIn's wire? As in golden/, both generations.

The files are what LinkedIn's public pages describe, with our invented people. After a wanted change of the mapping
look at the difference; the records are written by hand, not by the code under test.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkedin_client import ExportedCandidate, Generation
from linkedin_sync.mapping.applying import onsite_apply_of
from linkedin_sync.mapping.fingerprints import fingerprint_of
from linkedin_sync.mapping.persons import candidate_of_person, person_of_export
from linkedin_sync.mapping.positions import (
    SHORTEST_DESCRIPTION,
    PositionOwner,
    closed,
    description_of,
    location_of,
    posting_of_position,
)
from linkedin_sync.mapping.processes import application_of_process, stages_of_process
from linkedin_sync.mapping.shares import Sharing, is_shared
from recruit.hiring.selectors import ProcessRecord, StepRecord
from recruit.people.selectors import ContactPointRecord, IdentityRecord, PersonRecord
from recruit.positions.selectors import PositionRecord

GOLDEN = Path(__file__).parent / "golden"
BASE = "https://recruit.example"
MONDAY, TUESDAY, FRIDAY = (datetime(2026, 1, day, 9, tzinfo=UTC) for day in (5, 6, 9))

POSITION = PositionRecord(
    id=7,
    public_id="pos_7",
    name="Welding Robot Technician (night shift)",
    public_name="Welding Robot Technician",
    status="open",
    is_published=True,
    is_discreet=False,
    is_talent_pool=False,
    department="Service",
    employment_type="Full time",
    seniority="Mid level",
    workplace_type="hybrid",
    city="Linz",
    region="Upper Austria",
    country="AT",
    custom_id="R-100",
    description="<p>You install, teach and service welding robots at three plants in the region, keep spare-part lists and train the night shift.</p>",
    opened_at=MONDAY,
    closed_at=None,
    created_at=MONDAY,
    updated_at=TUESDAY,
)
HANS = PositionOwner("Hans", "Manager", "hans@robots.example")

PERSON = PersonRecord(
    id=42,
    public_id="per_42",
    first_name="Noor",
    middle_name="Amal",
    last_name="Haddad",
    headline="Service Technician",
    location="Linz",
    employer="Traun Robotik",
    prospect_status="sourced",
    do_not_contact=False,
    created_at=MONDAY,
    updated_at=TUESDAY,
    contact_points=(
        ContactPointRecord("email", "second@example.org", "second@example.org", False, "manual", ""),
        ContactPointRecord("email", "noor@example.org", "noor@example.org", True, "manual", ""),
        ContactPointRecord("email", "no address", "no address", False, "manual", ""),
        ContactPointRecord("phone", "+43 660 5550142", "436605550142", True, "manual", ""),
        ContactPointRecord("link", "https://github.example/noor", "x", True, "manual", ""),
    ),
    identities=(
        IdentityRecord("linkedin", "urn:li:person:dEm0bb02", True, "https://www.linkedin.com/in/demo-noor"),
    ),
)

REVIEW = StepRecord(1, "CV review", 1, "completed", MONDAY)
PHONE = StepRecord(2, "Phone interview", 2, "current", TUESDAY)
OFFER = StepRecord(3, "Offer", 3, "future", None)
PROCESS = ProcessRecord(
    id=9,
    public_id="prc_9",
    status="in_progress",
    reason="",
    imported_via="",
    started_at=MONDAY,
    updated_at=TUESDAY,
    status_changed_at=MONDAY,
    ended_at=None,
    current_step_name="Phone interview",
    person_id=42,
    person_public_id="per_42",
    person_first_name="Noor",
    person_last_name="Haddad",
    person_primary_email="noor@example.org",
    position_id=7,
    position_public_id="pos_7",
    position_shown_name="Welding Robot Technician",
    position_is_discreet=False,
    source_id=1,
    source_name="Rosa Recruiter (LinkedIn Recruiter)",
    steps=(REVIEW, PHONE, OFFER),
)


def golden(name: str) -> object:
    return json.loads((GOLDEN / f"{name}.json").read_text())


class TestPosition:
    def posting(self, **changes):
        return posting_of_position(
            replace(POSITION, **changes), owner=HANS, base_url=BASE, company_name="Robots Ltd"
        )

    def test_it_is_a_posting_in_both_generations(self):
        posting = self.posting()

        assert posting.wire_v2(organization="urn:li:organization:2000117") == golden("position.v2")
        assert posting.wire_rest() == golden("position.rest")

    def test_what_applicants_are_asked_goes_along_where_they_may_apply_there(self):
        onsite = onsite_apply_of(
            [],
            webhook_url=f"{BASE}/linkedin/callback/token/applications",
            consent="Robots Ltd may keep my data for a year.",
            privacy_url="https://robots.example/privacy",
        )
        posting = posting_of_position(
            POSITION,
            owner=HANS,
            base_url=BASE,
            company_name="Robots Ltd",
            onsite=onsite,
            careers_url=f"{BASE}/careers/robots/positions/pos_7",
        )

        assert posting.wire_v2(organization="urn:li:organization:2000117") == golden("position.onsite.v2")

    @pytest.mark.parametrize(
        ("changes", "state", "availability"),
        [
            # published and open: recruiters and LinkedIn's own pages
            ({}, "LISTED", "PUBLIC"),
            # not published: inside Recruiter only
            ({"is_published": False}, "LISTED", "PRIVATE_TO_ATS_INTEGRATION"),
            # published to the careers site only, discreet inside
            ({"is_discreet": True}, "LISTED", "PRIVATE_TO_ATS_INTEGRATION"),
            # no real vacancy: recruiters fill it, nobody applies to it
            ({"is_talent_pool": True}, "LISTED", "PRIVATE_TO_ATS_INTEGRATION"),
            # not open: not to be exported to
            ({"status": "on_hold"}, "CLOSED", "PUBLIC"),
            ({"status": "closed"}, "CLOSED", "PUBLIC"),
        ],
    )
    def test_only_open_ones_are_listed_and_only_published_ones_public(self, changes, state, availability):
        posting = self.posting(**changes)

        assert (posting.state, posting.availability) == (state, availability)

    def test_one_that_is_not_shared_any_more_is_closed_and_private(self):
        posting = closed(self.posting())

        assert (posting.state, posting.availability) == ("CLOSED", "PRIVATE_TO_ATS_INTEGRATION")

    def test_without_a_public_name_its_own_name_stands(self):
        assert self.posting(public_name=None).title == "Welding Robot Technician (night shift)"

    @pytest.mark.parametrize(
        ("where", "location"),
        [
            ({}, "Linz,Austria"),
            ({"country": ""}, "Linz,Upper Austria"),
            ({"city": ""}, "Upper Austria,Austria"),
            ({"city": "", "region": ""}, "Austria"),
            ({"city": "Linz", "region": "", "country": ""}, "Linz"),
            # a country whose English name we do not list goes by its code
            ({"country": "FO"}, "Linz,FO"),
            # a comma inside a name would be read as another part
            ({"city": "Washington, D.C.", "country": "US"}, "Washington  D.C.,United States"),
            ({"city": "", "region": "", "country": ""}, "Worldwide"),
        ],
    )
    def test_its_location_is_city_and_country_or_what_is_known(self, where, location):
        assert location_of(replace(POSITION, **where)) == location

    @pytest.mark.parametrize("own", ["", "<p>Short.</p>"])
    def test_a_short_description_is_filled_up_from_known_facts_only(self, own):
        bare = replace(
            POSITION,
            description=own,
            department="",
            seniority="",
            employment_type="",
            custom_id="",
            city="",
            region="",
            country="",
            workplace_type="",
        )

        text = description_of(bare, company_name="Robots Ltd")

        assert text.startswith(own)
        assert len(text) >= SHORTEST_DESCRIPTION
        assert "Robots Ltd" in text


class TestPerson:
    def test_it_is_a_candidate_in_both_generations(self):
        candidate = candidate_of_person(PERSON, base_url=BASE)

        assert candidate.wire(Generation.V2) == golden("person.v2")
        assert candidate.wire(Generation.REST) == golden("person.rest")

    def test_only_a_verified_member_is_attached(self):
        """M-05: nobody is tied to a member by a guess."""
        guessed = replace(PERSON, identities=(replace(PERSON.identities[0], verified=False),))

        assert candidate_of_person(guessed, base_url=BASE).manual_matched_member is None

    def test_linkedin_takes_nobody_without_address_and_member(self):
        bare = replace(PERSON, contact_points=(), identities=())

        assert candidate_of_person(bare, base_url=BASE) is None

    def test_a_person_with_one_name_has_a_dash_for_the_other(self):
        assert candidate_of_person(replace(PERSON, last_name=""), base_url=BASE).last_name == "-"

    def test_a_typed_linkedin_address_helps_matching(self):
        link = ContactPointRecord("link", "https://www.linkedin.com/in/typed", "x", False, "manual", "")
        person = replace(PERSON, identities=(), contact_points=(*PERSON.contact_points, link))

        assert (
            candidate_of_person(person, base_url=BASE).linkedin_profile_url
            == "https://www.linkedin.com/in/typed"
        )


class TestExport:
    def test_only_typed_addresses_and_only_texts_that_a_row_can_hold(self):
        """M-18."""
        arriving = person_of_export(
            ExportedCandidate(
                integration_context="urn:li:organization:1",
                member=" urn:li:person:a ",
                first_name=" Mia\x00 ",
                last_name="B" * 500,
                profile_url="javascript:alert(1)",
                employer_names=("Rhone Valves", "Other"),
                email_addresses=("mia@typed.example ", "nonsense"),
            )
        )

        assert (arriving.member_urn, arriving.first_name, len(arriving.last_name)) == (
            "urn:li:person:a",
            "Mia",
            200,
        )
        assert (arriving.profile_url, arriving.employer) == ("", "Rhone Valves")
        assert arriving.typed_emails == ("mia@typed.example",)


class TestProcess:
    def stages(self, **changes):
        return [(stage.name, stage.entered_at) for stage in stages_of_process(replace(PROCESS, **changes))]

    def test_it_is_an_application_with_its_entered_steps(self):
        assert application_of_process(PROCESS).wire() == golden("process")
        assert {stage.stage_id: stage.wire() for stage in stages_of_process(PROCESS)} == golden("stages")

    @pytest.mark.parametrize(
        ("status", "newest"),
        [
            ("hired", "Hired"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
            ("on_hold", "On hold"),
            ("awaiting_decision", "Awaiting decision"),
            ("in_progress", "Phone interview"),
        ],
    )
    def test_the_newest_entry_is_where_it_stands(self, status, newest):
        """M-30: LinkedIn has no status field."""
        name, _ = max(
            self.stages(status=status, status_changed_at=FRIDAY, ended_at=FRIDAY), key=lambda stage: stage[1]
        )

        assert name == newest

    def test_entries_of_the_same_moment_keep_their_order(self):
        stages = self.stages(status="rejected", ended_at=MONDAY, status_changed_at=MONDAY)

        assert [name for name, _ in sorted(stages, key=lambda stage: stage[1])] == [
            "CV review",
            "Phone interview",
            "Rejected",
        ]
        assert len({at for _, at in stages}) == 3

    def test_parallel_current_steps_are_one_entry(self):
        beside = replace(OFFER, state="current", entered_at=FRIDAY)

        assert self.stages(steps=(REVIEW, PHONE, beside))[-1] == ("Phone interview + Offer", FRIDAY)

    def test_skipped_and_future_steps_are_not_told(self):
        assert self.stages(steps=(replace(REVIEW, state="skipped"), OFFER)) == []

    def test_a_step_that_linkedin_would_refuse_by_name_has_another(self):
        assert self.stages(steps=(replace(REVIEW, name="Not Available"),))[0][0] == "Step"

    def test_the_reason_of_an_end_goes_with_it_and_no_other(self):
        rejected = application_of_process(replace(PROCESS, status="rejected", reason="Too far away"))
        resumed = application_of_process(replace(PROCESS, status="in_progress", reason="Too far away"))

        assert (rejected.disposition_reason, resumed.disposition_reason) == ("Too far away", "")


class TestFingerprints:
    def test_a_later_moment_alone_is_no_difference(self):
        later = candidate_of_person(replace(PERSON, updated_at=FRIDAY), base_url=BASE)

        assert fingerprint_of(later) == fingerprint_of(candidate_of_person(PERSON, base_url=BASE))

    @pytest.mark.parametrize("change", [{"first_name": "Nour"}, {"do_not_contact": True}, {"identities": ()}])
    def test_whatever_linkedin_would_see_is_one(self, change):
        other = candidate_of_person(replace(PERSON, **change), base_url=BASE)

        assert fingerprint_of(other) != fingerprint_of(candidate_of_person(PERSON, base_url=BASE))


@pytest.mark.parametrize(
    ("shares", "is_discreet", "is_published", "shared"),
    [
        ("all", False, False, True),
        ("all", True, False, True),
        ("non_discreet", False, False, True),
        ("non_discreet", True, True, False),
        ("published", False, True, True),
        ("published", False, False, False),
        ("published", True, True, False),
        # a word that nobody knows shares nothing
        ("everything", False, True, False),
    ],
)
def test_what_the_company_shares(shares, is_discreet, is_published, shared):
    told = {"is_discreet": is_discreet, "is_published": is_published, "closed_at": None}

    assert is_shared(Sharing(shares), **told) is shared


@pytest.mark.parametrize(
    ("closed_at", "shared"),
    [
        # open or on hold: however old it is
        (None, True),
        # closed on the first day that is shared, or later
        (datetime(2024, 1, 1, tzinfo=UTC), True),
        (datetime(2025, 6, 1, tzinfo=UTC), True),
        # closed before
        (datetime(2023, 12, 31, tzinfo=UTC), False),
    ],
)
def test_how_much_history_the_company_shares(closed_at, shared):
    sharing = Sharing("all", history_from=datetime(2024, 1, 1, tzinfo=UTC))

    assert is_shared(sharing, is_discreet=False, is_published=True, closed_at=closed_at) is shared
