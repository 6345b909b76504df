"""Candidates, on both generations' wires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from linkedin_sandbox.restli.errors import invalid
from linkedin_sandbox.wire.batches import Shape, batch_read, batch_write
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.ground.fields import REST_NAMES
from linkedin_sandbox.world.ground.records import V2_NAMES, Names, Problems, Sent
from linkedin_sandbox.world.synced import candidates

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call

V2_CANDIDATE = Shape(parts=("atsCandidateId", "dataProvider", "integrationContext"), ids=("atsCandidateId",))
REST_CANDIDATE = Shape(
    parts=("externalCandidateId", "integrationContext"),
    ids=("externalCandidateId",),
)
_REST = Names(REST_NAMES["candidates"])


def _names(call: Call) -> Names:
    return V2_NAMES if call.generation == "v2" else _REST


def _upsert(call: Call, sent: list[Sent]) -> Problems:
    return candidates.upsert_candidates(call.application, sent, names=_names(call))


def _get(call: Call, sent: list[Sent]) -> tuple[dict[int, dict[str, Any]], Problems]:
    return candidates.get_candidates(call.application, sent, names=_names(call))


def _patch(call: Call, sent: list[Sent]) -> Problems:
    problems: Problems = {}
    good = []
    for index, one in enumerate(sent):
        patch = one.record.get("patch")
        if _is_patch(patch):
            good.append((index, Sent(one.context, one.ids, patch)))
        else:
            problems[index] = invalid("patch", "field is required but not found and has no default value")
    found = candidates.patch_candidates(call.application, [one for _index, one in good])
    return problems | {good[position][0]: problem for position, problem in found.items()}


def _is_patch(patch: Any) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(patch, dict)
        and isinstance(patch.get("$set", {}), dict)
        and isinstance(patch.get("$delete", []), list)
    )


def _delete(call: Call, sent: list[Sent]) -> Problems:
    return candidates.delete_candidates(call.application, sent)


RESOURCES = (
    Resource(
        "v2",
        "atsCandidates",
        {
            "batch_update": batch_write(V2_CANDIDATE, _upsert),
            "batch_get": batch_read(V2_CANDIDATE, _get),
            "batch_partial_update": batch_write(V2_CANDIDATE, _patch),
            "batch_delete": batch_write(V2_CANDIDATE, _delete, has_body=False),
        },
    ),
    Resource(
        "rest",
        "candidates",
        {
            "batch_update": batch_write(REST_CANDIDATE, _upsert),
            "batch_get": batch_read(REST_CANDIDATE, _get),
            "batch_delete": batch_write(REST_CANDIDATE, _delete, has_body=False),
        },
        since=202602,
    ),
)
