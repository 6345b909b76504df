"""Which source does an application get? The link, the referring website, the outside profile, else one's own site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from recruit.base.actors import Actor
from recruit.careers.enums import Channel
from recruit.careers.models import CareersSite
from recruit.careers.rules import Arrival, host_of
from recruit.careers.selectors import link_with_token
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source

if TYPE_CHECKING:
    from recruit.careers.services.applying import OutsideProfile


@dataclass(frozen=True)
class Credit:
    source_id: int
    contact_id: int | None = None


def credit_of(*, site: CareersSite, arrival: Arrival, profile: OutsideProfile | None, actor: Actor) -> Credit:
    """``domain/recruit.md`` 5.1 and 5.3: what was tracked goes before the way of applying."""
    if arrival.channel == Channel.LINK:
        link = link_with_token(company_id=site.company_id, token=arrival.key)
        if link is not None:
            return Credit(link.source_id, link.source_contact_id)
    if arrival.channel == Channel.REFERRER:
        return _website(site, arrival.key, actor)
    if profile is not None:
        source = shared_source(
            company_id=site.company_id,
            name=profile.source_name,
            type=profile.source_type,
            actor=actor,
            is_system=True,
        )
        return Credit(source.pk)
    return _website(site, host_of(site.website) or host_of(settings.BASE_URL) or site.slug, actor)


def _website(site: CareersSite, host: str, actor: Actor) -> Credit:
    source = shared_source(
        company_id=site.company_id, name=host, type=SourceType.WEBSITE, actor=actor, is_system=True
    )
    return Credit(source.pk)
