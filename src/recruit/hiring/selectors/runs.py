"""How far is what a teammate does to a whole search, who was left as they are, and why?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop

from recruit.base.errors import NotFound
from recruit.company.models import Teammate
from recruit.hiring.enums import ManyKind, ManyState
from recruit.hiring.models import ManyRun
from recruit.hiring.selectors.persons import visible_persons
from recruit.people.models import Person

_MOST_SHOWN = 200
_TITLES = {
    ManyKind.TAG: gettext_noop("Tag a whole search"),
    ManyKind.ADVANCE: gettext_noop("Advance a whole search"),
    ManyKind.REJECT: gettext_noop("Reject a whole search"),
}
_DONE = {
    ManyKind.TAG: gettext_noop("Done: {done} of {total} have the tag “{words}”."),
    ManyKind.ADVANCE: gettext_noop("Done: {done} of {total} were advanced."),
    ManyKind.REJECT: gettext_noop("Done: {done} of {total} were rejected."),
}


@dataclass(frozen=True)
class RunShown:
    """``refused``: the first of those who were left as they are and are still visible, with the reason."""

    public_id: str
    title: str
    told: str
    is_going_on: bool
    may_take_back: bool
    done: int
    total: int
    refused: list[tuple[Person, str]]
    refused_number: int


def run_of(*, teammate: Teammate, public_id: str) -> RunShown:
    """Of the teammate who pressed. Two queries beside their sight. Refuses with ``NotFound``."""
    run = ManyRun.objects.filter(
        company_id=teammate.company_id, teammate=teammate, public_id=public_id
    ).first()
    if run is None:
        raise NotFound(gettext("There is no such change of many candidates, or it is somebody else's."))
    first = run.refused[:_MOST_SHOWN]
    persons = visible_persons(teammate=teammate).in_bulk([each["person"] for each in first])
    is_undoing = run.state == ManyState.UNDOING
    return RunShown(
        public_id=run.public_id,
        title=gettext(_TITLES[ManyKind(run.kind)]),
        told=_told(run),
        is_going_on=run.state in (ManyState.RUNNING, ManyState.UNDOING),
        may_take_back=run.state == ManyState.DONE and bool(run.changes),
        done=run.taken_back if is_undoing else run.done,
        total=len(run.changes) if is_undoing else len(run.person_ids),
        refused=[(persons[each["person"]], each["why"]) for each in first if each["person"] in persons],
        refused_number=len(run.refused),
    )


def _told(run: ManyRun) -> str:
    total = number_format(len(run.person_ids), force_grouping=True)
    if run.state == ManyState.RUNNING:
        return gettext("{done} of {total} done.").format(
            done=number_format(run.done, force_grouping=True), total=total
        )
    if run.state == ManyState.UNDOING:
        return gettext("{done} of {total} taken back.").format(
            done=number_format(run.taken_back, force_grouping=True),
            total=number_format(len(run.changes), force_grouping=True),
        )
    if run.state == ManyState.UNDONE:
        kept = run.kept_standing
        told = gettext("Taken back for {n}.").format(
            n=number_format(run.taken_back - kept, force_grouping=True)
        )
        if kept:
            left = gettext("{n} have moved on since and stay where they are.")
            told += " " + left.format(n=number_format(kept, force_grouping=True))
        return told
    done = gettext(_DONE[ManyKind(run.kind)])
    return done.format(done=number_format(run.changed, force_grouping=True), total=total, words=run.words)
