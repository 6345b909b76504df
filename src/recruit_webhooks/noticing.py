"""Who learns that a webhook was switched off? Everybody who can switch it on again, by mail."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

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
    subject = f"The webhook {webhook.name} is switched off ({company_of(company_id=company_id).name})"
    body = (
        f"{OffReason(webhook.off_because).label}.\n\n"
        "Nothing is sent to it, and what happens meanwhile is not written down for it. Events that had failed can be "
        "sent once more when it is on again.\n\n"
        f"{settings.BASE_URL}{reverse('webhook', args=[webhook.public_id])}"
    )
    for teammate in teammates_of(company_id=company_id):
        if teammate.is_active and company_role_allows(
            teammate.company_role, Capability.CONFIGURE_INTEGRATIONS
        ):
            send_mail(subject, body, None, [teammate.email])
