"""What shall go wrong, and what has? Faults that wait and faults that are spent; one is added by a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import again, page, seat_of
from linkedin_sandbox.console.sandbox.fault_form import MORE, OFTEN, SCOPE, FaultField, read_fault
from linkedin_sandbox.console.sandbox.fault_presets import GROUPS, preset_named
from linkedin_sandbox.console.sandbox.journal import names_of
from linkedin_sandbox.console.sandbox.switches import worded
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.faults import store
from linkedin_sandbox.faults.details import refuse_wrong_details
from linkedin_sandbox.journal import tally
from linkedin_sandbox.world.access.access import revoke_tokens
from linkedin_sandbox.world.models import Application, ParentApplication

_MOST_NAMES = 200
#: The signs around the names of fields are of use in a shell only.
_KINDS = {kind: about.replace("`", "") for kind, about in store.KINDS.items()}
_PUSH_TYPES = ("EXPORT_CANDIDATE_PROFILE", "INTEGRATION_STATUS_CHANGE", "EXPORT_JOB_APPLICATION")


def show(request: HttpRequest) -> HttpResponse:
    """``preset`` fills the form."""
    preset = preset_named(request.GET.get("preset", ""))
    typed = {"kind": preset.kind, **preset.typed} if preset else {}
    return _page(request, typed, {}, preset=preset.name if preset else "")


def _page(
    request: HttpRequest, typed: Mapping[str, str], problems: Mapping[str, str], *, preset: str = ""
) -> HttpResponse:
    names = _names()
    shown = page(
        request,
        "sandbox/faults",
        seat=seat_of(request),
        waiting=[_told(fault, names) for fault in store.present_faults()],
        spent=[_told(fault, names) for fault in reversed(store.spent_faults())],
        groups=GROUPS,
        preset=preset,
        kinds=_KINDS,
        kind=typed.get("kind", ""),
        kind_problem=problems.get("kind", ""),
        scope=[_filled(field, typed, problems, names) for field in SCOPE],
        often=[_filled(field, typed, problems, names) for field in OFTEN],
        more=[_filled(field, typed, problems, names) for field in MORE],
        resources=sorted({one.address for one in tally.offered()} | set(_PUSH_TYPES)),
        methods=sorted({method for one in tally.offered() for method in one.methods}),
        names=names,
    )
    return again(shown) if problems else shown


def _names() -> dict[str, str]:
    """Of whom a fault can be: the vendors' own applications, and the customers' that were made latest."""
    latest = Application.objects.order_by("-id").values_list("client_id", "name")[:_MOST_NAMES]
    return dict([*ParentApplication.objects.values_list("client_id", "name"), *latest])


def _filled(
    field: FaultField, typed: Mapping[str, str], problems: Mapping[str, str], names: Mapping[str, str]
) -> FaultField:
    choices = field.choices
    if field.name == "client_id":
        choices += tuple((client_id, name, "") for client_id, name in names.items())
    return replace(
        field, choices=choices, value=typed.get(field.name, ""), problem=problems.get(field.name, "")
    )


def _told(fault: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A fault with its scope and its details in words."""
    named = {"client_id": names.get(fault["client_id"], fault["client_id"])}
    scope = [
        str(named.get(part, fault[part]))
        for part in ("resource", "method", "generation", "client_id")
        if fault[part] != "*"
    ]
    often = [
        f"from call {fault['nth']} on" if fault["nth"] > 1 else "",
        f"with a probability of {fault['probability']:g}" if fault["probability"] < 1 else "",
    ]
    details = [f"{name.replace('_', ' ')}: {worded(value)}" for name, value in fault["details"].items()]
    return fault | {
        "name": f"#{fault['id']} {fault['kind']}",
        "about": _KINDS[fault["kind"]],
        "for": ", ".join(scope) or "every call that fits",
        "often": ", ".join(filter(None, often)),
        "told": "; ".join(details),
    }


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    read = read_fault(request.POST)
    problems = dict(read.problems)
    if not problems:
        try:
            refuse_wrong_details(read.kind, read.details)
        except store.UnknownFault as reason:
            problems["form"] = str(reason)
    if problems:
        return _page(request, request.POST, problems)
    added = store.add_fault(kind=read.kind, details=read.details, **read.scope)
    say(request, f"The fault {added.name} waits for the next call that fits.")
    return redirect("console:faults")


@require_POST
def remove(request: HttpRequest, fault_id: int) -> HttpResponse:
    if not store.remove_fault(fault_id):
        raise Http404
    say(request, f"The fault #{fault_id} is gone.")
    return redirect("console:faults")


@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    store.clear_faults()
    say(request, "Nothing goes wrong any more.")
    return redirect("console:faults")


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """At once, and unlike a fault for good: the ATS must fetch a new token."""
    client_id = request.POST.get("client_id", "")
    count = revoke_tokens(client_id)
    whose = names_of([client_id]).get(client_id, client_id) if client_id else "all applications"
    say(request, f"{count} token{'' if count == 1 else 's'} of {whose} revoked.")
    return redirect("console:faults")
