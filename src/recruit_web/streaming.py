"""How does something large go out without lying in memory? Piece by piece, each made when the one before is on its way.

The body of an answer is made after its view has ended, outside of the company's context: whoever makes a piece from the
database opens the context for it, and gives the session back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import StreamingHttpResponse

from recruit.base.tenancy import company_context

_PIECE: Final = 256 * 1024


def streamed_file(path: Path, *, name: str, media_type: str) -> StreamingHttpResponse:
    """As a download, however large it is."""
    answer = StreamingHttpResponse(_pieces_of(path), content_type=media_type, headers=_headers(name))
    answer["Content-Length"] = str(path.stat().st_size)
    return answer


async def _pieces_of(path: Path) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(path.open, "rb")
    try:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
    finally:
        await asyncio.to_thread(file.close)


def streamed_csv(
    *, company_id: int, name: str, piece: Callable[[str | None], tuple[str, str | None]]
) -> StreamingHttpResponse:
    """``piece``: the lines after a cursor (None: from the beginning) and the next cursor, None at the end."""
    return StreamingHttpResponse(
        _lines(company_id, piece), content_type="text/csv; charset=utf-8", headers=_headers(name)
    )


async def _lines(
    company_id: int, piece: Callable[[str | None], tuple[str, str | None]]
) -> AsyncIterator[str]:
    def made(after: str | None) -> tuple[str, str | None]:
        with company_context(company_id):
            found = piece(after)
        if not connection.in_atomic_block:
            connection.close()
        return found

    after: str | None = None
    while True:
        text, after = await sync_to_async(made)(after)
        yield text
        if after is None:
            return


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
