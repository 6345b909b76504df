"""What have the recruiters of the default world done so far? One of each kind, so that every screen shows something.

Colleagues whose licence sleeps, InMail that was answered, declined or left alone, contact data that was shared, notes
for all and for oneself, projects, and a member who has left. All moments are fixed: one number is one world for ever.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

Entry = dict[str, Any]

# A world that is smaller holds people only.
LEAST_MEMBERS = 200
ADA, ROSA, MEI, TARIQ = 55502, 55503, 55507, 55508
ADMINS = {ADA, TARIQ}
FIRST_SLEEPING_SEAT = 55509
# (place of the member, contract, state)
_SLEEPING = ((20, 90001, "INACTIVE"), (21, 90002, "INVITED"), (22, 90003, "PARKED"))
_LEFT = 30
_ANSWERED, _SILENT, _DECLINED, _DISCREET, _TALKATIVE, _LIKED = 10, 11, 12, 13, 40, 41


def tell_story(world: dict[str, Any]) -> None:
    """Adds to the document; nobody's number, address or name changes."""
    members: list[Entry] = world["members"]
    if len(members) < LEAST_MEMBERS:
        return
    world["seats"] += [
        _sleeping_seat(members[place], number, contract, state)
        for number, (place, contract, state) in enumerate(_SLEEPING, FIRST_SLEEPING_SEAT)
    ]
    members[_LEFT]["closed_at"] = _at(2, 3, 17)
    world["projects"] = _projects(members)
    world["threads"] = _threads(members)
    world["notes"] = _notes(members)


def _at(month: int, day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(2026, month, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


def _sleeping_seat(member: Entry, number: int, contract: int, state: str) -> Entry:
    domain = "harbour" if contract == 90003 else "bluebird"  # noqa: PLR2004 -- Harbour's only contract
    email = f"{member['slug']}@{domain}.example"
    return {"id": number, "contract": contract, "member": member["id"], "email": email, "state": state}


def _projects(members: list[Entry]) -> list[Entry]:
    return [
        _project(1, ROSA, "Quality and production, spring", members, (_ANSWERED, _SILENT, _DECLINED), day=12),
        _project(2, ADA, "Speak several languages", members, (_ANSWERED, _DISCREET), day=14),
        _project(3, MEI, "Robotics in Europe", members, (_TALKATIVE, _LIKED), day=15),
    ]


def _project(
    number: int, seat: int, name: str, members: list[Entry], places: tuple[int, ...], *, day: int
) -> Entry:
    added = [
        {"member": members[place]["id"], "added_at": _at(1, day, 9 + turn)}
        for turn, place in enumerate(places)
    ]
    return {
        "id": number,
        "seat": seat,
        "name": name,
        "created_at": _at(1, day, 8),
        "changed_at": added[-1]["added_at"],
        "members": added,
    }


def _threads(members: list[Entry]) -> list[Entry]:
    answered, talkative = members[_ANSWERED], members[_TALKATIVE]
    return [
        _thread(
            1, ROSA, answered, "A position at Bluebird Foods",
            ("seat", f"Dear {answered['first_name']}, we look for somebody like you. May I call?", _at(1, 13, 9)),
            ("member", "Thank you for writing. Yes, in the afternoon, please.", _at(1, 13, 16)),
            shared=True,
        ),
        _thread(
            2, ROSA, members[_SILENT], "Would you like to hear more?",
            ("seat", "We are building up a team, and your profile speaks of the right things.", _at(1, 14, 10)),
        ),
        _thread(
            3, ROSA, members[_DECLINED], "Bluebird Foods is growing",
            ("seat", "There is a position that might be yours.", _at(1, 15, 11)), state="declined",
        ),
        _thread(
            4, ROSA, members[_DISCREET], "In confidence",
            ("seat", "This position is not public yet. May I tell you about it?", _at(1, 16, 8)), visibility="PRIVATE",
        ),
        _thread(
            5, MEI, talkative, "Robots that weld",
            ("seat", "Would you come and see what we build?", _at(1, 19, 7)),
            ("member", "With pleasure. Which days?", _at(1, 19, 12)),
            ("seat", "Thursday or Friday, whichever suits you.", _at(1, 19, 13)),
        ),
    ]  # fmt: skip


def _thread(
    number: int,
    seat: int,
    member: Entry,
    subject: str,
    *messages: tuple[str, str, int],
    state: str = "",
    visibility: str = "PUBLIC",
    shared: bool = False,
) -> Entry:
    latest = messages[-1][2]
    # Whoever answers has read what came before.
    told = [
        {"from": sender, "body": body, "at": at}
        | ({"read_at": messages[turn + 1][2]} if turn + 1 < len(messages) else {})
        for turn, (sender, body, at) in enumerate(messages)
    ]
    thread = {
        "id": number,
        "seat": seat,
        "member": member["id"],
        "subject": subject,
        "visibility": visibility,
        "state": state or ("answered" if len(messages) > 1 else "open"),
        "created_at": messages[0][2],
        "latest_at": latest + (3_600_000 if state else 0),
        "messages": told,
    }
    contact = {"email": member["email"], "phone": member["phone"], "at": latest}
    return thread | ({"shared_contact": contact} if shared else {})


def _notes(members: list[Entry]) -> list[Entry]:
    return [
        _note(1, ROSA, members[_ANSWERED], "Spoke on the phone: would move, three months' notice.", day=20),
        _note(
            2, ROSA, members[_ANSWERED], "Asked for more than we had planned.", visibility="PRIVATE", day=20
        ),
        _note(3, ADA, members[_SILENT], "Met at the fair in autumn.", day=21),
        _note(4, ROSA, members[_SILENT], "Mistaken for somebody else.", active=False, day=22),
        _note(5, MEI, members[_TALKATIVE], "Has seen the workshop and liked it.", day=23),
    ]


def _note(
    number: int,
    seat: int,
    member: Entry,
    content: str,
    *,
    day: int,
    visibility: str = "ORGANIZATION",
    active: bool = True,
) -> Entry:
    return {
        "id": number,
        "seat": seat,
        "member": member["id"],
        "content": content,
        "visibility": visibility,
        "active": active,
        "created_at": _at(1, day, 10),
        "changed_at": _at(1, day, 10 if active else 12),
    }
