"""How does a company of a million candidates know each morning whose time is over? By reckoning anew what has changed.

History tells of whom something happened since, in batches by its ids; everybody is reckoned anew only when the company
has changed its rules. Each batch is a transaction of its own, and says how far it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, Max, Q

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.base import clock, live, queue
from recruit.hiring.models import HiringProcess
from recruit.people.models import Person
from recruit.privacy.enums import ConsentBasis
from recruit.privacy.models import Consent, RetentionClock, RetentionProgress, RetentionRule
from recruit.privacy.rules import Clock, due_at, kind_of

#: The task's name; the function lies in ``tasks``, above this.
RECKON: Final = "privacy.reckon"
#: So many persons, or entries of history, in one transaction.
_BATCH: Final = 1000
#: What we do about their data is nothing that the candidate or the hiring did.
QUIET_VERBS: Final = (
    Verb.CONSENT_RECORDED,
    Verb.CONSENT_WITHDRAWN,
    Verb.CONSENT_ASKED,
    Verb.RETENTION_EXTENDED,
    Verb.NOTICE_SENT,
    Verb.NOTICE_FAILED,
    Verb.DUPLICATE_DECIDED,
    Verb.PERSONS_MERGED,
    Verb.PERSONS_UNMERGED,
)
_APPLIED: Final = (Verb.APPLIED, Verb.APPLIED_AGAIN)


@transaction.atomic
def reckon_everybody(*, company_id: int) -> None:
    """The rules are others now. The worker begins at once and ends some minutes later."""
    progress, _ = RetentionProgress.objects.get_or_create(company_id=company_id)
    RetentionProgress.objects.filter(pk=progress.pk).update(walk_after=0, ended_at=None)
    queue.defer(RECKON, company_id=company_id, lock=f"{RECKON}:{company_id}")


@transaction.atomic
def begin_night(*, company_id: int) -> bool:
    """Whether there is anything to reckon: nobody's clock runs without a rule."""
    progress = RetentionProgress.objects.select_for_update().filter(company_id=company_id).first()
    if progress is None:
        if not RetentionRule.objects.filter(company_id=company_id).exists():
            return False
        # A company that came out of an archive.
        progress = RetentionProgress(company_id=company_id, walk_after=0)
    newest = Activity.objects.filter(company_id=company_id).order_by("-id").values_list("pk", flat=True)
    progress.at_id = progress.begun_before_at_id
    progress.begun_before_at_id = progress.begun_at_id
    progress.begun_at_id = progress.until_id = newest.first() or 0
    progress.ended_at = None
    progress.save()
    return True


@transaction.atomic
def reckon_batch(*, company_id: int) -> bool:
    """The next batch; whether there is more to do."""
    progress = RetentionProgress.objects.select_for_update().filter(company_id=company_id).first()
    if progress is None:
        return False
    if progress.walk_after is not None:
        persons = Person.objects.filter(company_id=company_id, pk__gt=progress.walk_after).order_by("id")
        ids = list(persons.values_list("pk", flat=True)[:_BATCH])
        progress.walk_after = ids[-1] if ids else None
    elif progress.at_id < progress.until_id:
        facts = Activity.objects.filter(
            company_id=company_id, pk__gt=progress.at_id, pk__lte=progress.until_id
        ).order_by("id")
        rows = list(facts.values_list("pk", "person_id")[:_BATCH])
        progress.at_id = rows[-1][0] if rows else progress.until_id
        ids = sorted({person_id for _, person_id in rows if person_id is not None})
    else:
        progress.ended_at = clock.now()
        progress.save()
        live.touch(company_id, ["privacy"])
        return False
    progress.save()
    reckon_persons(company_id=company_id, person_ids=ids)
    return True


@transaction.atomic
def reckon_persons(*, company_id: int, person_ids: Collection[int]) -> None:
    """Whoever is pseudonymised has no clock; nobody gets one in a company without rules. Some ten statements."""
    rules = dict(RetentionRule.objects.filter(company_id=company_id).values_list("kind", "months"))
    known = RetentionClock.objects.filter(company_id=company_id, person_id__among=person_ids)
    if not rules:
        person_ids = list(known.values_list("person_id", flat=True))
    if not person_ids:
        return
    # Held until the end: whoever is erased meanwhile waits, and one is either in both tables or in none.
    rows = Person.objects.filter(company_id=company_id, pk__among=person_ids, pseudonymised_at=None)
    persons = dict(rows.select_for_update(no_key=True).order_by("id").values_list("pk", "created_at"))
    old = {row.person_id: row for row in known.select_for_update().order_by("person_id")}
    now = clock.now()
    new = []
    for person_id, facts in _facts(company_id, persons, old).items():
        kind = kind_of(statuses=facts.statuses, has_applied=facts.has_applied)
        row = old.get(person_id) or RetentionClock(company_id=company_id, person_id=person_id)
        row.kind, row.last_active_at, row.reckoned_at = kind, facts.last_active_at, now
        row.due_at = due_at(facts, months=rules.get(kind))
        new.append(row)
    RetentionClock.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["kind", "last_active_at", "due_at", "reckoned_at"],
    )


def _facts(company_id: int, persons: dict[int, datetime], old: dict[int, RetentionClock]) -> dict[int, Clock]:
    statuses: dict[int, list[str]] = defaultdict(list)
    processes = HiringProcess.objects.filter(company_id=company_id, person_id__among=persons)
    for person_id, status in processes.values_list("person_id", "status"):
        statuses[person_id].append(status)
    facts = Activity.objects.filter(company_id=company_id, person_id__among=persons)
    told = facts.values("person_id").annotate(
        last=Max("at", filter=~Q(verb__in=QUIET_VERBS)), applied=Count("pk", filter=Q(verb__in=_APPLIED))
    )
    active = {
        person_id: (last, applied)
        for person_id, last, applied in told.values_list("person_id", "last", "applied")
    }
    consents = _consented_until(company_id, persons)
    found = {}
    for person_id, created_at in persons.items():
        last, applied = active.get(person_id, (None, 0))
        row = old.get(person_id)
        held = (consents.get(person_id), row.kept_until if row else None)
        found[person_id] = Clock(
            last_active_at=last or created_at,
            statuses=statuses[person_id],
            has_applied=bool(applied),
            held_until=[moment for moment in held if moment is not None],
            wished_at=row.wished_at if row else None,
        )
    return found


def _consented_until(company_id: int, person_ids: Iterable[int]) -> dict[int, datetime]:
    """The end of the latest consent that was not withdrawn; who has none, or one without an end, is left out."""
    rows = Consent.objects.filter(
        company_id=company_id, person_id__among=person_ids, basis=ConsentBasis.CONSENT, withdrawn_at=None
    )
    ordered = rows.order_by("person_id", "given_at", "id").values_list("person_id", "until")
    return {person_id: until for person_id, until in dict(ordered).items() if until is not None}
