"""What goes with the posting of a position that members may apply for on LinkedIn? Questions, and where to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from linkedin_client import Generation, OnsiteApply
from linkedin_sync.connections.applying import application_webhook_url_of
from linkedin_sync.connections.client import dialects_of
from linkedin_sync.connections.selectors import WORTH_MARKING
from linkedin_sync.enums import JobAvailability
from linkedin_sync.mapping.applying import onsite_apply_of
from linkedin_sync.mapping.offering import Ground, Offered, why_nobody_applies, why_not_offered
from linkedin_sync.models import Connection
from recruit.careers.rules import asks_consent
from recruit.careers.selectors import questions_of_positions, site_of
from recruit.positions.enums import PositionStatus
from recruit.positions.selectors import PositionRecord
from recruit.privacy.selectors import consent_words


@dataclass(frozen=True)
class Offer:
    """``apply_url``: the position on the careers site, where members go if LinkedIn cannot deliver."""

    onsite: OnsiteApply
    apply_url: str


def ground_of(connection: Connection) -> Ground:
    site = site_of(company_id=connection.company_id) if connection.takes_applications else None
    return Ground(
        takes_applications=connection.takes_applications,
        is_connected=connection.state in WORTH_MARKING,
        is_public_chosen=connection.availability == JobAvailability.PUBLIC,
        has_careers_site=site is not None and site.is_on,
        speaks_v2=dialects_of(connection).jobs is Generation.V2,
    )


def offered(position: PositionRecord) -> Offered:
    return Offered(
        is_open=position.status == PositionStatus.OPEN,
        is_published=position.is_published,
        is_discreet=position.is_discreet,
        is_talent_pool=position.is_talent_pool,
    )


def offers_of(connection: Connection, positions: Sequence[PositionRecord]) -> dict[int, Offer]:
    """By position; who is not in it is applied for elsewhere. No query where nothing is offered."""
    ground = ground_of(connection)
    if why_nobody_applies(ground):
        return {}
    company_id = connection.company_id
    site, words = site_of(company_id=company_id), consent_words(company_id=company_id)
    shown = [each for each in positions if not why_not_offered(ground, offered(each))]
    questions = questions_of_positions(company_id=company_id, position_ids=[each.id for each in shown])
    if site is None:
        return {}
    return {
        each.id: Offer(
            onsite=onsite_apply_of(
                questions.get(each.id, []),
                webhook_url=application_webhook_url_of(connection),
                consent=words if asks_consent(site.consent_scope, each.country) else "",
                privacy_url=site.privacy_url,
            ),
            apply_url=f"{settings.BASE_URL}/careers/{site.slug}/positions/{each.public_id}",
        )
        for each in shown
    }
