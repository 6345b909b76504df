"""How does a source come to be through an import, and who is behind it?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base.actors import Actor
from recruit.base.locks import lock_in_transaction
from recruit.company.models import Teammate
from recruit.company.rules import normalise_sign_in_email
from recruit.company.selectors import teammate_with_email
from recruit.sources import selectors
from recruit.sources.enums import SourceType
from recruit.sources.models import Source, SourceContact
from recruit.sources.rules import Decision, KnownSource, decide_source


@dataclass(frozen=True)
class Attribution:
    """What an import was put down to. ``case`` is the row of the table that decided."""

    source_id: int
    source_name: str
    contact_id: int
    case: int
    warning: str | None = None


@transaction.atomic
def attribute_import(
    *, company_id: int, first_name: str, last_name: str, email: str, label: str, actor: Actor
) -> Attribution:
    """The source and contact of whoever brought someone here from an outside tool called ``label``.

    Two imports by the same exporter at the same moment give one contact and one source (row 10): the second waits
    on the first one's address, and namesakes wait on the name.
    """
    key = normalise_sign_in_email(email)
    wanted_name = f"{first_name} {last_name}".strip() + f" ({label})"
    lock_in_transaction("source contact", company_id, key)
    lock_in_transaction("source", company_id, wanted_name)
    contact = selectors.contact_with_email(company_id=company_id, email=key)
    teammate = teammate_with_email(company_id=company_id, email=key)
    decision = decide_source(
        contact_id=contact.pk if contact else None,
        contact_source=_known(contact.source if contact else None),
        teammate_exists=teammate is not None,
        wanted_name=wanted_name,
        email=email.strip(),
        name_taken_by=_known(Source.objects.filter(company_id=company_id, name=wanted_name).first()),
    )
    source = _source(company_id, decision, actor)
    if contact is None:
        contact = _new_contact(
            company_id, first_name=first_name, last_name=last_name, email=email, source=source, actor=actor
        )
        contact.teammate = teammate if decision.link_teammate else None
        contact.save(force_insert=True)
    elif contact.source_id != source.pk:
        contact.source = source
        contact.save(update_fields=["source"])
    return Attribution(source.pk, source.name, contact.pk, decision.case, decision.warning)


def _known(source: Source | None) -> KnownSource | None:
    if source is None:
        return None
    contacts = source.contacts.values_list("id", flat=True)
    return KnownSource(source.pk, source.name, source.type, frozenset(contacts))


def _source(company_id: int, decision: Decision, actor: Actor) -> Source:
    if decision.use_source_id is not None:
        return Source.objects.get(company_id=company_id, pk=decision.use_source_id)
    name = decision.create_source_name or ""
    return shared_source(company_id=company_id, name=name, type=SourceType.ACTIVE_SEARCH, actor=actor)


def _new_contact(
    company_id: int, *, first_name: str, last_name: str, email: str, source: Source, actor: Actor
) -> SourceContact:
    contact = SourceContact(
        company_id=company_id,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        email=email.strip(),
        email_normalized=normalise_sign_in_email(email),
        source=source,
    )
    full_name = f"{first_name} {last_name}".strip()
    record(
        company_id=company_id,
        verb=Verb.SOURCE_CONTACT_ADDED,
        actor=actor,
        contact=full_name,
        source=source.name,
    )
    return contact


@transaction.atomic
def shared_source(
    *,
    company_id: int,
    name: str,
    type: str,  # noqa: A002 -- the field's name
    actor: Actor,
    is_system: bool = False,
) -> Source:
    """The source of that name; created, once, when it is not there. An existing one keeps its type.

    ``is_system``: a rule will look for this name again, and nobody may rename it from now on.
    """
    lock_in_transaction("source", company_id, name)
    source = Source.objects.filter(company_id=company_id, name=name).first()
    if source is not None:
        if is_system and not source.is_system:
            source.is_system = True
            source.save(update_fields=["is_system"])
        return source
    source = Source.objects.create(
        company_id=company_id, name=name, type=SourceType(type), is_system=is_system
    )
    record(company_id=company_id, verb=Verb.SOURCE_ADDED, actor=actor, source=name)
    return source


@transaction.atomic
def add_source_contact(
    *,
    company_id: int,
    first_name: str,
    last_name: str,
    email: str,
    source: Source | None,
    teammate: Teammate | None = None,
    actor: Actor,
) -> SourceContact:
    """Someone known to send persons; the contact that has this address already is returned unchanged."""
    lock_in_transaction("source contact", company_id, normalise_sign_in_email(email))
    contact = selectors.contact_with_email(company_id=company_id, email=email)
    if contact is not None:
        return contact
    contact = SourceContact.objects.create(
        company_id=company_id,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        email=email.strip(),
        email_normalized=normalise_sign_in_email(email),
        source=source,
        teammate=teammate,
    )
    record(
        company_id=company_id,
        verb=Verb.SOURCE_CONTACT_ADDED,
        actor=actor,
        contact=f"{first_name} {last_name}".strip(),
        source=source.name if source else "",
    )
    return contact
