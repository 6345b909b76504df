"""A browser without scripts: Django's test client, signed in as somebody of the cast."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import Cast, hiring_company

from recruit.base import clock
from recruit.company.models import Teammate

HTMX = {"HX-Request": "true"}


@pytest.fixture
def cast(db: None) -> Cast:
    return hiring_company()


@pytest.fixture
def browser() -> Callable[[Teammate], Client]:
    """``browser(rosa)`` is Rosa's, who has signed in."""

    def signed_in(teammate: Teammate) -> Client:
        client = Client()
        client.force_login(teammate, backend="recruit.company.selectors.SignInBackend")
        session = client.session
        session["confirmed_at"] = clock.now().timestamp()
        session.save()
        return client

    return signed_in


def text_of(response: Any) -> str:
    """What the answer says, with entities and spaces as people see them, and without the token of its forms."""
    said = " ".join(unescape(response.content.decode()).split())
    return re.sub(r'(X-CSRFToken": ")\w+|(csrfmiddlewaretoken" value=")\w+', "", said)


def whole(address: str) -> str:
    """The page with the parts in it that come by themselves right after it otherwise."""
    return f"{address}?whole=on"


def queries_of(client: Client, address: str) -> int:
    """How many queries the page takes once the session knows its recent records.

    What tells the session whose rows it may see is no question and is left out.
    """
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum("set_config" not in query["sql"] for query in captured)
