"""On which pages a widget runs: the loader's question, and the door of every frame (rule: validJsSdkDomains)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx2
import pytest
from tests.linkedin_sandbox.server import Ats, Server
from tests.linkedin_sandbox.widget_cast import (
    APPLYING,
    CONFIGURATION,
    HIGHLIGHTS,
    PAGE,
    PROFILE,
    Frame,
    allow,
    bluebird,
)


@pytest.fixture
def ats(sandbox: Server) -> Ats:
    return bluebird(sandbox)


@pytest.fixture
def browser(sandbox: Server) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"http://127.0.0.1:{sandbox.port}") as client:
        yield client


@pytest.mark.parametrize("path", ["/xdoor/scripts/in.js", "/in.js"])
def test_the_loader_is_a_script_for_every_page(browser: httpx2.Client, path: str) -> None:
    answer = browser.get(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_loader_evaluates_nothing_and_writes_no_style(browser: httpx2.Client) -> None:
    text = browser.get("/in.js").text

    for forbidden in ("eval(", "new Function", ".style", "innerHTML", "document.write"):
        assert forbidden not in text


def test_a_listed_page_is_told_so(browser: httpx2.Client, ats: Ats) -> None:
    answer = browser.get(f"/xdoor/scripts/key.js?api_key={ats.client_id}", headers={"Origin": PAGE})

    assert '"refusal": ""' in answer.text
    assert f'"origin": "{PAGE}"' in answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE


@pytest.mark.parametrize(
    "page",
    [
        "http://127.0.0.1:8766",  # another port
        "https://127.0.0.1:8765",  # another scheme
        "http://localhost:8765",  # another name of the same machine
        "http://127.0.0.1:8765/",  # a slash at the end
        "null",  # a page without an origin, such as a sandboxed frame
    ],
)
def test_any_other_page_is_refused_by_name(browser: httpx2.Client, ats: Ats, page: str) -> None:
    answer = browser.get(f"/xdoor/scripts/key.js?api_key={ats.client_id}", headers={"Origin": page})

    assert "is not in validJsSdkDomains" in answer.text
    assert frame_asked_by(browser, ats, page).status_code == 403


def frame_asked_by(browser: httpx2.Client, ats: Ats, page: str) -> httpx2.Response:
    return browser.get(PROFILE, params={"api_key": ats.client_id, "origin": page})


def test_an_unknown_key_and_no_key_are_told_apart(browser: httpx2.Client, ats: Ats) -> None:
    unknown = browser.get("/xdoor/scripts/key.js?api_key=86nobody", headers={"Origin": PAGE})
    missing = browser.get("/xdoor/scripts/key.js", headers={"Origin": PAGE})

    assert "no application has the api_key" in unknown.text
    assert "has no line" in missing.text


def test_what_is_written_into_the_answer_cannot_end_it(browser: httpx2.Client, ats: Ats) -> None:
    answer = browser.get(
        "/xdoor/scripts/key.js", params={"api_key": '</script>"+alert(1)'}, headers={"Origin": PAGE}
    )

    assert "</script>" not in answer.text
    assert '\\"+alert(1)' in answer.text


@pytest.mark.parametrize(
    "path", [CONFIGURATION, "/recruiter/widget/ATSIntegration", PROFILE, "/recruiter/widget/hcm", APPLYING]
)
def test_only_the_listed_pages_may_frame_a_widget(sandbox: Server, ats: Ats, path: str) -> None:
    allow(sandbox, ats, PAGE, "https://ats.example")
    answer = Frame(sandbox, ats, path).open()

    assert answer.status_code == 200
    assert f"frame-ancestors {PAGE} https://ats.example" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "style=" not in answer.text


def test_an_entry_that_is_no_origin_stays_out_of_the_header(sandbox: Server, ats: Ats) -> None:
    allow(sandbox, ats, PAGE, "https://ats.example; script-src *", "http://x\r\nSet-Cookie: a=b")
    answer = Frame(sandbox, ats, PROFILE).open()

    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].endswith(f"frame-ancestors {PAGE}")


def test_a_frame_is_refused_to_a_page_that_only_claims_to_be_another(sandbox: Server, ats: Ats) -> None:
    answer = Frame(sandbox, ats, PROFILE).open(Referer="http://127.0.0.1:9999/evil")

    assert answer.status_code == 403
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_widget_does_not_open_in_a_window_of_its_own(sandbox: Server, ats: Ats) -> None:
    answer = Frame(sandbox, ats, PROFILE).open(**{"Sec-Fetch-Dest": "document", "Referer": ""})

    assert answer.status_code == 403
    assert "not on its own" in answer.text


def test_a_form_without_the_frames_own_token_does_nothing(sandbox: Server, ats: Ats) -> None:
    frame = Frame(sandbox, ats, PROFILE)
    frame.open()

    forged = frame.browser.post(frame.address, data={"act": "take_seat", "seat": "55501"})

    assert forged.status_code == 403


ODD = [
    "\x00",
    "\ud800",
    "'\"<>&",
    "x" * 3000,
    "urn:li:organization:",
    "9" * 40,
    "%",
    "\u202e",
    "*",
    "OR NEAR(",
]


@pytest.mark.parametrize("path", [CONFIGURATION, PROFILE, APPLYING, HIGHLIGHTS])
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_attributes_and_forms_are_no_accident(sandbox: Server, ats: Ats, path: str, odd: str) -> None:
    """Whatever a page or somebody at the keyboard writes, there is an answer, and nothing of it becomes markup."""
    names = (
        "ats-candidate-id", "integration-context", "company-job-code", "li-job-application-id", "profile-url",
        "supported-bundled-integration-types", "widget-type", "tab", "form", "q",
    )  # fmt: skip
    frame = Frame(sandbox, ats, path, mode="BUTTON_DATA", callback_method="f").sit()
    query = urlencode(dict.fromkeys(names, odd), errors="surrogatepass")

    asked = frame.browser.get(f"{frame.address}&{query}")
    for act in ("link", "unlink", "save", "write", "note", "review", "confirm", "choose", "allow", odd):
        frame.address += "" if "&q=" in frame.address else f"&{query}"
        frame.press(
            act.encode(errors="replace").decode(), member="-1", project="1e3", contract="\x00", name="x" * 300
        )

    assert asked.status_code < 500
    assert "'\"<>&" not in asked.text
