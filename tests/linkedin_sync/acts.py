"""What do LinkedIn and its recruiters do in the tests? They push, and they export."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.test import Client
from tests.linkedin_sync.conftest import ORGANIZATION, SECRET, Scene
from tests.people import SETTING_UP, a_person, a_process

from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess
from recruit.people.services import set_external_identity
from recruit.positions.models import Position

MIA = "urn:li:person:pQ7z_41"


def a_known_process(scene: Scene, first_name: str = "Mia", **fields: Any) -> HiringProcess:
    """Somebody whom LinkedIn can take, considered for the cast's position."""
    person = a_person(scene.cast, first_name)
    subject = f"urn:li:person:m{person.pk}"
    set_external_identity(
        person=person, provider="linkedin", subject=subject, verified=True, actor=SETTING_UP
    )
    return a_process(scene.cast, person, **fields)


def exported(
    scene: Scene,
    request_id: str,
    *,
    by: Teammate | None = None,
    to: Position | None = None,
    member: str = MIA,
    **fields: Any,
) -> None:
    """A recruiter presses Export: LinkedIn keeps what the request id will fetch."""
    candidate = {
        "member": member,
        "firstName": "Mia",
        "lastName": "Brand",
        "headline": "Plant engineer",
        "location": "Lyon, France",
        "currentEmployerNames": ["Rhone Valves"],
        "profileUrl": "https://www.linkedin.com/in/invented-mia",
        "emailAddresses": [],
    }
    element = {
        "integrationContext": ORGANIZATION,
        "externalJobPostingId": (to or scene.cast.position).public_id,
        "candidate": candidate | fields.pop("candidate", {}),
        "recruiter": scene.urn_of(by or scene.cast.rosa),
    }
    scene.linkedin.exports[request_id] = [element | fields]


def push(
    scene: Scene,
    request_id: str = "req-1",
    *,
    event: str = "EXPORT_CANDIDATE_PROFILE",
    body: bytes | None = None,
    signature: str | None = "right",
) -> int:
    """LinkedIn pushes to the callback. Returns the status that it is answered with."""
    raw = body if body is not None else json.dumps({"id": request_id, "type": event}).encode()
    headers = {}
    if signature is not None:
        right = hmac.new(SECRET.encode(), b"hmacsha256=" + raw, hashlib.sha256).hexdigest()
        headers["X-LI-Signature"] = right if signature == "right" else signature
    address = f"/linkedin/callback/{scene.connection.callback_token}"
    return Client().post(address, data=raw, content_type="application/json", headers=headers).status_code
