"""How is a finder read to its end? Page by page, until one is empty or shorter than LinkedIn's own page size.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/pagination
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import protocol_of
from linkedin_client.wire import Call, Wire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linkedin_client.dialects import Generation
    from linkedin_client.restli.keys import Parameter

#: How many elements a page is asked to have, unless the caller says otherwise.
PAGE = 100


def elements(
    wire: Wire, generation: Generation, path: str, parameters: Mapping[str, Parameter]
) -> list[dict[str, Any]]:
    """The elements of a finder that answers in one page."""
    return _page(wire, generation, path, parameters, count=PAGE)[0]


def all_elements(
    wire: Wire, generation: Generation, path: str, parameters: Mapping[str, Parameter]
) -> Iterator[dict[str, Any]]:
    """The elements of every page, one page after the other as they are asked for."""
    for page in pages(wire, generation, path, parameters):
        yield from page


def pages(
    wire: Wire,
    generation: Generation,
    path: str,
    parameters: Mapping[str, Parameter],
    *,
    count: int = PAGE,
) -> Iterator[list[dict[str, Any]]]:
    """Every page that has elements; each is one call, made when the caller asks for it.

    `start` is always sent: seatsV2 fails without it. AnswerNotUnderstood if a page comes twice, for paging would
    never end.
    """
    start, before = 0, None
    while True:
        page, size = _page(
            wire, generation, path, {**parameters, "start": start, "count": count}, count=count
        )
        if page and page == before:
            raise errors.AnswerNotUnderstood(f"{path}: the page from {start} on is the one before it")
        if page:
            yield page
        if len(page) < size:
            return
        start, before = start + len(page), page


def _page(
    wire: Wire, generation: Generation, path: str, parameters: Mapping[str, Parameter], *, count: int
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
    return page, size if isinstance(size, int) and 0 < size < count else count
