"""Which steps does a company keep ready for its workflows? These take copies: changing a template changes none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.positions.enums import HiringRole, StepType
from recruit.positions.models import StepTemplate
from recruit.positions.rules import USUAL_TEMPLATES


class StepTemplateRefused(Refusal):
    code = "step_template_refused"


@transaction.atomic
def save_step_template(
    *,
    company_id: int,
    public_id: str = "",
    name: str,
    type: str,  # noqa: A002 -- the field's own name
    instructions: str = "",
    usual_role: str = "",
    actor: Actor,
) -> StepTemplate:
    """A new template, or the one of that public id changed. Refuses a name that another one has."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    template = _template(company_id, public_id) if public_id else StepTemplate(company_id=company_id)
    template.name = " ".join(name.split())
    template.type = StepType(type)
    template.instructions = instructions.strip()
    template.usual_role = HiringRole(usual_role) if usual_role else ""
    if not template.name:
        raise StepTemplateRefused(_("A step needs a name. Type what your team calls it."))
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as reason:
        raise StepTemplateRefused(
            _("There is a template “{template}” already. Change that one, or choose another name.").format(
                template=template.name
            )
        ) from reason
    _tell(company_id, actor, "changed" if public_id else "added", template.name)
    return template


@transaction.atomic
def remove_step_template(*, company_id: int, public_id: str, actor: Actor) -> None:
    """Workflows that were made with it stay as they are."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    template = _template(company_id, public_id)
    template.delete()
    _tell(company_id, actor, "removed", template.name)


def add_usual_templates(*, company_id: int) -> Sequence[StepTemplate]:
    """What a new company begins with."""
    return StepTemplate.objects.bulk_create(
        StepTemplate(company_id=company_id, name=name, type=type_, usual_role=role)
        for name, type_, role in USUAL_TEMPLATES
    )


def _template(company_id: int, public_id: str) -> StepTemplate:
    found = StepTemplate.objects.filter(company_id=company_id, public_id=public_id).first()
    if found is None:
        raise NotFound(_("There is no such step template any more."))
    return found


def _tell(company_id: int, actor: Actor, change: str, name: str) -> None:
    record(company_id=company_id, verb=Verb.STEP_TEMPLATE_CHANGED, actor=actor, change=change, step=name)
    live.touch(company_id, ["settings"])
