"""Module 1, the second half: tokens, availability, and that customers are kept apart."""

from __future__ import annotations

import hashlib
import hmac
import json
from http import HTTPStatus

from rsc_certification.evidence import Evidence
from rsc_certification.http import call, comes
from rsc_certification.modules.connecting import application_of, connected
from rsc_certification.modules.onboarding import headline_of
from rsc_certification.registry import runs
from rsc_certification.stage import SOON, Stage
from rsc_certification.windows import take_picture

_PUBLIC, _PRIVATE = "PUBLIC", "PRIVATE_TO_ATS_INTEGRATION"


@runs("RSC-102")
def availability(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    job = stage.job()
    for public, wanted in ((False, _PRIVATE), (True, _PUBLIC)):
        _choose(stage, evidence, job.id, public=public, wanted=wanted)


def _choose(stage: Stage, evidence: Evidence, job_id: str, *, public: bool, wanted: str) -> None:
    with stage.listening(evidence):
        stage.ats.choose_availability(public=public)
        evidence.did(f"The admin chooses {'public' if public else 'private'} for the jobs.")
        take_picture(evidence, stage.windows.window(stage.ats.customer.admin.email), "The choice in the ATS")
        evidence.check(
            f"The synced job becomes {wanted}.",
            comes(lambda: _availability(stage, job_id) == wanted, seconds=SOON),
            _availability(stage, job_id),
        )


def _availability(stage: Stage, job_id: str) -> str:
    rows = stage.sandbox.records("jobs", record_id=job_id)
    return str(rows[0]["availability"]) if rows else ""


@runs("RSC-106")
def tokens(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    said = stage.sandbox.said_since(0, client_id=stage.client_id, kind="call")
    asked = [each for each in said if each["resource"] == "accessToken"]
    calls = len(said) - len(asked)
    evidence.keep(asked[:1])
    evidence.check(
        "The ATS gets a token with the application's credentials.",
        any(each["status"] == HTTPStatus.OK for each in asked),
    )
    evidence.check(
        "One token serves many calls, until it is about to end.",
        calls > 0 and len(asked) <= 1 + calls // 10,
        f"{len(asked)} tokens asked for, {calls} calls",
    )
    since = stage.sandbox.latest_entry()
    stage.sandbox.post("tokens/revoke", client_id=stage.client_id)
    evidence.did("LinkedIn takes the token back in the middle.")
    stage.ats.edit_candidate(exported.candidate, headline="After the token was revoked")
    evidence.did("A candidate is changed in the ATS.")
    arrived = comes(
        lambda: headline_of(stage, exported.candidate.id) == "After the token was revoked", seconds=SOON
    )
    after = stage.sandbox.said_since(since, client_id=stage.client_id, kind="call")
    # A token that is taken back names nobody any more, so the refused call stands under no application.
    refused = stage.sandbox.get("journal", after=since, status="401", limit=200)["entries"]
    anew = [each for each in after if each["resource"] == "accessToken" and each["status"] == HTTPStatus.OK]
    evidence.keep([*refused[:1], *anew[:1]])
    evidence.check("The old token was refused with 401.", refused, f"{len(refused)} times")
    evidence.check("The ATS fetched a new one.", anew)
    evidence.check("It went on: the change arrived.", arrived, headline_of(stage, exported.candidate.id))


@runs("OUR-M1-d")
def customers_kept_apart(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    other = stage.other
    if other is None:
        evidence.does_not_apply("Two tenants are kept apart.", "one customer was given")
        return
    connected(other)
    exported = stage.exported()
    status = stage.ats.as_stranger(exported.candidate, other.ats.customer.token)
    evidence.did("The other customer's token asks the ATS for a candidate of this one.")
    evidence.check(
        "The ATS does not know the candidate then.",
        status in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED},
        status,
    )
    address = str(application_of(stage)["configurations"]["CALLBACK_URL"])
    body = json.dumps({"type": "EXPORT_CANDIDATE_PROFILE", "id": "urn:li:invented:1"}).encode()
    secret = str(application_of(other)["client_secret"]).encode()
    signature = hmac.new(secret, b"hmacsha256=" + body, hashlib.sha256).hexdigest()
    answer = call("POST", address, body, headers={"X-LI-Signature": signature})
    evidence.did("A push to this customer's callback address, signed with the other's secret.")
    evidence.check(
        "The ATS refuses it.", answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}, answer.status
    )
    seat = other.seat(other.ats.customer.admin)
    foreign = stage.sandbox.indicator(seat=seat, member=exported.member.id)
    evidence.check(
        "The other customer's recruiters see nothing of the candidate.",
        not any(exported.candidate.id in str(each) for each in foreign["processes"]),
        f"in the ATS: {foreign['in_ats']}",
    )
    mine = {job.id for job in stage.ats.jobs()}
    offered = {each["external_id"] for each in stage.sandbox.offered(seat=seat)}
    evidence.check(
        "Nor are its jobs offered to them.", not mine & offered, f"{len(offered)} jobs offered there"
    )
