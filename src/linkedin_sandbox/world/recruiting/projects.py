"""Whom has a recruiter gathered for one search? Projects: folders of members that a contract shares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet

from linkedin_sandbox.world.ground.pages import Page, page_of
from linkedin_sandbox.world.models import Member, Project, ProjectMember, SeatHolder
from linkedin_sandbox.world.people import people
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.refusals import SandboxRefusal

LONGEST_NAME = 200


@dataclass(frozen=True)
class ProjectRow:
    """One line of the list; ``owner`` is the member on the seat that made it."""

    project: Project
    owner: Member
    size: int


@dataclass(frozen=True)
class Gathered:
    """A member in a project, and since when."""

    member: Member
    added_at: int


def create_project(*, seat: Seat, name: str, now: int) -> Project:
    people.refuse_idle_seat(seat)
    return Project.objects.create(
        contract_id=seat.contract.id,
        seat_id=seat.holder.id,
        name=_checked(name),
        created_at=now,
        changed_at=now,
    )


def rename_project(*, seat: Seat, project: Project, name: str, now: int) -> Project:
    _refuse_outsider(seat, project)
    project.name, project.changed_at = _checked(name), now
    project.save(update_fields=["name", "changed_at"])
    return project


def add_to_project(*, seat: Seat, project: Project, member: Member, now: int) -> bool:
    """False when the member was in it already."""
    _refuse_outsider(seat, project)
    if member.closed_at is not None:
        raise SandboxRefusal(f"{member.name} has closed the LinkedIn account.")
    with transaction.atomic():
        _row, is_new = ProjectMember.objects.get_or_create(
            project_id=project.id,
            member_id=member.id,
            defaults={"seat_id": seat.holder.id, "added_at": now},
        )
        if is_new:
            Project.objects.filter(id=project.id).update(changed_at=now)
    return is_new


def remove_from_project(*, seat: Seat, project: Project, member: Member, now: int) -> None:
    _refuse_outsider(seat, project)
    with transaction.atomic():
        removed, _by_table = ProjectMember.objects.filter(project_id=project.id, member_id=member.id).delete()
        if not removed:
            raise SandboxRefusal(f"{member.name} is not in this project.")
        Project.objects.filter(id=project.id).update(changed_at=now)


def projects_of(*, seat: Seat, cursor: str = "", limit: int = 25) -> Page[ProjectRow]:
    """The contract's projects, the one changed last first."""
    page = page_of(
        Project.objects.filter(contract_id=seat.contract.id), by="changed_at", cursor=cursor, limit=limit
    )
    return Page(_rows(page.rows), page.next)


def projects_with(*, seat: Seat, member: Member) -> list[Project]:
    """The contract's projects that this member is in."""
    within = ProjectMember.objects.filter(member_id=member.id).values("project_id")
    return list(Project.objects.filter(id__in=within, contract_id=seat.contract.id).order_by("name", "id"))


def members_of(*, project: Project, cursor: str = "", limit: int = 25) -> Page[Gathered]:
    """Whom it holds, added last first; who has closed the account has gone."""
    rows = ProjectMember.objects.filter(project_id=project.id).exclude(member_id__in=_gone())
    page = page_of(rows, by="added_at", cursor=cursor, limit=limit)
    members = Member.objects.in_bulk([row.member_id for row in page.rows])
    return Page(
        [Gathered(member=members[row.member_id], added_at=row.added_at) for row in page.rows], page.next
    )


def project_of(*, seat: Seat, project_id: int) -> Project:
    project = Project.objects.filter(id=project_id, contract_id=seat.contract.id).first()
    if project is None:
        raise SandboxRefusal("Your contract has no such project.")
    return project


def project_by_id(project_id: int) -> Project | None:
    """Whoever's it is: for scripts."""
    return Project.objects.filter(id=project_id).first()


def _rows(projects: list[Project]) -> list[ProjectRow]:
    holders = SeatHolder.objects.in_bulk({project.seat_id for project in projects})
    members = Member.objects.in_bulk({holder.member_id for holder in holders.values()})
    counted = (
        ProjectMember.objects.filter(project_id__in=[project.id for project in projects])
        .exclude(member_id__in=_gone())
        .values("project_id")
        .annotate(size=Count("id"))
    )
    sizes = Counter({row["project_id"]: row["size"] for row in counted})
    return [
        ProjectRow(project=project, owner=members[holders[project.seat_id].member_id], size=sizes[project.id])
        for project in projects
    ]


def _gone() -> QuerySet[Member, dict[str, int]]:
    return Member.objects.filter(closed_at__isnull=False).values("id")


def _refuse_outsider(seat: Seat, project: Project) -> None:
    people.refuse_idle_seat(seat)
    if project.contract_id != seat.contract.id:
        raise SandboxRefusal("Your contract has no such project.")


def _checked(name: str) -> str:
    kept = name.strip()
    if not kept:
        raise SandboxRefusal("The project has no name yet. Give it one.")
    if len(kept) > LONGEST_NAME:
        raise SandboxRefusal(f"The name has {len(kept)} characters; at most {LONGEST_NAME} can be kept.")
    return kept
