"""How truthfully does the settings page tell of both sides, and who may do what there?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection as database
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_position, a_process, a_teammate, hiring_company

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.connections.services import degrade_connection
from linkedin_sync.enums import LinkKind, MarkKind
from linkedin_sync.models import BudgetDay, Connection, Mark, Seat
from linkedin_sync.problems import look_for_problems
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole, Plan
from recruit.company.models import Teammate

Browser = Callable[[Teammate], Client]
PAGE = "/settings/linkedin"


def _page(browser: Client, address: str = PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _fresh(cast: Cast) -> Connection:
    with company_context(cast.company.pk):
        found = connection_of(company_id=cast.company.pk)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("requested", "waits for Recruit to name"),
        ("named", "has to switch the integrations on"),
        ("enabled", "are kept in step"),
        ("disabled", "were switched off in LinkedIn"),
    ],
)
def test_each_state_is_said_in_words_to_everybody(
    cast: Cast, browser_of: Browser, status: str, words: str
) -> None:
    """M-08: the state of both sides, at every step."""
    scenes.a_connection(cast, status)

    assert words in _page(browser_of(cast.ada))
    assert words in _page(browser_of(cast.otto))


def test_a_company_that_never_connected_reads_so(cast: Cast, browser_of: Browser) -> None:
    page = _page(browser_of(cast.ada))

    assert "is not connected to LinkedIn Recruiter yet" in page
    assert "Not provisioned yet" in page


def test_on_another_plan_the_page_says_so_and_offers_nothing(db: None, browser_of: Browser) -> None:
    """M-06."""
    growth = hiring_company("Growing Ltd", plan=Plan.GROWTH, domain="growing.example")

    page = _page(browser_of(growth.ada))

    assert "belongs to the Enterprise plan" in page
    assert "Seats" not in page
    assert "LinkedIn exports" not in _page(browser_of(growth.ada), "/positions")
    assert "Disconnect" not in page


def test_ada_sees_both_sides_and_the_callback_address(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    page = _page(browser_of(cast.ada))

    assert "urn:li:developerApplication:1" in page
    assert scenes.ORGANIZATION in page
    assert "ONE_CLICK_EXPORT" in page
    assert connection.callback_token in page
    assert "child secret" not in page


def test_rosa_sees_the_state_and_no_inside(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    scenes.seats(cast, connection, cast.rosa.email)

    page = _page(browser_of(cast.rosa))

    assert "Owners and admins look after this connection" in page
    assert connection.callback_token not in page
    assert "urn:li:seat" not in page
    assert browser_of(cast.rosa).get(f"{PAGE}/health").status_code == 403
    assert browser_of(cast.rosa).get(f"{PAGE}/seats").status_code == 403


def test_an_it_manager_reads_everything_and_changes_nothing(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    ivo = a_teammate(cast.company, "Ivo", "Itman", CompanyRole.IT_MANAGER)
    scenes.seats(cast, connection, cast.rosa.email)

    page = _page(browser_of(ivo))

    assert cast.rosa.email in page
    assert "Map<" not in page
    assert browser_of(ivo).post(f"{PAGE}/pause").status_code == 403


def test_what_troubles_a_degraded_connection_is_for_those_who_look_after_it(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    with company_context(cast.company.pk):
        degrade_connection(company_id=cast.company.pk, trouble="LinkedIn says: forbidden.")

    assert "LinkedIn says: forbidden." in _page(browser_of(cast.ada))
    assert "LinkedIn says: forbidden." not in _page(browser_of(cast.rosa))


def test_ada_pauses_and_resumes_and_rosa_may_not(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)

    assert browser_of(cast.rosa).post(f"{PAGE}/pause").status_code == 403
    assert ada.post(f"{PAGE}/pause").status_code == 200
    assert _fresh(cast).paused_at is not None
    assert "Sending is paused" in _page(browser_of(cast.otto))

    assert ada.post(f"{PAGE}/resume").status_code == 200
    assert _fresh(cast).paused_at is None


def test_ada_chooses_what_is_shared(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)

    chosen = {"shares": "published", "availability": "private", "history_years": "3"}

    answer = ada.post(f"{PAGE}/agree", chosen)

    assert answer.status_code == 204
    row = _fresh(cast)
    assert (row.shares, row.availability, row.history_years) == ("published", "private", 3)
    assert ada.post(f"{PAGE}/agree", chosen | {"shares": "everything"}).status_code == 409
    assert ada.post(f"{PAGE}/agree", chosen | {"history_years": "1"}).status_code == 409
    assert _fresh(cast).shares == "published"


def test_asking_linkedin_is_a_job_and_not_a_wait(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    answer = browser_of(cast.ada).post(f"{PAGE}/ask")

    assert answer.status_code == 200
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'linkedin.refresh_connection'"
        )
        assert cursor.fetchone()[0] == 1
    assert browser_of(cast.rosa).post(f"{PAGE}/ask").status_code == 403


# Seats


def _seat(cast: Cast, email: str) -> Seat:
    with company_context(cast.company.pk):
        return Seat.objects.get(email=email)


def test_a_seat_with_a_teammates_address_is_suggested_and_mapped_by_ada(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    """M-10, the admin's way."""
    scenes.seats(cast, connection, cast.rosa.email, "guest@elsewhere.example")
    seat = _seat(cast, cast.rosa.email)
    ada = browser_of(cast.ada)

    assert f"{cast.rosa.full_name} (same e-mail)" in _page(ada)
    ada.post(f"{PAGE}/seats/{seat.pk}/map", {"teammate": cast.rosa.public_id})

    assert _seat(cast, cast.rosa.email).teammate_id == cast.rosa.pk
    assert "Unmap" in _page(ada, f"{PAGE}/seats")


