"""How is a finder read to its end? Page by page, until one is empty or shorter than LinkedIn's own page size.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/pagination
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import protocol_of
from linkedin_client.wire import Call, Wire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linkedin_client.dialects import Generation

PAGE = 100


def elements(
    wire: Wire, generation: Generation, path: str, parameters: Mapping[str, str | int | Sequence[str]]
) -> list[dict[str, Any]]:
    """The elements of a finder that answers in one page."""
    return _page(wire, generation, path, parameters)[0]


def all_elements(
    wire: Wire, generation: Generation, path: str, parameters: Mapping[str, str | int | Sequence[str]]
) -> Iterator[dict[str, Any]]:
    """The elements of every page. AnswerNotUnderstood if a page comes twice: paging would never end."""
    start, before = 0, None
    while True:
        page, size = _page(wire, generation, path, {**parameters, "start": start, "count": PAGE})
        if page and page == before:
            raise errors.AnswerNotUnderstood(f"{path}: the page from {start} on is the one before it")
        yield from page
        if not page or len(page) < size:
            return
        start, before = start + len(page), page


def _page(
    wire: Wire, generation: Generation, path: str, parameters: Mapping[str, str | int | Sequence[str]]
) -> tuple[list[dict[str, Any]], int]:
    answer = wire.send(
        Call(
            generation=generation,
            verb="GET",
            restli_method="finder",
            path=path,
            query=protocol_of(generation).parameters(parameters),
        )
    )
    body = answer.json_object()
    page = body.get("elements")
    if not isinstance(page, list) or not all(isinstance(element, dict) for element in page):
        raise errors.AnswerNotUnderstood(f"{answer.where}: elements is not a list of objects")
    told = body.get("paging")
    size = told.get("count") if isinstance(told, dict) else None
    # LinkedIn may cap the page size below what was asked for; a page is short only against its own size.
    return page, size if isinstance(size, int) and 0 < size < PAGE else PAGE
