"""How is the default world made from a number?"""

from __future__ import annotations

import random
from typing import Any

from linkedin_sandbox.world.seeding.seeds.careers import invent_career
from linkedin_sandbox.world.seeding.seeds.identities import Identity, invent_identities, seat_identities
from linkedin_sandbox.world.seeding.seeds.recruiting import tell_story

ORGANIZATIONS = [{"id": 70001, "name": "Bluebird Foods"}, {"id": 70002, "name": "Harbour Robotics"}]
CONTRACTS = [
    {"id": 90001, "organization": 70001, "name": "Bluebird Foods, Europe"},
    {"id": 90002, "organization": 70001, "name": "Bluebird Foods, Americas"},
    {"id": 90003, "organization": 70002, "name": "Harbour Robotics"},
]
PARENT_APPLICATION = {
    "client_id": "86sandboxparent",
    "client_secret": "sandbox-parent-secret",
    "name": "Recruit (sandbox partner)",
}
FIRST_MEMBER_ID = 10001
FIRST_SEAT_ID = 55501
# One member in this many has closed their profile to exports, as LinkedIn's privacy settings allow.
NOT_EXPORTABLE_EVERY = 60


def generate_world(seed: int = 1, members: int = 1500) -> dict[str, Any]:
    """The seed document of the default world; `members` counts the eight seat holders too."""
    dice = random.Random(seed)  # noqa: S311 -- invented people, not secrets
    seated = seat_identities()
    people = [*seated, *invent_identities(dice, count=max(0, members - len(seated)))]
    world: dict[str, Any] = {
        "organizations": [dict(each) for each in ORGANIZATIONS],
        "contracts": [dict(each) for each in CONTRACTS],
        "parent_application": dict(PARENT_APPLICATION),
        "members": [
            _member(dice, identity=identity, number=FIRST_MEMBER_ID + place)
            for place, identity in enumerate(people)
        ],
        "seats": [_seat(identity, place) for place, identity in enumerate(seated)],
    }
    tell_story(world)
    return world


def _member(dice: random.Random, *, identity: Identity, number: int) -> dict[str, Any]:
    career = invent_career(dice, school=identity.school, firm=identity.firm, fixed=identity.career)
    return {
        "id": number,
        "slug": f"{identity.slug}-{number:x}",
        "first_name": identity.first_name,
        "last_name": identity.last_name,
        "location": identity.location,
        "country": identity.country,
        **career,
        "email": identity.email or f"{identity.slug.replace('-', '.')}.{number}@mail.example",
        "phone": f"+999 {dice.randint(100, 999)} {number:07d}",
        "exportable": identity.email is not None or dice.randrange(NOT_EXPORTABLE_EVERY) != 0,
    }


def _seat(identity: Identity, place: int) -> dict[str, Any]:
    return {
        "id": FIRST_SEAT_ID + place,
        "contract": identity.contract,
        "member": FIRST_MEMBER_ID + place,
        "email": identity.email,
        "state": "ACTIVE",
        "is_admin": identity.is_admin,
    }
