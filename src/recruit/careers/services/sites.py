"""How does a company set up its careers site and the links to it?"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.careers.enums import ConsentScope
from recruit.careers.events import SiteChanged
from recruit.careers.models import CareersSite, TrackedLink
from recruit.careers.rules import is_slug, is_web_address
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import actor_of, require_capability
from recruit.sources.enums import SourceType
from recruit.sources.models import Source
from recruit.sources.services import add_source_contact, shared_source

#: The source of whoever comes by a teammate's own link; the teammate is its contact.
REFERRALS = "Referrals by colleagues"  # English


class AddressNotUnderstood(Refusal):
    """Evidence: ``field``."""

    code = "address_not_understood"


class SlugTaken(Refusal):
    code = "slug_taken"


@transaction.atomic
def change_site(
    *,
    company_id: int,
    slug: str,
    is_on: bool,
    intro: str,
    privacy_url: str,
    consent_scope: str,
    website: str,
    actor: Actor,
) -> CareersSite:
    """Refuses with ``AddressNotUnderstood`` or ``SlugTaken``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    if not is_slug(slug):
        raise AddressNotUnderstood(
            _(
                "The address may have small letters, digits and hyphens, at most 60, and begins and ends with one of "
                "the first two."
            ),
            field="slug",
        )
    for field, address in (("privacy_url", privacy_url), ("website", website)):
        if address and not is_web_address(address):
            raise AddressNotUnderstood(
                _("This is not a web address. Write it whole, with https:// at its beginning."), field=field
            )
    site = CareersSite.objects.select_for_update(no_key=True).filter(company_id=company_id).first()
    site = site or CareersSite(company_id=company_id)
    site.slug, site.is_on, site.intro = slug, is_on, intro.strip()
    site.privacy_url, site.website = privacy_url, website
    site.consent_scope = ConsentScope(consent_scope)
    try:
        with transaction.atomic():
            site.save()
    except IntegrityError as reason:
        taken = _("Another careers site has the address “{slug}”. Choose another one.")
        raise SlugTaken(taken.format(slug=slug)) from reason
    record(company_id=company_id, verb=Verb.COMPANY_SETTINGS_CHANGED, actor=actor)
    events.publish(SiteChanged(company_id))
    live.touch(company_id, ["settings"])
    return site


@transaction.atomic
def add_tracked_link(
    *, company_id: int, name: str, source_name: str, source_type: str, actor: Actor
) -> TrackedLink:
    """A link by which whoever comes has this source; a source of that name is used, else made."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    source = shared_source(
        company_id=company_id, name=source_name.strip(), type=SourceType(source_type), actor=actor
    )
    link = TrackedLink.objects.create(company_id=company_id, name=name.strip(), source=source)
    live.touch(company_id, ["settings"])
    return link


@transaction.atomic
def add_link_to_source(*, source: Source, name: str, actor: Actor) -> TrackedLink:
    """A link for a campaign: whoever comes by it and applies has this source."""
    require_capability(company_id=source.company_id, actor=actor, capability=Capability.MANAGE_SOURCES)
    link = TrackedLink.objects.create(company_id=source.company_id, name=name.strip(), source=source)
    live.touch(source.company_id, ["settings"])
    return link


@transaction.atomic
def referral_link(*, teammate: Teammate) -> TrackedLink:
    """The teammate's own link, made once: whoever comes by it was referred by them. Every teammate may have one."""
    actor = actor_of(teammate)
    source = shared_source(
        company_id=teammate.company_id,
        name=REFERRALS,
        type=SourceType.REFERRER_UNPAID,
        actor=actor,
        is_system=True,
    )
    contact = add_source_contact(
        company_id=teammate.company_id,
        first_name=teammate.first_name,
        last_name=teammate.last_name,
        email=teammate.email,
        source=source,
        teammate=teammate,
        actor=actor,
    )
    link, _ = TrackedLink.objects.get_or_create(
        company_id=teammate.company_id,
        source=source,
        source_contact=contact,
        defaults={"name": f"Referrals by {teammate.full_name}"},  # English
    )
    return link
