"""Who may invite whom, who needs a second factor, what a browser is called: tables, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from recruit.access.enums import InvitationState
from recruit.access.rules import device_name, invitation_state, needs_second_factor, why_not_invite
from recruit.company.enums import CompanyRole, SecondFactorFor
from recruit.company.rules import domains_of, is_domain

O, A, R, C, M, I, T = (  # noqa: E741 -- the first letters of the seven company roles
    CompanyRole.OWNER, CompanyRole.ADMIN, CompanyRole.RECRUITER, CompanyRole.RECRUITING_COORDINATOR,
    CompanyRole.MANAGEMENT, CompanyRole.IT_MANAGER, CompanyRole.TEAMMATE,
)  # fmt: skip
LISTED, ELSEWHERE = "nils@Robots.example", "nils@elsewhere.example"
INVITING = [
    # who, as what, to -> may they?
    (O, O, ELSEWHERE, True),  # owners make owners
    (A, O, LISTED, False),  # admins do not
    (A, A, ELSEWHERE, True),
    (A, I, ELSEWHERE, True),
    (R, T, LISTED, True),  # from a listed domain, with the least role
    (R, R, LISTED, False),  # roles are given by owners and admins
    (R, T, ELSEWHERE, False),  # and so are other domains
    (R, T, "nils@sub.robots.example", False),  # a domain below a listed one is another domain
    (R, T, "nils@evilrobots.example", False),
    (C, T, LISTED, True),
    (C, C, LISTED, False),
    (C, T, ELSEWHERE, False),
    (M, T, LISTED, False),
    (I, T, LISTED, False),
    (T, T, LISTED, False),
    ("emperor", T, LISTED, False),
]


@pytest.mark.parametrize(("inviter", "role", "email", "may"), INVITING)
def test_who_may_invite_whom(inviter, role, email, may):
    why_not = why_not_invite(
        inviter_role=inviter, wanted_role=role, email=email, listed_domains=["robots.example"]
    )

    assert (why_not is None) is may
    assert may or why_not.endswith(".")


def test_nobody_but_owners_and_admins_invites_while_no_domain_is_listed():
    assert why_not_invite(inviter_role=R, wanted_role=T, email=LISTED, listed_domains=[])


FACTOR = [
    (SecondFactorFor.NOBODY, set()),
    (SecondFactorFor.ADMINS, {O, A, I}),
    (SecondFactorFor.EVERYBODY, {O, A, R, C, M, I, T}),
]


@pytest.mark.parametrize(("required_for", "who"), FACTOR)
def test_who_needs_a_second_factor(required_for, who):
    assert {
        role for role in CompanyRole if needs_second_factor(company_role=role, required_for=required_for)
    } == who


NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(seconds=1), NOW - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("expires", "accepted", "revoked", "state"),
    [
        (LATER, None, None, InvitationState.WAITING),
        (NOW, None, None, InvitationState.EXPIRED),  # the moment itself is too late
        (EARLIER, EARLIER, None, InvitationState.ACCEPTED),  # accepted stays so
        (LATER, None, EARLIER, InvitationState.REVOKED),
    ],
)
def test_what_has_become_of_an_invitation(expires, accepted, revoked, state):
    found = invitation_state(now=NOW, expires_at=expires, accepted_at=accepted, revoked_at=revoked)

    assert found == state


def test_mail_domains_are_understood_as_people_type_them():
    assert domains_of("@Robots.example, bakers.example;\nrobots.example ") == [
        "bakers.example",
        "robots.example",
    ]
    assert domains_of(" ") == []


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("robots.example", True), ("a-b.co.example", True), ("robots", False), ("rob ots.example", False),
     ("-robots.example", False), ("robots.example/", False), ("rosa@robots.example", False), ("", False)],
)  # fmt: skip
def test_what_is_a_mail_domain(word, is_one):
    assert is_domain(word) is is_one


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36", "Chrome on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Android 16; Mobile) Gecko/145.0 Firefox/145.0", "Firefox on Android"),
        ("", "A browser"),
    ],
)
def test_what_a_browser_is_called(user_agent, name):
    assert device_name(user_agent) == name
