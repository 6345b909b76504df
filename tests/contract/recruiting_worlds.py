"""What must have happened between recruiter and member before an example of recruiters' data can be answered?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx2
from tests.linkedin_sandbox.member_browser import ADDRESS, Browser, exchange, register
from tests.linkedin_sandbox.records import ODILE, ROSA, ROSA_SEAT, application, application_key

if TYPE_CHECKING:
    from tests.contract.test_sandbox_examples import Stage


def inmail(stage: Stage, *, share_contact: bool = False) -> None:
    contact = {"email": "odile@example.org", "phone": "+33 4 00 00 00 00"} if share_contact else {}
    thread = stage.sandbox.post(
        "inmails",
        seat=ROSA_SEAT,
        member=ODILE,
        subject="Plant engineer in Lyon",
        body="Hello Odile, a word about a plant in Lyon?",
        at=1780000500000,
    )
    stage.sandbox.post(
        f"inmails/{thread['id']}/replies",
        body="Gladly.",
        share_contact=share_contact,
        at=1780001000000,
        **contact,
    )


def _note(stage: Stage, content: str = "Open to relocation?") -> str:
    note = stage.sandbox.post("notes", seat=ROSA_SEAT, member=ODILE, content=content, at=1780000600000)
    return f"notes/{note['id']}"


def changed_note(stage: Stage) -> None:
    stage.sandbox.post(_note(stage), content="Open to relocation.", at=1780000700000)


def deleted_note(stage: Stage) -> None:
    address = _note(stage, "Open to relocation.")
    said = stage.sandbox.send("DELETE", f"/_sandbox/{address}", body=b'{"at": 1780000800000}')
    assert said.status == 200, said


def evaluate(stage: Stage) -> None:
    stage.child.add_job("REQ-4411")
    record = application(atsJobPostingId="REQ-4411", atsCandidateId="cand-7f31")
    stage.child.upsert("v2/atsApplications", [(application_key("app-9001"), record)])
    criterion = {
        "name": "Three years of service work",
        "rating": "STRONG_MATCH",
        "evidence": "Five years at Traun Robotik",
    }
    made = stage.sandbox.post(
        "evaluations",
        client_id=stage.child.client_id,
        application="app-9001",
        rating="GOOD_MATCH",
        criteria=[criterion],
    )
    stage.known["req-5d20-0009"] = made["request_id"]


def consent_code(stage: Stage, *, scope: str = "r_liteprofile") -> str:
    """The recruiter consents, in a browser."""
    register(stage.sandbox, stage.child, ADDRESS)
    with httpx2.Client(base_url=f"http://127.0.0.1:{stage.sandbox.port}", timeout=30) as http:
        code = Browser(http, stage.child).allows(ROSA, scope=scope)
    stage.known |= {
        "86demoid": stage.child.client_id,
        "de%2Bmo%2FsEcret%3D": quote(stage.child.secret, safe=""),
        "AQT-demo-code": code,
    }
    return code


def consent(stage: Stage, *, scope: str = "r_liteprofile") -> None:
    stage.known["AQX-demo-member"] = exchange(stage.child, consent_code(stage, scope=scope)).body[
        "access_token"
    ]
    stage.known["dEm0rc77"] = stage.child.urn(ROSA).removeprefix("urn:li:person:")


RECRUITING: dict[str, Callable[[Stage], Any]] = {
    "world: the recruiter has written to the member, who has answered": inmail,
    "world: the member has shared contact data with the recruiter": lambda stage: inmail(
        stage, share_contact=True
    ),
    "world: the recruiter has written a note about the member and changed it": changed_note,
    "world: the recruiter has written a note about the member and deleted it": deleted_note,
    "world: the member has closed the account": lambda stage: stage.sandbox.post(f"members/{ODILE}/close"),
    "world: LinkedIn has evaluated the application app-9001": evaluate,
    "world: the recruiter has consented": consent,
    "world: the recruiter has consented to openid": lambda stage: consent(stage, scope="openid"),
    "world: the recruiter's consent has brought a code": consent_code,
    "world: the recruiter's consent has brought a code, which has been used": consent,
}
