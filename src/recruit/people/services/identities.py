"""How does a person become known as somebody elsewhere? By provider and subject, one person per subject."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.locks import lock_in_transaction
from recruit.people.events import PersonUpdated
from recruit.people.models import ExternalIdentity, Person


def lock_external_identity(*, company_id: int, provider: str, subject: str) -> None:
    """Two arrivals of one human wait for each other here, before either asks whether the person is known."""
    lock_in_transaction("external identity", company_id, provider, subject)


class IdentityBelongsToAnother(Refusal):
    """Evidence: ``person_id`` of the one who has it."""

    code = "identity_belongs_to_another"


@transaction.atomic
def set_external_identity(
    *,
    person: Person,
    provider: str,
    subject: str,
    verified: bool,
    url: str = "",
    known_as: str = "",
    actor: Actor,
) -> ExternalIdentity:
    """Idempotent. Once verified it stays so; a new address replaces an older one.

    ``known_as`` says in history what they are there, such as "a member of that network".
    """
    lock_external_identity(company_id=person.company_id, provider=provider, subject=subject)
    identity = ExternalIdentity.objects.filter(
        company_id=person.company_id, provider=provider, subject=subject
    ).first()
    if identity is None:
        identity = ExternalIdentity(
            company_id=person.company_id, person=person, provider=provider, subject=subject
        )
    if identity.person_id != person.pk:
        raise IdentityBelongsToAnother(
            _(
                "This outside profile belongs to another candidate already. Compare the two; they may be one person."
            ),
            person_id=identity.person_id,
        )
    wanted = (verified or identity.verified, url or identity.url)
    if identity.pk is not None and wanted == (identity.verified, identity.url):
        return identity
    identity.verified, identity.url = wanted
    identity.save()
    _tell(person, known_as, actor, Verb.EXTERNAL_IDENTITY_SET)
    return identity


@transaction.atomic
def remove_external_identity(*, person: Person, provider: str, known_as: str = "", actor: Actor) -> int:
    """Nobody of that provider is this person any more. Returns how many identities went."""
    gone, _ = ExternalIdentity.objects.filter(
        company_id=person.company_id, person=person, provider=provider
    ).delete()
    if gone:
        _tell(person, known_as, actor, Verb.EXTERNAL_IDENTITY_REMOVED)
    return gone


def _tell(person: Person, known_as: str, actor: Actor, verb: Verb) -> None:
    Person.objects.filter(pk=person.pk).update(updated_at=clock.now())
    record(
        company_id=person.company_id,
        verb=verb,
        actor=actor,
        person_id=person.pk,
        person=person.full_name,
        known_as=known_as,
    )
    events.publish(PersonUpdated(person.company_id, person.pk))
    live.touch(person.company_id, [f"person:{person.public_id}"])
