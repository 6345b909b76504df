"""Which rows does each entry of a seed document become? What is left out has its usual value."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.world.ground.bulk import Columns

Entry = dict[str, Any]

MEMBER_DEFAULTS: Entry = {
    "headline": "", "location": "", "country": "", "employer": "", "title": "", "industry": "", "about": "",
    "positions": [], "educations": [], "skills": [], "languages": [], "email": "", "phone": "",
    "exportable": True, "closed_at": None,
}  # fmt: skip
SEAT_DEFAULTS: Entry = {"email": "", "state": "ACTIVE", "is_admin": False, "created_at": 0}


def member_row(entry: Entry) -> Columns:
    email = str(entry.get("email", "")).lower()
    given = {name: entry.get(name, usual) for name, usual in MEMBER_DEFAULTS.items()}
    names = {name: entry[name] for name in ("id", "slug", "first_name", "last_name")}
    return names | given | {"email": email, "photo_seed": entry.get("photo_seed", entry["id"] % 2**31)}


def contract_row(entry: Entry) -> Columns:
    return {
        "id": entry["id"],
        "organization_id": entry["organization"],
        "name": entry.get("name", ""),
    }


def seat_row(entry: Entry) -> Columns:
    given = {name: entry.get(name, usual) for name, usual in SEAT_DEFAULTS.items()}
    return {"id": entry["id"], "contract_id": entry["contract"], "member_id": entry["member"]} | given


def project_row(entry: Entry, *, contract: int, now: int) -> Columns:
    created = entry.get("created_at", now)
    return {
        "id": entry["id"],
        "contract_id": contract,
        "seat_id": entry["seat"],
        "name": entry["name"],
        "created_at": created,
        "changed_at": entry.get("changed_at", created),
    }


def project_member_rows(entry: Entry, *, now: int) -> list[Columns]:
    usual = entry.get("created_at", now)
    return [
        {
            "project_id": entry["id"],
            "member_id": member["member"],
            "seat_id": member.get("seat", entry["seat"]),
            "added_at": member.get("added_at", usual),
        }
        for member in entry.get("members", ())
    ]


def note_row(entry: Entry, *, contract: int, now: int) -> Columns:
    created = entry.get("created_at", now)
    return {
        "id": entry["id"],
        "contract_id": contract,
        "seat_id": entry["seat"],
        "member_id": entry["member"],
        "content": entry["content"],
        "visibility": entry.get("visibility", "ORGANIZATION"),
        "active": entry.get("active", True),
        "created_at": created,
        "changed_at": entry.get("changed_at", created),
    }


def thread_row(entry: Entry, *, contract: int, now: int) -> Columns:
    created = _begun(entry, now)
    has_answer = any(message["from"] == "member" for message in entry["messages"])
    return {
        "id": entry["id"],
        "contract_id": contract,
        "seat_id": entry["seat"],
        "member_id": entry["member"],
        "subject": entry["subject"],
        "visibility": entry.get("visibility", "PUBLIC"),
        "state": entry.get("state", "answered" if has_answer else "open"),
        "created_at": created,
        "latest_at": entry.get("latest_at", entry["messages"][-1].get("at", created)),
    }


def _begun(entry: Entry, now: int) -> int:
    begun: int = entry.get("created_at", entry["messages"][0].get("at", now))
    return begun


def message_rows(entry: Entry, *, now: int) -> list[Columns]:
    return [
        {
            "thread_id": entry["id"],
            "seat_id": entry["seat"],
            "member_id": entry["member"],
            "is_from_member": message["from"] == "member",
            "body": message["body"],
            "created_at": message.get("at", _begun(entry, now)),
            "read_at": message.get("read_at"),
        }
        for message in entry["messages"]
    ]


def stub_rows(entry: Entry, *, contract: int, now: int) -> list[Columns]:
    """The contact data that the member shared, if so."""
    shared = entry.get("shared_contact")
    if shared is None:
        return []
    answers = (message.get("at") for message in entry["messages"] if message["from"] == "member")
    return [
        {
            "contract_id": contract,
            "seat_id": entry["seat"],
            "member_id": entry["member"],
            "thread_id": entry["id"],
            "email": shared.get("email", ""),
            "phone": shared.get("phone", ""),
            "created_at": shared.get("at", next(answers, None) or _begun(entry, now)),
        }
    ]
