"""How do those go whose time is over? One after the other, each by the erasure that there is, if it still is so.

Who decides marks them, a teammate or a rule; a worker carries it out. Whoever cannot go stays on the list, with why.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from recruit.base import clock, live, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import actor_of, require_capability
from recruit.hiring.models import HiringProcess
from recruit.hiring.rules import ACTIVE
from recruit.people.models import Person
from recruit.privacy.enums import ErasureKind, Ground, WhenDue, Wish
from recruit.privacy.models import RetentionClock, RetentionRule
from recruit.privacy.rules import GRACE
from recruit.privacy.services.erasing import SomethingRemains, erase_person, pseudonymise_person
from recruit.privacy.services.reckoning import begin_night, reckon_batch, reckon_persons

log = logging.getLogger(__name__)

#: The task's name; the function lies in ``tasks``, above this.
CARRY_OUT: Final = "privacy.carry_out"
#: Who is told to have done what a rule says.
BY_RULE: Final = system_actor(gettext_noop("Retention rule"))
#: A rule lets so many go in one night: whoever has set it wrongly has time to see it.
MOST_IN_A_NIGHT: Final = 5000
_HOW: Final = {
    WhenDue.PSEUDONYMISE.value: ErasureKind.PSEUDONYMISED,
    WhenDue.ERASE.value: ErasureKind.ERASED,
}


@transaction.atomic
def let_go(*, company_id: int, persons: Sequence[Person], kind: str, actor: Actor) -> int:
    """Those of them who are due now are erased or pseudonymised soon. Returns how many.

    The caller has asked whether the actor sees them. Refuses with ``CompanyRoleTooSmall``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.DELETE_PERSONS)
    due = RetentionClock.objects.filter(
        company_id=company_id, person_id__among=[person.pk for person in persons], due_at__lte=clock.now()
    )
    ids = list(due.select_for_update().order_by("person_id").values_list("pk", flat=True))
    RetentionClock.objects.filter(pk__in=ids).update(
        going=ErasureKind(kind), going_by_id=actor.teammate_id, trouble=""
    )
    if ids:
        begin_carrying_out(company_id=company_id)
    return len(ids)


def begin_carrying_out(*, company_id: int) -> None:
    queue.defer(CARRY_OUT, company_id=company_id, lock=f"{CARRY_OUT}:{company_id}")
    live.touch(company_id, ["privacy"])


@transaction.atomic
def follow_rules(*, company_id: int) -> int:
    """Mark those whom a rule lets go, some thousand a night at most; who could not go is left to people."""
    now, marked = clock.now(), 0
    for rule in RetentionRule.objects.filter(company_id=company_id, when_due__in=_HOW).order_by("kind"):
        if rule.set_at + GRACE > now:
            continue
        due = RetentionClock.objects.filter(
            company_id=company_id,
            kind=rule.kind,
            due_at__lte=now - GRACE,
            going="",
            trouble="",
            wish=Wish.NONE,
        )
        ids = list(due.order_by("due_at", "id").values_list("pk", flat=True)[: MOST_IN_A_NIGHT - marked])
        rows = RetentionClock.objects.filter(company_id=company_id, pk__among=ids)
        list(rows.select_for_update().order_by("person_id").values_list("pk", flat=True))
        marked += rows.update(going=_HOW[rule.when_due], going_by=None)
    if marked:
        begin_carrying_out(company_id=company_id)
    return marked


def reckon(*, company_id: int, is_night: bool = False) -> None:
    """All that has to be reckoned; then what the rules say of those whose time was over a week ago."""
    if is_night and not begin_night(company_id=company_id):
        return
    while reckon_batch(company_id=company_id):
        pass
    follow_rules(company_id=company_id)


def carry_out(*, company_id: int) -> None:
    """All who are marked, each in a transaction of their own."""
    while _carry_out_next(company_id):
        pass


def _carry_out_next(company_id: int) -> bool:
    """One of those who are marked; whether there was one."""
    marked = RetentionClock.objects.filter(company_id=company_id).exclude(going="").order_by("id")
    found = marked.values_list("pk", "person_id").first()
    if found is None:
        return False
    clock_id, person_id = found
    with transaction.atomic():
        # First the person, then the clock, as everybody does who writes both.
        person = Person.objects.select_for_update().filter(company_id=company_id, pk=person_id).first()
        row = RetentionClock.objects.select_for_update(of=("self",)).select_related("going_by")
        chosen = row.filter(company_id=company_id, pk=clock_id).exclude(going="").first()
        if person is None or chosen is None:
            return True
        trouble = _carry_out(person, chosen)
        if trouble:
            RetentionClock.objects.filter(pk=clock_id).update(going="", going_by=None, trouble=trouble)
    live.touch(company_id, ["privacy"])
    return True


def _carry_out(person: Person, chosen: RetentionClock) -> str:
    """Why it was not done, in English as it is kept; empty if it was."""
    why_not = _hindrance(person, chosen)
    if why_not:
        return why_not
    go = erase_person if chosen.going == ErasureKind.ERASED else pseudonymise_person
    ground = Ground.RETENTION if chosen.wish == Wish.NONE else Ground.REQUEST
    try:
        with transaction.atomic():
            go(person=person, typed_name=None, ground=ground, actor=_actor(chosen))
    except Refusal as refusal:
        return refusal.sentence
    except SomethingRemains:
        log.exception("Somebody could not be erased", extra={"person": person.public_id})
        return gettext_noop(
            "Something went wrong in Recruit, and nothing was removed. Its log says what; tell whoever runs it."
        )
    return ""


def _hindrance(person: Person, chosen: RetentionClock) -> str:
    """What has changed since they were marked."""
    reckon_persons(company_id=person.company_id, person_ids=[person.pk])
    fresh = RetentionClock.objects.filter(pk=chosen.pk).first()
    if fresh is None or fresh.due_at is None or fresh.due_at > clock.now():
        return gettext_noop("Something has happened since: their time is not over any more.")
    if chosen.going_by_id is None and _is_considered(person):
        return gettext_noop("They are considered for a position: decide there first.")
    return ""


def _is_considered(person: Person) -> bool:
    rows = HiringProcess.objects.filter(
        company_id=person.company_id, person=person, status__in=sorted(ACTIVE)
    )
    return rows.exists()


def _actor(chosen: RetentionClock) -> Actor:
    if chosen.going_by is not None:
        return actor_of(chosen.going_by)
    return BY_RULE if chosen.wish == Wish.NONE else system_actor(gettext_noop("The candidate"))
