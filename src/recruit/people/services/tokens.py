"""How do the words of search follow the person? Rewritten by each service that changes what they are made of."""

from __future__ import annotations

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
