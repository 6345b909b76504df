"""Who says which member a candidate is, with LinkedIn's profile on the page? A recruiter, who links or unlinks by hand.

LinkedIn's plugin has written it down there already and tells the page, which tells us: so that Recruit's word is the
same before LinkedIn is asked again. It counts as a choice and can be taken back as one.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/profile-plugin
"""

from __future__ import annotations

import re
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_sync.enums import LinkKind, MatchState
from linkedin_sync.links.matching import (
    MEMBER,
    PROVIDER,
    CameAsMember,
    came_as_member,
    choose_nobody,
    take_decision_back,
)
from linkedin_sync.models import Link
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.people.selectors import external_subjects, person_by_id
from recruit.people.services import remove_external_identity, set_external_identity

_URN: Final = re.compile(r"urn:li:person:[\w-]{1,150}")


class NoMember(Refusal):
    code = "no_member"


@transaction.atomic
def link_member(*, company_id: int, person_id: int, member: str, actor: Actor) -> None:
    """The candidate is that member.

    Refuses ``NoMember``, ``CameAsMember`` (as another one), and ``IdentityBelongsToAnother`` with the candidate who has
    it. The face has asked ``hiring.selectors.editable_person`` before.
    """
    if not _URN.fullmatch(member):
        raise NoMember(_("LinkedIn told no member. Load the page again and link them once more."))
    person = person_by_id(company_id=company_id, person_id=person_id)
    link = _locked(company_id, person_id)
    others = set(external_subjects(company_id=company_id, provider=PROVIDER, person_id=person_id)) - {member}
    if others and came_as_member(link):
        raise CameAsMember(
            _("{name} came from LinkedIn as another member. That is a fact, not a choice, and stays.").format(
                name=person.full_name
            )
        )
    if others:
        remove_external_identity(person=person, provider=PROVIDER, known_as=MEMBER, actor=actor)
    set_external_identity(
        person=person, provider=PROVIDER, subject=member, verified=True, known_as=MEMBER, actor=actor
    )
    link.match_state, link.match_due_at = MatchState.CHOSEN, None
    link.match = link.match | {"members": [member]}
    link.save(update_fields=["match_state", "match", "match_due_at"])
    live.touch(company_id, ["integration", f"person:{person.public_id}"])


@transaction.atomic
def unlink_member(*, company_id: int, person_id: int, actor: Actor) -> None:
    """They are not that member after all. Refuses ``CameAsMember``; nothing happens where nobody was linked."""
    link = _locked(company_id, person_id)
    if link.match_state == MatchState.CHOSEN:
        take_decision_back(company_id=company_id, person_id=person_id, actor=actor)
    elif link.match_state in {MatchState.ONE, MatchState.SEVERAL}:
        choose_nobody(company_id=company_id, person_id=person_id)


def _locked(company_id: int, person_id: int) -> Link:
    rows = Link.objects.select_for_update().filter(company_id=company_id, kind=LinkKind.PERSON)
    link = rows.filter(our_key=str(person_id)).first()
    if link is None:
        raise NotFound(_("LinkedIn does not have this candidate (any more)."))
    return link
