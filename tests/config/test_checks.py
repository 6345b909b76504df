"""Does an installation that must not serve refuse, by a stable id?"""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from config.checks import check_base_url, check_database, check_keys

_GOOD = {"SECRET_KEY": "k" * 50, "ENCRYPTION_KEY": Fernet.generate_key().decode()}


@pytest.mark.parametrize(
    ("changed", "ids"),
    [
        ({}, []),
        ({"SECRET_KEY": "short"}, ["config.E002"]),
        (
            {"SECRET_KEY": "not-secret-only-for-checks-and-migrations"},
            ["config.E002"],
        ),  # the stand-in of the settings
        ({"ENCRYPTION_KEY": ""}, ["config.E004"]),
        ({"ENCRYPTION_KEY": "k" * 50}, ["config.E004"]),  # long, but no Fernet key
    ],
)
def test_keys(changed: dict[str, str], ids: list[str]):
    with override_settings(**{**_GOOD, **changed}):
        assert [found.id for found in check_keys()] == ids


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("https://recruit.example.com", []),
        ("http://127.0.0.1:8000", []),
        ("recruit.example.com", ["config.E003"]),  # no scheme
        ("ftp://recruit.example.com", ["config.E003"]),
        ("https://recruit.example.com/ats", ["config.E003"]),  # we are not served under a path
    ],
)
def test_base_address(address: str, ids: list[str]):
    with override_settings(BASE_URL=address):
        assert [found.id for found in check_base_url()] == ids


@pytest.mark.django_db
def test_the_tests_own_database_is_fit():
    assert check_database(databases=["default"]) == []


@pytest.mark.django_db
def test_a_role_that_the_walls_do_not_hold_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "config.checks.QUERY", "SELECT 180000, '18.0', 'postgres', 'recruit', true, true, true"
    )  # what a superuser is told

    assert [found.id for found in check_database(databases=["default"])] == ["config.E001", "config.E001"]


def test_without_a_database_named_none_is_asked():
    assert check_database() == []
