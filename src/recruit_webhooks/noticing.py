"""Who learns that a webhook was switched off? Everybody who can switch it on again, by mail."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import company_of, teammates_of
from recruit_webhooks.enums import OffReason
from recruit_webhooks.models import Webhook


def tell_switched_off(*, company_id: int, webhook_id: int) -> None:
    """Raises what the mail server's refusal raises: tried again. Nothing for one that is on again, or gone."""
    webhook = Webhook.objects.filter(company_id=company_id, pk=webhook_id).first()
    if webhook is None or webhook.is_on:
        return
    company = company_of(company_id=company_id).name
    for teammate in teammates_of(company_id=company_id):
        if teammate.is_active and company_role_allows(
            teammate.company_role, Capability.CONFIGURE_INTEGRATIONS
        ):
            with translation.override(teammate.language):
                subject, body = _written(webhook, company)
            send_mail(subject, body, None, [teammate.email])


def _written(webhook: Webhook, company: str) -> tuple[str, str]:
    """Subject and body."""
    subject = _("The webhook {name} is switched off ({company})").format(name=webhook.name, company=company)
    meanwhile = _(
        "Nothing is sent to it, and what happens meanwhile is not written down for it. Events that had failed can be "
        "sent once more when it is on again."
    )
    address = f"{settings.BASE_URL}{reverse('webhook', args=[webhook.public_id])}"
    return subject, f"{OffReason(webhook.off_because).label}.\n\n{meanwhile}\n\n{address}"
