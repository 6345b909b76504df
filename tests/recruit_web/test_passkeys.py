"""Signing in with a passkey, and everything that must not work: a device of ours signs what a browser would sign."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import Client
from tests.people import PASSWORD, Cast
from tests.recruit_web.conftest import text_of

from recruit.access.models import Passkey
from recruit.base.tenancy import company_context
from recruit.company.services import change_company_settings, deactivate_teammate

HOST, ORIGIN = "localhost", "http://localhost:8000"
_HAS_PERSON_AND_KEY, _HAS_PERSON = 0x45, 0x05  # user present and verified, with or without a new key


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Device:
    """An authenticator with one key, as W3C Web Authentication (level 3) describes it in 6.1 and 7."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.handle = b""
        self.count = 0

    def make(self, options: dict[str, Any], *, origin: str = ORIGIN) -> str:
        self.handle = base64.urlsafe_b64decode(options["user"]["id"] + "==")
        public = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        about = self._about(_HAS_PERSON_AND_KEY) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id
        attested = {"fmt": "none", "attStmt": {}, "authData": about + cbor2.dumps(cose)}
        response = {
            "clientDataJSON": _b64(self._client("webauthn.create", options["challenge"], origin)),
            "attestationObject": _b64(cbor2.dumps(attested)),
        }
        return self._answer(response)

    def sign(self, options: dict[str, Any], *, origin: str = ORIGIN, handle: bytes | None = None) -> str:
        self.count += 1
        client = self._client("webauthn.get", options["challenge"], origin)
        about = self._about(_HAS_PERSON)
        signature = self.key.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": _b64(client),
                "authenticatorData": _b64(about),
                "signature": _b64(signature),
                "userHandle": _b64(self.handle if handle is None else handle),
            }
        )

    def _about(self, flags: int) -> bytes:
        return hashlib.sha256(HOST.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str, origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps(
            {"id": _b64(self.id), "rawId": _b64(self.id), "type": "public-key", "response": response}
        )


@pytest.fixture(autouse=True)
def _no_failures_before():
    cache.clear()
    yield
    cache.clear()


def options_of(client: Client, address: str) -> dict[str, Any]:
    return client.post(address).json()


def with_passkey(client: Client, name: str = "Laptop") -> Device:
    device = Device()
    answer = device.make(options_of(client, "/account/passkeys/options"))
    assert client.post("/account/passkeys", {"name": name, "answer": answer}).json() == {
        "onward": "/account/security"
    }
    return device


def come(device: Device, **differently: Any) -> Any:
    client = Client()
    options = options_of(client, "/sign-in/passkey/options")
    return client, client.post(
        "/sign-in/passkey", {"answer": device.sign(options, **differently), "next": "/candidates"}
    )


def test_rosa_adds_a_passkey_and_comes_in_with_nothing_else(cast: Cast, browser):
    rosa = browser(cast.rosa)
    device = with_passkey(rosa, "Rosa's laptop")

    client, answer = come(device)

    assert answer.json() == {"onward": "/candidates"}
    assert "Rosa Recruiter" in text_of(client.get("/account"))
    page = text_of(rosa.get("/account/security"))
    assert "Rosa's laptop" in page
    assert "last used" in page


def test_every_way_to_pretend_is_told_the_same(cast: Cast, browser):
    rosa, hans = browser(cast.rosa), browser(cast.hans)
    device, other = with_passkey(rosa), with_passkey(hans)
    client, said = Client(), []
    options = options_of(client, "/sign-in/passkey/options")
    good = device.sign(options)
    stolen_handle = json.loads(other.sign(options, handle=cast.rosa.public_id.encode()))

    said.append(come(device, origin="https://elsewhere.example")[1])  # another site asked the device
    said.append(come(device, handle=cast.hans.public_id.encode())[1])  # a key in somebody else's name
    said.append(come(device, handle=b"\xff\xfe")[1])
    said.append(client.post("/sign-in/passkey", {"answer": json.dumps(stolen_handle)}))
    said.append(client.post("/sign-in/passkey", {"answer": good}))  # its question is used up by now
    said += [Client().post("/sign-in/passkey", {"answer": odd}) for odd in ("", "[]", "{", '{"response": 1}')]

    assert {answer.status_code for answer in said} == {422}
    assert {answer.json()["sentence"][:43] for answer in said} == {
        "This passkey belongs to no account here, or"
    }


def test_a_device_that_lies_about_the_site_adds_no_passkey_and_a_question_is_good_once(cast: Cast, browser):
    rosa, device = browser(cast.rosa), Device()
    lied = device.make(options_of(rosa, "/account/passkeys/options"), origin="https://elsewhere.example")
    lies = rosa.post("/account/passkeys", {"answer": lied})
    again = device.make(options_of(rosa, "/account/passkeys/options"))
    rosa.post("/account/passkeys", {"answer": again})
    twice = rosa.post("/account/passkeys", {"answer": again})

    assert (lies.status_code, twice.status_code) == (422, 422)
    with company_context(cast.company.pk):
        assert Passkey.objects.count() == 1


def test_a_removed_passkey_and_a_deactivated_teammate_stay_outside(cast: Cast, browser):
    rosa, ines = browser(cast.rosa), browser(cast.ines)
    removed, deactivated = with_passkey(rosa), with_passkey(ines)
    with company_context(cast.company.pk):
        row = Passkey.objects.get(teammate=cast.rosa)
        deactivate_teammate(teammate=cast.ines, actor=cast.by_ada)
    others = browser(cast.hans).post(f"/account/passkeys/{row.public_id}/remove")
    rosa.post(f"/account/passkeys/{row.public_id}/rename", {"name": "Old laptop"})
    assert "Old laptop" in text_of(rosa.get("/account/security"))
    rosa.post(f"/account/passkeys/{row.public_id}/remove")

    assert others.status_code == 404
    assert come(removed)[1].status_code == come(deactivated)[1].status_code == 422


def test_where_more_than_a_password_is_required_the_password_alone_no_longer_opens(cast: Cast, browser):
    device = with_passkey(browser(cast.rosa))
    rosa = {"email": "rosa@robots.example", "password": PASSWORD}
    before = Client().post("/sign-in", rosa)
    with company_context(cast.company.pk):
        change_company_settings(
            company_id=cast.company.pk, actor=cast.by_ada, second_factor_for="everybody", grace_days=0
        )
    after = Client().post("/sign-in", rosa)

    assert (before.status_code, after.status_code) == (302, 403)
    assert "Sign in with your passkey" in text_of(after)
    assert come(device)[1].json() == {"onward": "/candidates"}


def test_who_signed_in_a_while_ago_is_asked_for_the_password_before_a_passkey_is_added(cast: Cast):
    client = Client()
    client.force_login(cast.rosa, backend="recruit.company.selectors.SignInBackend")

    assert options_of(client, "/account/passkeys/options")["onward"].startswith("/account/confirm")
    assert client.post("/account/passkeys", {"answer": "{}"}).json()["onward"].startswith("/account/confirm")
