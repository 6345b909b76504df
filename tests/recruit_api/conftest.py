"""A program that calls: Django's test client with the token of an app, approved by the company's owner."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

import pytest
from django.test import Client
from tests.people import Cast, hiring_company

from recruit.base.tenancy import company_context
from recruit.company.enums import AppReach, AppScope
from recruit.company.services import add_api_app, approve_api_app


@pytest.fixture
def cast(db: None) -> Cast:
    return hiring_company()


class Program:
    """``program.get("/persons")``: JSON in, JSON out, under /api/v1."""

    def __init__(self, token: str) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            f"/api/v1{path}",
            data="" if body is None else json.dumps(body),
            content_type="application/json",
            headers=self.headers | named,
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("PATCH", path, body, **headers)


@pytest.fixture
def program(cast: Cast) -> Callable[..., Program]:
    """``program()`` may do everything everywhere; scopes, reach and company can be named."""

    def approved(
        scopes: Collection[str] = tuple(AppScope), reach: str = AppReach.ALL, of: Cast | None = None
    ) -> Program:
        owner = of or cast
        company_id = owner.company.pk
        with company_context(company_id):
            app = add_api_app(
                company_id=company_id, name="Script", purpose="", scopes=scopes, actor=owner.by_ada
            )
            _, token = approve_api_app(
                company_id=company_id, public_id=app.public_id, reach=reach, actor=owner.by_olga
            )
        return Program(token)

    return approved
