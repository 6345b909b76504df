"""Robots Ltd with an enabled connection, and a browser for each of its people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests.linkedin_web.scenes import a_connection, no_marks
from tests.people import Cast, hiring_company

if TYPE_CHECKING:
    from linkedin_sync.models import Connection
    from recruit.company.models import Teammate

BACKEND = "recruit.company.selectors.SignInBackend"


@pytest.fixture
def cast(db: None) -> Cast:
    return hiring_company()


@pytest.fixture
def connection(cast: Cast) -> Connection:
    found = a_connection(cast)
    no_marks(cast)
    return found


class Browser(Client):
    """With scripts: what it posts it posts through htmx, unless a test says otherwise."""

    def post(self, *args: Any, **more: Any) -> Any:
        return super().post(*args, **({"headers": {"HX-Request": "true"}} | more))


@pytest.fixture
def browser_of() -> Callable[[Teammate], Client]:
    """A browser in which this teammate is signed in."""

    def sign_in(teammate: Teammate) -> Client:
        client = Browser()
        client.force_login(teammate, backend=BACKEND)
        return client

    return sign_in
