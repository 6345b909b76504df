"""How does an ATS send a file? It announces it, sends the bytes to the address it is given, and ties them to a record."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.linkedin_sandbox.records import CONTEXT, CONTRACT_URN, application_key, v2_key
from tests.linkedin_sandbox.server import Ats, Said

PDF = b"%PDF-1.7 Noor Haddad, invented"
MEGA = 1024 * 1024
ANNOUNCED: dict[str, Any] = {
    "contentType": "application/pdf",
    "fileName": "noor-haddad.pdf",
    "hiringContext": CONTRACT_URN,
    "usageParameters": {"recruiterSystemConnectResumeParameters": {}},
}
ATTACHMENT = {
    "externalFileName": "noor-haddad.pdf",
    "fileType": "PDF",
    "externalCreatedAt": 1767704400000,
    "externalLastModifiedAt": 1767704400000,
}


def announce(ats: Ats, generation: str = "v2", **changes: Any) -> Said:
    record = {name: value for name, value in (ANNOUNCED | changes).items() if value is not ...}
    return ats.post(f"/{generation}/hireMediaUrl", record)


def address_of(said: Said) -> str:
    assert said.status == 200, said
    return str(said.body["value"]["uploadUrl"])


def upload(
    ats: Ats, address: str, content: bytes = PDF, *, verb: str = "PUT", type_: str = "application/pdf"
) -> Said:
    parts = urlsplit(address)
    headers = {"Authorization": f"Bearer {ats.token}", "Content-Type": type_}
    return ats.server.send(verb, f"{parts.path}?{parts.query}", body=content, headers=headers)


def sent_file(ats: Ats, content: bytes = PDF) -> str:
    """The URN of a file that LinkedIn has."""
    made = announce(ats)
    assert upload(ats, address_of(made), content).status == 201
    return str(made.body["value"]["mediaUrn"])


def key(
    id_: str = "file-5", *, of: str = "a1", entity: str = "APPLICATION", type_: str = "RESUME"
) -> dict[str, str]:
    return {
        "externalReferenceEntityId": of,
        "externalAttachmentId": id_,
        "integrationContext": CONTEXT,
        "externalReferenceEntityType": entity,
        "attachmentType": type_,
    }


def attach(ats: Ats, urn: str, key_: dict[str, str] | None = None, **changes: Any) -> Said:
    record = ATTACHMENT | {"mediaUrn": urn} | changes
    record = {name: value for name, value in record.items() if value is not ...}
    return ats.upsert("rest/attachments", [(key_ or key(), record)])


def add_resume(ats: Ats, urn: str, id_: str = "file-5", **fields: Any) -> Said:
    path = f"/v2/atsApplications/{v2_key(application_key())}/resumes?ids={id_}"
    return ats.send("PUT", path, {"entities": {id_: {"mediaUrn": urn, **fields}}}, method="batch_update")


def kept(ats: Ats, kind: str) -> set[str]:
    return {row["id"] for row in ats.server.get(f"records/{kind}")["records"]}
