"""How do rows become candidates? In bulk, by the same rules as one; doubles are looked for as at every door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from recruit.base.actors import Actor
from recruit.people.enums import ContactKind, ProspectStatus
from recruit.people.models import ExternalIdentity
from recruit.people.services import NewContactPoint, NewIdentity, NewPerson, add_persons_in_bulk
from recruit.transfer.enums import FILE_IDS, FROM_FILE
from recruit.transfer.services.making import Wanted


def make_persons(
    *,
    company_id: int,
    wanted: Sequence[Wanted],
    mapping: Mapping[str, str],  # noqa: ARG001 -- the makers of the three kinds are called alike
    actor: Actor,
    now: datetime,
) -> None:
    """Who came by the same id before is there already. The caller has asked whether the actor may add persons."""
    _recognise(company_id, wanted)
    fresh = _one_of_each_id(wanted)
    rows = add_persons_in_bulk(
        company_id=company_id, persons=[_person(each, now) for each in fresh], actor=actor
    )
    for each, row in zip(fresh, rows, strict=True):
        each.became["person_id"] = row.pk
    # The second row of one id in this very slice is recognised now.
    _recognise(company_id, [each for each in wanted if each.is_open])


def _recognise(company_id: int, wanted: Sequence[Wanted]) -> None:
    known = persons_by_file_id(
        company_id=company_id,
        external_ids=[each.wish.external_id for each in wanted if each.wish.external_id],
    )
    for each in wanted:
        person_id = known.get(each.wish.external_id)
        if person_id is not None and each.is_open:
            each.became["person_id"] = person_id
            each.was_there = _("A candidate with the id {id} is there already.").format(
                id=each.wish.external_id
            )


def persons_by_file_id(*, company_id: int, external_ids: Sequence[str]) -> dict[str, int]:
    """By the id that a file gave them. One query."""
    rows = ExternalIdentity.objects.filter(
        company_id=company_id, provider=FILE_IDS, subject__among=sorted(set(external_ids))
    )
    return dict(rows.values_list("subject", "person_id"))


def _one_of_each_id(wanted: Sequence[Wanted]) -> list[Wanted]:
    seen: set[str] = set()
    found = []
    for each in wanted:
        external_id = each.wish.external_id
        if each.is_open and external_id not in seen:
            found.append(each)
            seen |= {external_id} - {""}
    return found


def _person(each: Wanted, now: datetime) -> NewPerson:
    values = each.values
    points = [
        NewContactPoint(kind, value)
        for kind, field in (
            (ContactKind.EMAIL, "email"),
            (ContactKind.PHONE, "phone"),
            (ContactKind.LINK, "link"),
        )
        for value in values.get(field, [])
    ]
    external_id = each.wish.external_id
    return NewPerson(
        first_name=values.get("first_name", ""),
        middle_name=values.get("middle_name", ""),
        last_name=values.get("last_name", ""),
        headline=values.get("headline", ""),
        employer=values.get("employer", ""),
        location=values.get("location", ""),
        tags=tuple(values.get("tags", [])),
        prospect_status=values.get("prospect_status", ProspectStatus.SOURCED),
        do_not_contact=values.get("do_not_contact", False),
        contact_points=tuple(points),
        identities=(NewIdentity(FILE_IDS, external_id),) if external_id else (),
        imported_via=FROM_FILE,
        added_at=values.get("added_at", now),
    )
