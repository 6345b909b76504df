"""How do the words of search follow the person? Rewritten by each service that changes what they are made of."""

from __future__ import annotations

from recruit.people.models import ContactPoint, Person, PersonToken
from recruit.people.rules import tokens_of


def rewrite_tokens(person: Person) -> None:
    """Only the difference is written; runs in the transaction of the change, under the person's lock."""
    points = ContactPoint.objects.filter(person=person).values_list("kind", "value")
    wanted = tokens_of(names=(person.first_name, person.middle_name, person.last_name), contact_points=points)
    present = set(PersonToken.objects.filter(person=person).values_list("token", flat=True))
    if present - wanted:
        PersonToken.objects.filter(person=person, token__in=present - wanted).delete()
    PersonToken.objects.bulk_create(
        PersonToken(company_id=person.company_id, person=person, token=token)
        for token in sorted(wanted - present)
    )
