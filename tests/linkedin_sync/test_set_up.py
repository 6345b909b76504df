"""How is a company connected, how are its secrets kept, and how are its seats mapped?"""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection as database
from django.db import transaction
from tests.linkedin_sync.conftest import CONTRACT, ORGANIZATION, SECRET, authorised
from tests.linkedin_sync.jobs import run_jobs, waiting_jobs
from tests.people import a_teammate, hiring_company

from linkedin_sync.backfill import everything
from linkedin_sync.budget.services import close, take
from linkedin_sync.connections import services, set_up
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.client import HttpInTransaction, close_clients, linkedin_of
from linkedin_sync.connections.states import state_of, status_of_word
from linkedin_sync.enums import MappedBy
from linkedin_sync.models import Connection, Integration, Link, Mark, Seat
from linkedin_sync.models.secrets import SecretUnreadable, decrypt_secret, encrypt_secret
from linkedin_sync.pulls.seats import pull_seats
from linkedin_sync.seats.selectors import seats_page
from linkedin_sync.seats.services import TeammateHasSeat, map_seat, map_seats_by_email
from recruit.base import clock
from recruit.base.errors import NotAllowed
from recruit.base.tenancy import company_context


class TestSecrets:
    def test_they_lie_encrypted_and_read_clear(self, scene):
        with database.cursor() as cursor:
            cursor.execute("SELECT client_secret, token FROM linkedin_sync_connection")
            stored_secret, stored_token = cursor.fetchone()

        assert SECRET not in stored_secret
        assert "AQX" not in stored_token
        assert (scene.fresh().client_secret, "AQX" in scene.fresh().token) == (SECRET, True)

    def test_another_key_reads_nothing_and_says_so(self, settings):
        stored = encrypt_secret("quiet")
        settings.ENCRYPTION_KEY, settings.SECRET_KEY = "", "another installation's"

        with pytest.raises(SecretUnreadable):
            decrypt_secret(stored)

    def test_without_a_key_of_its_own_an_installation_still_encrypts(self, settings):
        settings.ENCRYPTION_KEY = ""

        assert decrypt_secret(encrypt_secret("quiet")) == "quiet" != encrypt_secret("quiet")


class TestTheState:
    @pytest.mark.parametrize(
        ("export", "indicator", "state"),
        [
            ("requested", "requested", "requested"),
            ("named", "requested", "requested"),
            ("named", "named", "partner_ready"),
            ("enabled", "named", "partner_ready"),
            ("enabled", "enabled", "enabled"),
            ("enabled", "disabled", "disabled"),
            # LinkedIn used a word that nobody knows: not enabled, so nothing is sent
            ("unknown", "enabled", "partner_ready"),
        ],
    )
    def test_it_follows_from_the_two_required_integrations(self, export, indicator, state):
        assert state_of({"ONE_CLICK_EXPORT": export, "IN_ATS_INDICATOR": indicator}) == state

    def test_linkedins_words_are_read_tolerantly(self):
        assert [status_of_word(word) for word in ("ENABLED", "enabled", "Mystery", None)] == [
            "enabled", "enabled", "unknown", "unknown",
        ]  # fmt: skip


class TestSetUp:
    def test_naming_and_configuring_speak_to_linkedin_and_enabling_begins_the_history(
        self, committed, linkedin
    ):
        """M-08."""
        cast = hiring_company()
        with company_context(cast.company.pk):
            agree(company_id=cast.company.pk, choices=Choices(), counts={}, actor=cast.by_ada)
            services.keep_application(
                company_id=cast.company.pk,
                application_urn="urn:li:developerApplication:1",
                client_id="c",
                client_secret="s",
            )
            set_up.authorise(
                company_id=cast.company.pk,
                organization_urn=ORGANIZATION,
                contract_urn=CONTRACT,
                actor=cast.by_ada,
            )
            named = set_up.name_integrations(company_id=cast.company.pk, actor=cast.by_ada)
            set_up.store_configurations(company_id=cast.company.pk, actor=cast.by_ada)

            assert named.state == "partner_ready"
            assert Integration.objects.filter(name="Recruit").count() == 4
            told = [
                call for call in linkedin.seen if call.path.endswith("/configurations") and call.verb == "PUT"
            ]
            value = told[0].body["entities"]["CALLBACK_URL"]["configurationValue"]["string"]
            assert value == f"http://recruit.example/linkedin/callback/{named.callback_token}"

            linkedin.statuses = dict.fromkeys(["ONE_CLICK_EXPORT", "IN_ATS_INDICATOR"], "ENABLED")
            enabled = set_up.refresh_state(company_id=cast.company.pk)

            assert enabled.state == "enabled"
            assert sorted(waiting_jobs()) == [
                "linkedin.backfill",
                "linkedin.drain",
                "linkedin.pull_seats",
            ]

    @pytest.mark.parametrize("who", ["by_rosa", "by_otto"])
    def test_only_owners_and_admins_configure(self, committed, who):
        """M-07."""
        cast = hiring_company()
        with company_context(cast.company.pk), pytest.raises(NotAllowed):
            services.begin_connection(company_id=cast.company.pk, actor=getattr(cast, who))

    def test_another_plan_does_not_have_it(self, committed):
        """M-06."""
        cast = hiring_company(plan="growth")
        with company_context(cast.company.pk), pytest.raises(services.PlanLacksIntegration):
            services.begin_connection(company_id=cast.company.pk, actor=cast.by_ada)

    def test_history_goes_in_pages_and_ends(self, scene, monkeypatch):
        monkeypatch.setattr(everything, "_PAGE", 2)
        Link.objects.all().delete()

        everything.mark_everything(company_id=scene.company_id, connection_id=scene.connection.pk)
        run_jobs()

        assert Link.objects.filter(kind="position").count() == 1
        assert not Mark.objects.exists()


