"""Are these two one person? Both side by side, what would become of them, and the word that it be so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recruit.company.selectors import actor_of
from recruit.duplicates import selectors, services
from recruit.duplicates.services import Choices, contradicts
from recruit.hiring.rules import is_active
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show


@require_safe
def case(request: SignedInRequest, case_id: str) -> HttpResponse:
    """What was chosen on the preview comes back by the address."""
    comparison = selectors.comparison_of(teammate=request.user, public_id=case_id)
    chosen = _choices(comparison, request.GET)
    context = {
        "comparison": comparison,
        "survivor": chosen.survivor,
        "rows": [_Row.of(comparison, each, chosen) for each in comparison.fields],
        "conflicts": [_Choice.of(place, comparison, chosen) for place in range(len(comparison.conflicts))],
        "rivals": [_Going(process, chosen) for process in comparison.rivals],
        "others": _others(comparison),
        "veto": contradicts(comparison.veto) if comparison.veto else "",
    }
    return show(request, "recruit_web/duplicate.html", context)


@require_safe
def preview(request: SignedInRequest, case_id: str) -> HttpResponse:
    """What the candidate would look like. Nothing has been changed yet."""
    comparison = selectors.comparison_of(teammate=request.user, public_id=case_id)
    selectors.require_decider(comparison)
    chosen = _choices(comparison, request.GET)
    result = selectors.result_of(
        comparison,
        survivor=chosen.survivor,
        fields=chosen.fields,
        stop=chosen.stop,
        sources=chosen.sources,
    )
    context = {
        "comparison": comparison,
        "result": result,
        "going_on": [(process, result.sources.get(process.pk)) for process in result.going_on],
        "answers": [(name, value) for name in request.GET for value in request.GET.getlist(name)],
        "query": request.GET.urlencode(),
    }
    return show(request, "recruit_web/duplicate_preview.html", context)


@require_POST
def merge(request: SignedInRequest, case_id: str) -> HttpResponse:
    comparison = selectors.comparison_of(teammate=request.user, public_id=case_id)
    done = services.merge_persons(
        company_id=request.user.company_id,
        case_id=case_id,
        choices=_choices(comparison, request.POST),
        actor=actor_of(request.user),
    )
    messages.success(
        request,
        _("{lost} and {survivor} are one candidate now. It can be taken back.").format(
            lost=done.lost_name, survivor=done.survivor.full_name
        ),
    )
    return go_to(request, reverse("person", args=[done.survivor.public_id]))


def _choices(comparison: selectors.Comparison, given: Mapping[str, str]) -> Choices:
    """What a form says; what it does not say is as proposed. Of each conflict the older process goes on."""
    ids = [person.public_id for person in comparison.persons]
    survivor = given.get("survivor", "")
    fields = {each.name: given.get(f"field-{each.name}", "") for each in comparison.fields}
    stop: set[str] = set()
    sources: dict[str, str] = {}
    for place, conflict in enumerate(comparison.conflicts):
        processes = {process.public_id: process for process in conflict.processes}
        oldest = min(conflict.processes, key=lambda process: (process.started_at, process.pk)).public_id
        goes_on = given.get(f"continue-{place}", "")
        goes_on = goes_on if goes_on in processes else oldest
        stop |= set(processes) - {goes_on}
        source = given.get(f"source-{place}", "")
        source = source if source in processes else oldest
        if source != goes_on:
            sources[goes_on] = source
    rivals = [process.public_id for process in comparison.rivals]
    if rivals:
        goes_on = given.get("continue", "")
        stop |= set(rivals) - {goes_on if goes_on in rivals else rivals[-1]}
    return Choices(
        survivor=survivor if survivor in ids else comparison.survivor,
        fields={name: value for name, value in fields.items() if value in ids},
        stop=frozenset(stop),
        sources=sources,
    )


@dataclass(frozen=True)
class _Cell:
    """One person's value of a field."""

    person_id: str
    person_name: str
    value: str
    also: tuple[str, ...]
    is_taken: bool


@dataclass(frozen=True)
class _Row:
    name: str
    title: str
    differs: bool
    is_choice: bool
    cells: tuple[_Cell, ...]

    @classmethod
    def of(cls, comparison: selectors.Comparison, each: selectors.Compared, chosen: Choices) -> _Row:
        taken = chosen.fields.get(each.name, chosen.survivor)
        cells = tuple(
            _Cell(person.public_id, person.full_name, value, also, person.public_id == taken)
            for person, value, also in zip(comparison.persons, each.values, each.also, strict=True)
        )
        return cls(each.name, each.title, each.differs, each.is_choice, cells)


@dataclass(frozen=True)
class _Going:
    """One process that may go on."""

    process: Any
    chosen: Choices

    @property
    def goes_on(self) -> bool:
        return self.process.public_id not in self.chosen.stop


@dataclass(frozen=True)
class _Choice:
    """One position for which both are considered: which goes on, and with whose source."""

    place: int
    position: str
    options: tuple[_Going, ...]
    sources: tuple[tuple[str, str, bool], ...]

    @classmethod
    def of(cls, place: int, comparison: selectors.Comparison, chosen: Choices) -> _Choice:
        conflict = comparison.conflicts[place]
        options = tuple(_Going(process, chosen) for process in conflict.processes)
        going = next(option.process.public_id for option in options if option.goes_on)
        taken = chosen.sources.get(going, going)
        names = {process.source.name if process.source else "" for process in conflict.processes}
        sources = tuple(
            (
                process.public_id,
                process.source.name if process.source else _("No source"),
                process.public_id == taken,
            )
            for process in conflict.processes
        )
        return cls(place, conflict.position, options, sources if len(names) > 1 else ())


def _others(comparison: selectors.Comparison) -> list[tuple[str, list[Any]]]:
    """Of each person the processes about which nothing has to be decided."""
    decided = {process.pk for conflict in comparison.conflicts for process in conflict.processes}
    decided |= {process.pk for process in comparison.rivals}
    return [
        (
            person.full_name,
            [
                (process, is_active(process.status))
                for process in comparison.processes[person.pk]
                if process.pk not in decided
            ],
        )
        for person in comparison.persons
    ]
