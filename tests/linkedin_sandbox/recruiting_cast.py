"""What do recruiters do while an ATS looks on? Rosa writes to Noor and Odile, who answer, at moments that are told.

The ATS asks in both generations' own ways of writing: repeated parameters and dots in v2, lists and records in REST.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tests.linkedin_sandbox.records import (
    CONTRACT,
    NOOR,
    ORGANIZATION,
    OTHER_CONTRACT,
    OTHER_ORGANIZATION,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.server import Ats, Said, Server

MORNING = 1_780_000_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
TWELVE_HOURS = 12 * HOUR
ROSAS_SEAT_URN = f"urn:li:seat:{ROSA_SEAT}"
GENERATIONS = ("v2", "rest")


def ask(ats: Ats, generation: str, resource: str, **query: Any) -> Said:
    """``time=(start, end)`` is the range; a list is a list in the generation's way."""
    pieces = []
    for name, value in query.items():
        if name == "time":
            pieces.append(time_range(generation, *value))
        elif isinstance(value, list):
            pieces.append(listed(generation, name, value))
        elif value is not None:
            pieces.append(f"{name}={quote(str(value), safe='(),')}")
    return ats.get(f"/{generation}/{resource}?{'&'.join(pieces)}")


def time_range(generation: str, start: int | None, end: int | None) -> str:
    parts = {name: value for name, value in (("start", start), ("end", end)) if value is not None}
    if generation == "v2":
        return "&".join(f"timeRange.{name}={value}" for name, value in parts.items())
    return "timeRange=(" + ",".join(f"{name}:{value}" for name, value in parts.items()) + ")"


def listed(generation: str, name: str, values: list[Any]) -> str:
    encoded = [quote(str(value), safe="") for value in values]
    return (
        f"{name}=List({','.join(encoded)})"
        if generation == "rest"
        else "&".join(f"{name}={one}" for one in encoded)
    )


def events(ats: Ats, generation: str, **query: Any) -> Said:
    usual = {"q": "criteria", "viewer": ROSAS_SEAT_URN, "start": 0, "count": 50}
    return ask(ats, generation, "conversationEvents", **(usual | query))


def stubs(ats: Ats, generation: str, **query: Any) -> Said:
    usual = {"q": "contract", "contract": f"urn:li:contract:{CONTRACT}", "start": 0, "count": 50}
    return ask(ats, generation, "mailStubs", **(usual | query))


def notes(ats: Ats, generation: str, **query: Any) -> Said:
    usual = {"q": "criteria", "contract": f"urn:li:contract:{CONTRACT}", "start": 0, "count": 50}
    return ask(ats, generation, "prospectNotes", **(usual | query))


def rosa_writes(sandbox: Server, *, at: int, member: int = NOOR, **more: Any) -> dict[str, Any]:
    usual = {"seat": ROSA_SEAT, "member": member, "subject": "A plant in Lyon", "body": "Hello, may I call?"}
    return sandbox.post("inmails", **(usual | more), at=at)


def answers(sandbox: Server, thread: dict[str, Any], *, at: int, **more: Any) -> dict[str, Any]:
    return sandbox.post(f"inmails/{thread['id']}/replies", **({"body": "Gladly."} | more), at=at)


def rosa_notes(sandbox: Server, *, at: int, member: int = NOOR, **more: Any) -> dict[str, Any]:
    usual = {"seat": ROSA_SEAT, "member": member, "content": "Open to relocation."}
    return sandbox.post("notes", **(usual | more), at=at)


def second_company(sandbox: Server) -> Ats:
    """Redwood's ATS, enabled; Bluebird's seats and members are not its own."""
    ats = sandbox.provision("redwood", organization=OTHER_ORGANIZATION, contract=OTHER_CONTRACT)
    sandbox.post("integrations/enable", client_id=ats.client_id)
    return ats


def same_company(sandbox: Server) -> Ats:
    """Another ATS of Bluebird's."""
    ats = sandbox.provision("bluebird-second", organization=ORGANIZATION, contract=CONTRACT)
    sandbox.post("integrations/enable", client_id=ats.client_id)
    return ats


def bodies(said: Said) -> list[str]:
    assert said.status == 200, said
    return [element["content"]["body"] for element in said.body["elements"]]


def texts(said: Said) -> list[str]:
    assert said.status == 200, said
    return [element["content"] for element in said.body["elements"]]
