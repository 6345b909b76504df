"""A member signs in to an ATS with LinkedIn, in a browser and by code: inbound.md 0.3 and 1.7."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import httpx2
import pytest
from tests.linkedin_sandbox.member_browser import ADDRESS, Browser, came_back, exchange, register, shown
from tests.linkedin_sandbox.records import CONTEXT, NOOR, PARENT, ROSA, ROSA_SEAT
from tests.linkedin_sandbox.recruiting_cast import same_company
from tests.linkedin_sandbox.server import Ats, Server


@pytest.fixture
def ats(sandbox: Server) -> Ats:
    ats = sandbox.customer()
    register(sandbox, ats, ADDRESS)
    return ats


@pytest.fixture
def browser(sandbox: Server, ats: Ats) -> Iterator[Browser]:
    with httpx2.Client(base_url=f"http://127.0.0.1:{sandbox.port}", timeout=30) as http:
        yield Browser(http, ats)


def signed_in(browser: Browser, member: int, *, scope: str = "r_liteprofile") -> Ats:
    """The ATS with the member's token."""
    granted = exchange(browser.ats, browser.allows(member, scope=scope))
    assert granted.status == 200, granted
    return Ats(browser.ats.server, client_id=browser.ats.client_id, token=granted.body["access_token"])


class TestTheWayThrough:
    def test_rosa_consents_and_the_ats_learns_her_id(self, browser: Browser) -> None:
        back = came_back(browser.presses("allow", **{"as": str(ROSA)}))
        assert back["state"] == "s t/ä&te"

        granted = exchange(browser.ats, back["code"])

        assert granted.body["expires_in"] == 5_184_000
        assert granted.body["scope"] == "r_liteprofile"
        rosa = Ats(browser.ats.server, browser.ats.client_id, granted.body["access_token"])
        me = rosa.get("/v2/me?fields=id")
        assert (me.status, list(me.body)) == (200, ["id"])
        assert f"urn:li:person:{me.body['id']}" == browser.ats.urn(ROSA)

    def test_the_same_person_has_another_id_at_another_ats(self, sandbox: Server, browser: Browser) -> None:
        one = signed_in(browser, ROSA).get("/v2/me").body["id"]
        second = same_company(sandbox)
        register(sandbox, second, ADDRESS)
        browser.ats = second

        other = signed_in(browser, ROSA).get("/v2/me").body["id"]

        assert f"urn:li:person:{other}" == second.urn(ROSA)
        assert one != other

    def test_the_whole_of_me(self, browser: Browser) -> None:
        said = signed_in(browser, NOOR).get("/v2/me")

        localized = {"localized": {"en_US": "Noor"}, "preferredLocale": {"country": "US", "language": "en"}}
        assert said.body["localizedFirstName"] == "Noor"
        assert said.body["localizedLastName"] == "Haddad"
        assert said.body["firstName"] == localized

    def test_openid_scopes_open_userinfo(self, browser: Browser) -> None:
        noor = signed_in(browser, NOOR, scope="openid profile email")

        said = noor.get("/v2/userinfo")

        assert f"urn:li:person:{said.body['sub']}" == browser.ats.urn(NOOR)
        assert said.body["name"] == "Noor Haddad"
        assert said.body["email"] == "noor.haddad@example.org"
        bare = signed_in(browser, NOOR, scope="openid")
        assert list(bare.get("/v2/userinfo").body) == ["sub"]
        assert bare.get("/v2/me").status == 403
        assert signed_in(browser, NOOR).get("/v2/userinfo").status == 403

    def test_me_is_answered_below_rest_unless_the_switch_says_no(
        self, sandbox: Server, browser: Browser
    ) -> None:
        noor = signed_in(browser, NOOR)

        assert noor.get("/rest/me").body["id"] == noor.get("/v2/me").body["id"]
        sandbox.post("switches", rest_me=False)
        assert noor.get("/rest/me").status == 404


