"""What becomes of an application: persons, processes, sources, files and mails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from tests.people import a_position

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.careers.enums import Channel
from recruit.careers.models import CareersSite, Submission
from recruit.careers.rules import Arrival
from recruit.careers.services import (
    Applicant,
    AppliedAs,
    NonceUsed,
    OutsideProfile,
    PositionNotShown,
    add_tracked_link,
    apply_to_position,
    change_site,
)
from recruit.careers.services.mails import mail_confirmation
from recruit.company.services import change_company_settings
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import reject_process
from recruit.people.models import ExternalIdentity, Person
from recruit.people.selectors import contact_points_of, files_of
from recruit.positions.services import close_position

PDF = b"%PDF-1.4\n%%EOF"
MIA = Applicant(first_name="Mia", last_name="Brand", email="mia@mail.example", phone="+49 421 123456",
                links=["https://mia.example/work"], message="Hello.", resume=("cv.pdf", PDF), has_consented=True)  # fmt: skip
DIRECT = Arrival(Channel.DIRECT)
SIGNED = OutsideProfile(
    provider="elsewhere", label="Apply with Elsewhere", source_name="Elsewhere", source_type="social_network",
    claims={"headline": "Welder"}, subject="urn:mia", url="https://elsewhere.example/mia", nonce="n1",
)  # fmt: skip


@pytest.fixture
def site(cast: Any) -> Any:
    with company_context(cast.company.pk):
        yield change_site(
            company_id=cast.company.pk, slug="robots", is_on=True, intro="", privacy_url="",
            consent_scope="everywhere", website="https://www.robots.example", actor=cast.by_ada,
        )  # fmt: skip


@pytest.fixture
def position(cast: Any, site: CareersSite) -> Any:
    return a_published(cast, "Welder")


def a_published(cast: Any, name: str) -> Any:
    found = a_position(cast, name)
    found.is_published = True
    found.save()
    return found


def applied(
    site: CareersSite, position: Any, applicant: Applicant = MIA, arrival: Arrival = DIRECT
) -> AppliedAs:
    return apply_to_position(site=site, position=position, applicant=applicant, arrival=arrival)


def test_a_visitor_becomes_a_candidate_with_all_that_was_sent(site: CareersSite, position: Any):
    found = applied(site, position)

    assert found.process is not None
    assert (found.process.source.name, found.process.source.type) == ("robots.example", "website")
    assert [
        (point.kind, point.value, point.provenance) for point in contact_points_of(person=found.person)
    ] == [
        ("email", "mia@mail.example", "careers_form"),
        ("link", "https://mia.example/work", "careers_form"),
        ("phone", "+49 421 123456", "careers_form"),
    ]
    assert [file.name for file in files_of(person=found.person, visible_position_ids=None)] == ["cv.pdf"]
    assert found.submission.consented_at is not None
    [told] = Activity.objects.filter(verb=Verb.APPLIED)
    assert (told.actor_name, told.data["position"]) == ("Mia Brand", "Welder")


def test_the_same_address_on_the_same_position_is_the_same_applicant_for_thirty_days(
    site: CareersSite, position: Any
):
    first = applied(site, position)
    again = applied(site, position, replace(MIA, email="MIA@mail.example", resume=("cv2.pdf", PDF + b"\n")))

    assert (again.person, again.process) == (first.person, first.process)
    assert again.submission.is_repeated
    assert len(files_of(person=first.person, visible_position_ids=None)) == 2
    assert Activity.objects.filter(verb=Verb.APPLIED_AGAIN).count() == 1

    HiringProcess.objects.update(started_at=clock.now() - timedelta(days=31))
    assert applied(site, position).person != first.person


def test_the_same_address_elsewhere_is_somebody_for_people_to_compare(
    cast: Any, site: CareersSite, position: Any
):
    first = applied(site, position)

    assert applied(site, a_published(cast, "Painter")).person != first.person


@pytest.mark.parametrize(
    ("setting", "days", "after", "here", "elsewhere"),
    [
        ("same_position", 30, 0, True, False),
        ("any_position", 30, 0, True, True),
        ("any_position", 30, 31, False, False),
        ("any_position", 60, 31, True, True),
        ("nobody", 30, 0, False, False),
    ],
)
def test_when_the_same_address_is_the_same_candidate_is_the_companys_decision(
    cast: Any,
    site: CareersSite,
    position: Any,
    setting: str,
    days: int,
    after: int,
    here: bool,
    elsewhere: bool,
):
    """``here``: on the same position; ``elsewhere``: on another one. ``after`` so many days they apply again."""
    change_company_settings(
        company_id=cast.company.pk, attaches_applicants=setting, attaches_within_days=days, actor=cast.by_ada
    )
    first = applied(site, position)
    HiringProcess.objects.update(started_at=clock.now() - timedelta(days=after))

    other = applied(site, a_published(cast, "Painter"))
    assert (other.person == first.person) == elsewhere
    assert other.process not in (None, first.process), "each position considers them by itself"
    HiringProcess.objects.filter(pk=other.process.pk).delete()
    again = applied(site, position)
    assert (again.person == first.person, again.process == first.process) == (here, here)
    assert again.process.source == first.process.source


def test_who_applies_twice_with_a_signed_profile_is_one_candidate_with_two_processes(
    cast: Any, site: CareersSite, position: Any
):
    """M-25."""
    first = applied(site, position, replace(MIA, profile=SIGNED))
    with company_context(cast.company.pk):
        reject_process(process=first.process, reason="Too early", actor=cast.by_hans)
    other = replace(MIA, email="mia.brand@work.example", profile=replace(SIGNED, nonce="n2"))

    second = applied(site, a_published(cast, "Painter"), other)
    third = applied(site, position, replace(other, profile=replace(SIGNED, nonce="n3")))

    assert first.person == second.person == third.person
    assert len({first.process, second.process, third.process}) == 3
    assert second.process.source.name == "Elsewhere"
    assert ExternalIdentity.objects.get().verified
    assert first.person.headline == "Welder"


def test_a_profile_that_is_not_signed_says_nothing_about_who_it_is(
    cast: Any, site: CareersSite, position: Any
):
    applied(site, position, replace(MIA, profile=SIGNED))
    claimed = replace(SIGNED, subject="", url="https://elsewhere.example/mia", nonce="")

    second = applied(site, a_published(cast, "Painter"), replace(MIA, profile=claimed))

    assert Person.objects.count() == 2
    assert not ExternalIdentity.objects.filter(person=second.person).exists()
    assert not second.submission.is_vouched_for


def test_a_signed_form_is_good_once(cast: Any, site: CareersSite, position: Any):
    applied(site, position, replace(MIA, profile=SIGNED))

    with pytest.raises(NonceUsed):
        applied(site, position, replace(MIA, profile=SIGNED))
    assert Submission.objects.count() == 1


def test_the_source_is_what_brought_them(cast: Any, site: CareersSite, position: Any):
    link = add_tracked_link(
        company_id=cast.company.pk, name="Spring", source_name="Welders' fair", source_type="job_fair",
        actor=cast.by_ada,
    )  # fmt: skip
    cases = [
        (Arrival(Channel.LINK, link.token), None, "Welders' fair"),
        (
            Arrival(Channel.REFERRER, "jobs.example"),
            SIGNED,
            "jobs.example",
        ),  # tracked, before the way of applying
        (DIRECT, replace(SIGNED, subject="", nonce=""), "Elsewhere"),
        (Arrival(Channel.LINK, "nobodys"), None, "robots.example"),
    ]
    for number, (arrival, profile, name) in enumerate(cases):
        applicant = replace(MIA, email=f"mia{number}@mail.example", resume=None, profile=profile)
        assert applied(site, position, applicant, arrival).process.source.name == name


def test_a_position_that_is_not_open_takes_nobody(cast: Any, site: CareersSite, position: Any):
    close_position(position=position, actor=cast.by_ada)

    with pytest.raises(PositionNotShown):
        applied(site, position)
    assert not Person.objects.exists()


def test_where_one_position_at_a_time_is_allowed_the_application_is_kept_and_warns(
    cast: Any, site: CareersSite, position: Any
):
    change_company_settings(company_id=cast.company.pk, allows_several_positions=False, actor=cast.by_ada)
    applied(site, position, replace(MIA, profile=SIGNED))

    other = applied(site, a_published(cast, "Painter"), replace(MIA, profile=replace(SIGNED, nonce="n2")))

    assert other.process is None
    assert Activity.objects.filter(verb=Verb.WARNING, person_id=other.person.pk).exists()


def test_the_mail_confirms_and_tells_who_had_applied_before(
    cast: Any, site: CareersSite, position: Any, settings: Any
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for found in (applied(site, position), applied(site, position)):
        mail_confirmation(company_id=cast.company.pk, submission_id=found.submission.pk)

    first, again = mail.outbox
    assert first.to == ["mia@mail.example"]
    assert first.subject == "Your application for Welder at Robots Ltd"
    assert "Thank you for applying for Welder." in first.body
    assert "You had applied for Welder already" in again.body
