"""Which record does a request of either generation mean? Tests name records one way, in whatever generation they came.

That is v2's way for everything but stages, which are named as REST names them.
"""

from __future__ import annotations

from urllib.parse import unquote

Key = frozenset[tuple[str, str]]

_PROVIDER = ("dataProvider", "ATS")
_PATHS = {
    "/rest/candidates": "/v2/atsCandidates",
    "/rest/atsApplications": "/v2/atsApplications",
    "/rest/jobRequisitions": "/v2/simpleJobPostings",
    "/rest/entityAcls": "/v2/atsEntityAcls",
    "/rest/entityAclAssignees": "/v2/atsEntityAclAssignees",
    "/rest/integrations": "/v2/atsIntegrations",
    "/rest/exportedCandidates": "/v2/exportedCandidates",
    "/rest/seatsV2": "/v2/seatsV2",
    "/rest/jobPostingStatus": "/v2/jobPostingStatus",
    "/rest/simpleJobPostingTasks": "/v2/simpleJobPostingTasks",
}
_PARTS = {
    "externalCandidateId": "atsCandidateId",
    "externalJobRequisitionId": "externalJobPostingId",
    "entityAclId": "atsEntityAclId",
    "entityType": "atsEntityType",
    "entityId": "atsEntityId",
}
_STAGES = "/rest/applicationStage"


def path_meant(path: str) -> str:
    return _STAGES if path.endswith("/stages") else _PATHS.get(path, path)


def key_meant(path: str, key: Key) -> Key:
    """The key of a record that was asked for at this path, as tests name it."""
    if path.endswith("/stages"):
        parent = dict(part.split("=", 1) for part in unquote(path.split("/")[3]).split("&"))
        return frozenset(
            {
                ("jobApplicationId", parent["atsJobApplicationId"]),
                ("integrationContext", parent["integrationContext"]),
                ("jobApplicationStageId", dict(key)["key"]),
            }
        )
    if path not in _PATHS:
        return key
    parts = {(_PARTS.get(name, name), _value(name, value)) for name, value in key}
    if path == "/rest/jobRequisitions":
        return frozenset(part for part in parts if part[0] == "externalJobPostingId")
    return frozenset(parts | {_PROVIDER})


def parts_said(path: str, key: Key) -> dict[str, str]:
    """The parts of a record's key in the words of the generation in which it was asked for."""
    words = {ours: theirs for theirs, ours in _PARTS.items()} if path.startswith("/rest/") else {}
    return {words.get(name, name): value for name, value in key}


def _value(name: str, value: str) -> str:
    return "JOB_POSTING" if name == "entityType" else value
