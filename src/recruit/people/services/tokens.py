"""How do the words of search follow the person? Rewritten by each service that changes what they are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import connection

from recruit.people.models import ContactPoint, NameWord, Person, PersonToken
from recruit.people.rules import name_words, prefix_range, slip_keys, tokens_of

_BATCH = 2000


def rewrite_tokens(person: Person) -> None:
    """Only the difference is written; runs in the transaction of the change, under the person's lock."""
    points = ContactPoint.objects.filter(person=person).values_list("kind", "value")
    wanted = tokens_of(names=(person.first_name, person.middle_name, person.last_name), contact_points=points)
    present = set(PersonToken.objects.filter(person=person).values_list("token", flat=True))
    gone = present - wanted
    if gone:
        PersonToken.objects.filter(person=person, token__in=gone).delete()
    PersonToken.objects.bulk_create(
        PersonToken(company_id=person.company_id, person=person, token=token)
        for token in sorted(wanted - present)
    )
    learn_names(company_id=person.company_id, names=(person.first_name, person.middle_name, person.last_name))
    if gone:
        forget_names(company_id=person.company_id, words=gone)


def forget_search_words(person: Person) -> None:
    """The person goes: nobody is found by words that were theirs alone. In the caller's transaction."""
    tokens = PersonToken.objects.filter(person=person)
    gone = set(tokens.values_list("token", flat=True))
    tokens.delete()
    forget_names(company_id=person.company_id, words=gone)


def learn_names(*, company_id: int, names: Iterable[str]) -> None:
    """Their words are found from now on even if one slips; those that others have as well are known already."""
    words = name_words(names)
    known = NameWord.objects.filter(company_id=company_id, word__among=words)
    unknown = words - set(known.values_list("word", flat=True))
    NameWord.objects.bulk_create(
        (
            NameWord(company_id=company_id, key=key, word=word)
            for word in sorted(unknown)
            for key in sorted(slip_keys(word))
        ),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )


#: Nobody's search word begins with it any more. Asked as a range, as every search is.
_UNUSED = """
DELETE FROM people_nameword WHERE company_id = %(company)s AND word = %(word)s AND (
    SELECT true FROM people_persontoken
    WHERE company_id = %(company)s AND token >= %(low)s AND token < %(high)s LIMIT 1
) IS NULL
"""


def forget_names(*, company_id: int, words: Collection[str]) -> None:
    """What was the name of the persons who had it, and of nobody else, is not kept. After their words are gone.

    Two transactions that do not see each other, one forgetting a name and one adding somebody of that name, may leave
    it unknown; then that name is found as it is written only, until somebody of that name is written again.
    """
    with connection.cursor() as cursor:
        for word in sorted(words):
            low, high = prefix_range(word)
            cursor.execute(_UNUSED, {"company": company_id, "word": word, "low": low, "high": high})


_WITHOUT_WORDS = """
SELECT id FROM people_person AS person
WHERE company_id = %s AND id > %s AND NOT EXISTS (SELECT FROM people_persontoken WHERE person_id = person.id)
ORDER BY id LIMIT %s
"""


def write_missing_words(*, company_id: int) -> None:
    """The words of persons who have none, because they came by set. In the caller's transaction."""
    after = 0
    while ids := _without_words(company_id, after):
        points: dict[int, list[tuple[str, str]]] = defaultdict(list)
        rows = ContactPoint.objects.filter(company_id=company_id, person_id__among=ids)
        for person_id, kind, value in rows.values_list("person_id", "kind", "value"):
            points[person_id].append((kind, value))
        persons = list(Person.objects.filter(company_id=company_id, pk__among=ids).order_by("id"))
        names = {each.pk: (each.first_name, each.middle_name, each.last_name) for each in persons}
        PersonToken.objects.bulk_create(
            (
                PersonToken(company_id=company_id, person=each, token=token)
                for each in persons
                for token in sorted(tokens_of(names=names[each.pk], contact_points=points[each.pk]))
            ),
            batch_size=_BATCH,
        )
        learn_names(company_id=company_id, names=[name for each in names.values() for name in each])
        after = ids[-1]


def _without_words(company_id: int, after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_WORDS, [company_id, after, _BATCH])
        return [person_id for (person_id,) in cursor.fetchall()]
