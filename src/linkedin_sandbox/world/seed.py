"""How does a world begin? From one JSON document: companies, licences, members, the ATS vendor's application.

The same form is the control call ``POST /_sandbox/seed``; unknown keys are refused with the field's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from linkedin_sandbox.world.member_index import index_members
from linkedin_sandbox.world.models import Contract, Member, Organization, ParentApplication, SeatHolder

if TYPE_CHECKING:
    from collections.abc import Iterable


def named_world(name: str, *, members: int = 1500) -> dict[str, Any]:
    """The document of a world that the sandbox brings along."""
    if name != "default":
        raise SeedRefused(f"There is no world '{name}'; there is 'default'.")
    # Inventing it takes the lists of names and trades, which a sandbox with another world need not read.
    from linkedin_sandbox.world.seeds import generate_world  # noqa: PLC0415 -- see the line above

    return generate_world(members=members)


class SeedRefused(ValueError):  # noqa: N818 -- the word of the house
    """The document is not a world; says which field is wrong."""


_PARENT = {"client_id", "client_secret", "name"}
_ORGANIZATION = {"id", "name"}
_CONTRACT = {"id", "organization", "name"}
_MEMBER = {
    "id", "slug", "first_name", "last_name", "headline", "location", "country", "employer", "title",
    "industry",
    "photo_seed", "about", "positions", "educations", "skills", "email", "phone", "exportable",
}  # fmt: skip
_SEAT = {"id", "contract", "member", "email", "state", "is_admin"}
_WORLD = {"organizations", "contracts", "parent_application", "members", "seats"}
_SEAT_STATES = ("ACTIVE", "INACTIVE", "INVITED", "PARKED")


def load_world(document: dict[str, Any]) -> dict[str, int]:
    """Add (or replace, by id) everything in the document; answers how many of each."""
    _refuse_unknown(document, _WORLD, "")
    organizations = [
        _organization(entry, f"organizations[{n}]") for n, entry in _listed(document, "organizations")
    ]
    contracts = [_contract(entry, f"contracts[{n}]") for n, entry in _listed(document, "contracts")]
    members = [_member(entry, f"members[{n}]") for n, entry in _listed(document, "members")]
    seats = [_seat(entry, f"seats[{n}]") for n, entry in _listed(document, "seats")]
    with transaction.atomic():
        _store_parent(document.get("parent_application"))
        before = list(Member.objects.filter(id__in=[m.id for m in members]))
        for rows in (organizations, contracts, members, seats):
            _upsert(rows)
        index_members(members, before=before)
    return {
        "organizations": len(organizations),
        "contracts": len(contracts),
        "members": len(members),
        "seats": len(seats),
    }


def _listed(document: dict[str, Any], name: str) -> Iterable[tuple[int, dict[str, Any]]]:
    entries = document.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SeedRefused(f"'{name}' must be a list of objects.")
    return enumerate(entries)


def _refuse_unknown(entry: dict[str, Any], known: set[str], where: str) -> None:
    for name in entry:
        if name not in known:
            raise SeedRefused(f"'{where + '.' if where else ''}{name}' is not a field of the seed document.")


def _needed(entry: dict[str, Any], where: str, *names: str) -> None:
    for name in names:
        if entry.get(name) in (None, ""):
            raise SeedRefused(f"'{where}.{name}' is missing.")


def _organization(entry: dict[str, Any], where: str) -> Organization:
    _refuse_unknown(entry, _ORGANIZATION, where)
    _needed(entry, where, "id", "name")
    return Organization(**entry)


def _contract(entry: dict[str, Any], where: str) -> Contract:
    _refuse_unknown(entry, _CONTRACT, where)
    _needed(entry, where, "id", "organization")
    return Contract(id=entry["id"], organization_id=entry["organization"], name=entry.get("name", ""))


def _member(entry: dict[str, Any], where: str) -> Member:
    _refuse_unknown(entry, _MEMBER, where)
    _needed(entry, where, "id", "slug", "first_name", "last_name")
    return Member(**{"photo_seed": entry["id"], **entry, "email": str(entry.get("email") or "").lower()})


def _seat(entry: dict[str, Any], where: str) -> SeatHolder:
    _refuse_unknown(entry, _SEAT, where)
    _needed(entry, where, "id", "contract", "member")
    state = entry.get("state", "ACTIVE")
    if state not in _SEAT_STATES:
        raise SeedRefused(f"'{where}.state' can be one of {', '.join(_SEAT_STATES)}.")
    if not isinstance(entry.get("is_admin", False), bool):
        raise SeedRefused(f"'{where}.is_admin' can be true or false.")
    return SeatHolder(
        id=entry["id"],
        contract_id=entry["contract"],
        member_id=entry["member"],
        email=entry.get("email", ""),
        state=state,
        is_admin=entry.get("is_admin", False),
    )


def _store_parent(entry: dict[str, Any] | None) -> None:
    if entry is None:
        return
    _refuse_unknown(entry, _PARENT, "parent_application")
    _needed(entry, "parent_application", "client_id", "client_secret")
    ParentApplication.objects.all().delete()
    ParentApplication.objects.create(**{"name": "An ATS", **entry})


def _upsert(rows: list[Any]) -> None:
    if not rows:
        return
    model: type[models.Model] = type(rows[0])
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 -- Django's documented Meta API
    model._default_manager.bulk_create(  # noqa: SLF001 -- the same
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields, batch_size=500
    )
