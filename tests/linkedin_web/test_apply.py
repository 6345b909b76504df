"""Apply with LinkedIn on the careers site: what a signature proves, and what is only claimed without one (M-34)."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.linkedin_web.scenes import ORGANIZATION, a_connection
from tests.people import Cast

from linkedin_sync.connections.apply_button import vouched_member
from linkedin_sync.models import KnownMember
from recruit.base.tenancy import company_context
from recruit.careers.models import Submission
from recruit.careers.services import change_site
from recruit.people.models import ExternalIdentity

SECRET, MEMBER = "child secret", "urn:li:person:mia-1"
PROFILE: dict[str, Any] = {
    "firstName": "Mía", "lastName": "Brand", "headline": "Welder", "emailAddress": "mia@mail.example",
    "positions": [{"title": "Welder", "isCurrent": True}], "skills": [{"name": "MIG"}],
    "x-emulator": {"memberId": MEMBER, "publicProfileUrl": "https://www.linkedin.com/in/mia"},
}  # fmt: skip


def signed(nonce: str, job: str, *, profile: dict[str, Any] = PROFILE, secret: str = SECRET) -> str:
    text = json.dumps(profile, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(secret.encode(), f"{text}.{nonce}.{job}".encode(), hashlib.sha256).hexdigest()


@pytest.fixture
def page(cast: Cast) -> str:
    """The address of the position's page, of a company that is connected."""
    cache.clear()
    a_connection(cast)
    with company_context(cast.company.pk):
        cast.position.is_published = True
        cast.position.save()
        change_site(
            company_id=cast.company.pk, slug="robots", is_on=True, intro="", privacy_url="",
            consent_scope="nowhere", website="", actor=cast.by_ada,
        )  # fmt: skip
    return f"/careers/robots/positions/{cast.position.public_id}"


def applied(
    cast: Cast, page: str, *, profile: dict[str, Any] = PROFILE, signed_for: dict[str, Any] | None = None
) -> int:
    client = Client()
    shown = client.get(page).content.decode()
    fields = dict(re.findall(r'type="hidden" name="(arrival|nonce)" value="([^"]*)"', shown))
    [nonce] = re.findall(r'data-nonce="([^"]+)"', shown)
    signature = signed(nonce, cast.position.public_id, profile=signed_for or profile)
    answer = client.post(page, {
        "first_name": "Mia", "last_name": "Brand", "email": "mia@mail.example", **fields,
        "outside_profile": json.dumps(profile), "outside_signature": signature,
    })  # fmt: skip
    return answer.status_code


def test_the_button_stands_where_linkedin_is_connected_and_its_script_may_run_there_only(
    cast: Cast, page: str
):
    answer = Client().get(page)
    elsewhere = Client().get("/careers/robots/")

    shown = answer.content.decode()
    assert f'data-integration-context="{ORGANIZATION}"' in shown
    assert f'data-company-job-code="{cast.position.public_id}"' in shown
    assert SECRET not in shown
    assert "frame-src" in answer["Content-Security-Policy"]
    assert "frame-src" not in elsewhere["Content-Security-Policy"]


def test_who_linkedin_signs_for_is_that_member_and_has_come_through_linkedin(cast: Cast, page: str):
    assert applied(cast, page) == 302

    with company_context(cast.company.pk):
        identity = ExternalIdentity.objects.get()
        submission = Submission.objects.get()
        assert (identity.subject, identity.verified, identity.person) == (MEMBER, True, submission.person)
        assert (submission.is_vouched_for, submission.via_label) == (True, "Apply with LinkedIn")
        assert set(submission.profile) == {"headline", "positions", "skills"}
        assert submission.process is not None
        assert submission.process.source is not None
        assert (submission.process.source.name, submission.process.source.type) == (
            "LinkedIn",
            "social_network",
        )
        assert KnownMember.objects.get().came_by == "apply"
        assert not submission.person.person_tags.exists()


def test_a_profile_that_was_changed_on_its_way_is_a_claim(cast: Cast, page: str):
    forged = PROFILE | {"x-emulator": {"memberId": "urn:li:person:somebody-else"}}

    assert applied(cast, page, profile=forged, signed_for=PROFILE) == 302

    with company_context(cast.company.pk):
        assert not ExternalIdentity.objects.exists()
        assert not KnownMember.objects.exists()
        submission = Submission.objects.get()
        assert (submission.is_vouched_for, submission.via_label) == (False, "Apply with LinkedIn")


@pytest.mark.parametrize(
    ("changes", "is_vouched_for"),
    [
        ({}, True),
        ({"signature": "0" * 64}, False),
        ({"signature": "ä"}, False),
        ({"signature": signed("n", "job", secret="another")}, False),
        ({"nonce": "another"}, False),  # another form
        ({"nonce": ""}, False),
        ({"job_code": "other"}, False),  # another position
        ({"profile": PROFILE | {"lastName": "Brandt"}}, False),
        ({"profile": {key: value for key, value in PROFILE.items() if key != "x-emulator"}}, False),
        ({"profile": PROFILE | {"x-emulator": {"memberId": 5}}}, False),
    ],
)
def test_a_signature_fits_one_profile_one_form_and_one_position(
    cast: Cast, page: str, changes: dict[str, Any], is_vouched_for: bool
):
    asked = {"profile": PROFILE, "signature": signed("n", "job"), "nonce": "n", "job_code": "job"} | changes

    with company_context(cast.company.pk):
        found = vouched_member(company_id=cast.company.pk, **asked)

    assert (found is not None) is is_vouched_for
