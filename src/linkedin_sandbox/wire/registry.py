"""Which resource does an address name? One table of both generations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkedin_sandbox.journal import tally
from linkedin_sandbox.wire import (
    applying,
    files,
    hiring,
    members,
    people,
    permissions,
    postings,
    recruiter_data,
    recruiting,
    setup,
    subrecords,
)

if TYPE_CHECKING:
    from linkedin_sandbox.wire.resources import Resource

_ALL = (
    *setup.RESOURCES,
    *postings.RESOURCES,
    *people.RESOURCES,
    *hiring.RESOURCES,
    *subrecords.RESOURCES,
    *files.RESOURCES,
    *permissions.RESOURCES,
    *recruiting.RESOURCES,
    *recruiter_data.RESOURCES,
    *members.RESOURCES,
    *applying.RESOURCES,
)
tally.declare(
    tally.Offered(one.generation, one.address, tuple(one.methods), one.audience, one.since) for one in _ALL
)
RESOURCES: dict[tuple[str, str], Resource] = {(one.generation, one.address): one for one in _ALL}
# A key in a path can hold anything but a line end, even slashes: the server hands the path decoded.
_BELOW = re.compile(r"(?P<above>\w+)/(?P<key>.+)/(?P<below>\w+)")
_ENTITY = re.compile(r"(?P<above>\w+)/(?P<key>.+)")


@dataclass(frozen=True)
class Found:
    """``parent`` is the key of the resource above, ``entity`` the key of the one record that is meant."""

    resource: Resource
    parent: str = ""
    entity: str = ""


def find(generation: str, path: str) -> Found | None:
    plain = path.rstrip("/")
    if resource := RESOURCES.get((generation, plain)):
        return Found(resource)
    if below := _BELOW.fullmatch(plain):
        resource = RESOURCES.get((generation, f"{below['above']}/{below['below']}"))
        if resource:
            return Found(resource, parent=below["key"])
    entity = _ENTITY.fullmatch(plain)
    resource = RESOURCES.get((generation, entity["above"])) if entity else None
    return Found(resource, entity=entity["key"]) if resource and entity else None
