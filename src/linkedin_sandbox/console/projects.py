"""Whom does a recruiter gather? The contract's projects: made, named, filled, and emptied with an undo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.people import member_or_404, seen_by, watch_of
from linkedin_sandbox.console.persona import again, as_recruiter, page
from linkedin_sandbox.console.profiles import profile_page
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.console.templatetags.console import full_name
from linkedin_sandbox.world.models import Member, Project
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting.projects import (
    LONGEST_NAME,
    add_to_project,
    create_project,
    members_of,
    project_of,
    projects_of,
    projects_with,
    remove_from_project,
    rename_project,
)
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

# So many projects are offered to save somebody to; the ones changed last come first.
OFFERED = 100


@require_http_methods(["GET", "POST"])
@as_recruiter
def projects(request: HttpRequest, seat: Seat) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        try:
            made = create_project(seat=seat, name=request.POST.get("name", ""), now=clock.now_ms())
        except SandboxRefusal as refusal:
            refused = refusal.sentence
        else:
            say(request, f"Project “{made.name}” created.")
            return redirect("console:project", made.id)
    cursor = request.GET.get("before", "")
    found = projects_of(seat=seat, cursor=cursor)
    shown = page(
        request,
        "projects",
        seat=seat,
        rows=found.rows,
        cursor=cursor,
        next_before=found.next,
        longest=LONGEST_NAME,
        refused=refused,
        name=request.POST.get("name", ""),
    )
    return again(shown) if refused else shown


@require_http_methods(["GET", "POST"])
@as_recruiter
def project(request: HttpRequest, seat: Seat, project_id: int) -> HttpResponse:
    """Its members; a POST renames it."""
    found = project_of(seat=seat, project_id=project_id)
    if request.method != "POST":
        return _members(request, seat, found)
    before = found.name
    try:
        rename_project(seat=seat, project=found, name=request.POST.get("name", ""), now=clock.now_ms())
    except SandboxRefusal as refusal:
        found.name = before
        return again(_members(request, seat, found, refused=refusal.sentence))
    say(request, "Project renamed.")
    return redirect("console:project", project_id)


def _members(request: HttpRequest, seat: Seat, project: Project, *, refused: str = "") -> HttpResponse:
    cursor = request.GET.get("before", "")
    found = members_of(project=project, cursor=cursor)
    people = seen_by(seat, [one.member for one in found.rows])
    return page(
        request,
        "project",
        seat=seat,
        project=project,
        lines=list(zip(found.rows, people, strict=True)),
        cursor=cursor,
        next_before=found.next,
        longest=LONGEST_NAME,
        refused=refused,
        name=request.POST.get("name", project.name),
        **watch_of(people),
    )


@as_recruiter
def saved(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """On the profile: where the member is in already, and where else one could save them."""
    member = member_or_404(member_id)
    within = projects_with(seat=seat, member=member)
    offered = projects_of(seat=seat, limit=OFFERED)
    taken = {one.id for one in within}
    return profile_page(
        request,
        seat,
        member,
        view="saved",
        within=within,
        offered=[row.project for row in offered.rows if row.project.id not in taken],
        longest=LONGEST_NAME,
    )


@require_POST
@as_recruiter
def save(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """Into the chosen project, or into a new one of the name that was typed."""
    member = member_or_404(member_id)
    into = _chosen_project(request, seat)
    is_new = add_to_project(seat=seat, project=into, member=member, now=clock.now_ms())
    if is_new:
        say(request, f"{full_name(member)} saved to “{into.name}”.", undo=_address_of_removal(into, member))
    else:
        say(request, f"{full_name(member)} was in “{into.name}” already.")
    return redirect("console:saved", member_id)


def _chosen_project(request: HttpRequest, seat: Seat) -> Project:
    name = request.POST.get("name", "").strip()
    if name:
        return create_project(seat=seat, name=name, now=clock.now_ms())
    number = number_of(request.POST.get("project", ""))
    if number is None:
        raise SandboxRefusal("Choose a project, or type a name for a new one.")
    return project_of(seat=seat, project_id=number)


def _address_of_removal(project: Project, member: Member) -> str:
    return reverse("console:remove_from_project", args=[project.id, member.id])


@require_POST
@as_recruiter
def remove(request: HttpRequest, seat: Seat, project_id: int, member_id: int) -> HttpResponse:
    found, member = project_of(seat=seat, project_id=project_id), member_or_404(member_id)
    remove_from_project(seat=seat, project=found, member=member, now=clock.now_ms())
    undo = reverse("console:return_to_project", args=[project_id, member_id])
    say(request, f"{full_name(member)} removed from “{found.name}”.", undo=undo)
    return redirect("console:project", project_id)


@require_POST
@as_recruiter
def return_to(request: HttpRequest, seat: Seat, project_id: int, member_id: int) -> HttpResponse:
    """The undo of a removal."""
    found, member = project_of(seat=seat, project_id=project_id), member_or_404(member_id)
    add_to_project(seat=seat, project=found, member=member, now=clock.now_ms())
    say(request, f"{full_name(member)} is back in “{found.name}”.")
    return redirect("console:project", project_id)
