"""What do the settings tell of the history and of comparing both sides, and who may do what there?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.people import Cast, a_person, a_process, a_teammate

from linkedin_sync.enums import BackfillState, DriftKind, MarkKind, ReconcileState
from linkedin_sync.models import Backfill, Connection, Drift, Reconcile
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate

Browser = Callable[[Teammate], Client]
PAGE = "/settings/linkedin"


def read(browser: Client, address: str = PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def _nothing_yet(cast: Cast, connection: Connection) -> None:
    with company_context(cast.company.pk):
        Backfill.objects.all().delete()


def backfill_of(cast: Cast, connection: Connection, state: BackfillState, **fields: object) -> Backfill:
    with company_context(cast.company.pk):
        return Backfill.objects.create(
            company=cast.company,
            connection=connection,
            state=state,
            by="Ada Admin",
            **{"planned": {"position": 10, "person": 2000, "process": 4000, "stage": 9000}, **fields},
        )


def reconcile_of(cast: Cast, connection: Connection, **fields: object) -> Reconcile:
    with company_context(cast.company.pk):
        return Reconcile.objects.create(
            company=cast.company,
            connection=connection,
            **{"state": ReconcileState.DONE, "finished_at": clock.now(), "by": "Ada Admin", **fields},
        )


class TestTheHistory:
    def test_it_is_planned_with_counts_and_a_time_before_anything_is_sent(self, cast, browser_of):
        ada = browser_of(cast.ada)
        a_process(cast, a_person(cast, "Ann"))

        answer = ada.post(f"{PAGE}/backfill/plan")

        assert "It will take about under a second" in answer.content.decode()
        panel = read(ada, f"{PAGE}/backfill")
        assert "Nothing is sent until it is started." in panel
        assert "with 1 stage entry" in panel
        assert "Start the backfill" in panel

    def test_it_is_started_paused_and_resumed(self, cast, browser_of):
        ada = browser_of(cast.ada)
        ada.post(f"{PAGE}/backfill/plan")

        assert ada.post(f"{PAGE}/backfill/start").status_code == 200
        assert "Pause the backfill" in read(ada, f"{PAGE}/backfill")
        assert ada.post(f"{PAGE}/backfill/pause").status_code == 200
        assert "The history waits." in read(ada, f"{PAGE}/backfill")
        assert ada.post(f"{PAGE}/backfill/resume").status_code == 200
        assert "every 5s" in read(ada, f"{PAGE}/backfill")

    def test_its_progress_is_a_bar_with_the_time_that_is_left(self, cast, connection, browser_of):
        backfill_of(
            cast,
            connection,
            BackfillState.RUNNING,
            started_at=clock.now(),
            marked={"position": 10, "person": 500, "process": 500},
        )

        panel = read(browser_of(cast.ada), f"{PAGE}/backfill")

        assert '<progress max="100" value="16">16 %</progress>' in panel
        assert "About 47 seconds left." in panel

    def test_at_the_end_the_counts_of_both_sides_stand_beside_each_other(self, cast, connection, browser_of):
        result = {
            "position": {"recruit": 10, "linkedin": 10, "stuck": 0},
            "person": {"recruit": 2000, "linkedin": 1999, "stuck": 1},
            "process": {"recruit": 4000, "linkedin": 3990, "stuck": 0},
        }
        backfill_of(
            cast,
            connection,
            BackfillState.DONE,
            started_at=clock.now(),
            finished_at=clock.now(),
            result=result,
        )

        panel = read(browser_of(cast.ada), f"{PAGE}/backfill")

        assert "The counts of both sides differ" in panel
        assert panel.count("Differs") == 1  # one stuck candidate is accounted for, ten processes are not

    def test_a_refusal_is_a_sentence(self, cast, browser_of):
        answer = browser_of(cast.ada).post(f"{PAGE}/backfill/start", headers={"HX-Request": "true"})

        assert answer.status_code == 409
        assert "No backfill is planned." in answer.content.decode()

    def test_who_only_reads_is_offered_nothing_and_others_do_not_see_it(self, cast, connection, browser_of):
        backfill_of(cast, connection, BackfillState.PLANNED)
        ivo = a_teammate(cast.company, "Ivo", "Itman", CompanyRole.IT_MANAGER)

        assert "Start the backfill" not in read(browser_of(ivo))
        assert browser_of(ivo).post(f"{PAGE}/backfill/start").status_code == 403
        assert browser_of(cast.rosa).get(f"{PAGE}/backfill").status_code == 403
        assert "History" not in read(browser_of(cast.rosa))


class TestBothSides:
    def test_comparing_is_asked_for(self, cast, browser_of):
        ada = browser_of(cast.ada)
        assert "Not compared yet." in read(ada)

        assert ada.post(f"{PAGE}/reconcile/compare").status_code == 200

        assert "0 % done; 0 records differed so far." in read(ada, f"{PAGE}/reconcile")
        again = ada.post(f"{PAGE}/reconcile/compare", headers={"HX-Request": "true"})
        assert again.status_code == 409
        assert browser_of(cast.rosa).post(f"{PAGE}/reconcile/compare").status_code == 403

    def test_what_differed_is_listed_by_name_with_a_sentence_and_paged(self, cast, connection, browser_of):
        persons = [a_process(cast, a_person(cast, f"Ann{number}")).person for number in range(51)]
        counts = {"person": {"recruit": 51, "linkedin": 0, "waiting": 0, "drift": 51, "is_read": True}}
        run = reconcile_of(cast, connection, counts=counts, drift=51)
        with company_context(cast.company.pk):
            Drift.objects.bulk_create(
                Drift(
                    company=cast.company,
                    reconcile=run,
                    kind=MarkKind.PERSON,
                    our_key=str(person.pk),
                    what=DriftKind.MISSING,
                    about={},
                )
                for person in persons
            )
        ada = browser_of(cast.ada)

        assert "51 records differed and are being repaired." in read(ada)
        page = read(ada, f"{PAGE}/reconcile/{run.pk}")

        assert page.count("LinkedIn does not know it any more.") == 50
        assert persons[-1].full_name in page
        assert "read from LinkedIn" in page
        following = page.partition('rel="next" href="')[2].partition('"')[0]
        assert persons[0].full_name in read(ada, following)

    def test_a_list_of_fifty_costs_as_many_queries_as_one_of_one(
        self, cast, connection, browser_of, django_assert_max_num_queries
    ):
        run = reconcile_of(cast, connection, drift=50)
        with company_context(cast.company.pk):
            for person in [a_process(cast, a_person(cast, f"Ann{number}")).person for number in range(50)]:
                Drift.objects.create(
                    company=cast.company,
                    reconcile=run,
                    kind=MarkKind.PERSON,
                    our_key=str(person.pk),
                    what=DriftKind.MISSING,
                    about={},
                )
            Drift.objects.update(about=None, sentence="As it was kept before.")
        ada = browser_of(cast.ada)

        with django_assert_max_num_queries(25):
            assert "As it was kept before." in read(ada, f"{PAGE}/reconcile/{run.pk}")

    def test_a_comparison_that_is_not_there_is_not_found(self, cast, browser_of):
        assert browser_of(cast.ada).get(f"{PAGE}/reconcile/987654").status_code == 404
        assert browser_of(cast.ada).get(f"{PAGE}/reconcile/987654?after=x").status_code == 404

    def test_why_it_stopped_is_told(self, cast, connection, browser_of):
        reconcile_of(cast, connection, state=ReconcileState.STOPPED, trouble="LinkedIn: no.")

        assert "LinkedIn: no." in read(browser_of(cast.ada))
