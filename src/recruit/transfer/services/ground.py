"""Who may bring rows in, who acts when a file's rows become records, and how do open pages hear of it?"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.base import live
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import NotFound
from recruit.company.selectors import actor_of, require_capability, teammate_by_id
from recruit.transfer.enums import ImportKind
from recruit.transfer.models import Import
from recruit.transfer.rules.rights import NEEDS

#: The name of whoever acts without a teammate.
COMMAND_LINE: Final = system_actor(gettext_noop("Command line"))
#: The topic of the pages of imports and archives.
TOPIC: Final = "transfer"


def require_right(*, company_id: int, kind: str, actor: Actor) -> None:
    """Refuses with ``CompanyRoleTooSmall``."""
    require_capability(company_id=company_id, actor=actor, capability=NEEDS[ImportKind(kind)])


def actor_behind(run: Import) -> Actor:
    """Who started it; refused by the domain's services if they may not act any more."""
    if run.by_id is None:
        return COMMAND_LINE
    return actor_of(teammate_by_id(company_id=run.company_id, teammate_id=run.by_id))


def language_of(*, company_id: int, teammate_id: int | None) -> str:
    """In which language it is written down what became of each row: in that of whoever has begun it."""
    if teammate_id is None:
        return "en"
    return str(teammate_by_id(company_id=company_id, teammate_id=teammate_id).language)


def locked_import(*, company_id: int, import_id: int) -> Import:
    """The row as it is now, held until the transaction ends. Refuses with ``NotFound``."""
    found = Import.objects.select_for_update(no_key=True).filter(company_id=company_id, pk=import_id).first()
    if found is None:
        raise NotFound(_("There is no such import any more."))
    return found


def tell(company_id: int) -> None:
    live.touch(company_id, [TOPIC])