def test_one_teammate_sits_on_one_seat(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    scenes.seats(cast, connection, cast.rosa.email, "guest@elsewhere.example")
    ada = browser_of(cast.ada)
    ada.post(f"{PAGE}/seats/{_seat(cast, cast.rosa.email).pk}/map", {"teammate": cast.rosa.public_id})

    second = ada.post(
        f"{PAGE}/seats/{_seat(cast, 'guest@elsewhere.example').pk}/map",
        {"teammate": cast.rosa.public_id},
        headers={"HX-Request": "true"},
    )

    assert second.status_code == 409
    assert "already sits on another LinkedIn seat" in second.content.decode()


def test_ada_frees_a_seat_and_rosa_may_neither_map_nor_free(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    scenes.seats(cast, connection, cast.rosa.email)
    seat = _seat(cast, cast.rosa.email)
    rosa, ada = browser_of(cast.rosa), browser_of(cast.ada)

    assert rosa.post(f"{PAGE}/seats/{seat.pk}/map", {"teammate": cast.rosa.public_id}).status_code == 403
    ada.post(f"{PAGE}/seats/{seat.pk}/map", {"teammate": cast.rosa.public_id})
    assert rosa.post(f"{PAGE}/seats/{seat.pk}/unmap").status_code == 403
    ada.post(f"{PAGE}/seats/{seat.pk}/unmap")

    assert _seat(cast, cast.rosa.email).teammate_id is None


def test_another_companys_seats_and_teammates_are_not_there(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    """M-36."""
    scenes.seats(cast, connection, cast.rosa.email)
    seat = _seat(cast, cast.rosa.email)
    others = hiring_company("Rivals Ltd", domain="rivals.example")
    scenes.a_connection(others)
    ada, their_ada = browser_of(cast.ada), browser_of(others.ada)

    assert cast.rosa.email not in _page(their_ada)
    assert connection.callback_token not in _page(their_ada)
    assert (
        their_ada.post(f"{PAGE}/seats/{seat.pk}/map", {"teammate": others.rosa.public_id}).status_code == 404
    )
    assert ada.post(f"{PAGE}/seats/{seat.pk}/map", {"teammate": others.rosa.public_id}).status_code == 404
    assert _seat(cast, cast.rosa.email).teammate_id is None


# Health


def test_a_stuck_record_has_a_name_a_reason_and_a_way_out(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    """M-39: nothing is parked silently."""
    scenes.a_mark(
        cast,
        connection,
        MarkKind.POSITION,
        cast.position.pk,
        parked_reason="permanent",
        parked_text="LinkedIn says: the title is too long.",
        parked_at=clock.now(),
        attempts=2,
    )
    ada = browser_of(cast.ada)

    page = _page(ada, f"{PAGE}/health")
    assert "Welding Robot Technician" in page
    assert "LinkedIn refuses this record" in page
    assert "the title is too long" in page

    assert browser_of(cast.rosa).post(f"{PAGE}/try-again").status_code == 403
    ada.post(f"{PAGE}/try-again")

    with company_context(cast.company.pk):
        assert Mark.objects.get(kind=MarkKind.POSITION).parked_reason == ""


def test_a_stuck_record_is_given_up_on_by_an_admin(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    parked = {"parked_reason": "permanent", "parked_text": "No.", "parked_at": clock.now()}
    mark = scenes.a_mark(cast, connection, MarkKind.POSITION, cast.position.pk, **parked)
    ada = browser_of(cast.ada)

    assert ada.post(f"{PAGE}/discard").status_code == 409
    assert browser_of(cast.rosa).post(f"{PAGE}/discard", {"mark": mark.pk}).status_code == 403
    ada.post(f"{PAGE}/discard", {"mark": mark.pk})

    with company_context(cast.company.pk):
        assert not Mark.objects.filter(pk=mark.pk).exists()
    assert ada.post(f"{PAGE}/discard", {"mark": mark.pk}).status_code == 404


def test_lag_throttle_and_exports_are_shown(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    an_hour_ago = clock.now() - timedelta(hours=1)
    scenes.a_mark(
        cast, connection, MarkKind.PERSON, 41, marked_at=an_hour_ago, not_before=an_hour_ago, tombstone=True
    )
    scenes.an_export(cast, connection)
    with company_context(cast.company.pk):
        BudgetDay.objects.create(
            company=cast.company,
            connection=connection,
            resource="candidates",
            day=clock.now().date(),
            calls=connection.day_calls,
        )

    page = _page(ada, f"{PAGE}/health")

    assert "1 hour" in page
    assert "1 received" in page
    assert page.count("Used up") == 1


def test_a_problem_stands_in_the_navigation_of_those_who_look_after_it(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    ada, rosa = browser_of(cast.ada), browser_of(cast.rosa)
    assert "LinkedIn problems" not in _page(ada)
    with company_context(cast.company.pk):
        degrade_connection(company_id=cast.company.pk, trouble="LinkedIn: no (403).")
        look_for_problems(company_id=cast.company.pk)

    assert "LinkedIn problems" in _page(ada)
    assert "LinkedIn refuses the connection" in _page(ada, f"{PAGE}/health")
    assert "LinkedIn problems" not in _page(rosa)


def test_the_support_bundle_is_a_file_for_those_who_look_after_it(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    answer = browser_of(cast.ada).get(f"{PAGE}/bundle")

    assert answer.headers["Content-Type"] == "application/zip"
    assert "recruit-linkedin-" in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"PK")
    assert browser_of(cast.rosa).get(f"{PAGE}/bundle").status_code == 403


def test_a_stuck_record_of_a_discreet_position_has_no_name_for_ada(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    process = a_process(cast, position=secret)
    parked = {
        "parked_reason": "internal",
        "parked_at": clock.now(),
        "exchange": {"resource": "jobs", "record": {"title": "What is in it"}},
    }
    scenes.no_marks(cast)
    scenes.a_mark(cast, connection, MarkKind.POSITION, secret.pk, **parked)
    scenes.a_mark(cast, connection, MarkKind.PROCESS, process.pk, **parked)
    scenes.a_mark(cast, connection, MarkKind.PERSON, process.person_id, **parked)

    for_ada = _page(browser_of(cast.ada), f"{PAGE}/health")
    for_olga = _page(browser_of(cast.olga), f"{PAGE}/health")

    assert "Secret Successor" in for_olga
    assert "Secret Successor" not in for_ada
    assert process.person.last_name not in for_ada
    assert "What is in it" in for_olga
    assert "What is in it" not in for_ada


def test_the_lag_of_permissions_is_shown(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    """M-14: the lag is shown."""
    ada = browser_of(cast.ada)
    assert "In step" in _page(ada, f"{PAGE}/health")

    scenes.a_mark(cast, connection, MarkKind.VISIBILITY_OF_TEAMMATE, cast.rosa.pk)

    assert "lag under a second" in _page(ada, f"{PAGE}/health")


def test_the_page_costs_the_same_however_many_are_stuck(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    scenes.delivered(cast, connection, LinkKind.POSITION, cast.position.pk)

    def queries() -> int:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(database) as captured:
            _page(ada)
        return len(captured)

    for _ in range(2):
        process = a_process(cast)
        scenes.a_mark(cast, connection, MarkKind.PROCESS, process.pk, parked_reason="internal")
        scenes.a_mark(cast, connection, MarkKind.PERSON, process.person_id, parked_reason="internal")
    few = queries()
    for _ in range(8):
        process = a_process(cast)
        scenes.a_mark(cast, connection, MarkKind.PROCESS, process.pk, parked_reason="internal")

    assert queries() == few
