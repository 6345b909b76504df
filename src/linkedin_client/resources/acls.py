"""Entity ACLs and their assignees: `v2/atsEntityAcls`, `v2/atsEntityAclAssignees`, `rest/entityAcls…`.

The bodies are empty: every fact is in the key.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-acls
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import Batch, at_most_100
from linkedin_client.dialects import Generation
from linkedin_client.finding import all_elements
from linkedin_client.records.acls import Acl, AclAssignee

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key


class Acls:
    """ACL covers job."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.acls

    def put(self, acls: Sequence[Acl]) -> BatchResult[Acl]:
        return self._batch(acls).update({acl: {} for acl in acls})

    def delete(self, acls: Sequence[Acl]) -> BatchResult[Acl]:
        return self._batch(acls).delete()

    def find(self, job_id: str) -> list[Acl]:
        """Every ACL that covers the job. The finder's names in REST are not documented."""
        acl_part, type_part, job_part, job_type = _names(self._generation)
        criteria = {job_part: job_id, type_part: job_type} | self._line.key(self._generation)
        found = all_elements(
            self._line.wire, self._generation, _path(self._generation, ""), {"q": "criteria"} | criteria
        )
        return [Acl(acl_id=_part(element, acl_part), job_id=_part(element, job_part)) for element in found]

    def _batch(self, acls: Sequence[Acl]) -> Batch[Acl]:
        at_most_100(acls, key=lambda acl: acl)
        acl_part, type_part, job_part, job_type = _names(self._generation)
        keys: dict[Acl, Key] = {
            acl: self._line.key(
                self._generation, **{acl_part: acl.acl_id, type_part: job_type, job_part: acl.job_id}
            )
            for acl in acls
        }
        return Batch(
            wire=self._line.wire, generation=self._generation, path=_path(self._generation, ""), keys=keys
        )


class Assignees:
    """Person is in ACL."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.acls

    def put(self, assignees: Sequence[AclAssignee]) -> BatchResult[AclAssignee]:
        """Assign persons; an eleventh ACL of one person may be refused."""
        return self._batch(assignees).update({assignee: {} for assignee in assignees})

    def delete(self, assignees: Sequence[AclAssignee]) -> BatchResult[AclAssignee]:
        return self._batch(assignees).delete()

    def find(self, person_urn: str) -> list[AclAssignee]:
        """Every ACL that the person is in. The finder's names in REST are not documented."""
        acl_part = _names(self._generation)[0]
        criteria = {"assignee": person_urn} | self._line.key(self._generation)
        path = _path(self._generation, "Assignees")
        found = all_elements(self._line.wire, self._generation, path, {"q": "criteria"} | criteria)
        return [AclAssignee(acl_id=_part(element, acl_part), person_urn=person_urn) for element in found]

    def _batch(self, assignees: Sequence[AclAssignee]) -> Batch[AclAssignee]:
        at_most_100(assignees, key=lambda assignee: assignee)
        acl_part, type_part, _, job_type = _names(self._generation)
        keys: dict[AclAssignee, Key] = {
            each: self._line.key(
                self._generation,
                **{acl_part: each.acl_id, type_part: job_type, "assignee": each.person_urn},
            )
            for each in assignees
        }
        path = _path(self._generation, "Assignees")
        return Batch(wire=self._line.wire, generation=self._generation, path=path, keys=keys)


def _names(generation: Generation) -> tuple[str, str, str, str]:
    """Part names of the ACL, the entity's type and id, and the type's value for jobs."""
    if generation is Generation.V2:
        return ("atsEntityAclId", "atsEntityType", "atsEntityId", "JOB_POSTING")
    return ("entityAclId", "entityType", "entityId", "JOB_REQUISITION")


def _path(generation: Generation, which: str) -> str:
    return f"atsEntityAcl{which or 's'}" if generation is Generation.V2 else f"entityAcl{which or 's'}"


def _part(element: Mapping[str, Any], name: str) -> str:
    # The element's shape is not documented: the parts of the key, flat or below `id` / `key`.
    for place in (element, element.get("id"), element.get("key")):
        if isinstance(place, dict) and isinstance(place.get(name), str) and place[name]:
            return str(place[name])
    raise errors.AnswerNotUnderstood(f"an ACL without {name}")
