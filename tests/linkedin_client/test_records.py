"""Do records say what LinkedIn reads, and refuse what would be ambiguous?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.client_records import APPLICATION, NOOR, REVIEW, WELDER

import linkedin_client
from linkedin_client import Acl, AclAssignee, Address, Candidate, Dialects, Generation, IntegrationKey
from linkedin_client.records.moments import milliseconds, moment_of


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 -- hypothesis wants bounds without one
def test_a_moment_survives_to_the_millisecond(moment):
    assert moment_of(milliseconds(moment)) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def test_a_moment_is_the_same_in_every_time_zone():
    here = datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=45)))

    assert milliseconds(here) == milliseconds(here.astimezone(UTC))


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        replace(REVIEW, entered_at=datetime(2026, 3, 1)).wire()  # noqa: DTZ001 -- the very mistake under test


@pytest.mark.parametrize(
    "make",
    [
        lambda: replace(NOOR, candidate_id=""),
        lambda: replace(APPLICATION, application_id=""),
        lambda: replace(REVIEW, stage_id=""),
        lambda: replace(WELDER, external_id=""),
        lambda: Acl(acl_id="", job_id="REQ-1"),
        lambda: AclAssignee(acl_id="g", person_urn=""),
        lambda: IntegrationKey(context="", type="CSA_API"),
    ],
)
def test_an_empty_id_is_refused(make):
    with pytest.raises(ValueError, match="empty"):
        make()


def test_what_is_none_stays_at_home_and_what_is_empty_goes():
    bare = Candidate(
        candidate_id="c",
        created_at=moment_of(1),
        modified_at=moment_of(2),
        first_name="Noor",
        last_name="Haddad",
        external_profile_url="https://ats.example.org/c/1",
        addresses=(Address(),),
        do_not_contact=False,
    )

    assert bare.wire(Generation.REST) == {
        "externalCreatedAt": 1,
        "externalLastModifiedAt": 2,
        "firstName": "Noor",
        "lastName": "Haddad",
        "emailAddresses": [],
        "phoneNumbers": [],
        "addresses": [{}],
        "externalProfileUrl": "https://ats.example.org/c/1",
        "doNotContact": False,
    }


def test_stages_speak_rest_unless_told_otherwise():
    assert Dialects().stages is Generation.REST
    assert Dialects().candidates is Generation.V2
    assert Dialects.all(Generation.V2).stages is Generation.V2
    everything = Dialects.all(Generation.REST, version="202602")
    assert everything.version == "202602"
    assert {getattr(everything, name) for name in Dialects.resources()} == {Generation.REST}


def test_all_is_exactly_what_is_exported():
    exported = {
        name
        for name, value in vars(linkedin_client).items()
        if not name.startswith("_") and name != "annotations" and not is_inner_module(name, value)
    }

    assert set(linkedin_client.__all__) == exported
    assert len(linkedin_client.__all__) == len(exported)


def is_inner_module(name, value):
    """Modules become attributes of their package when they are imported; only four of ours are meant to be."""
    return type(value).__name__ == "module" and name not in {"errors", "pushes", "restli", "webhooks"}
