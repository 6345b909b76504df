"""The company of most tests, with the context open: what the middleware and the queue do in the product."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.people import Cast, hiring_company

from recruit.base.tenancy import company_context


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    people = hiring_company()
    with company_context(people.company.pk):
        yield people
