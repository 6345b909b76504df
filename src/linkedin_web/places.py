"""Where does LinkedIn show on the product's own pages? In the places that they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linkedin_sync.explain.evaluations import told_of_evaluations
from linkedin_sync.health import Glance, glance_at
from linkedin_sync.links.matching import matched_person_ids
from linkedin_sync.mirror.closed import undecided_count
from linkedin_web import access
from linkedin_web.correspondence import rendered_section
from linkedin_web.exports import SEEN
from linkedin_web.person import PROVIDER, identity_of, rendered_panel
from linkedin_web.why import rendered_position
from recruit.people.selectors import persons_known_to
from recruit_web.slots import Link, Place, Profile, add_stylesheet, fill
from recruit_web.templatetags.recruit_web import icon

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from recruit.people.models import Person
    from recruit.positions.models import Position
    from recruit_web.requests import SignedInRequest

_NAME = "LinkedIn"
_ICON = "outline/brand-linkedin"
_MANY = 99

add_stylesheet("linkedin_web/linkedin.css")


def _glance(request: SignedInRequest) -> Glance:
    """With the failures that this session has not seen."""
    return glance_at(teammate=request.user, after_id=request.session.get(SEEN, 0))


@fill(Place.NAVIGATION, name=_NAME)
def navigation(request: SignedInRequest, _subject: None) -> Link | None:
    """The exports, with the number of failures that this session has not seen."""
    if not access.is_included(request):
        return None
    count = _glance(request).refused_exports
    note = "" if count == 0 else str(count) if count <= _MANY else f"{_MANY}+"
    return Link(_("LinkedIn exports"), reverse("linkedin_exports"), "outline/table-import", note=note)


@fill(Place.NAVIGATION, name=gettext_noop("LinkedIn problems"), order=51)
def problems(request: SignedInRequest, _subject: None) -> Link | None:
    """As long as something is wrong with the connection, for those who look after it."""
    if not access.may_inspect(request) or not access.is_included(request):
        return None
    count = _glance(request).open_problems
    if not count:
        return None
    return Link(
        _("LinkedIn problems"),
        f"{reverse('linkedin_connection')}#problems",
        "outline/alert-circle",
        str(count),
    )


@fill(Place.SETTINGS, name=_NAME)
def connection_settings(request: SignedInRequest, _subject: None) -> Link:  # noqa: ARG001 -- the form of all places
    return Link(_("LinkedIn connection"), reverse("linkedin_connection"), _ICON)


@fill(Place.SETTINGS, name=gettext_noop("Closed LinkedIn accounts"), order=55)
def closed_settings(request: SignedInRequest, _subject: None) -> Link | None:
    """With the number of those that wait for a decision."""
    if not access.is_included(request) or not access.may_inspect(request):
        return None
    count = undecided_count(company_id=request.user.company_id)
    note = "" if count == 0 else str(count) if count <= _MANY else f"{_MANY}+"
    return Link(_("Closed LinkedIn accounts"), reverse("linkedin_closed"), "outline/user-off", note=note)


@fill(Place.ACCOUNT, name=gettext_noop("Own LinkedIn seat"))
@fill(Place.SETTINGS, name=gettext_noop("Own LinkedIn seat"), order=60)
def seat_settings(request: SignedInRequest, _subject: None) -> Link | None:
    if not access.is_included(request) or not access.may_use(request):
        return None
    return Link(_("My LinkedIn seat"), reverse("linkedin_own_seat"), "outline/user-check")


@fill(Place.PERSON_BADGES, name=_NAME)
def person_badge(request: SignedInRequest, person: Person) -> SafeString | None:
    """A link to the profile of somebody who is verifiably that member; a word, if LinkedIn has told no address."""
    if not access.is_included(request):
        return None
    identity = identity_of(person)
    if identity is None or not identity.url:
        is_member = identity is not None or matched_person_ids(
            company_id=person.company_id, person_ids=(person.pk,)
        )
        return (
            format_html('<span class="badge bg-blue-lt">{} {}</span>', icon(_ICON, 16), _("On LinkedIn"))
            if is_member
            else None
        )
    return format_html(
        '<a class="badge bg-blue-lt" href="{}" target="_blank" rel="noopener noreferrer">{} {}</a>',
        identity.url,
        icon(_ICON, 16),
        _("LinkedIn profile"),
    )


@fill(Place.PERSON_PANELS, name=_NAME)
def person_panel(request: SignedInRequest, person: Person) -> SafeString | None:
    return rendered_panel(request, person) if access.is_included(request) else None


@fill(Place.POSITION_PANELS, name=_NAME)
def position_panel(request: SignedInRequest, position: Position) -> SafeString | None:
    return rendered_position(request, position) if access.is_included(request) else None


@fill(Place.PERSON_SECTIONS, name=gettext_noop("InMail and LinkedIn notes"))
def person_section(request: SignedInRequest, person: Person) -> SafeString | None:
    return rendered_section(request, person)


@fill(Place.NOTE_WORDS, name=_NAME)
def note_words(request: SignedInRequest, _person: Person) -> SafeString | None:
    """Whoever writes a note is told that it is read on LinkedIn as well."""
    if not access.is_included(request) or not _glance(request).is_told_notes:
        return None
    return format_html("{} {}", icon(_ICON, 16), _("It is shown in LinkedIn Recruiter too."))


@fill(Place.EVALUATION_WORDS, name=_NAME)
def evaluation_words(request: SignedInRequest, position: Position) -> SafeString | None:
    """Whoever evaluates is told whether it is read on LinkedIn as well, and why not where it could be."""
    if not access.is_included(request):
        return None
    words = told_of_evaluations(company_id=position.company_id, position_id=position.pk)
    return format_html("{} {}", icon(_ICON, 16), words) if words else None


@fill(Place.PERSON_PROFILES, name=_NAME)
def person_profile(request: SignedInRequest, _subject: None) -> Profile | None:
    return Profile(PROVIDER, "LinkedIn") if access.is_included(request) else None


@fill(Place.PERSON_ICONS, name=_NAME)
def person_icons(request: SignedInRequest, person_ids: tuple[int, ...]) -> dict[int, SafeString]:
    if not access.is_included(request):
        return {}
    company_id = request.user.company_id
    known = persons_known_to(company_id=company_id, person_ids=person_ids, provider=PROVIDER)
    known |= matched_person_ids(company_id=company_id, person_ids=person_ids)

    drawn = format_html(
        '<span class="linkedin-icon" title="{}">{}<span class="visually-hidden">{}</span></span>',
        _("On LinkedIn"),
        icon(_ICON, 16),
        _("On LinkedIn"),
    )
    return dict.fromkeys(known, drawn)