class TestThePage:
    def test_it_names_the_application_and_what_it_asks_for(self, browser: Browser) -> None:
        page = browser.opens(**{"as": str(ROSA)})

        assert "Acorn ATS - bluebird would like to" in shown(page)
        assert "Read your name and your LinkedIn id" in shown(page)
        assert "Rosa Lind" in shown(page)
        assert "Sandbox – not LinkedIn" in shown(page)
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]

    def test_who_acts_in_the_console_is_asked_at_once(self, browser: Browser) -> None:
        token = re.search(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.http.get("/recruiter/sign-in").text
        )
        assert token
        browser.http.post("/recruiter/sign-in", data={"seat": ROSA_SEAT, "csrfmiddlewaretoken": token[1]})

        assert "would like to" in shown(browser.opens())
        assert "Rosa Lind" in shown(browser.opens())
        assert "Who are you?" in shown(browser.opens(who=""))

    def test_somebody_unknown_is_offered_the_companys_seats_and_a_search(self, browser: Browser) -> None:
        page = shown(browser.opens())
        assert "Who are you?" in page
        assert "Rosa Lind" in page
        assert "Noor Haddad" not in page

        assert "Noor Haddad" in shown(browser.opens(find="noor"))
        assert "Nobody is found" in shown(browser.opens(find="zebulon"))

    def test_a_name_of_markup_stays_a_name(self, sandbox: Server, browser: Browser) -> None:
        odd = {"id": 9200, "slug": "odd", "first_name": "<b>Bo</b>", "last_name": "O'Neill"}
        sandbox.post("seed", members=[odd])

        assert "<b>Bo</b>" not in browser.opens(**{"as": "9200"}).text
        assert "<b>Bo</b> O'Neill" in unescape(browser.opens(**{"as": "9200"}).text)


class TestSayingNo:
    @pytest.mark.parametrize(
        ("decision", "error"), [("cancel", "user_cancelled_authorize"), ("leave", "user_cancelled_login")]
    )
    def test_the_ats_is_told_with_its_state(self, browser: Browser, decision: str, error: str) -> None:
        back = came_back(browser.presses(decision, **{"as": str(ROSA) if decision == "cancel" else None}))

        assert (back["error"], back["state"]) == (error, "s t/ä&te")
        assert "code" not in back

    def test_a_refused_consent_can_be_called_as_oauth_does(self, sandbox: Server, browser: Browser) -> None:
        sandbox.post("switches", consent_refused="access_denied")

        assert came_back(browser.presses("cancel", **{"as": str(ROSA)}))["error"] == "access_denied"

    def test_nobody_allows_for_somebody_who_is_not_there(self, sandbox: Server, browser: Browser) -> None:
        sandbox.post(f"members/{NOOR}/close")

        answer = browser.presses("allow", **{"as": str(NOOR)})

        assert answer.status_code == 400
        assert "Say who you are" in shown(answer)

    def test_a_form_of_another_site_is_not_taken(self, browser: Browser) -> None:
        fields = browser.asked() | {"as": str(ROSA), "decision": "allow"}

        assert browser.http.post("/oauth/v2/authorization", data=fields).status_code == 403


class TestABadRequest:
    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"client_id": None}, "client_id is missing"),
            ({"client_id": "86nobody"}, "No application has this client_id"),
            # the parent is not what members sign in with
            ({"client_id": PARENT[0]}, "No application has this client_id"),
            ({"redirect_uri": None}, "redirect_uri is missing"),
            ({"redirect_uri": "https://evil.example/"}, "does not match a registered address"),
            ({"redirect_uri": f"{ADDRESS}/more"}, "does not match a registered address"),
            ({"redirect_uri": f"{ADDRESS}#part"}, "does not match a registered address"),
            ({"redirect_uri": "javascript:alert(1)"}, "does not match a registered address"),
            ({"response_type": "token"}, "response_type must be “code”"),
            ({"response_type": None}, "response_type must be “code”"),
            ({"scope": None}, "scope is missing"),
        ],
    )
    def test_it_is_told_on_a_page_and_sends_nobody_anywhere(
        self, browser: Browser, changed: dict[str, str | None], sentence: str
    ) -> None:
        answer = browser.opens(**changed)

        assert answer.status_code == 400
        assert sentence in shown(answer)
        assert "Location" not in answer.headers

    def test_a_scope_that_is_not_granted_is_told_to_the_ats(self, sandbox: Server, browser: Browser) -> None:
        back = came_back(browser.opens(scope="r_liteprofile w_member_social"))
        assert (back["error"], back["state"]) == ("unauthorized_scope_error", "s t/ä&te")

        sandbox.post("switches", member_scopes="openid")
        assert came_back(browser.opens())["error"] == "unauthorized_scope_error"

        sandbox.post("switches", member_scopes="liteprofile")
        assert came_back(browser.opens(scope="openid profile"))["error"] == "unauthorized_scope_error"

    def test_arguments_of_the_address_are_kept_and_not_compared(self, browser: Browser) -> None:
        back = came_back(browser.presses("allow", redirect_uri=f"{ADDRESS}?tenant=7", **{"as": str(ROSA)}))

        assert (back["tenant"], bool(back["code"])) == ("7", True)

    def test_other_verbs_are_not_offered(self, browser: Browser) -> None:
        assert browser.http.put("/oauth/v2/authorization").status_code in (403, 405)


