"""What is done about erasures from the command line? After a backup was restored, the erased are erased again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.conf import settings

from config.trouble import Trouble
from recruit.base.actors import system_actor
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.privacy.services import ListedErasure, erase_again, read_list

_BY = system_actor("Command line")


def re_erase(options: argparse.Namespace) -> str:
    """What to tell whoever typed the command. ``Trouble`` if the list cannot be read."""
    listed = _read(options.list)
    gone = 0
    for company in all_companies():
        with company_context(company.pk):
            gone += erase_again(company_id=company.pk, listed=listed, actor=_BY)
    if not gone:
        return f"The list has {len(listed)} erasures. None of these candidates is here."
    told = "1 candidate was" if gone == 1 else f"{gone} candidates were"
    return (
        f"The list has {len(listed)} erasures. {told} here again and erased once more; each has a new receipt.\n"
        "At LinkedIn they are deleted by the worker: the receipts say when."
    )


def _read(path: Path | None) -> list[ListedErasure]:
    place = path or Path(settings.ERASED_LIST)
    try:
        text = sys.stdin.read() if str(place) == "-" else place.read_text("utf-8")
    except FileNotFoundError:
        raise Trouble(
            f"There is no list of erasures at {place}. Name the one that you kept: recruit privacy re-erase FILE"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"The list of erasures at {place} cannot be read: {error}") from error
    try:
        return read_list(text)
    except ValueError as error:
        raise Trouble(f"{place}: {error}") from error
