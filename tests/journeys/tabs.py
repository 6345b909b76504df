"""Which tabs, people and truths does a journey have? The fixtures that all journeys share."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from tests.journeys.console import Console
from tests.journeys.linkedin import Newcomer, Sandbox
from tests.journeys.recruit import Recruit
from tests.journeys.stack import Stack, until
from tests.journeys.truth import Truth

from config.demo import cast
from config.demo.generation import generate
from linkedin_client import Credentials, IntegrationKey, LinkedIn, MemoryTokenStore

_used = itertools.count()


@pytest.fixture
def sandbox(recruit_stack: Stack) -> Iterator[Sandbox]:
    control = Sandbox(recruit_stack)
    yield control
    control.delete("faults")


@pytest.fixture
def truth(recruit_stack: Stack) -> Iterator[Truth]:
    reader = Truth(recruit_stack.database_url, cast.LUMEN)
    yield reader
    reader.close()


@pytest.fixture
def truth_of_petrel(recruit_stack: Stack) -> Iterator[Truth]:
    reader = Truth(recruit_stack.database_url, cast.PETREL)
    yield reader
    reader.close()


@pytest.fixture
def recruit(recruit_stack: Stack, new_page: Callable[..., Page]) -> Callable[..., Recruit]:
    """``recruit(cast.ROSA)``: a tab, signed in to Recruit."""

    def open_tab(email: str, **options: object) -> Recruit:
        tab = Recruit(new_page(**options), recruit_stack.web_url)
        tab.sign_in(email)
        return tab

    return open_tab


@pytest.fixture
def console(recruit_stack: Stack, new_page: Callable[..., Page]) -> Callable[..., Console]:
    """``console("Rosa Calderón")`` or ``console(66003)``: a tab, signed in to LinkedIn Recruiter on that seat."""

    def open_tab(seat: str | int, **options: object) -> Console:
        tab = Console(new_page(**options), recruit_stack.sandbox_url)
        if isinstance(seat, int):
            tab.take_seat_number(seat)
        else:
            tab.take_seat(seat)
        return tab

    return open_tab


def is_latin(text: str) -> bool:
    return all(unicodedata.name(letter).startswith("LATIN") for letter in text if letter.isalpha())


@pytest.fixture(scope="session")
def everybody_new() -> list[Newcomer]:
    """Members of the small demo whom Recruit does not know, who allow exports and share no name with anybody."""
    demo = generate("small")
    known = {
        (person.first_name, person.last_name) for company in demo.companies for person in company.persons
    }
    named = {member.value for member in cast.NamedMember}
    seated = {seat.member for seat in demo.world.seats}
    last_names = [member.last_name for member in demo.world.members]
    return [
        Newcomer(member.id, member.first_name, member.last_name)
        for member in demo.world.members
        if member.exportable
        and member.id not in seated
        and (member.first_name, member.last_name) not in known | named
        and last_names.count(member.last_name) == 1
    ]


@pytest.fixture(scope="session")
def all_newcomers(everybody_new: list[Newcomer]) -> list[Newcomer]:
    """Those whose name stands on the page in the order in which the test says it."""
    return [one for one in everybody_new if is_latin(one.name)]


@pytest.fixture
def newcomer_in_another_script(everybody_new: list[Newcomer]) -> Newcomer:
    return next(one for one in everybody_new if not is_latin(one.name))


@pytest.fixture
def newcomers(
    all_newcomers: list[Newcomer], truth: Truth, sandbox: Sandbox
) -> Callable[[int], list[Newcomer]]:
    """So many who are still new: a stack that is used again has met some of them already.

    When the demo has no more, others join LinkedIn.
    """

    def some(count: int) -> list[Newcomer]:
        return list(
            itertools.islice((one for one in map(member, _used) if not truth.exports(*one.names)), count)
        )

    def member(number: int) -> Newcomer:
        return all_newcomers[number] if number < len(all_newcomers) else sandbox.joined(number)

    return some


@pytest.fixture
def newcomer(newcomers: Callable[[int], list[Newcomer]]) -> Newcomer:
    return newcomers(1)[0]


@pytest.fixture
def rosas_seat(sandbox: Sandbox) -> int:
    [seat] = [one["id"] for one in sandbox.get("seats")["seats"] if one["name"] == "Rosa Calderón"]
    return int(seat)


@pytest.fixture
def lighting_designer(sandbox: Sandbox, rosas_seat: int) -> str:
    return sandbox.job(seat=rosas_seat, code=cast.DESIGNER_HAMBURG)


@pytest.fixture
def backend_engineer(sandbox: Sandbox, rosas_seat: int) -> str:
    return sandbox.job(seat=rosas_seat, code=cast.BACKEND_REMOTE)


@pytest.fixture
def open_to_all(recruit_stack: Stack, sandbox: Sandbox) -> Iterator[None]:
    """LinkedIn shows every position to everybody: what a company without ACLs configures, by the real call."""
    application = sandbox.application_of(cast.LUMEN)
    context = next(
        one["integrationContext"]
        for one in application["integrations"]
        if one["integrationType"] == "ONE_CLICK_EXPORT"
    )
    key = IntegrationKey(context=context, type="ONE_CLICK_EXPORT")
    with LinkedIn(
        api_url=recruit_stack.sandbox_url,
        auth_url=recruit_stack.sandbox_url,
        credentials=Credentials(application["client_id"], application["client_secret"]),
        tokens=MemoryTokenStore(),
    ) as linkedin:
        sandbox.post("switches", viewers_with_acls="shown")
        linkedin.configurations.put(key, {"JOB_POSTING_VIEWERS": "ALL_PRODUCT_USERS"})
        yield
        linkedin.configurations.delete(key, ["JOB_POSTING_VIEWERS"])
        sandbox.post("switches", viewers_with_acls="hidden")


__all__ = [
    "all_newcomers", "backend_engineer", "console", "everybody_new", "lighting_designer", "newcomer",
    "newcomer_in_another_script", "newcomers", "open_to_all", "recruit", "rosas_seat", "sandbox", "truth", "truth_of_petrel", "until",
]  # fmt: skip
