"""How does an ATS write what hangs on a candidate or an application? In four ways: generation by protocol.

In v2 the parent's key stands in the path, in the versioned API in every key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tests.linkedin_sandbox.records import CONTEXT, application_key, candidate_key, rest_key, v2_key
from tests.linkedin_sandbox.server import Ats, Said


@dataclass(frozen=True)
class Kind:
    """One kind of record: its two addresses and the parts of its versioned key."""

    name: str
    parent: str
    below: str
    resource: str
    parent_part: str
    id_part: str

    @property
    def v2_resource(self) -> str:
        return "atsCandidates" if self.parent == "candidate" else "atsApplications"


CANDIDATE_NOTES = Kind(
    "candidate_notes", "candidate", "notes", "candidateNotes", "externalCandidateId", "externalNoteId"
)
APPLICATION_NOTES = Kind(
    "application_notes",
    "application",
    "notes",
    "applicationNotes",
    "externalJobApplicationId",
    "externalNoteId",
)
FEEDBACK = Kind(
    "feedback", "application", "interviewFeedback", "applicationInterviewFeedbacks", "jobApplicationId",
    "interviewFeedbackId",
)  # fmt: skip
STAGES = Kind(
    "stages", "application", "stages", "applicationStage", "jobApplicationId", "jobApplicationStageId"
)


@dataclass(frozen=True)
class Tongue:
    """A generation of the API and the protocol in which its keys are written."""

    generation: str
    protocol: str

    def headers(self) -> dict[str, str]:
        headers = {"X-RestLi-Protocol-Version": self.protocol} if self.protocol == "2.0.0" else {}
        return headers | ({"LinkedIn-Version": "202603"} if self.generation == "rest" else {})


TONGUES = [Tongue(generation, protocol) for generation in ("v2", "rest") for protocol in ("1.0.0", "2.0.0")]


def put(
    ats: Ats, kind: Kind, records: dict[str, Any], *, parent: str = "", tongue: Tongue = TONGUES[0]
) -> Said:
    """Upsert the records by their ids."""
    keys = _keys(kind, list(records), parent or _usual(kind), tongue)
    body = {"entities": {_in_body(key, tongue): records[id_] for id_, key in keys.items()}}
    return _send(ats, "PUT", kind, keys, parent, tongue, body=body)


def delete(ats: Ats, kind: Kind, ids: list[str], *, parent: str = "", tongue: Tongue = TONGUES[0]) -> Said:
    return _send(ats, "DELETE", kind, _keys(kind, ids, parent or _usual(kind), tongue), parent, tongue)


def said_keys(kind: Kind, ids: list[str], *, parent: str = "", tongue: Tongue) -> set[str]:
    """The keys as an answer writes them."""
    keys = _keys(kind, ids, parent or _usual(kind), tongue)
    if tongue.protocol == "1.0.0" and tongue.generation == "rest":
        return {
            "&".join(f"{name}={quote(value, safe='')}" for name, value in key.items())
            for key in keys.values()
        }
    return {_in_body(key, tongue) for key in keys.values()}


def _usual(kind: Kind) -> str:
    return "c1" if kind.parent == "candidate" else "a1"


def _keys(kind: Kind, ids: list[str], parent: str, tongue: Tongue) -> dict[str, Any]:
    if tongue.generation == "v2":
        return {id_: id_ for id_ in ids}
    return {id_: {kind.parent_part: parent, "integrationContext": CONTEXT, kind.id_part: id_} for id_ in ids}


def _in_body(key: Any, tongue: Tongue) -> str:
    if isinstance(key, str):
        return key
    return rest_key(key) if tongue.protocol == "2.0.0" else v2_key(key)


def _query(keys: list[Any], tongue: Tongue) -> str:
    if tongue.protocol == "2.0.0":
        return f"ids=List({','.join(_in_body(key, tongue) for key in keys)})"
    if isinstance(keys[0], str):
        return "&".join(f"ids={key}" for key in keys)
    return "&".join(f"ids[{n}].{name}={value}" for n, key in enumerate(keys) for name, value in key.items())


def _send(
    ats: Ats, verb: str, kind: Kind, keys: dict[str, Any], parent: str, tongue: Tongue, *, body: Any = None
) -> Said:
    above = (candidate_key if kind.parent == "candidate" else application_key)(parent or _usual(kind))
    written = rest_key(above) if tongue.protocol == "2.0.0" else v2_key(above)
    path = (
        f"/v2/{kind.v2_resource}/{written}/{kind.below}"
        if tongue.generation == "v2"
        else f"/rest/{kind.resource}"
    )
    method = "batch_delete" if verb == "DELETE" else "batch_update"
    headers = ats.headers(method=method) | tongue.headers()
    return ats.send_with(headers, verb, f"{path}?{_query(list(keys.values()), tongue)}", body)
