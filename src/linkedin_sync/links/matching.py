"""Who says which member a candidate is, when LinkedIn proposes several? A human, who chooses one of them or none.

A chosen member is an external identity of the person, and travels out as ``manualMatchedMember`` with the candidate, in
either generation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linkedin_sync.enums import LinkKind, MatchState
from linkedin_sync.models import Connection, KnownMember, Link
from recruit.base import clock, live, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import Refusal
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.people.selectors import PersonElsewhere, external_subjects, person_by_id, persons_behind
from recruit.people.services import (
    IdentityBelongsToAnother,
    remove_external_identity,
    set_external_identity,
)

#: The task's name; the function lies in ``tasks``, above this.
READ_MATCHES: Final = "linkedin.read_matches"
PROVIDER: Final = "linkedin"
MEMBER: Final = gettext_noop("a LinkedIn member")


@dataclass(frozen=True)
class Proposed:
    """A member whom LinkedIn proposes. ``known_as``: the public id of the candidate who is that member already."""

    urn: str
    known_as: str = ""

    @property
    def tail(self) -> str:
        """The end of the number, by which people tell members apart; LinkedIn gives no name with it."""
        return self.urn.rpartition(":")[2][-8:]


@dataclass(frozen=True)
class PersonMatch:
    """Whom LinkedIn takes a person for."""

    id: int
    person_id: int
    state: str
    members: tuple[Proposed, ...]

    @property
    def is_open(self) -> bool:
        return self.state == MatchState.SEVERAL

    @property
    def is_decided(self) -> bool:
        return self.state in {MatchState.CHOSEN, MatchState.NOBODY}


def match_of_person(*, company_id: int, person_id: int) -> PersonMatch | None:
    """None if nothing has been read of them."""
    row = _links(company_id).filter(our_key=str(person_id)).exclude(match_state="").first()
    return _views(company_id, [row])[0] if row else None


def matched_person_ids(*, company_id: int, person_ids: tuple[int, ...]) -> set[int]:
    """Those of the given persons whom LinkedIn takes for exactly one member; one query."""
    rows = _links(company_id).filter(our_key__among=[str(each) for each in person_ids])
    return {int(key) for key in rows.filter(match_state=MatchState.ONE).values_list("our_key", flat=True)}


def open_matches_page(*, company_id: int, cursor: str | None = None, limit: int = 50) -> Page[PersonMatch]:
    """Persons for whom somebody has to choose, in the order in which they were first sent."""
    rows = _links(company_id).filter(match_state=MatchState.SEVERAL).order_by("pk")
    count = rows[: COUNT_LIMIT + 1].count()
    found = list((rows.filter(pk__gt=id_of(cursor)) if cursor else rows)[: limit + 1])
    return page_of(_views(company_id, found), limit=limit, key=lambda row: (row.id,), count=count)


def open_match_count(*, company_id: int) -> int:
    """Exact up to ``COUNT_LIMIT``."""
    return _links(company_id).filter(match_state=MatchState.SEVERAL)[: COUNT_LIMIT + 1].count()


def may_be_taken_back(*, company_id: int, person_id: int) -> bool:
    """Whether there is a decision on this person's member to be taken back."""
    link = _decided(_links(company_id), person_id).first()
    return link is not None and not came_as_member(link)


def came_from_linkedin(*, company_id: int, person_id: int) -> bool:
    """Whether LinkedIn sent this person as the member who they are: nobody has chosen that."""
    link = _links(company_id).filter(our_key=str(person_id)).first()
    return link is not None and came_as_member(link)


class MatchNotOpen(Refusal):
    code = "match_not_open"


class NoDecision(Refusal):
    code = "no_decision"


class CameAsMember(Refusal):
    """That they are that member is no choice: LinkedIn sent them as that member."""

    code = "came_as_member"


@transaction.atomic
def choose_member(*, company_id: int, person_id: int, member: str, actor: Actor) -> None:
    """That one it is. Refuses ``MatchNotOpen``, or ``IdentityBelongsToAnother`` with the candidate who has it.

    The face has asked ``hiring.selectors.editable_person`` before.
    """
    person = person_by_id(company_id=company_id, person_id=person_id)
    link = _locked(company_id, person_id)
    if member not in link.match.get("members", []):
        raise MatchNotOpen(
            _("LinkedIn does not propose that member any more. Choose among those on the page now.")
        )
    set_external_identity(
        person=person, provider=PROVIDER, subject=member, verified=True, known_as=MEMBER, actor=actor
    )
    link.match_state, link.match_due_at = MatchState.CHOSEN, None
    link.match = link.match | {"members": [member]}
    link.save(update_fields=["match_state", "match", "match_due_at"])
    live.touch(company_id, ["integration", f"person:{person.public_id}"])


