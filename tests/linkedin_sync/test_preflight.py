"""Is every mistake of a set-up named? Each is made for real at the sandbox, and the look is the worker's own."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.linkedin_sandbox.records import CONTRACT, ORGANIZATION
from tests.linkedin_sync.at_sandbox import There, sandbox, sandbox_process, there
from tests.linkedin_sync.jobs import run_jobs

from linkedin_client import Credentials, IntegrationKey, LinkedIn, MemoryTokenStore
from linkedin_sync.connections import services, set_up, working
from linkedin_sync.connections.client import linkedin_of, partner_client
from linkedin_sync.connections.preflight import ask_for_preflight, latest_preflight
from linkedin_sync.connections.troubles import TROUBLES
from linkedin_sync.enums import SetUpWork
from linkedin_sync.models import Connection, Seat
from recruit.company.models import Company

__all__ = ["sandbox", "sandbox_process", "there"]

ORGANIZATION_URN = f"urn:li:organization:{ORGANIZATION}"
EXPORT = IntegrationKey(context=ORGANIZATION_URN, type="ONE_CLICK_EXPORT")
INDICATOR = IntegrationKey(context=ORGANIZATION_URN, type="IN_ATS_INDICATOR")


class Address:
    """Where Recruit's callback is: a small server that answers challenges with whatever secret it is given."""

    def __init__(self) -> None:
        self.secret = ""
        self.status = 200
        self.seconds = 0.0
        address = self
        handler = type("Handler", (_Handler,), {"address": address})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def answer(self, code: str) -> bytes:
        time.sleep(self.seconds)
        proof = hmac.new(self.secret.encode(), code.encode(), hashlib.sha256).hexdigest()
        return json.dumps({"challengeCode": code, "challengeResponse": proof}).encode()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    address: Address

    def do_GET(self) -> None:
        body = self.address.answer(parse_qs(urlsplit(self.path).query)["challengeCode"][0])
        try:
            self.send_response(self.address.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except BrokenPipeError:
            """The one who asked has lost patience; that is the test."""

    def log_message(self, *_parts: object) -> None:
        """Silence."""


@pytest.fixture
def address() -> Iterator[Address]:
    address = Address()
    yield address
    address.close()


@pytest.fixture
def well(there: There, address: Address, settings) -> There:
    """Everything is as it should be: named, switched on, configured, reachable, with mapped seats."""
    settings.BASE_URL = address.url
    address.secret = there.fresh().client_secret
    set_up.renew(company_id=there.company_id, actor=there.cast.by_ada)
    return there


def codes(there: There) -> list[str]:
    """What the look finds, as the worker does it."""
    ask_for_preflight(company_id=there.company_id, actor=there.cast.by_ada)
    run_jobs()
    look = latest_preflight(company_id=there.company_id)
    assert look is not None
    assert look.finished_at is not None
    return [each.code for each in look.findings]


def change(there: There, **fields: object) -> None:
    Connection.objects.filter(pk=there.connection.pk).update(**fields)


def test_nothing_is_wrong_where_nothing_is(well):
    assert codes(well) == []


# The table: each mistake, made where people make it, and the one code that names it.


def another_plan(there: There, *_: object) -> None:
    Company.objects.filter(pk=there.company_id).update(plan="growth")


def nobody_agreed(there: There, *_: object) -> None:
    change(there, agreed_at=None)


def paused(there: There, *_: object) -> None:
    services.pause_connection(company_id=there.company_id, actor=there.cast.by_ada)


def a_wrong_parent_secret(_there: There, _address: Address, settings) -> None:
    settings.LINKEDIN_PARENT_SECRET = "another one"


def linkedin_out_of_reach(_there: There, _address: Address, settings) -> None:
    settings.LINKEDIN_API_URL = settings.LINKEDIN_AUTH_URL = "http://127.0.0.1:9"


def linkedin_fails(there: There, *_: object) -> None:
    there.sandbox.post("faults", kind="status", resource="provisionedApplications", status=503)


def a_version_out_of_use(there: There, *_: object) -> None:
    there.sandbox.post("faults", kind="status", resource="atsIntegrations", status=426)


def limit_used_up(there: There, *_: object) -> None:
    there.sandbox.post("faults", kind="throttled", resource="atsIntegrations", limit="day")


def another_secret_here(there: There, address: Address, _settings) -> None:
    """As after a rotation at LinkedIn, or a back-up of long ago."""
    row = there.fresh()
    row.client_secret = address.secret = "the secret of before"
    row.save(update_fields=["client_secret"])


def secret_refused(there: There, *_: object) -> None:
    """The finder still shows the secret that we have, but no token is given for it."""
    there.sandbox.post(
        "faults",
        kind="status",
        resource="accessToken",
        nth=2,
        status=401,
    )


def application_gone(there: There, *_: object) -> None:
    change(there, public_id="con_unknown")


def http_address(there: There, address: Address, settings) -> None:
    settings.BASE_URL = address.url.replace("127.0.0.1", "localhost.localdomain")
    change(there, registered_url=settings.BASE_URL)


def moved(there: There, *_: object) -> None:
    change(there, registered_url="https://old.example")


def taken_off_the_list(there: There, *_: object) -> None:
    """Somebody has changed the list of pages at LinkedIn, and an admin's browser has waited for the plugin in vain."""
    with partner_client() as partner:
        partner.provisioning.update(
            there.fresh().application_urn, valid_js_sdk_domains=["https://elsewhere.example"]
        )
    services.note_plugin(company_id=there.company_id, has_appeared=False, actor=there.cast.by_ada)


def clock_ahead(there: There, *_: object) -> None:
    there.sandbox.post("clock", advance=600)


def clock_behind(there: There, *_: object) -> None:
    there.sandbox.post("clock", offset_seconds=-600)


def nobody_used_the_plugin(there: There, *_: object) -> None:
    change(there, organization_urn="")


def company_renamed(there: There, *_: object) -> None:
    """A merger, prepared as LinkedIn wants it: switched off, then the id changes."""
    there.sandbox.post("integrations/disable", client_id=there.connection.client_id)
    there.sandbox.post(f"organizations/{ORGANIZATION}/change-id", id=2000999)


def company_level_off(there: There, *_: object) -> None:
    there.sandbox.post("integrations/disable", client_id=there.connection.client_id, type="ONE_CLICK_EXPORT")


def contract_level_off(there: There, *_: object) -> None:
    there.sandbox.post(
        "integrations/disable", client_id=there.connection.client_id, context=f"urn:li:contract:{CONTRACT}"
    )


def callback_forgotten(there: There, *_: object) -> None:
    set_up.take_callback_back(company_id=there.company_id)


def callback_elsewhere(there: There, *_: object) -> None:
    linkedin_of(there.fresh()).configurations.put(EXPORT, {"CALLBACK_URL": "https://other.example/hook"})


def callback_another_customers(there: There, _address: Address, settings) -> None:
    """A copy of this installation was connected before us and has the very address."""
    url = set_up.callback_url_of(there.fresh())
    set_up.take_callback_back(company_id=there.company_id)
    other = there.sandbox.provision("a-copy")
    with LinkedIn(
        api_url=settings.LINKEDIN_API_URL,
        auth_url=settings.LINKEDIN_AUTH_URL,
        credentials=Credentials(other.client_id, other.secret),
        tokens=MemoryTokenStore(),
    ) as copy:
        assert not copy.configurations.put(EXPORT, {"CALLBACK_URL": url}).errors
    actor = there.cast.by_ada
    working.ask_for_work(company_id=there.company_id, work=SetUpWork.CONTINUING, actor=actor)


def callback_down(_there: There, address: Address, _settings) -> None:
    address.close()
    address.close = lambda: None  # type: ignore[method-assign]


def callback_slow(_there: There, address: Address, _settings) -> None:
    address.seconds = 4.0


def callback_behind_a_sign_in(_there: There, address: Address, _settings) -> None:
    address.status = 302


def callback_of_another_installation(_there: There, address: Address, _settings) -> None:
    address.secret = "another installation's"


def everybody_sees_positions(there: There, *_: object) -> None:
    linkedin_of(there.fresh()).configurations.put(EXPORT, {"JOB_POSTING_VIEWERS": "ALL_PRODUCT_USERS"})


def nobody_sits(there: There, *_: object) -> None:
    Seat.objects.filter(connection=there.connection).update(teammate=None)


MISTAKES = [
    (another_plan, ["plan"]),
    (nobody_agreed, ["not_agreed"]),
    (paused, ["paused"]),
    (a_wrong_parent_secret, ["partner_refused"]),
    (linkedin_out_of_reach, ["unreachable"]),
    (linkedin_fails, ["linkedin_failing"]),
    (a_version_out_of_use, ["version_refused"]),
    (limit_used_up, ["throttled"]),
    (another_secret_here, ["secret_changed"]),
    (secret_refused, ["secret_wrong"]),
    (application_gone, ["application_gone"]),
    # that such a name leads nowhere is found as well
    (http_address, ["address_not_https", "callback_unreachable", "callback_other"]),
    (moved, ["address_moved"]),
    (taken_off_the_list, ["plugin_missing"]),
    (clock_ahead, ["clock_skew"]),
    (clock_behind, ["clock_skew"]),
    (nobody_used_the_plugin, ["not_authorised"]),
    (company_renamed, ["company_id_changed"]),
    (company_level_off, ["company_level_off"]),
    (contract_level_off, ["contract_level_off"]),
    (callback_forgotten, ["callback_missing"]),
    (callback_elsewhere, ["callback_other"]),
    (callback_another_customers, ["callback_used"]),
    (callback_down, ["callback_unreachable"]),
    (callback_slow, ["callback_slow"]),
    (callback_behind_a_sign_in, ["callback_elsewhere"]),
    (callback_of_another_installation, ["callback_elsewhere"]),
    (everybody_sees_positions, ["everybody_sees_positions"]),
    (nobody_sits, ["no_seat_mapped"]),
]


@pytest.mark.parametrize(("mistake", "found"), MISTAKES, ids=[mistake.__name__ for mistake, _ in MISTAKES])
def test_each_mistake_is_named(well, address, settings, mistake: Callable[..., None], found: list[str]):
    mistake(well, address, settings)

    assert codes(well) == found


def test_every_code_has_words_and_the_words_are_complete(well):
    for code in {code for _, found in MISTAKES for code in found}:
        words = TROUBLES[code]
        assert words.title
        assert words.text
        assert words.next_step


class TestTheRemedies:
    """What the page offers beside a finding takes it away."""

    @pytest.mark.parametrize("mistake", [another_secret_here, moved, taken_off_the_list])
    def test_renewing(self, well, address, settings, mistake):
        mistake(well, address, settings)
        working.ask_for_work(company_id=well.company_id, work=SetUpWork.RENEWING, actor=well.cast.by_ada)
        run_jobs()
        address.secret = well.fresh().client_secret

        assert codes(well) == []
        [application] = well.sandbox.get("applications")["applications"]
        assert application["js_domains"] == [address.url]

    @pytest.mark.parametrize("mistake", [callback_forgotten, callback_elsewhere, everybody_sees_positions])
    def test_letting_recruit_do_it(self, well, address, settings, mistake):
        mistake(well, address, settings)
        working.ask_for_work(company_id=well.company_id, work=SetUpWork.CONTINUING, actor=well.cast.by_ada)
        run_jobs()

        assert codes(well) == []

    def test_another_callback_address(self, well, address, settings):
        callback_another_customers(well, address, settings)
        run_jobs()
        assert well.fresh().set_up_trouble["code"] == "callback_used"

        working.ask_for_new_callback(company_id=well.company_id, actor=well.cast.by_ada)
        run_jobs()

        assert codes(well) == []
