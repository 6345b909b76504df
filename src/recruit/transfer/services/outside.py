"""How does somebody outside of a long transaction hear how far it is, and say that it should stop?

What the transaction itself writes is seen by nobody before its end. A second session of the database therefore writes
how far it is, and reads whether it should go on. It must not touch a row that the transaction has locked.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final

from django.db import connections

from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.transfer.models import Archive, Import
from recruit.transfer.services.ground import tell

_EVERY: Final = timedelta(seconds=1)


def teller(model: type[Import | Archive], company_id: int, row_id: int) -> Callable[[int], bool]:
    """A function that is told how far it is, and answers whether to go on; at most once a second it looks."""
    looked_at = clock.now()

    def told(seen: int) -> bool:
        nonlocal looked_at
        if clock.now() - looked_at < _EVERY:
            return True
        looked_at = clock.now()
        with ThreadPoolExecutor(max_workers=1) as other_session:
            return other_session.submit(_write, model, company_id, row_id, seen).result()

    return told


def _write(model: type[Import | Archive], company_id: int, row_id: int, seen: int) -> bool:
    try:
        with company_context(company_id):
            rows = model.objects.filter(company_id=company_id, pk=row_id)
            rows.update(seen=seen)
            tell(company_id)
            return not rows.filter(is_stopping=True).exists()
    finally:
        connections.close_all()
