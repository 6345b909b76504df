"""Entity ACLs and their assignees, on both generations' wires: every fact is in the key, the records are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli.errors import not_understood
from linkedin_sandbox.wire.answers import Answer, elements
from linkedin_sandbox.wire.batches import Shape, batch_write, refuse_foreign_context
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.synced import acls

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.world.ground.records import Problems, Sent

V2_ACL = Shape(
    parts=("atsEntityAclId", "dataProvider", "integrationContext", "atsEntityType", "atsEntityId"),
    ids=("atsEntityAclId", "atsEntityType", "atsEntityId"),
)
# LinkedIn's newer collection still shows dataProvider here, its migration table does not: both are taken (26).
REST_ACL = Shape(
    parts=("entityAclId", "integrationContext", "entityType", "entityId"),
    ids=("entityAclId", "entityType", "entityId"),
    optional=("dataProvider",),
)
V2_ASSIGNEE = Shape(
    parts=("atsEntityAclId", "dataProvider", "integrationContext", "atsEntityType", "assignee"),
    ids=("atsEntityAclId", "atsEntityType", "assignee"),
)
REST_ASSIGNEE = Shape(
    parts=("entityAclId", "integrationContext", "entityType", "assignee"),
    ids=("entityAclId", "entityType", "assignee"),
    optional=("dataProvider",),
)
_USUAL_COUNT = 10


def _put_acls(call: Call, sent: list[Sent]) -> Problems:
    return acls.put_acls(call.application, sent, generation=call.generation)


def _delete_acls(call: Call, sent: list[Sent]) -> Problems:
    return acls.delete_acls(call.application, sent)


def _put_assignees(call: Call, sent: list[Sent]) -> Problems:
    return acls.put_assignees(call.application, sent, generation=call.generation)


def _delete_assignees(call: Call, sent: list[Sent]) -> Problems:
    return acls.delete_assignees(call.application, sent)


def _context(call: Call) -> str:
    context = call.one("integrationContext")
    if not context:
        raise not_understood("Parameter integrationContext is required")
    refuse_foreign_context(call, context)
    return context


def _key_parts(call: Call, acl_id: str, context: str, **rest: str) -> dict[str, Any]:
    """The element of a finder: the parts of the key (the real shape is not documented)."""
    type_ = acls.ENTITY_TYPES[call.generation]
    if call.generation == "v2":
        return {
            "atsEntityAclId": acl_id,
            "dataProvider": "ATS",
            "integrationContext": context,
            "atsEntityType": type_,
            **rest,
        }
    return {"entityAclId": acl_id, "integrationContext": context, "entityType": type_, **rest}


def _find_acls(call: Call) -> Answer:
    name = "atsEntityId" if call.generation == "v2" else "entityId"
    context, job_id = _context(call), call.one(name)
    if not job_id:
        raise not_understood(f"Parameter {name} is required")
    start, count = call.number("start", 0), call.number("count", _USUAL_COUNT)
    found = acls.find_acls(call.application, context=context, job_id=job_id, start=start, count=count)
    return elements(
        [_key_parts(call, acl_id, context, **{name: job_id}) for acl_id in found], start=start, count=count
    )


def _find_assignees(call: Call) -> Answer:
    name = "atsEntityAclId" if call.generation == "v2" else "entityAclId"
    context, assignee, acl_id = _context(call), call.one("assignee"), call.one(name)
    if not assignee and not acl_id:
        raise not_understood("Parameter assignee is required")
    start, count = call.number("start", 0), call.number("count", _USUAL_COUNT)
    found = acls.find_assignees(
        call.application, context=context, assignee=assignee, acl_id=acl_id, start=start, count=count
    )
    return elements(
        [_key_parts(call, acl, context, assignee=urn) for acl, urn in found], start=start, count=count
    )


def _resource(generation: str, address: str, *, shape: Shape, put: Any, delete: Any, find: Any) -> Resource:
    return Resource(
        generation,
        address,
        {
            "batch_update": batch_write(shape, put),
            "batch_delete": batch_write(shape, delete, has_body=False),
            "finder:criteria": find,
        },
        since=202511,
    )


RESOURCES = (
    _resource("v2", "atsEntityAcls", shape=V2_ACL, put=_put_acls, delete=_delete_acls, find=_find_acls),
    _resource("rest", "entityAcls", shape=REST_ACL, put=_put_acls, delete=_delete_acls, find=_find_acls),
    _resource(
        "v2", "atsEntityAclAssignees",
        shape=V2_ASSIGNEE, put=_put_assignees, delete=_delete_assignees, find=_find_assignees,
    ),
    _resource(
        "rest", "entityAclAssignees",
        shape=REST_ASSIGNEE, put=_put_assignees, delete=_delete_assignees, find=_find_assignees,
    ),
)  # fmt: skip
