"""Who in Recruiter may see which job? Two records without a body: every fact is in the key.

An ACL is a group: it covers jobs, and persons are assigned to it. At most 10 ACLs per person.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/acl-overview
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-acls
"""

from __future__ import annotations

from dataclasses import dataclass

from linkedin_client.records.plain import identifier


@dataclass(frozen=True, kw_only=True, slots=True)
class Acl:
    """ACL `acl_id` covers the job with this external id."""

    acl_id: str
    job_id: str

    def __post_init__(self) -> None:
        identifier(self.acl_id, name="acl_id")
        identifier(self.job_id, name="job_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class AclAssignee:
    """The person is in ACL `acl_id`."""

    acl_id: str
    #: `urn:li:person:…`
    person_urn: str

    def __post_init__(self) -> None:
        identifier(self.acl_id, name="acl_id")
        identifier(self.person_urn, name="person_urn")
