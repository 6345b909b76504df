"""How does one come back to where one was? Snapshots of the world: taken, compared with now, restored, deleted."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from linkedin_sandbox.console.persona import again, page, seat_of
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.seeding.renewal import begin_anew
from linkedin_sandbox.world.seeding.seed import load_world, named_world
from linkedin_sandbox.world.steering import snapshots
from linkedin_sandbox.world.steering.snapshots import Snapshot, UnknownSnapshot

BEFORE, BEFORE_ANEW = "before-restoring", "before-beginning-anew"


def show(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: HttpRequest, *, typed: str = "", problem: str = "", is_there: bool = False
) -> HttpResponse:
    shown = page(
        request,
        "sandbox/snapshots",
        seat=seat_of(request),
        snapshots=sorted(snapshots.list_snapshots(), key=lambda one: -one.taken_at),
        typed=typed,
        problem=problem,
        is_there=is_there,
    )
    return again(shown) if problem else shown


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """A name that is taken is asked about first: what it holds would be lost."""
    name = request.POST.get("name", "").strip()
    is_there = any(one.name == name for one in snapshots.list_snapshots())
    if is_there and request.POST.get("replace") != "1":
        problem = f"There is a snapshot “{name}” already. Tick below to replace it, or choose another name."
        return _page(request, typed=name, problem=problem, is_there=True)
    try:
        snapshots.take_snapshot(name)
    except (UnknownSnapshot, SandboxRefusal) as reason:
        return _page(request, typed=name, problem=str(reason))
    say(request, f"The snapshot “{name}” is taken.")
    return redirect("console:snapshots")


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, name: str) -> HttpResponse:
    """First what would be lost, beside what would come back; then it is done."""
    found = _or_404(name)
    if request.method != "POST":
        return _restoring(request, found)
    try:
        # The copy that is about to be restored must not be written over first.
        if request.POST.get("keep") == "1" and name != BEFORE:
            snapshots.take_snapshot(BEFORE)
        snapshots.restore_snapshot(name)
    except SandboxRefusal as reason:
        answer = _restoring(request, found, problem=reason.sentence)
        answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer
    say(request, f"The world is as it was in “{name}”.")
    return redirect("console:snapshots")


def _restoring(request: HttpRequest, found: Snapshot, *, problem: str = "") -> HttpResponse:
    return page(
        request,
        "sandbox/snapshot_restore",
        seat=seat_of(request),
        snapshot=found,
        kinds=snapshots.compared(found.name),
        before=BEFORE if found.name != BEFORE else "",
        replaces=any(one.name == BEFORE for one in snapshots.list_snapshots()),
        problem=problem,
    )


WORLDS = {
    "default": "The default world: invented people, companies and seats",
    "empty": "Nothing at all, for a script to fill",
}


@require_http_methods(["GET", "POST"])
def anew(request: HttpRequest) -> HttpResponse:
    """First what would be lost; then another world, in which nothing has happened yet."""
    world = request.POST.get("world", "")
    if request.method != "POST":
        return _beginning(request)
    if world not in WORLDS:
        return again(_beginning(request, problem="Choose one of the two worlds."))
    try:
        if request.POST.get("keep") == "1":
            snapshots.take_snapshot(BEFORE_ANEW)
    except SandboxRefusal as reason:
        return again(_beginning(request, problem=reason.sentence))
    begin_anew(partial(load_world, named_world("default")) if world == "default" else None)
    say(request, "The world has begun anew.")
    return redirect("console:overview")


def _beginning(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    return page(
        request,
        "sandbox/anew",
        seat=seat_of(request),
        worlds=WORLDS,
        world=request.POST.get("world", "default"),
        kinds=snapshots.counted(),
        before=BEFORE_ANEW,
        problem=problem,
    )


@require_POST
def delete(request: HttpRequest, name: str) -> HttpResponse:
    snapshots.delete_snapshot(_or_404(name).name)
    say(request, f"The snapshot “{name}” is deleted.")
    return redirect("console:snapshots")


def _or_404(name: str) -> Snapshot:
    for one in snapshots.list_snapshots():
        if one.name == name:
            return one
    raise Http404
