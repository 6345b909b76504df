"""Applications, on both generations' wires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.wire.batches import Shape, batch_read, batch_write
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.steering.switches import switch
from linkedin_sandbox.world.synced import applications

if TYPE_CHECKING:
    from linkedin_sandbox.wire.answers import Answer
    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.world.ground.records import Problems, Sent

V2_APPLICATION = Shape(
    parts=("atsJobApplicationId", "dataProvider", "integrationContext"), ids=("atsJobApplicationId",)
)
REST_APPLICATION = Shape(
    parts=("atsJobApplicationId", "integrationContext"),
    ids=("atsJobApplicationId",),
    aliases={"externalJobApplicationId": "atsJobApplicationId"},
)


def _upsert(call: Call, sent: list[Sent]) -> Problems:
    return applications.upsert_applications(call.application, sent)


def _get(call: Call, sent: list[Sent]) -> tuple[dict[int, dict[str, Any]], Problems]:
    return applications.get_applications(call.application, sent)


def _delete(call: Call, sent: list[Sent]) -> Problems:
    return applications.delete_applications(call.application, sent)


_read = batch_read(V2_APPLICATION, _get)


def _read_if_offered(call: Call) -> Answer:
    if switch("application_batch_get") == "absent":
        raise call.unsupported(call.method)
    return _read(call)


RESOURCES = (
    Resource(
        "v2",
        "atsApplications",
        {
            "batch_update": batch_write(V2_APPLICATION, _upsert),
            "batch_get": _read_if_offered,
            "batch_delete": batch_write(V2_APPLICATION, _delete, has_body=False),
        },
    ),
    Resource(
        "rest",
        "atsApplications",
        {
            "batch_update": batch_write(REST_APPLICATION, _upsert),
            "batch_delete": batch_write(REST_APPLICATION, _delete, has_body=False),
        },
    ),
)
