"""Signing in: before the company is known, through a door that shows teammates only."""

from __future__ import annotations

import pytest
from django.contrib.auth import hashers
from tests.people import PASSWORD, SETTING_UP, a_company

from recruit.base.tenancy import company_context
from recruit.company.selectors import SignInBackend
from recruit.company.services import deactivate_teammate, set_password

BACKEND = SignInBackend()


def sign_in(email, password):
    return BACKEND.authenticate(None, email=email, password=password)


def test_olga_signs_in_and_is_recognised_on_the_next_page(db):
    _, olga = a_company()

    signed_in = sign_in(" OLGA@robots.example", PASSWORD)

    assert signed_in == olga
    assert BACKEND.get_user(olga.pk) == olga


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("olga@robots.example", "wrong"),
        ("nobody@robots.example", PASSWORD),
        ("olga@robots.example", ""),
        ("", PASSWORD),
        (None, None),
    ],
)
def test_nobody_else_does(db, email, password):
    a_company()

    assert sign_in(email, password) is None


def test_a_deactivated_teammate_is_refused_and_signed_out(cast):
    deactivate_teammate(teammate=cast.ada, actor=cast.by_olga)

    assert sign_in(cast.ada.email, PASSWORD) is None
    assert BACKEND.get_user(cast.ada.pk) is None


def test_of_two_companies_with_one_address_the_password_decides(db):
    _, olga = a_company("Robots Ltd")
    bakers, other_olga = a_company("Bakers")
    with company_context(bakers.pk):
        set_password(teammate=other_olga, password="flour and water", actor=SETTING_UP)

    assert sign_in("olga@robots.example", PASSWORD) == olga
    assert sign_in("olga@robots.example", "flour and water") == other_olga


def test_an_unknown_address_costs_one_run_of_the_hasher_like_a_known_one(db, settings):
    class Counting(hashers.MD5PasswordHasher):
        runs = 0

        def encode(self, password, salt):
            Counting.runs += 1
            return super().encode(password, salt)

    a_company()
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    globals()["CountingHasher"] = Counting
    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()

    sign_in("olga@robots.example", "wrong")
    known = Counting.runs
    sign_in("nobody@robots.example", "wrong")

    assert known == 1
    assert Counting.runs == known + 1
