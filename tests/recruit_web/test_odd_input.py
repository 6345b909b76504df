"""What people, browsers and attackers can send: it is refused in words or kept as it is, and never a failure of ours."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from django.test import Client
from tests.people import Cast, a_process
from tests.recruit_web.conftest import HTMX


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


ODD_IDS = {
    "nul": "per_\x00x",
    "long": "x" * 10_000,
    "quote": "'; DROP TABLE people_person; --",
    "percent": "%s%%(x)s{0}{{x}}",
    "emoji": "😀\u202eמ",
    "invalid utf-8": "%ff%fe",
    "dots": "..%2f..%2fetc",
    "lines": "a\r\nSet-Cookie: x=1",
}
ODD_QUERIES = {
    "nul": "%00",
    "long": "x" * 10_000,
    "invalid utf-8": "%ff%fe%c3%28",
    "surrogate": "%ed%a0%80",
    "many digits": "9" * 5_000,
    "huge": "99999999999999999999999",
    "negative": "-1",
    "emoji": quote("😀" * 50),
    "other digits": quote("²٣"),
    "pattern": "%25_%5C%27%22",
    "no base64": "%21%21",
    "cursor: deep": _cursor("[" * 4_000),
    "cursor: huge": _cursor("[99999999999999999999999999]"),
    "cursor: many digits": _cursor(f"[{'9' * 5000}]"),
    "cursor: negative": _cursor("[-99999999999999999999999999]"),
    "cursor: truth": _cursor("[true]"),
    "cursor: text": _cursor('["a"]'),
    "cursor: nothing": _cursor("[]"),
    "cursor: infinity": _cursor("[Infinity]"),
    "cursor: none": _cursor("null"),
}
PARAMETERS = ("q", "tag", "after", "status", "column", "key", "shown", "depth", "before", "show", "seats_after", "meetings_after", "template", "back",
              "topics", "since", "position", "next", "saved")  # fmt: skip


@pytest.fixture
def olga(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.olga, backend="recruit.company.selectors.SignInBackend")
    return client


def _pages(cast: Cast, person_id: str) -> list[str]:
    position = f"/positions/{cast.position.public_id}"
    return [
        "/positions", position, f"{position}/board", f"{position}/column", f"{position}/list", f"{position}/about",
        f"{position}/workflow", f"{position}/workflow/row", f"{position}/scorecard", "/tasks", "/settings/steps",
        "/candidates", f"/candidates/{person_id}", f"/candidates/{person_id}/rest", f"/candidates/{person_id}/timeline",
        f"/candidates/{person_id}/positions", "/candidates/new", "/search", "/settings/company",
        "/settings/teammates", "/linkedin/exports", "/settings/linkedin", "/settings/linkedin/health",
        "/settings/linkedin/seats", "/sign-in", "/healthz",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ODD_QUERIES)
def test_an_odd_query_is_never_a_failure(cast, olga, kind):
    person_id = a_process(cast).person.public_id
    odd = ODD_QUERIES[kind]
    # A cursor is read before the rest, so that the others are asked without one as well.
    queries = [
        "&".join(f"{name}={odd}" for name in PARAMETERS),
        "&".join(
            f"{name}={odd}"
            for name in PARAMETERS
            if name not in {"after", "before", "seats_after", "meetings_after", "position"}
        ),
    ]

    failed = [
        f"{address}?{query[:20]}: {response.status_code}"
        for address in _pages(cast, person_id)
        for query in queries
        if (response := olga.get(address, headers=HTMX, QUERY_STRING=query)).status_code >= 500
    ]

    assert failed == []


@pytest.mark.parametrize("kind", ODD_IDS)
def test_an_odd_id_is_nobodys(cast, olga, kind):
    odd = quote(ODD_IDS[kind], safe="%")
    addresses = [
        f"/candidates/{odd}", f"/candidates/{odd}/notes", f"/positions/{odd}", f"/positions/{odd}/column",
        f"/processes/{odd}/advance", f"/changes/{odd}/undo", f"/settings/teammates/{odd}/role",
        f"/linkedin/person/{odd}", f"/positions/{cast.position.public_id}/status/{odd}",
        f"/settings/linkedin/seats/{odd}/map", f"/linkedin/callback/{odd}",
    ]  # fmt: skip

    answers = {
        f"{ask.__name__} {address[:60]}": ask(address, headers=headers).status_code
        for address in addresses
        for ask in (olga.get, olga.post)
        for headers in ({}, HTMX)
    }

    assert {name: status for name, status in answers.items() if status not in {400, 403, 404, 405}} == {}


ODD_TEXTS = {
    "nul": "a\x00b",
    "emoji": "😀" * 200,
    "right to left": "\u202eמ\u200eשה" * 20,
    "script": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "grows in lower case": "İ" * 200,
}


def _forms(cast: Cast, person_id: str, process_id: str) -> dict[str, list[str]]:
    """Each form's address with the names of its fields of text."""
    position = f"/positions/{cast.position.public_id}"
    words = ["name", "public_name", "department", "custom_id", "city", "region", "country", "employment_type",
             "seniority", "description", "workplace_type"]  # fmt: skip
    names = ["first_name", "middle_name", "last_name", "headline", "employer", "location"]
    return {
        f"/candidates/{person_id}/notes": ["text"],
        f"/candidates/{person_id}/tags": ["name"],
        f"/candidates/{person_id}/tags/remove": ["name"],
        f"/candidates/{person_id}/contact-points": ["value", "kind"],
        f"/candidates/{person_id}/edit": names,
        f"/candidates/{person_id}/positions": ["position", "source"],
        "/candidates/new": [*names, "email", "phone", "link"],
        f"/candidates/new?position={cast.position.public_id}": [*names, "source"],
        f"{position}/edit": words,
        "/positions/new": [*words, "hiring_manager", "recruiter"],
        f"{position}/team": ["teammate", "role"],
        f"{position}/team/remove": ["teammate", "role"],
        f"/processes/{process_id}/advance": ["step"],
        f"/processes/{process_id}/reject": ["reason", "words"],
        "/settings/company": ["name", "export_requires"],
        "/settings/teammates/add": ["first_name", "last_name", "email", "password", "company_role"],
        f"/settings/teammates/{cast.otto.public_id}/role": ["company_role"],
        "/settings/linkedin/shares": ["shares"],
        "/settings/linkedin/try-again": ["mark"],
        "/sign-in": ["email", "password"],
    }


_GOOD = {
    "first_name": "Mia", "name": "Welder", "kind": "link", "value": "https://example.com/mia", "text": "Words",
    "export_requires": "view", "email": "mia@example.com", "company_role": "teammate", "role": "interviewer",
    "password": "long enough a word", "reason": "Because",
}  # fmt: skip


@pytest.mark.parametrize("kind", [*ODD_TEXTS, "many digits"])
def test_an_odd_text_in_any_field_is_kept_or_refused(cast, olga, kind):
    text = {**ODD_TEXTS, "many digits": "9" * 5_000}[kind]
    process = a_process(cast)
    failed = []
    for address, fields in _forms(cast, process.person.public_id, process.public_id).items():
        good = {**_GOOD, "hiring_manager": cast.hans.public_id, "teammate": cast.otto.public_id}
        for field in fields:
            body = "&".join(
                f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}"
                for name, value in {**good, field: text}.items()
            )
            response = olga.post(
                address, body, content_type="application/x-www-form-urlencoded", headers=HTMX
            )
            if response.status_code >= 500 or "Set-Cookie: x=1" in str(response.headers):
                failed.append(f"{address} {field}: {response.status_code}")

    assert failed == []
    assert olga.get("/candidates").status_code == olga.get("/positions").status_code == 200
