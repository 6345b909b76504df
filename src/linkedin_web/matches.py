"""Whom does LinkedIn take a candidate for, and who decides where it proposes several members?

Whoever may change the candidate decides, on the candidate's page; a list names all who wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.links import matching
from linkedin_web import access
from recruit.base.errors import Refusal
from recruit.company import selectors as companies
from recruit.hiring import selectors as hiring
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from linkedin_sync.links.matching import PersonMatch
    from recruit.people.models import Person

_SHOWN = 50
_NOBODY = "nobody"


@dataclass(frozen=True)
class Choice:
    """A member to choose; ``taken_href`` leads to the candidate who is that member already."""

    urn: str
    tail: str
    taken_name: str = ""
    taken_href: str = ""


def match_context(request: SignedInRequest, person: Person) -> dict[str, Any]:
    match = matching.match_of_person(company_id=person.company_id, person_id=person.pk)
    return {
        "match": match,
        "match_choices": _choices(request, match) if match and match.is_open else [],
        "may_match": match is not None and hiring.may_edit_person(teammate=request.user, person=person),
        "may_take_back": _may_take_back(request, person, match),
    }


def _may_take_back(request: SignedInRequest, person: Person, match: PersonMatch | None) -> bool:
    return (
        match is not None
        and match.is_decided
        and hiring.may_edit_person(teammate=request.user, person=person)
        and matching.may_be_taken_back(company_id=person.company_id, person_id=person.pk)
    )


def _choices(request: SignedInRequest, match: PersonMatch) -> list[Choice]:
    taken = {member.known_as for member in match.members if member.known_as}
    visible = hiring.visible_persons(teammate=request.user).filter(public_id__in=taken) if taken else ()
    names = {person.public_id: person.full_name for person in visible}
    return [
        Choice(
            urn=member.urn,
            tail=member.tail,
            taken_name=names.get(member.known_as, _("another candidate")) if member.known_as else "",
            taken_href=reverse("person", args=[member.known_as]) if member.known_as in names else "",
        )
        for member in match.members
    ]


@require_safe
def matches(request: SignedInRequest) -> HttpResponse:
    """Those whom this teammate sees, of all who wait for a decision."""
    after = request.GET.get("after") or None
    context: dict[str, Any] = {"is_included": access.is_included(request), "after": after}
    if context["is_included"]:
        page = matching.open_matches_page(company_id=request.user.company_id, cursor=after, limit=_SHOWN)
        ids = [row.person_id for row in page.rows]
        visible = hiring.visible_persons(teammate=request.user).filter(pk__in=ids) if ids else ()
        persons = {person.pk: person for person in visible}
        context |= {
            "page": page,
            "rows": [
                {"match": row, "person": persons[row.person_id]}
                for row in page.rows
                if row.person_id in persons
            ],
            "hidden": len(ids) - len(persons),
        }
    if request.htmx:
        return render(request, "linkedin_web/matches_list.html", context)
    return show(request, "linkedin_web/matches.html", context)


class NoMemberChosen(Refusal):
    code = "no_member_chosen"


@require_POST
def decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """``member``: the URN of the one it is, or that it is none of them."""
    person = hiring.editable_person(teammate=request.user, public_id=public_id)
    member = request.POST.get("member", "")
    if not member:
        raise NoMemberChosen(_("Choose the member it is, or that it is none of them."))
    which = {"company_id": person.company_id, "person_id": person.pk}
    if member == _NOBODY:
        matching.choose_nobody(**which)
        sentence = _("Kept: none of those members.")
    else:
        matching.choose_member(**which, member=member, actor=companies.actor_of(request.user))
        sentence = _("Kept: {name} is that member. LinkedIn is told.").format(name=person.full_name)
    return done(request, sentence, topics=[f"person:{person.public_id}", "integration"])


@require_POST
def take_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Who they are on LinkedIn is open again."""
    person = hiring.editable_person(teammate=request.user, public_id=public_id)
    matching.take_decision_back(
        company_id=person.company_id, person_id=person.pk, actor=companies.actor_of(request.user)
    )
    sentence = _("Taken back. LinkedIn is asked anew whom it takes {name} for.").format(name=person.full_name)
    return done(request, sentence, topics=[f"person:{person.public_id}", "integration"])
