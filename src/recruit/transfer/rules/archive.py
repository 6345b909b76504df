"""How are ids written into an archive, and which new ones does a copy get? Values in, values out.

In an archive the rows of each table count from one: it tells nothing of the installation that it comes from, and two
archives of the same data are the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from recruit.base.texts import gettext_noop

FORMAT: Final = "recruit archive"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
#: What stands for the id of a row that is gone: moved along it would some day be that of another.
NO_ROW: Final = 0
#: By table or by the beginning of its name; in English, as manifests say it.
LEFT_OUT: Final[Mapping[str, str]] = {
    "access_": gettext_noop("ways in: sessions, passkeys, codes and links are of this installation only"),
    "people_removedfile": gettext_noop("files that were removed within the last day"),
    "people_persontoken": gettext_noop("search words, which are written anew"),
    "people_nameword": gettext_noop("words of names, which are written anew"),
    "duplicates_blockingkey": gettext_noop("keys for finding duplicates, which are written anew"),
    "duplicates_scan": gettext_noop("searches for duplicates under way"),
    "duplicates_mergedrow": gettext_noop("what there was before a merge: it cannot be taken back elsewhere"),
    "duplicates_laterrow": gettext_noop("what there was before a merge: it cannot be taken back elsewhere"),
    "hiring_manyrun": gettext_noop(
        "what was done to whole searches at one press: it cannot be taken back elsewhere"
    ),
    "privacy_retentionprogress": gettext_noop("how far the clocks are reckoned, which is done anew"),
    "reports_": gettext_noop("numbers of reports, which the database counts anew"),
    "transfer_import": gettext_noop("files that came in"),
    "transfer_archive": gettext_noop("archives that were made"),
}
_PUBLIC_ID: Final = re.compile(rb"\b([a-z]{2,4})_([0-9abcdefghjkmnpqrstvwxyz]{16})\b")
_TO_CROCKFORD: Final = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz"
)


def table_entry(table: str) -> str:
    """Where a table's rows lie in an archive."""
    return f"tables/{table}.jsonl"


def file_entry(digest: str) -> str:
    return f"files/{digest}"


def renamed_ids(line: bytes, *, key: bytes) -> bytes:
    """All public ids in a line are others, wherever they stand; the same one is always the same other one."""

    def other(match: re.Match[bytes]) -> bytes:
        digest = hmac.new(key, match.group(), hashlib.sha256).digest()[:10]
        return match.group(1) + b"_" + base64.b32encode(digest).translate(_TO_CROCKFORD)

    return _PUBLIC_ID.sub(other, line)


Shift = Callable[[str, int | None], int | None]


def shifted_picture(row: Mapping[str, Any], shift: Shift) -> dict[str, Any]:
    """A template of positions, whose picture names teammates by their ids."""
    picture = dict(row["picture"])

    def moved(teammate_id: int) -> int | None:
        return shift("company_teammate", teammate_id)

    if "team" in picture:
        picture["team"] = [[moved(teammate_id), role] for teammate_id, role in picture["team"]]
    picture["steps"] = [
        step | {"participants": [moved(each) for each in step.get("participants", [])]}
        for step in picture.get("steps", [])
    ]
    return dict(row) | {"picture": picture}


def shifted_change(row: Mapping[str, Any], shift: Shift) -> dict[str, Any]:
    """A change of a process with the ids in its two snapshots moved by ``shift`` (table, id)."""
    return dict(row) | {side: _shifted_snapshot(row[side], shift) for side in ("before", "after")}


def _shifted_snapshot(snapshot: Mapping[str, Any], shift: Shift) -> dict[str, Any]:
    found = dict(snapshot)
    if "opening_id" in found:
        found["opening_id"] = shift("positions_opening", found["opening_id"])
    if "steps" in found:
        found["steps"] = {
            str(shift("hiring_processstep", int(step_id))): state for step_id, state in found["steps"].items()
        }
    return found


#: By table, what moves the ids inside of its JSON.
SHIFTED: Final[Mapping[str, Callable[[Mapping[str, Any], Shift], dict[str, Any]]]] = {
    "hiring_processchange": shifted_change,
    "position_templates_positiontemplate": shifted_picture,
}
