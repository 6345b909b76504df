"""What does LinkedIn do where its pages leave it open? Every switch, those that were changed first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.filters import words_asked
from linkedin_sandbox.console.persona import again, page, seat_of
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.steering import switches as steered
from linkedin_sandbox.world.steering.switches import Switch, UnknownSwitch, all_switches


@dataclass(frozen=True, kw_only=True)
class SwitchLine:
    switch: Switch
    value: Any
    problem: str = ""

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """(the value as JSON, as people read it, whether it is the present one)."""
        return [(json.dumps(value), worded(value), value == self.value) for value in self.switch.values]

    @property
    def is_changed(self) -> bool:
        return bool(self.value != self.switch.default)

    @property
    def usual(self) -> str:
        return worded(self.switch.default)

    def holds(self, words: list[str]) -> bool:
        text = f"{self.switch.name} {self.switch.why} {self.switch.rule}".lower().replace("_", " ")
        return all(word.lower().replace("_", " ") in text for word in words)


def worded(value: Any) -> str:
    """``true`` and ``false`` are answers to a question here."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def show(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, of: str = "", problem: str = "") -> HttpResponse:
    values = steered.present_values()
    lines = [
        SwitchLine(switch=one, value=values[name], problem=problem if name == of else "")
        for name, one in all_switches().items()
    ]
    q, only_changed = words_asked(request), request.GET.get("changed") == "1"
    shown = [
        line
        for line in lines
        if line.problem or (line.holds(q.split()) and (line.is_changed or not only_changed))
    ]
    answer = page(
        request,
        "sandbox/switches",
        seat=seat_of(request),
        lines=sorted(shown, key=lambda line: not line.is_changed),
        count=len(lines),
        changed=sum(line.is_changed for line in lines),
        q=q,
        only_changed=only_changed,
        query=urlencode({name: text for name, text in (("q", q), ("changed", "1" * only_changed)) if text}),
    )
    return again(answer) if problem else answer


@require_POST
def turn(request: HttpRequest, name: str) -> HttpResponse:
    """The value comes as JSON; the address may hold the filter, which then stays."""
    if name not in all_switches():
        raise Http404
    try:
        value = json.loads(request.POST.get("value", "")[:200])
        steered.set_switch(name, value)
    except (UnknownSwitch, ValueError, RecursionError):
        choices = ", ".join(worded(one) for one in all_switches()[name].values)
        return _page(request, of=name, problem=f"Choose one of {choices}.")
    say(request, f"{name} is {worded(value)} now.")
    return _back(request, name)


@require_POST
def reset_one(request: HttpRequest, name: str) -> HttpResponse:
    if name not in all_switches():
        raise Http404
    steered.reset_switch(name)
    say(request, f"{name} is {worded(all_switches()[name].default)} again, as usual.")
    return _back(request, name)


@require_POST
def reset_all(request: HttpRequest) -> HttpResponse:
    for name in all_switches():
        steered.reset_switch(name)
    say(request, "Every switch is at its default.")
    return redirect("console:switches")


def _back(request: HttpRequest, name: str) -> HttpResponse:
    query = urlencode({key: request.GET[key] for key in ("q", "changed") if request.GET.get(key)})
    return redirect(f"{reverse('console:switches')}{f'?{query}' if query else ''}#switch-{name}")
