"""How does a script come back to where it was? Named snapshots of the whole world."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from linkedin_sandbox.control.answers import Body, NotThere
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import TEXT, WORD, list_of, open_record, record
from linkedin_sandbox.world.steering import snapshots


def show_snapshots(_body: Body) -> dict[str, Any]:
    return {"snapshots": [asdict(one) for one in snapshots.list_snapshots()]}


def take_snapshot(body: Body) -> dict[str, Any]:
    return asdict(snapshots.take_snapshot(str(body["name"])))


def restore_snapshot(_body: Body, *, name: str) -> dict[str, Any]:
    try:
        snapshots.restore_snapshot(name)
    except snapshots.UnknownSnapshot as reason:
        raise NotThere(str(reason)) from None
    return {"restored": name}


def delete_snapshot(body: Body, *, name: str) -> dict[str, Any]:
    try:
        snapshots.delete_snapshot(name)
    except snapshots.UnknownSnapshot as reason:
        raise NotThere(str(reason)) from None
    return show_snapshots(body)


_SNAPSHOT = open_record(name=TEXT, taken_at={"type": "integer"}, bytes={"type": "integer"})
_SNAPSHOTS = open_record(snapshots=list_of(_SNAPSHOT))

CALLS = (
    ControlCall("GET", "snapshots", show_snapshots, about="Every snapshot, by name.", answers=_SNAPSHOTS),
    ControlCall(
        "POST", "snapshots", take_snapshot,
        about="Copies the whole world (rows, switches, limits, transitions, clock; not faults and journal) under a "
        "name; one of the same name is replaced.",
        takes=record(must={"name": WORD}), answers=_SNAPSHOT, refuses=True,
    ),
    ControlCall(
        "POST", "snapshots/{name}/restore", restore_snapshot,
        about="Puts the copy in the world's place: calls that have begun are finished first, later ones wait.",
        answers=open_record(restored=TEXT), refuses=True,
    ),
    ControlCall(
        "DELETE", "snapshots/{name}", delete_snapshot, about="Forgets a snapshot; answers the others.",
        answers=_SNAPSHOTS,
    ),
)  # fmt: skip
