"""What do all services of persons begin with? The row as it is now, held until the transaction ends."""

from __future__ import annotations

from django.utils.translation import gettext as _

from recruit.base.errors import NotFound
from recruit.people.models import Person


def locked_person(person: Person) -> Person:
    """Refuses ``NotFound`` if they went meanwhile: deleted, or merged into somebody."""
    rows = Person.objects.select_for_update(no_key=True)
    fresh = rows.filter(company_id=person.company_id, pk=person.pk).first()
    if fresh is None:
        raise NotFound(
            _("{name} was merged with another candidate or deleted meanwhile. Load the page again.").format(
                name=person.full_name
            )
        )
    return fresh
