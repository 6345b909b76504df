"""Which parts of a person or process are sent because an admin chose so, and which are taken away?

Notes and evaluations are parts of the record that they are about, as stage entries are; the slots of each family
begin with its own word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linkedin_client import LinkedIn
from linkedin_sync.mapping.fingerprints import fingerprint_of
from linkedin_sync.mapping.outward import belongs_on_linkedin
from linkedin_sync.outbox.calls import Answer, Call, Cargo, Send, answers_of, at_once, calls_of
from linkedin_sync.outbox.plans import Held

#: What is to be sent, as (slot, fingerprint, record), and the slots of what is to be taken away.
ComparedParts = tuple[list[tuple[str, str, Any]], list[str]]


@dataclass(frozen=True)
class Family:
    """``prefix`` begins the slot of each; ``resource`` is the client's, and what LinkedIn's throttle counts them as."""

    prefix: str
    resource: str

    def upsert(self, linkedin: LinkedIn, records: Sequence[Any]) -> Send:
        send = getattr(linkedin, self.resource).written_upsert(records)
        keys = [record.key for record in records]
        return lambda: answers_of(send(), keys)

    def delete(self, linkedin: LinkedIn, keys: Sequence[tuple[str, str]]) -> list[Answer]:
        """``keys``: (candidate or application, its own id)."""
        return answers_of(getattr(linkedin, self.resource).delete(keys), keys)

    def slots_of(self, held: Held | None) -> list[str]:
        """The parts of this family, of what LinkedIn has."""
        return [slot for slot in (held.parts if held else ()) if slot.startswith(self.prefix)]

    def id_of(self, slot: str) -> str:
        return slot.removeprefix(self.prefix)

    def compared(
        self, setting: str, wishes: Iterable[tuple[str, bool, Callable[[], Any]]], held: Held | None
    ) -> ComparedParts:
        """``wishes``: the id of each, whether it is nothing for others, and what makes its record."""
        parts = held.parts if held else {}
        fresh, wanted = list[tuple[str, str, Any]](), set[str]()
        for public_id, is_private, make in wishes:
            slot, record = f"{self.prefix}{public_id}", make()
            digest = fingerprint_of(record)
            is_there = parts.get(slot) == digest
            if not belongs_on_linkedin(setting=setting, is_private=is_private, is_there_as_it_is=is_there):
                continue
            wanted.add(slot)
            if not is_there:
                fresh.append((slot, digest, record))
        return fresh, sorted(set(self.slots_of(held)) - wanted)


class FamilyCargo:
    """What is sent and taken away of one family."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.upserts: list[Cargo] = []
        self.deletions: list[Cargo] = []

    def add(self, index: int, parent: str, compared: ComparedParts) -> None:
        """``parent``: LinkedIn's key of the candidate or application."""
        fresh, surplus = compared
        self.upserts.extend(Cargo(index, slot, digest, record) for slot, digest, record in fresh)
        self.take_away(index, parent, surplus)

    def take_away(self, index: int, parent: str, slots: Iterable[str]) -> None:
        self.deletions.extend(Cargo(index, slot, "", (parent, self.family.id_of(slot))) for slot in slots)

    def calls(self) -> list[Call]:
        return [
            *calls_of(self.family.resource, self.upserts, self.family.upsert),
            *calls_of(self.family.resource, self.deletions, at_once(self.family.delete), is_deletion=True),
        ]
