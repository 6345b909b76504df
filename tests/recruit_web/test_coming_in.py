"""Coming in and staying in: invitations, passwords, second factors and sessions, through the screens and the mails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pyotp
import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.people import PASSWORD, Cast
from tests.recruit_web.conftest import HTMX, text_of

from recruit.access.models import Authenticator, Invitation, RecoveryCode, SignedInSession
from recruit.access.services import mails
from recruit.base.tenancy import company_context
from recruit.company.selectors import teammate_with_email
from recruit.company.services import change_company_settings, deactivate_teammate

NEW_PASSWORD = "wheelbarrow lantern sunday"
MAILS = {mails.MAIL_INVITATION: mails.mail_invitation, mails.MAIL_PASSWORD_LINK: mails.mail_password_link}


@pytest.fixture(autouse=True)
def _no_failures_before():
    cache.clear()
    yield
    cache.clear()


def post_is_delivered() -> list[str]:
    """What the worker would do with the mails that wait; answers the addresses of the links in them."""
    mail.outbox.clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args FROM procrastinate_jobs WHERE task_name LIKE 'access.%' ORDER BY id"
        )
        waiting = cursor.fetchall()
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name LIKE 'access.%'")
    for name, arguments in waiting:
        given = json.loads(arguments)
        with company_context(given["company_id"]):
            MAILS[name](**given)
    return [re.search(r"https?://[^/\s]+(\S+)", one.body).group(1) for one in mail.outbox]


def signed_in(email: str, password: str = PASSWORD, **headers: str) -> Client:
    client = Client(**headers)
    assert client.post("/sign-in", {"email": email, "password": password}).status_code == 302
    return client


class TestInvitations:
    def test_nils_is_invited_chooses_name_and_password_and_is_in(self, cast: Cast, browser):
        ada = browser(cast.ada)
        sent = ada.post("/settings/invitations/send",
                        {"email": "Nils@elsewhere.example", "company_role": "recruiter"}, headers=HTMX)  # fmt: skip
        assert "Nils@elsewhere.example" in text_of(ada.get("/settings/teammates"))
        [link] = post_is_delivered()
        nils = Client()

        page = nils.get(link)
        weak = nils.post(link, {"first_name": "Nils", "last_name": "New", "password": "password123"})
        come = nils.post(link, {"first_name": "Nils", "last_name": "New", "password": NEW_PASSWORD})
        again = Client().get(link)

        assert "is on its way" in text_of(sent)
        assert "Ada Admin invites you to hire together, as Recruiter" in text_of(page)
        assert (weak.status_code, come.status_code, again.status_code) == (422, 302, 410)
        assert "too common" in text_of(weak)
        assert "Welding Robot Technician" in text_of(nils.get("/positions"))
        assert "was used already" in text_of(again)
        assert signed_in("nils@elsewhere.example", NEW_PASSWORD)

    def test_a_link_dies_by_a_newer_one_by_being_taken_back_by_time_and_by_a_changed_letter(
        self, cast, browser
    ):
        ada = browser(cast.ada)
        ada.post(
            "/settings/invitations/send",
            {"email": "nils@a.example", "company_role": "teammate"},
            headers=HTMX,
        )
        [first] = post_is_delivered()
        with company_context(cast.company.pk):
            row = Invitation.objects.get()
        ada.post(f"/settings/invitations/{row.public_id}/resend", headers=HTMX)
        [second] = post_is_delivered()

        codes = {
            "replaced": Client().get(first).status_code,
            "changed": Client().get(second[:-1]).status_code,
        }
        with time_machine.travel(row.created_at.timestamp() + 8 * 86400, tick=False):
            codes["late"] = Client().get(second).status_code
        codes["good"] = Client().get(second).status_code
        ada.post(f"/settings/invitations/{row.public_id}/revoke", headers=HTMX)
        codes["revoked"] = Client().post(second, {"first_name": "N", "password": NEW_PASSWORD}).status_code
        ada.post(f"/settings/invitations/{row.public_id}/resend", headers=HTMX)

        assert codes == {"replaced": 410, "changed": 410, "late": 410, "good": 200, "revoked": 410}
        assert post_is_delivered() == []
        with company_context(cast.company.pk):
            assert teammate_with_email(company_id=cast.company.pk, email="nils@a.example") is None

    def test_rosa_invites_teammates_from_the_companys_domains_only_and_otto_nobody(self, cast, browser):
        with company_context(cast.company.pk):
            change_company_settings(
                company_id=cast.company.pk, actor=cast.by_ada, mail_domains="robots.example"
            )

        def send(who, email, role="teammate"):
            given = {"email": email, "company_role": role}
            return browser(who).post("/settings/invitations/send", given, headers=HTMX)

        assert send(cast.rosa, "nils@robots.example").status_code == 200
        assert "not among the company's mail domains" in text_of(send(cast.rosa, "nils@elsewhere.example"))
        assert send(cast.rosa, "nora@robots.example", "admin").status_code == 422
        assert "already belongs to a teammate" in text_of(send(cast.rosa, "hans@robots.example"))
        assert send(cast.otto, "nora@robots.example").status_code == 403
        assert send(cast.ada, "nora@elsewhere.example", "owner").status_code == 422


class TestPasswords:
    def test_rosa_forgets_her_password_and_chooses_another_by_the_link_in_a_mail(self, cast):
        before = signed_in("rosa@robots.example")
        known = Client().post("/sign-in/forgotten", {"email": "Rosa@robots.example"}, follow=True)
        unknown = Client().post("/sign-in/forgotten", {"email": "nobody@robots.example"}, follow=True)
        [link] = post_is_delivered()

        weak = Client().post(link, {"password": "rosa@robots.example"})
        chosen = Client().post(link, {"password": NEW_PASSWORD})
        again = Client().get(link)

        assert text_of(known) == text_of(unknown)
        assert (weak.status_code, chosen.status_code, again.status_code) == (422, 302, 410)
        assert [one.to for one in mail.outbox] == [["rosa@robots.example"]]
        assert before.get("/positions").status_code == 302  # whoever was in with the old one is out
        assert signed_in("rosa@robots.example", NEW_PASSWORD)

    def test_a_link_for_a_password_is_too_old_after_hours_and_worthless_for_the_deactivated(self, cast):
        Client().post("/sign-in/forgotten", {"email": "ines@robots.example"})
        [link] = post_is_delivered()
        with time_machine.travel(cast.ines.created_at.timestamp() + 3 * 3600, tick=False):
            late = Client().get(link)
        with company_context(cast.company.pk):
            deactivate_teammate(teammate=cast.ines, actor=cast.by_ada)

        assert (
            late.status_code
            == Client().get(link).status_code
            == Client().get("/password/odd").status_code
            == 410
        )

    def test_rosa_changes_her_password_and_stays_in_here_but_nowhere_else(self, cast):
        here, elsewhere = signed_in("rosa@robots.example"), signed_in("rosa@robots.example")

        wrong = here.post("/account/password", {"present": "guessed", "new": NEW_PASSWORD})
        weak = here.post("/account/password", {"present": PASSWORD, "new": "short"})
        done = here.post("/account/password", {"present": PASSWORD, "new": NEW_PASSWORD})

        assert (wrong.status_code, weak.status_code, done.status_code) == (422, 422, 302)
        assert here.get("/positions").status_code == 200
        assert elsewhere.get("/positions").status_code == 302
        assert len(re.findall("data-row", text_of(here.get("/account/sessions")))) == 1


def an_app(client: Client) -> pyotp.TOTP:
    """Set up as a person does: the picture's secret typed, the first code given."""
    secret = re.search(r'secret-letters">([A-Z2-7]+)<', client.get("/account/authenticator").content.decode())
    return pyotp.TOTP(secret.group(1))