class TestTheCode:
    def test_it_is_good_once(self, browser: Browser) -> None:
        code = browser.allows(ROSA)

        assert exchange(browser.ats, code).status == 200
        again = exchange(browser.ats, code)
        assert (again.status, again.body["error"]) == (400, "invalid_grant")

    def test_it_is_good_for_half_an_hour(self, sandbox: Server, browser: Browser) -> None:
        early, late = browser.allows(ROSA), browser.allows(ROSA)
        sandbox.post("clock", advance=1790)
        assert exchange(browser.ats, early).status == 200
        sandbox.post("clock", advance=20)
        assert exchange(browser.ats, late).status == 400

    @pytest.mark.parametrize(
        ("changed", "status", "error"),
        [
            ({"code": "AQTinvented"}, 400, "invalid_grant"),
            ({"redirect_uri": f"{ADDRESS}?x=1"}, 400, "invalid_grant"),
            ({"client_secret": "wrong"}, 401, "invalid_client"),
            ({"grant_type": "refresh_token"}, 400, "unsupported_grant_type"),
        ],
    )
    def test_whatever_does_not_fit_is_refused(
        self, browser: Browser, changed: dict[str, str], status: int, error: str
    ) -> None:
        said = exchange(browser.ats, browser.allows(ROSA), **changed)

        assert (said.status, said.body["error"]) == (status, error)

    def test_it_is_of_use_to_its_own_application_only(self, sandbox: Server, browser: Browser) -> None:
        code = browser.allows(ROSA)
        thief = same_company(sandbox)

        assert exchange(thief, code).status == 400
        assert exchange(browser.ats, code).status == 200

    @pytest.mark.parametrize("missing", ["code", "redirect_uri", "client_secret"])
    def test_a_missing_parameter_is_named(self, sandbox: Server, browser: Browser, missing: str) -> None:
        form = {"grant_type": "authorization_code", "client_id": browser.ats.client_id, "code": "c",
                "client_secret": browser.ats.secret, "redirect_uri": ADDRESS}  # fmt: skip
        del form[missing]

        answer = browser.http.post("/oauth/v2/accessToken", data=form)

        assert answer.status_code == 400
        assert missing in answer.json()["error_description"]


class TestTheJournal:
    def test_it_tells_of_question_answer_and_exchange_and_keeps_the_code_covered(
        self, sandbox: Server, browser: Browser
    ) -> None:
        code = browser.allows(ROSA)
        exchange(browser.ats, code)
        browser.opens(redirect_uri="https://evil.example/")

        entries = sandbox.get("journal", limit=6)["entries"]

        seen = [(entry["resource"], entry["method"], entry["status"]) for entry in reversed(entries)][-4:]
        assert seen == [
            ("authorization", "", 200),
            ("authorization", "allow", 302),
            ("accessToken", "create", 200),
            ("authorization", "", 400),
        ]
        assert code not in str(entries)


class TestTokens:
    def test_a_members_token_opens_nothing_else_and_the_childs_not_me(self, browser: Browser) -> None:
        rosa = signed_in(browser, ROSA)
        calls = [
            f"/v2/exportedCandidates?q=closed&integrationContext={CONTEXT}",
            "/v2/seatsV2?q=attributes&contracts=urn:li:contract:310044551&start=0",
            "/v2/atsIntegrations?q=request&requestId=1",
            "/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=bluebird",
        ]

        for target in calls:
            said = rosa.get(target)
            assert (said.status, said.body["code"]) == (403, "ACCESS_DENIED"), target
        for target in ("/v2/me", "/v2/userinfo", "/rest/me"):
            assert browser.ats.get(target).status == 403
            assert browser.ats.server.parent().get(target).status == 403

    def test_a_members_token_lives_sixty_days_unless_it_is_revoked(
        self, sandbox: Server, browser: Browser
    ) -> None:
        rosa = signed_in(browser, ROSA)
        sandbox.post("clock", advance=59 * 86_400)
        assert rosa.get("/v2/me").status == 200
        sandbox.post("clock", advance=86_400)
        expired = rosa.get("/v2/me")
        assert (expired.status, expired.body["code"]) == (401, "EXPIRED_ACCESS_TOKEN")

        noor = signed_in(browser, NOOR)
        sandbox.post("tokens/revoke", client_id=browser.ats.client_id)
        assert noor.get("/v2/me").status == 401

    def test_the_consent_ends_with_the_account(self, sandbox: Server, browser: Browser) -> None:
        noor = signed_in(browser, NOOR)
        sandbox.post(f"members/{NOOR}/close")

        said: Any = noor.get("/v2/me")

        assert (said.status, said.body["code"]) == (401, "INVALID_ACCESS_TOKEN")
