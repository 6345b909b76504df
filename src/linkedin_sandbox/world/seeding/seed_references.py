"""Does everything that a seed document names exist, in the document or in the world already?

Asked after the form is known to be right (``seed_form.py``), and before anything is stored.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.world.ground.bulk import rows_by
from linkedin_sandbox.world.models import Contract, Member, Organization, SeatHolder
from linkedin_sandbox.world.seeding.seed_form import Document

if TYPE_CHECKING:
    from django.db.models import Model

Entries = list[dict[str, Any]]

LISTS = ("organizations", "contracts", "members", "seats", "projects", "threads", "notes")
_NOUNS = {"organizations": "organization", "contracts": "contract", "members": "member", "seats": "seat"}
_TABLES: dict[str, type[Model]] = {
    "organizations": Organization,
    "contracts": Contract,
    "members": Member,
    "seats": SeatHolder,
}
_NAMED = (
    ("contracts", "organization", "organizations"),
    ("seats", "contract", "contracts"),
    ("seats", "member", "members"),
    ("projects", "seat", "seats"),
    ("threads", "seat", "seats"),
    ("threads", "member", "members"),
    ("notes", "seat", "seats"),
    ("notes", "member", "members"),
)


def problem_of_references(document: Document) -> str:
    """The first thing wrong, with its place and what helps; nothing when all is well."""
    questions: tuple[Callable[[Document], Iterator[str]], ...] = (
        _numbers_used_twice,
        _slugs_used_twice,
        _slugs_of_others,
        _unknown,
        _shared_twice,
    )
    return next(chain.from_iterable(question(document) for question in questions), "")


def _numbers_used_twice(document: Document) -> Iterator[str]:
    for name in LISTS:
        seen: dict[int, int] = {}
        for place, entry in enumerate(document.get(name, ())):
            first = seen.setdefault(entry["id"], place)
            if first != place:
                yield f"{name}[{place}].id: {entry['id']} is the number of {name}[{first}]; choose another"


def _slugs_used_twice(document: Document) -> Iterator[str]:
    seen: dict[str, int] = {}
    for place, member in enumerate(document.get("members", ())):
        first = seen.setdefault(member["slug"], place)
        if first != place:
            yield f"members[{place}].slug: {_quoted(member['slug'])} is members[{first}]'s; choose another"


def _slugs_of_others(document: Document) -> Iterator[str]:
    members: Entries = document.get("members", [])
    brought = {member["id"] for member in members}
    owners = dict(rows_by(Member, "slug", [member["slug"] for member in members], "slug", "id"))
    for place, member in enumerate(members):
        owner = owners.get(member["slug"], member["id"])
        if owner != member["id"] and owner not in brought:
            yield f"members[{place}].slug: {_quoted(member['slug'])} is member {owner}'s; choose another"


def _unknown(document: Document) -> Iterator[str]:
    mentions = defaultdict(list)
    for kind, number, where in _mentions(document):
        mentions[kind].append((number, where))
    for kind, named in mentions.items():
        missing = {number for number, _where in named} - {entry["id"] for entry in document.get(kind, ())}
        missing -= {number for (number,) in rows_by(_TABLES[kind], "id", missing, "id")}
        for number, where in named:
            if number in missing:
                yield f'{where}: there is no {_NOUNS[kind]} {number}; add it to "{kind}" or name one that is there'


def _mentions(document: Document) -> Iterator[tuple[str, int, str]]:
    """(list, number, where it is named)."""
    for name, field, kind in _NAMED:
        for place, entry in enumerate(document.get(name, ())):
            yield kind, entry[field], f"{name}[{place}].{field}"
    for place, project in enumerate(document.get("projects", ())):
        for at, entry in enumerate(project.get("members", ())):
            where = f"projects[{place}].members[{at}]"
            yield "members", entry["member"], f"{where}.member"
            if "seat" in entry:
                yield "seats", entry["seat"], f"{where}.seat"


def _shared_twice(document: Document) -> Iterator[str]:
    seen: dict[tuple[int, int], int] = {}
    for place, thread in enumerate(document.get("threads", ())):
        if "shared_contact" not in thread:
            continue
        first = seen.setdefault((thread["seat"], thread["member"]), place)
        if first != place:
            yield (
                f"threads[{place}].shared_contact: the member has shared contact data with this seat in "
                f"threads[{first}]; LinkedIn asks once, so leave one out"
            )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
