"""Who in Recruiter may see which job? ACLs are the ATS's groups; jobs are in them, and members.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-acls
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.ground.records import Problems, Sent, missing
from linkedin_sandbox.world.ground.validation import first_problem
from linkedin_sandbox.world.models import Application, EntityAcl, EntityAclAssignee, Member
from linkedin_sandbox.world.people.person_urns import PREFIX, member_id_of, person_urn
from linkedin_sandbox.world.steering.switches import switch

ENTITY_TYPES = {"v2": "JOB_POSTING", "rest": "JOB_REQUISITION"}
MOST_ACLS_OF_ONE_USER = 10

# The ids of an ACL's key are (acl, type, job), those of an assignee's (acl, type, person URN).


def put_acls(application: Application, batch: list[Sent], *, generation: str) -> Problems:
    problems: Problems = {}
    rows = []
    for index, sent in enumerate(batch):
        acl_id, type_, job_id = sent.ids
        if problem := _wrong_type(type_, generation) or _not_empty(sent):
            problems[index] = problem
        else:
            rows.append(
                EntityAcl(
                    key=record_key(application.id, sent.context, acl_id, job_id),
                    application_id=application.id,
                    context=sent.context,
                    acl_id=acl_id,
                    job_key=record_key(application.id, sent.context, job_id),
                    job_id=job_id,
                )
            )
    EntityAcl.objects.bulk_create(rows, ignore_conflicts=True)
    return problems


def _wrong_type(type_: str, generation: str) -> RecordError | None:
    expected = ENTITY_TYPES[generation]
    field = "atsEntityType" if generation == "v2" else "entityType"
    return None if type_ == expected else invalid(field, f'"{type_}" is not {expected}', rule="27")


def _not_empty(sent: Sent) -> RecordError | None:
    """Every fact is in the key: any field of the record is an unknown one (rule 18)."""
    return first_problem(sent.record, (), reject_unknown=switch("unknown_fields") == "reject")


def delete_acls(application: Application, batch: list[Sent]) -> Problems:
    keys = [record_key(application.id, sent.context, sent.ids[0], sent.ids[2]) for sent in batch]
    with transaction.atomic():
        known = set(EntityAcl.objects.filter(key__in=keys).values_list("key", flat=True))
        EntityAcl.objects.filter(key__in=keys).delete()
    return missing(keys, known)


def find_acls(application: Application, *, context: str, job_id: str, start: int, count: int) -> list[str]:
    """The ids of the ACLs that cover the job."""
    rows = EntityAcl.objects.filter(job_key=record_key(application.id, context, job_id)).order_by("acl_id")
    return list(rows.values_list("acl_id", flat=True)[start : start + count])


def put_assignees(application: Application, batch: list[Sent], *, generation: str) -> Problems:
    """A member can be in at most ten ACLs of one application (rule 27)."""
    problems: Problems = {}
    with transaction.atomic():
        for index, sent in enumerate(batch):
            problem = _put_assignee(application, sent, generation)
            if problem:
                problems[index] = problem
    return problems


def _put_assignee(application: Application, sent: Sent, generation: str) -> RecordError | None:
    acl_id, type_, assignee = sent.ids
    if problem := _wrong_type(type_, generation) or _not_empty(sent):
        return problem
    if not assignee.startswith(PREFIX):
        return invalid("assignee", f'"{assignee}" is not a person URN', rule="27")
    member_id = member_id_of(assignee, application.client_id)
    if member_id is None:
        return RecordError(404, f"Person {assignee} is not known to this application", rule="inbound 0.5")
    mine = EntityAclAssignee.objects.filter(application_id=application.id, member_id=member_id)
    others = mine.exclude(context=sent.context, acl_id=acl_id).count()
    if others >= MOST_ACLS_OF_ONE_USER and switch("eleventh_acl") == "refuse":
        return invalid("assignee", f"a user can be in at most {MOST_ACLS_OF_ONE_USER} ACLs", rule="27")
    EntityAclAssignee.objects.bulk_create(
        [
            EntityAclAssignee(
                key=_assignee_key(application, sent, member_id),
                application_id=application.id,
                context=sent.context,
                acl_id=acl_id,
                member_id=member_id,
            )
        ],
        ignore_conflicts=True,
    )
    return None


def _assignee_key(application: Application, sent: Sent, member_id: int | None) -> str:
    return record_key(application.id, sent.context, sent.ids[0], str(member_id))


def delete_assignees(application: Application, batch: list[Sent]) -> Problems:
    members = [member_id_of(sent.ids[2], application.client_id) for sent in batch]
    keys = [
        _assignee_key(application, sent, member_id) for sent, member_id in zip(batch, members, strict=True)
    ]
    with transaction.atomic():
        known = set(EntityAclAssignee.objects.filter(key__in=keys).values_list("key", flat=True))
        EntityAclAssignee.objects.filter(key__in=keys).delete()
    return missing(keys, known)


def find_assignees(
    application: Application, *, context: str, assignee: str, acl_id: str, start: int, count: int
) -> list[tuple[str, str]]:
    """(ACL id, person URN), of one person or of one ACL."""
    rows = EntityAclAssignee.objects.filter(application_id=application.id, context=context)
    if assignee:
        rows = rows.filter(member_id=member_id_of(assignee, application.client_id) or -1)
    if acl_id:
        rows = rows.filter(acl_id=acl_id)
    found = rows.order_by("acl_id", "member_id").values_list("acl_id", "member_id")[start : start + count]
    return [(acl, person_urn(member_id, application.client_id)) for acl, member_id in found]


@dataclass(frozen=True)
class Groups:
    """Of which ACLs of one application the member is, under which person URN; ten at most, as far as refused."""

    application: Application
    person: str
    acl_ids: list[str]


def groups_of_member(member: Member, *, organization_id: int) -> list[Groups]:
    """For each ATS of the company, as each of them calls the member."""
    applications = list(Application.objects.filter(organization_id=organization_id).order_by("id"))
    found = defaultdict(list)
    rows = EntityAclAssignee.objects.filter(
        member_id=member.id, context=f"urn:li:organization:{organization_id}"
    )
    for application_id, acl_id in rows.order_by("acl_id").values_list("application_id", "acl_id"):
        found[application_id].append(acl_id)
    return [Groups(one, person_urn(member.id, one.client_id), found[one.id]) for one in applications]
