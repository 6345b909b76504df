"""What does the person who runs the sandbox see and turn? Switches and limits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import page, seat_of
from linkedin_sandbox.world.steering.switches import Switch, UnknownSwitch, all_switches, set_switch, switch


@dataclass(frozen=True, kw_only=True)
class SwitchLine:
    switch: Switch
    value: Any

    @property
    def choices(self) -> list[tuple[str, bool]]:
        """(the value as JSON, whether it is the present one)."""
        return [(json.dumps(value), value == self.value) for value in self.switch.values]

    @property
    def is_changed(self) -> bool:
        return bool(self.value != self.switch.default)


def switches(request: HttpRequest) -> HttpResponse:
    lines = [SwitchLine(switch=one, value=switch(name)) for name, one in all_switches().items()]
    return page(
        request,
        "sandbox/switches",
        seat=seat_of(request),
        lines=lines,
    )


@require_POST
def turn_switch(request: HttpRequest, name: str) -> HttpResponse:
    try:
        set_switch(name, json.loads(request.POST.get("value", "")))
    except (UnknownSwitch, json.JSONDecodeError) as wrong:
        raise Http404 from wrong
    return redirect("console:switches")