class TestSecondFactor:
    def test_rosa_sets_an_app_up_and_signs_in_with_its_code_once_and_with_a_recovery_code_once(self, cast):
        rosa = signed_in("rosa@robots.example")
        app = an_app(rosa)
        wrong = rosa.post("/account/authenticator", {"code": "000000"})
        start = 1_800_000_000
        with time_machine.travel(start, tick=False):
            rosa = signed_in("rosa@robots.example")
            shown = rosa.post("/account/authenticator", {"code": app.at(start)})
        codes = re.findall(r"<code>([a-z2-9-]+)</code>", shown.content.decode())

        def come(code: str, at: int = start) -> int:
            client = Client()
            with time_machine.travel(at, tick=False):
                halfway = client.post("/sign-in", {"email": "rosa@robots.example", "password": PASSWORD})
                assert halfway.url == "/sign-in/code"
                assert client.get("/positions").status_code == 302
                return client.post("/sign-in/code", {"code": code}).status_code

        assert wrong.status_code == 422
        assert len(codes) == 10
        assert come(app.at(start)) == 422  # taken already, when it was set up
        assert come(app.at(start + 60), start + 60) == 302
        assert come(app.at(start + 60), start + 61) == 422  # nobody who watched it uses it again
        assert come(codes[0].upper(), start + 62) == 302
        assert come(codes[0], start + 63) == 422
        assert come("000000", start + 64) == 422
        with company_context(cast.company.pk):
            secret = Authenticator.objects.get().secret
            digests = list(RecoveryCode.objects.values_list("digest", flat=True))
            with connection.cursor() as cursor:
                cursor.execute("SELECT secret FROM access_authenticator")
                assert secret not in cursor.fetchone()[0]
            assert not any(code.replace("-", "") in digest for code in codes for digest in digests)

    def test_halfway_is_nowhere_and_is_forgotten_after_minutes(self, cast):
        rosa = signed_in("rosa@robots.example")
        app = an_app(rosa)
        rosa.post("/account/authenticator", {"code": app.now()})
        stranger, slow = Client(), Client()
        slow.post("/sign-in", {"email": "rosa@robots.example", "password": PASSWORD})
        halfway = slow.get("/sign-in/code")
        with time_machine.travel(halfway.wsgi_request.session["signing_in"][1] + 601, tick=False):
            late = slow.get("/sign-in/code")

        assert stranger.get("/sign-in/code").url == "/sign-in"
        assert late.url == "/sign-in"

    def test_guessing_codes_is_slowed_down(self, cast):
        rosa = signed_in("rosa@robots.example")
        rosa.post("/account/authenticator", {"code": an_app(rosa).now()})
        guesser = Client()
        guesser.post("/sign-in", {"email": "rosa@robots.example", "password": PASSWORD})

        answers = [guesser.post("/sign-in/code", {"code": f"{n:06}"}).status_code for n in range(11)]

        assert answers == [422] * 10 + [429]

    def test_the_company_insists_and_whoever_is_late_can_do_nothing_else(self, cast, browser):
        otto = signed_in("otto@robots.example")
        with company_context(cast.company.pk):
            change_company_settings(
                company_id=cast.company.pk, actor=cast.by_ada, second_factor_for="everybody", grace_days=7
            )
        in_time = signed_in("otto@robots.example")
        reminder = text_of(in_time.get("/account/security"))
        with company_context(cast.company.pk):
            for wanted, days in (("nobody", 0), ("everybody", 0)):
                change_company_settings(
                    company_id=cast.company.pk, actor=cast.by_ada, second_factor_for=wanted, grace_days=days
                )
        late = signed_in("otto@robots.example")

        assert "You have until" in reminder
        assert in_time.get("/positions").status_code == otto.get("/positions").status_code == 200
        assert late.get("/positions").url == "/account/security"
        assert (
            late.post("/settings/company", {"name": "Mine"}, headers=HTMX)["HX-Redirect"]
            == "/account/security"
        )
        late.post("/account/authenticator", {"code": an_app(late).now()})
        assert late.get("/positions").status_code == 200

    def test_a_sensitive_act_asks_for_the_password_again_and_ada_helps_who_lost_the_phone(self, cast):
        rosa = signed_in("rosa@robots.example")
        at = rosa.session["confirmed_at"]
        with time_machine.travel(at + 601, tick=False):
            asked = rosa.get("/account/authenticator")
            wrong = rosa.post(asked.url, {"password": "guessed"})
            right = rosa.post(asked.url, {"password": PASSWORD})
            let_through = rosa.get("/account/authenticator")

        assert asked.url.startswith("/account/confirm?next=")
        assert (wrong.status_code, right.status_code, let_through.status_code) == (422, 302, 200)


