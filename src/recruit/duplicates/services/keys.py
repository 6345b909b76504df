"""How do the keys follow the persons? Written in the transaction of each change; for many persons, as sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from django.db import connection, transaction

from recruit.base.events import publish
from recruit.duplicates.models import BlockingKey, ResumeSketch
from recruit.duplicates.rules.blocking import keys_of
from recruit.duplicates.rules.profiles import Facts, profile_of
from recruit.duplicates.rules.resumes import sketch
from recruit.duplicates.selectors import facts_of
from recruit.people.events import PersonUpdated
from recruit.people.models import Person
from recruit.people.selectors import all_person_ids

_BATCH = 5000

# COPY is refused by tables behind row-level security; arrays are the next best.
_INSERT = """
INSERT INTO duplicates_blockingkey (company_id, person_id, key)
SELECT %s, person_id, key FROM unnest(%s::bigint[], %s::bigint[]) AS made (person_id, key)
"""

_WITHOUT_KEYS = """
SELECT id FROM people_person AS person
WHERE company_id = %s AND id > %s AND NOT EXISTS (SELECT FROM duplicates_blockingkey WHERE person_id = person.id)
ORDER BY id LIMIT %s
"""


@transaction.atomic
def write_keys(*, company_id: int, person_ids: Collection[int]) -> None:
    """The keys of these persons as they are now; only what differs is written."""
    wanted = {
        (facts.id, key) for facts in facts_of(company_id=company_id, ids=person_ids) for key in _keys(facts)
    }
    rows = BlockingKey.objects.filter(company_id=company_id, person_id__among=person_ids)
    present = {(person_id, key): pk for pk, person_id, key in rows.values_list("pk", "person_id", "key")}
    gone = [pk for pair, pk in present.items() if pair not in wanted]
    if gone:
        BlockingKey.objects.filter(company_id=company_id, pk__among=gone).delete()
    _insert(company_id, sorted(wanted - present.keys()))


def write_first_keys(*, company_id: int, person_ids: Collection[int]) -> int:
    """The keys of persons who have none yet, in the caller's transaction. Returns how many there are."""
    facts = facts_of(company_id=company_id, ids=person_ids)
    return _insert(company_id, [(each.id, key) for each in facts for key in _keys(each)])


def write_missing_keys(*, company_id: int) -> int:
    """The keys of all persons who have none: who came before keys were kept, or by set. Returns how many keys."""
    written, after = 0, 0
    while ids := _without_keys(company_id, after):
        with transaction.atomic():
            written += write_first_keys(company_id=company_id, person_ids=ids)
        after = ids[-1]
    return written


def fill_keys(*, company_id: int, after_id: int = 0, said: Callable[[int], None] | None = None) -> int:
    """The keys of all persons with a greater id, who have none yet: for imports and made-up companies.

    A batch is a transaction, so that an interrupted filling goes on from the id that was ``said`` last. Returns how
    many keys were written.
    """
    written = 0
    while ids := all_person_ids(company_id=company_id, after_id=after_id, limit=_BATCH):
        with transaction.atomic():
            written += write_first_keys(company_id=company_id, person_ids=ids)
        after_id = ids[-1]
        if said:
            said(after_id)
    return written


@transaction.atomic
def note_resume(*, person: Person, text: str) -> None:
    """The person's résumé reads so: for whoever keeps files. A text too short to tell takes the sketch away."""
    sketched = sketch(text)
    if sketched:
        ResumeSketch.objects.update_or_create(
            company_id=person.company_id, person=person, defaults={"sketch": list(sketched)}
        )
    else:
        ResumeSketch.objects.filter(company_id=person.company_id, person=person).delete()
    publish(PersonUpdated(person.company_id, person.pk))


def _keys(facts: Facts) -> tuple[int, ...]:
    return keys_of(profile_of(facts))


def _insert(company_id: int, pairs: Iterable[tuple[int, int]]) -> int:
    made = list(pairs)
    if made:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [company_id, [pair[0] for pair in made], [pair[1] for pair in made]])
    return len(made)


def _without_keys(company_id: int, after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_KEYS, [company_id, after, _BATCH])
        return [person_id for (person_id,) in cursor.fetchall()]
