"""How does a person go for good, with all that is theirs in these tables and in the data folder?

Only ``privacy`` calls this: it asks who may, tells everybody else, and keeps the receipt.
"""

from __future__ import annotations

from django.db import transaction

from recruit.base import clock, files, live
from recruit.people.enums import ProspectStatus
from recruit.people.models import (
    ContactPoint,
    ExternalIdentity,
    Person,
    PersonFile,
    PersonTag,
    PersonToken,
    RemovedFile,
)
from recruit.people.rules import name_words, sort_name
from recruit.people.services.tokens import forget_names, learn_names

#: The name of whoever is pseudonymised; the end of their public id tells one from the other.
PSEUDONYM = "Pseudonym"


@transaction.atomic
def remove_person(*, person: Person) -> None:
    """After their hiring processes are gone."""
    words = _take_off_everything(person)
    Person.objects.filter(company_id=person.company_id, pk=person.pk).delete()
    forget_names(company_id=person.company_id, words=words)
    live.touch(person.company_id, ["persons", f"person:{person.public_id}"])


@transaction.atomic
def strip_person(*, person: Person) -> None:
    """The row stays for the sake of figures, and says nothing any more of who it was."""
    words = _take_off_everything(person)
    first, last = PSEUDONYM, person.public_id[-6:].upper()
    Person.objects.filter(company_id=person.company_id, pk=person.pk).update(
        first_name=first,
        middle_name="",
        last_name=last,
        sort_name=sort_name(first_name=first, middle_name="", last_name=last),
        prospect_status=ProspectStatus.DO_NOT_CONTACT,
        do_not_contact=True,
        headline="",
        location="",
        employer="",
        pseudonymised_at=clock.now(),
        updated_at=clock.now(),
    )
    forget_names(company_id=person.company_id, words=words)
    PersonToken.objects.bulk_create(
        PersonToken(company_id=person.company_id, person=person, token=token)
        for token in (first.lower(), last.lower())
    )
    learn_names(company_id=person.company_id, names=(first, last))
    live.touch(person.company_id, ["persons", f"person:{person.public_id}"])


def _take_off_everything(person: Person) -> set[str]:
    """Returns the words by which they were found, and those of their names."""
    mine = {"company_id": person.company_id, "person": person}
    digests = set(PersonFile.objects.filter(**mine).values_list("sha256", flat=True))
    digests |= set(RemovedFile.objects.filter(**mine).values_list("sha256", flat=True))
    tokens = PersonToken.objects.filter(**mine)
    words = set(tokens.values_list("token", flat=True))
    # A name that begins an address of theirs is no search word of its own, and known as a name all the same.
    words |= name_words([*words, person.first_name, person.middle_name, person.last_name])
    for rows in (PersonFile, RemovedFile, ContactPoint, ExternalIdentity, PersonTag, PersonToken):
        rows.objects.filter(**mine).delete()
    files.discard_unnamed(company_id=person.company_id, digests=digests)
    return words