class TestHttp:
    def test_it_is_refused_inside_a_transaction(self, scene):
        client = linkedin_of(scene.fresh())

        with transaction.atomic(), pytest.raises(HttpInTransaction):
            client.candidates.delete(["per_1"])
        with transaction.atomic(), pytest.raises(HttpInTransaction):
            linkedin_of(scene.fresh())

    def test_one_token_serves_all_calls_and_all_processes(self, scene):
        close_clients()  # as another process would begin
        linkedin_of(scene.fresh()).candidates.delete(["per_1"])

        assert scene.linkedin.tokens == 1


class TestSeats:
    def test_the_same_address_is_a_proposal_that_an_admin_confirms(self, scene):
        newcomer = a_teammate(scene.cast.company, "Nora", "New", "recruiter")
        scene.linkedin.seats.append(
            {
                "id": 77,
                "member": "urn:li:person:nora",
                "firstName": "N",
                "lastName": "N",
                "email": "NORA@robots.example",
                "contract": CONTRACT,
                "state": "ACTIVE",
            }
        )
        assert pull_seats(company_id=scene.company_id, connection_id=scene.connection.pk) == 1
        [proposed] = [
            seat for seat in seats_page(company_id=scene.company_id).rows if seat.teammate_id is None
        ]
        assert (proposed.suggested_teammate_public_id, proposed.mapped_by) == (newcomer.public_id, "")

        count = map_seats_by_email(
            company_id=scene.company_id, connection_id=scene.connection.pk, actor=scene.cast.by_ada
        )

        assert count == 1
        assert Seat.objects.get(urn="urn:li:seat:77").teammate == newcomer

    def test_a_teammate_sits_on_one_seat(self, scene):
        seat = scene.seats[scene.cast.otto.pk]

        with pytest.raises(TeammateHasSeat):
            map_seat(
                company_id=scene.company_id,
                seat_id=seat.pk,
                teammate_id=scene.cast.rosa.pk,
                by=MappedBy.ADMIN,
                actor=scene.cast.by_ada,
            )

    def test_a_seat_that_linkedin_takes_away_sees_nothing_any_more(self, scene):
        scene.linkedin.seats = scene.linkedin.seats[1:]  # without Olga's
        pull_seats(company_id=scene.company_id, connection_id=scene.connection.pk)
        run_jobs()

        _, assignees = scene.linkedin.grants()
        assert scene.urn_of(scene.cast.olga) not in {urn for _, urn in assignees}


class TestBudget:
    def test_minutes_count_records_and_days_count_calls(self, scene):
        connection = scene.fresh()
        connection.minute_records, connection.day_calls = 150, 2

        assert take(connection=connection, resource="candidates", records=100) is None
        minute_full = take(connection=connection, resource="candidates", records=100)
        assert clock.now() < minute_full
        # Sixty seconds, a tenth that the count is rounded to and one for the way; and it was no call of the day's two.
        assert 59 < (minute_full - clock.now()).total_seconds() <= 60.3
        assert take(connection=connection, resource="candidates", records=50) is None
        day_full = take(connection=connection, resource="candidates", records=1)
        assert (day_full.hour, day_full.minute, day_full.second) == (0, 0, 30)
        assert take(connection=connection, resource="applications", records=100) is None  # its own

    def test_history_leaves_a_reserve_for_live_changes(self, scene):
        connection = scene.fresh()
        connection.minute_records, connection.day_calls, connection.reserve_percent = 1000, 10, 20

        assert take(connection=connection, resource="candidates", records=990, is_backfill=True) is None
        assert take(connection=connection, resource="candidates", records=1, is_backfill=True) is not None
        assert take(connection=connection, resource="candidates", records=10) is None
        for _ in range(7):
            assert take(connection=connection, resource="stages", records=1, is_backfill=True) is None
        assert (
            take(connection=connection, resource="stages", records=1, calls=2, is_backfill=True) is not None
        )
        assert take(connection=connection, resource="stages", records=1, calls=3) is None

    def test_what_linkedin_closed_stays_closed_until_then(self, scene):
        until = clock.now() + timedelta(seconds=30)
        close(connection=scene.connection, resource="candidates", until=until)

        assert take(connection=scene.connection, resource="candidates", records=1) == until

    def test_two_workers_together_stay_within_it(self, scene):
        connection = scene.fresh()
        connection.minute_records = 10
        granted = []

        def worker() -> None:
            with company_context(scene.company_id):
                granted.extend(
                    take(connection=connection, resource="stages", records=1) is None for _ in range(10)
                )
            database.close()

        threads = [threading.Thread(target=worker) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert granted.count(True) == 10


def test_companies_do_not_meet(scene):
    """M-36: each connection has its own address, secret and rows."""
    other = hiring_company("Other Ltd", domain="other.example")
    with company_context(other.company.pk):
        authorised(other, organization="urn:li:organization:666")
        assert Connection.objects.count() == 1
        assert not Seat.objects.exists()
