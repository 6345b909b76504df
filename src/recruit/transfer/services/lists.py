"""Who takes a list of candidates out? It is written down, with what was searched for."""

from __future__ import annotations

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base.actors import Actor
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability


@transaction.atomic
def note_list_taken(*, company_id: int, what: str, actor: Actor) -> None:
    """Before its first line goes out. Refuses with ``CompanyRoleTooSmall``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.EXPORT_LISTS)
    record(company_id=company_id, verb=Verb.LIST_TAKEN, actor=actor, what=what)
