"""How is a source added, renamed, retired and brought back by hand?"""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.sources.enums import SourceType
from recruit.sources.models import Source


class NameTaken(Refusal):
    code = "source_name_taken"


class SourceProtected(Refusal):
    code = "source_protected"


@transaction.atomic
def add_source(*, company_id: int, name: str, type: str, actor: Actor) -> Source:  # noqa: A002 -- the field's name
    """Refuses with ``NameTaken``, also if the source of that name is retired."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.MANAGE_SOURCES)
    name = name.strip()
    _require_free(company_id, name)
    source = Source.objects.create(company_id=company_id, name=name, type=SourceType(type))
    record(company_id=company_id, verb=Verb.SOURCE_ADDED, actor=actor, source=name)
    return source


@transaction.atomic
def edit_source(*, source: Source, name: str, type: str, actor: Actor) -> Source:  # noqa: A002 -- the field's name
    """Another name or type, everywhere at once, in reports about the past too. Nothing is told if nothing differs."""
    fresh = _locked(source, actor)
    name, kind = name.strip(), SourceType(type)
    if (fresh.name, fresh.type) == (name, kind):
        return fresh
    if fresh.is_system and fresh.name != name:
        raise SourceProtected(_(_PROTECTED).format(name=fresh.name))
    if fresh.name != name:
        _require_free(fresh.company_id, name)
    with translation.override("en"):  # history keeps it
        before = f"{fresh.name}, {SourceType(fresh.type).label}"
    fresh.name, fresh.type = name, kind
    fresh.save(update_fields=["name", "type"])
    _tell(fresh, actor, gettext_noop("changed"), before=before)
    return fresh


@transaction.atomic
def retire_source(*, source: Source, actor: Actor) -> Source:
    """It is offered for nothing new; processes, links and reports keep it. Idempotent."""
    fresh = _locked(source, actor)
    if fresh.is_system:
        raise SourceProtected(_(_PROTECTED).format(name=fresh.name))
    if fresh.retired_at is None:
        fresh.retired_at = clock.now()
        fresh.save(update_fields=["retired_at"])
        _tell(fresh, actor, gettext_noop("retired"))
    return fresh


@transaction.atomic
def restore_source(*, source: Source, actor: Actor) -> Source:
    """Idempotent."""
    fresh = _locked(source, actor)
    if fresh.retired_at is not None:
        fresh.retired_at = None
        fresh.save(update_fields=["retired_at"])
        _tell(fresh, actor, gettext_noop("brought back"))
    return fresh


_PROTECTED = gettext_noop(
    "“{name}” is used by Recruit itself: applications and imports find it by its name. Add another source and choose "
    "that one for candidates."
)


def _locked(source: Source, actor: Actor) -> Source:
    require_capability(company_id=source.company_id, actor=actor, capability=Capability.MANAGE_SOURCES)
    fresh = (
        Source.objects.select_for_update(no_key=True)
        .filter(company_id=source.company_id, pk=source.pk)
        .first()
    )
    if fresh is None:
        raise NotFound(_("There is no such source any more."))
    return fresh


def _require_free(company_id: int, name: str) -> None:
    lock_in_transaction("source", company_id, name)
    taken = Source.objects.filter(company_id=company_id, name=name).first()
    if taken is not None:
        sentence = (
            _(
                "There is a source “{name}” already. It is retired: bring it back from the list of retired sources."
            )
            if taken.retired_at
            else _("There is a source “{name}” already.")
        )
        raise NameTaken(sentence.format(name=name))


def _tell(source: Source, actor: Actor, what: str, *, before: str = "") -> None:
    record(
        company_id=source.company_id,
        verb=Verb.SOURCE_EDITED,
        actor=actor,
        what=what,
        source=source.name,
        before=before,
    )
