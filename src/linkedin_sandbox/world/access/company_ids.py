"""What happens when a customer's company id changes, as after a merger? All contexts change with it.

LinkedIn and the ATS must switch Recruiter System Connect off first. What is still on breaks: it is disabled, and the
application keeps the old context until the customer's admin uses the configuration plugin anew (``inbound.md`` 1.8).
What the ATS has sent stays under the old context: it is to be sent again.
"""

from __future__ import annotations

from django.db import transaction

from linkedin_sandbox.world.access.switching import ENABLED, break_off
from linkedin_sandbox.world.models import Application, Contract, Integration, Organization
from linkedin_sandbox.world.refusals import SandboxRefusal


def what_breaks(organization: Organization) -> list[Integration]:
    """What is still on, in the company's context and in those of its contracts; every ATS's."""
    return list(
        Integration.objects.filter(context__in=_contexts(organization), status=ENABLED).order_by("id")
    )


def _contexts(organization: Organization) -> list[str]:
    contracts = Contract.objects.filter(organization_id=organization.id)
    return [organization.urn, *(contract.urn for contract in contracts)]


def refuse_new_id(new_id: int) -> None:
    if new_id <= 0 or Organization.objects.filter(id=new_id).exists():
        raise SandboxRefusal(f"The company id {new_id} cannot be taken: it is another company's, or none.")


def change_company_id(*, organization: Organization, new_id: int) -> list[Integration]:
    """The integrations that were still on and are broken now; none, if the change was prepared."""
    old_id, old_context = organization.id, organization.urn
    contexts = _contexts(organization)
    with transaction.atomic():
        refuse_new_id(new_id)
        renewed = Organization.objects.create(id=new_id, name=organization.name)
        broken = break_off(contexts)
        if not broken:
            Integration.objects.filter(context=old_context).update(context=renewed.urn)
        Contract.objects.filter(organization_id=old_id).update(organization_id=new_id)
        Application.objects.filter(organization_id=old_id).update(organization_id=new_id)
        organization.delete()
    return broken


def forget_old_company(application: Application, context: str) -> None:
    """The plugin has been used for ``context``: what was broken under another company's is replaced."""
    rows = Integration.objects.filter(
        application_id=application.id, context__startswith="urn:li:organization:", status="DISABLED"
    )
    rows.exclude(context=context).delete()
