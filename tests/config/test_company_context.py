"""Does a request see its teammate's company, and nothing without one? Synchronous, asynchronous and streaming views."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from types import ModuleType

import pytest
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.contrib.auth.decorators import login_not_required
from django.db import connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import AsyncClient, Client, override_settings
from django.urls import path

from recruit.base import tenancy
from recruit.base.tenancy import NoCompany, company_context
from recruit.company import selectors, services


def _seen() -> str:
    """The context's company, the database session's, and how many teammates a query without a filter finds."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    try:
        company = tenancy.current_company_id()
    except NoCompany:
        company = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('recruit.company_id', true)")
        [setting] = cursor.fetchone()
    return f"{company} {setting or '-'} {get_user_model().objects.count()}"


@login_not_required
def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_seen())


@login_not_required
async def asynchronous(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(await sync_to_async(_seen)())


@login_not_required
async def stream(_request: HttpRequest) -> StreamingHttpResponse:
    captured = tenancy.current_company_id()

    async def body() -> AsyncIterator[str]:
        yield f"{captured} "
        yield await sync_to_async(_seen)()

    return StreamingHttpResponse(body())


def guarded(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


@login_not_required
def sign_in(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("sign in")


_urls = ModuleType("company_context_urls")
_urls.urlpatterns = [
    path("plain", plain), path("asynchronous", asynchronous), path("stream", stream), path("guarded", guarded),
    path("sign-in", sign_in, name="sign_in"),
]  # fmt: skip
sys.modules["company_context_urls"] = _urls

pytestmark = [
    pytest.mark.usefixtures("committed"),
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume"),
]


@pytest.fixture(autouse=True)
def _addresses():
    with override_settings(ROOT_URLCONF="company_context_urls"):
        yield


def _found(name: str, domain: str):
    from recruit.base.actors import system_actor

    company = services.found_company(
        name=name, plan="enterprise", owner_email=f"olga@{domain}", owner_first_name="Olga",
        owner_last_name="Lind", owner_password="a long word of Olga's", actor=system_actor("tests"),
    )  # fmt: skip
    with company_context(company.pk):
        olga = selectors.teammate_with_email(company_id=company.pk, email=f"olga@{domain}")
    return company, olga


@pytest.fixture
def two_companies():
    return _found("Lumen Works", "lumen.example"), _found("Petrel Ferries", "petrel.example")


def _signed_in(client: Client, teammate: object):
    client.force_login(teammate)
    return client


def test_a_request_sees_its_own_company_only(two_companies):
    (company, olga), _other = two_companies

    answer = _signed_in(Client(), olga).get("/plain")

    assert answer.content.decode() == f"{company.pk} {company.pk} 1"


def test_a_stranger_sees_nothing(two_companies):
    assert Client().get("/plain").content.decode() == "0 - 0"


def test_a_stranger_is_sent_to_the_sign_in(two_companies):
    answer = Client().get("/guarded")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/guarded")


def test_nothing_is_left_for_the_next_request(two_companies):
    (_company, olga), _other = two_companies
    _signed_in(Client(), olga).get("/plain")

    assert Client().get("/plain").content.decode() == "0 - 0"


async def _get(client: AsyncClient, address: str) -> str:
    """One request in a thread of its own, as under the web server, with its body read to the end."""
    async with ThreadSensitiveContext():
        answer = await client.get(address)
        body = (
            [part.decode() async for part in answer.streaming_content]
            if answer.streaming
            else [answer.content.decode()]
        )
        await sync_to_async(connections.close_all)()
    return "".join(body)


def test_an_asynchronous_view_sees_the_same(two_companies):
    (company, olga), _other = two_companies
    client = _signed_in(AsyncClient(), olga)

    assert asyncio.run(_get(client, "/asynchronous")) == f"{company.pk} {company.pk} 1"


def test_a_streams_body_knows_what_its_view_captured_and_sees_nothing_else(two_companies):
    (company, olga), _other = two_companies
    client = _signed_in(AsyncClient(), olga)

    assert asyncio.run(_get(client, "/stream")) == f"{company.pk} 0 - 0"


def test_two_companies_at_once_do_not_mix(two_companies):
    (company, olga), (other, namesake) = two_companies
    first, second = _signed_in(AsyncClient(), olga), _signed_in(AsyncClient(), namesake)

    async def both() -> list[str]:
        return await asyncio.gather(*[_get(client, "/asynchronous") for client in (first, second) * 5])

    assert asyncio.run(both()) == [f"{company.pk} {company.pk} 1", f"{other.pk} {other.pk} 1"] * 5
