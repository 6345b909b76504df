"""How does an erasure outlive a backup? By a list beside the database, which is applied after one was restored.

The list is a text file, one JSON line per erasure, with a keyed digest of the person's public id. It names nobody, and
without this installation's secret key nobody can tell whose line it is. Whoever restores a database of last week has
the list of today, if they have kept it apart (``RECRUIT_ERASED_LIST``).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from recruit.base import clock
from recruit.base.locks import lock_in_transaction
from recruit.company.selectors import company_of
from recruit.privacy.enums import ErasureKind
from recruit.privacy.models import ErasureReceipt

#: The task's name; the function lies in ``tasks``, above this.
LIST_RECEIPTS: Final = "privacy.list_receipts"


@dataclass(frozen=True)
class ListedErasure:
    """One line of the list."""

    company: str
    digest: str
    kind: str


@transaction.atomic
def list_receipts(*, company_id: int) -> int:
    """Write what is not in the list yet. At least once: a line that stands there twice does no harm."""
    lock_in_transaction("list of erasures")
    company = company_of(company_id=company_id).public_id
    rows = list(ErasureReceipt.objects.filter(company_id=company_id, listed_at=None).order_by("id"))
    if not rows:
        return 0
    lines = [
        {
            "company": company,
            "digest": row.digest,
            "kind": row.kind,
            "at": row.at.isoformat(timespec="seconds"),
            "receipt": row.public_id,
        }
        for row in rows
    ]
    _append(Path(settings.ERASED_LIST), lines)
    ErasureReceipt.objects.filter(pk__in=[row.pk for row in rows]).update(listed_at=clock.now())
    return len(rows)


def _append(path: Path, lines: Iterable[dict[str, str]]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())


def read_list(text: str) -> list[ListedErasure]:
    """``ValueError`` for a line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            found.append(ListedErasure(str(told["company"]), str(told["digest"]), ErasureKind(told["kind"])))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"Line {number} is no line of the list of erasures.") from error
    return found
