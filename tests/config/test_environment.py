"""Are the environment's variables read, filled in, and refused in a sentence when they are odd?"""

from __future__ import annotations

import pytest

from config.environment import SANDBOX_PARENT_ID, read_environment
from config.settings import database_from_url
from config.trouble import Trouble


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "RECRUIT_DATABASE_URL", "RECRUIT_WEB_PORT", "RECRUIT_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_addresses_follow_the_ports(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RECRUIT_WEB_PORT", "8203")
    monkeypatch.setenv("RECRUIT_SANDBOX_PORT", "8204")

    found = read_environment()

    assert found.base_url == "http://127.0.0.1:8203"
    assert found.linkedin_api_url == found.linkedin_auth_url == "http://127.0.0.1:8204"
    assert found.linkedin_parent_id == SANDBOX_PARENT_ID


def test_the_real_linkedin_gets_no_invented_application(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RECRUIT_LINKEDIN_API_URL", "https://api.example.com")

    found = read_environment()

    assert found.linkedin_parent_id == ""
    assert not found.linkedin_is_the_sandbox


def test_a_slash_at_the_end_is_forgiven(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RECRUIT_BASE_URL", "https://recruit.example.com/")

    assert read_environment().base_url == "https://recruit.example.com"


def test_what_cannot_be_understood_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RECRUIT_WEB_PORT", "eighty")
    monkeypatch.setenv("RECRUIT_SANDBOX_PORT", "70000")

    with pytest.raises(Trouble) as told:
        read_environment()

    assert "RECRUIT_WEB_PORT" in str(told.value)
    assert "RECRUIT_SANDBOX_PORT" in str(told.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://rosa:a%2Fb@db:5433/recruit",
            ("rosa", "a/b", "db", "5433", "recruit"),
        ),  # an escaped password
        (
            "postgresql://recruit@/recruit?host=%2Frun%2Fx",
            ("recruit", "", "/run/x", "", "recruit"),
        ),  # a socket
        ("postgres://db/recruit?sslmode=require", ("", "", "db", "", "recruit")),  # further words are options
    ],
)
def test_a_database_address_is_taken_apart(url: str, expected: tuple[str, ...]):
    found = database_from_url(url)

    assert tuple(found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == expected
    assert ("sslmode" in found["OPTIONS"]) == ("sslmode" in url)


#: The variable, and the choices that are read from it.
GENERATIONS = [
    ("", {}),
    ("rest", {"all": "rest"}),
    (" jobs = rest , stages=v2,", {"jobs": "rest", "stages": "v2"}),
    ("all=rest, jobs=v2", {"all": "rest", "jobs": "v2"}),
]


@pytest.mark.parametrize(("said", "choices"), GENERATIONS)
def test_generations_are_chosen_for_all_or_by_resource(
    monkeypatch: pytest.MonkeyPatch, said: str, choices: dict[str, str]
):
    monkeypatch.setenv("RECRUIT_LINKEDIN_GENERATIONS", said)

    assert read_environment().linkedin_generations_chosen == choices


#: What somebody may write by mistake, and the words of the trouble.
MISTAKES = [
    ("RECRUIT_LINKEDIN_GENERATIONS", "jbos=rest", "'jbos' is no resource; allowed are all, acls, "),
    ("RECRUIT_LINKEDIN_GENERATIONS", "jobs=v3", "jobs: 'v3' is no generation; allowed are v2 and rest"),
    ("RECRUIT_LINKEDIN_GENERATIONS", "jobs", "all: 'jobs' is no generation"),
    ("RECRUIT_LINKEDIN_GENERATIONS", "jobs=v2,jobs=rest", "jobs is chosen twice"),
    ("RECRUIT_LINKEDIN_VERSION", "2026-03", "RECRUIT_LINKEDIN_VERSION"),
]


@pytest.mark.parametrize(("name", "said", "words"), MISTAKES)
def test_a_generation_that_cannot_be_meant_is_told_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str, words: str
):
    monkeypatch.setenv(name, said)

    with pytest.raises(Trouble) as told:
        read_environment()

    assert name in str(told.value)
    assert words in str(told.value)