class TestSessions:
    def test_rosa_sees_where_she_is_signed_in_and_ends_one_and_all_others(self, cast):
        phone = signed_in(
            "rosa@robots.example", HTTP_USER_AGENT="Firefox/145.0 (Android)", REMOTE_ADDR="192.0.2.9"
        )
        third, here = signed_in("rosa@robots.example"), signed_in("rosa@robots.example")
        page = text_of(here.get("/account/sessions"))
        with company_context(cast.company.pk):
            row = SignedInSession.objects.get(device="Firefox on Android")
            with connection.cursor() as cursor:
                cursor.execute("SELECT string_agg(key, ' ') FROM access_signedinsession")
                assert row.key not in cursor.fetchone()[0]

        other_persons = signed_in("hans@robots.example").post(
            f"/account/sessions/{row.public_id}/end", headers=HTMX
        )
        assert other_persons.status_code == 404
        assert phone.get("/positions").status_code == 200
        here.post(f"/account/sessions/{row.public_id}/end", headers=HTMX)
        assert phone.get("/positions").status_code == 302
        here.post("/account/sessions/end-others", headers=HTMX)
        assert third.get("/positions").status_code == 302
        assert here.get("/positions").status_code == 200
        assert "Firefox on Android" in page
        assert "192.0.2.9" in page

    def test_deactivation_and_signing_out_leave_no_session_behind(self, cast):
        ines, rosa = signed_in("ines@robots.example"), signed_in("rosa@robots.example")

        with company_context(cast.company.pk):
            deactivate_teammate(teammate=cast.ines, actor=cast.by_ada)
        rosa.post("/sign-out")

        assert ines.get("/positions").status_code == rosa.get("/positions").status_code == 302
        with company_context(cast.company.pk):
            assert not SignedInSession.objects.exists()

    def test_when_somebody_was_last_seen_is_written_every_few_minutes(self, cast):
        rosa = signed_in("rosa@robots.example")
        seen: Callable[[], object] = lambda: SignedInSession.objects.get().last_seen_at  # noqa: E731 -- asked twice
        at = rosa.session["seen_at"]
        with company_context(cast.company.pk):
            before = seen()
        with time_machine.travel(at + 60, tick=False):
            rosa.get("/account")
        with company_context(cast.company.pk):
            assert seen() == before
        with time_machine.travel(at + 301, tick=False):
            rosa.get("/account")
        with company_context(cast.company.pk):
            assert (seen() - before).total_seconds() >= 300


def test_rosa_changes_her_name_and_her_time_zone_and_the_pages_follow(cast, browser):
    rosa = browser(cast.rosa)
    fields = {"first_name": "Rosie", "last_name": "Recruiter", "time_zone": "Asia/Tokyo", "language": "de"}

    odd = rosa.post("/account", fields | {"time_zone": "Mars/Olympus"})
    rosa.post("/account", fields)

    assert odd.status_code == 422
    assert "Rosie Recruiter" in text_of(rosa.get("/account"))
    with company_context(cast.company.pk):
        fresh = teammate_with_email(company_id=cast.company.pk, email="rosa@robots.example")
    assert (fresh.time_zone, fresh.language) == ("Asia/Tokyo", "de")


def test_teammates_are_found_by_name_and_address(cast, browser):
    ada = browser(cast.ada)

    assert "Hans Manager" in text_of(ada.get("/settings/teammates?q=HANS+robots", headers=HTMX))
    assert "Nobody is called so" in text_of(ada.get("/settings/teammates?q=zz", headers=HTMX))