@transaction.atomic
def choose_nobody(*, company_id: int, person_id: int) -> None:
    """None of them. Whom LinkedIn proposes later is asked about again, these are not. Refuses ``MatchNotOpen``."""
    person = person_by_id(company_id=company_id, person_id=person_id)
    link = _locked(company_id, person_id)
    declined = dict.fromkeys([*link.match.get("declined", []), *link.match.get("members", [])])
    link.match_state, link.match = MatchState.NOBODY, {"members": [], "declined": list(declined)}
    link.save(update_fields=["match_state", "match"])
    live.touch(company_id, ["integration", f"person:{person.public_id}"])


@transaction.atomic
def take_decision_back(*, company_id: int, person_id: int, actor: Actor) -> None:
    """It is open again who they are on LinkedIn, there too. Refuses ``NoDecision`` and ``CameAsMember``.

    Whom LinkedIn proposes is read again when it has forgotten what was chosen. The face has asked
    ``hiring.selectors.editable_person`` before.
    """
    person = person_by_id(company_id=company_id, person_id=person_id)
    link = _decided(_links(company_id).select_for_update(), person_id).first()
    if link is None:
        raise NoDecision(_("Nothing has been decided here that could be taken back."))
    if came_as_member(link):
        raise CameAsMember(
            _("{name} came from LinkedIn as that member. That is a fact, not a choice, and stays.").format(
                name=person.full_name
            )
        )
    was_chosen = link.match_state == MatchState.CHOSEN
    declined = link.match.get("declined", []) if was_chosen else []
    link.match_state, link.match = MatchState.UNREAD, {"members": [], "declined": declined}
    link.match_asked = 0
    link.match_due_at = None if was_chosen else clock.now()
    if was_chosen:
        link.parts = link.parts | {"member": ""}  # not surely gone there before LinkedIn has said so
    link.save(update_fields=["match_state", "match", "match_asked", "match_due_at", "parts"])
    if was_chosen:
        remove_external_identity(person=person, provider=PROVIDER, known_as=MEMBER, actor=actor)
    else:
        defer_match_look(company_id=company_id, connection_id=link.connection_id, at=clock.now())
    live.touch(company_id, ["integration", f"person:{person.public_id}"])


def _decided(rows: QuerySet[Link], person_id: int) -> QuerySet[Link]:
    return rows.filter(our_key=str(person_id), match_state__in=[MatchState.CHOSEN, MatchState.NOBODY])


def came_as_member(link: Link) -> bool:
    """Whether LinkedIn sent this person as the member who they are."""
    members = external_subjects(company_id=link.company_id, provider=PROVIDER, person_id=int(link.our_key))
    return KnownMember.objects.filter(connection_id=link.connection_id, urn__in=members).exists()


def adopt_member(link: Link, member: str) -> bool:
    """Whom the customer chose at LinkedIn is chosen here too. False: another candidate is that member already."""
    person = person_by_id(company_id=link.company_id, person_id=int(link.our_key))
    actor = system_actor("LinkedIn")
    try:
        with transaction.atomic():
            set_external_identity(
                person=person,
                provider=PROVIDER,
                subject=member,
                verified=True,
                known_as=MEMBER,
                actor=actor,
            )
    except IdentityBelongsToAnother:
        return False
    return True


def defer_match_look(*, company_id: int, connection_id: int, at: datetime) -> None:
    """One look waits, however many candidates are sent meanwhile; the sweep sees to what comes due later."""
    queue.defer(
        READ_MATCHES,
        company_id=company_id,
        connection_id=connection_id,
        run_at=at,
        queueing_lock=f"{READ_MATCHES}:{connection_id}",
    )


def _links(company_id: int) -> QuerySet[Link]:
    mine = Subquery(Connection.objects.filter(company_id=company_id).values("id"))
    return Link.objects.filter(connection_id=mine, kind=LinkKind.PERSON)


def _locked(company_id: int, person_id: int) -> Link:
    link = (
        _links(company_id)
        .select_for_update()
        .filter(our_key=str(person_id), match_state__in=[MatchState.SEVERAL, MatchState.ONE])
        .first()
    )
    if link is None:
        raise MatchNotOpen(
            _("There is nothing to choose here any more. Load the page again to see how it stands.")
        )
    return link


def _proposed(member: str, row: Link, owners: Mapping[str, PersonElsewhere]) -> Proposed:
    owner = owners.get(member)
    return Proposed(member, owner.public_id if owner and owner.id != int(row.our_key) else "")


def _views(company_id: int, rows: list[Link]) -> list[PersonMatch]:
    members = [member for row in rows for member in row.match.get("members", [])]
    owners = persons_behind(company_id=company_id, provider=PROVIDER, subjects=members) if members else {}
    return [
        PersonMatch(
            id=row.pk,
            person_id=int(row.our_key),
            state=row.match_state,
            members=tuple(_proposed(member, row, owners) for member in row.match.get("members", [])),
        )
        for row in rows
    ]
