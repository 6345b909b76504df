"""What becomes of what was sent when a company leaves? At the real sandbox: nothing is left, or all of it, as chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sandbox.server import until
from tests.linkedin_sync.at_sandbox import ODILE, ROSA_SEAT, There, sandbox, sandbox_process, there
from tests.linkedin_sync.jobs import lose_jobs, run_jobs
from tests.people import SETTING_UP, a_person, a_process

from linkedin_sync.backfill.removal import removal_state
from linkedin_sync.backfill.services import begin_history
from linkedin_sync.connections import services, set_up
from linkedin_sync.connections.leaving import NotRemovable, begin_removal, disconnect_company
from linkedin_sync.connections.selectors import callback_target, contracts_of
from linkedin_sync.models import (
    Backfill,
    KnownMember,
    Link,
    MailMessage,
    MailThread,
    Mark,
    MirroredNote,
    PullCursor,
    Seat,
    SharedContact,
    Trace,
)
from linkedin_sync.pulls.seats import pull_seats
from linkedin_sync.tasks import sweep
from recruit.base import clock
from recruit.base.errors import NotAllowed
from recruit.people.models import Person
from recruit.people.services import add_contact_point

__all__ = ["sandbox", "sandbox_process", "there"]


def work(there: There) -> None:
    """Everything that is due within the next minutes, LinkedIn's tasks for jobs included."""
    for _ in range(3):
        run_jobs(until=clock.now() + timedelta(minutes=10))


@pytest.fixture
def sent(there: There) -> There:
    """A position with two candidates is at LinkedIn, and who may see it."""
    for name in ("Mia", "Lea"):
        a_process(there.cast, a_person_with_address(there, name))
    begin_history(company_id=there.company_id, connection_id=there.connection.pk)
    work(there)
    assert count(there, "candidates") == 2
    assert count(there, "applications") == 2
    assert count(there, "acls") >= 1
    assert count(there, "assignees") >= 1
    return there


def a_person_with_address(there: There, name: str) -> Person:
    person = a_person(there.cast, name)
    add_contact_point(
        person=person,
        kind="email",
        value=f"{name.lower()}@example.org",
        provenance="manual",
        actor=SETTING_UP,
    )
    return person


def count(there: There, kind: str) -> int:
    return there.sandbox.get(f"records/{kind}")["count"]


def leave(there: There) -> None:
    begin_removal(company_id=there.company_id, actor=there.cast.by_ada)
    work(there)


def test_with_removal_nothing_is_left_and_jobs_are_closed(sent):
    sent.came(ODILE)
    sent.answers(sent.rosa_writes())
    sent.rosa_notes()
    sent.pull()
    assert (MailMessage.objects.count(), MirroredNote.objects.count()) == (2, 1)

    leave(sent)

    kinds = ("candidates", "applications", "stages", "acls", "assignees")
    assert [count(sent, kind) for kind in kinds] == [0, 0, 0, 0, 0]
    until(lambda: sent.sandbox.get("jobs", seat=ROSA_SEAT)["jobs"] == [])
    assert [job["state"] for job in sent.sandbox.get("records/jobs")["records"]] == ["CLOSED"]
    row = sent.fresh()
    assert (row.state, row.removing_at, row.agreed_at) == ("not_connected", None, None)
    counts = row.removal["counts"]
    assert (counts["person"], counts["messages"], counts["notes"]) == (2, 2, 1)
    for table in (MailMessage, MailThread, MirroredNote, SharedContact, Trace, PullCursor):
        assert not table.objects.exists(), table
    assert KnownMember.objects.get().purged_at is not None
    assert not Link.objects.exists()
    [application] = sent.sandbox.get("applications")["applications"]
    assert "CALLBACK_URL" not in application["configurations"]


def test_a_killed_worker_loses_nothing(sent):
    begin_removal(company_id=sent.company_id, actor=sent.cast.by_ada)
    lose_jobs()
    sweep(is_start=True)
    work(sent)

    assert sent.fresh().state == "not_connected"
    assert count(sent, "candidates") == 0


def test_a_change_meanwhile_is_not_sent(sent):
    begin_removal(company_id=sent.company_id, actor=sent.cast.by_ada)
    a_process(sent.cast, a_person_with_address(sent, "Noa"))
    work(sent)

    assert count(sent, "candidates") == 0


def test_what_linkedin_refuses_keeps_the_company_connected_and_says_so(sent):
    sent.sandbox.post(
        "faults", kind="per_key", resource="atsCandidates", method="batch_delete", status=422, times=0
    )
    leave(sent)

    row = sent.fresh()
    state = removal_state(row)
    assert (row.state, state.left, state.stuck) == ("enabled", 2, 2)
    sent.sandbox.send("DELETE", "/_sandbox/faults")
    Mark.objects.update(parked_reason="", parked_at=None, attempts=0)
    sweep()
    work(sent)
    assert sent.fresh().state == "not_connected"


def test_history_on_its_way_stops(there):
    begin_history(company_id=there.company_id, connection_id=there.connection.pk)

    begin_removal(company_id=there.company_id, actor=there.cast.by_ada)

    assert set(Backfill.objects.values_list("state", flat=True)) == {"stopped"}


def test_switched_off_at_linkedin_nothing_can_be_taken_away(sent):
    sent.sandbox.post("integrations/disable", client_id=sent.connection.client_id)
    set_up.refresh_state(company_id=sent.company_id)

    with pytest.raises(NotRemovable):
        begin_removal(company_id=sent.company_id, actor=sent.cast.by_ada)


def test_without_removal_what_was_sent_stays(sent):
    disconnect_company(company_id=sent.company_id, actor=sent.cast.by_ada)
    work(sent)
    a_process(sent.cast, a_person_with_address(sent, "Noa"))
    work(sent)

    assert sent.fresh().state == "not_connected"
    assert count(sent, "candidates") == 2


def test_only_owners_and_admins_disconnect(there):
    with pytest.raises(NotAllowed):
        disconnect_company(company_id=there.company_id, actor=there.cast.by_rosa)
    with pytest.raises(NotAllowed):
        begin_removal(company_id=there.company_id, actor=there.cast.by_rosa)


class TestSeveralContracts:
    SECOND = 310044777

    @pytest.fixture(autouse=True)
    def near(self, there: There, settings) -> None:
        """LinkedIn takes a callback on this machine."""
        settings.BASE_URL = "http://127.0.0.1:8000"

    def authorise_second(self, there: There) -> None:
        organization = there.fresh().organization_urn
        number = int(organization.rpartition(":")[2])
        there.sandbox.post("seed", contracts=[{"id": self.SECOND, "organization": number}])
        there.sandbox.post(
            "seed",
            members=[{"id": 9020, "slug": "hugo-z", "first_name": "Hugo", "last_name": "Zeller"}],
            seats=[{"id": 55520, "contract": self.SECOND, "member": 9020, "email": "hugo@bluebird.example"}],
        )
        there.sandbox.post(
            "plugin/authorize",
            client_id=there.connection.client_id,
            organization=number,
            contract=self.SECOND,
        )
        set_up.authorise(
            company_id=there.company_id,
            organization_urn=organization,
            contract_urn=f"urn:li:contract:{self.SECOND}",
            actor=there.cast.by_ada,
        )
        set_up.continue_set_up(company_id=there.company_id, actor=there.cast.by_ada)

    def test_a_second_one_is_added_and_the_connection_stays_enabled(self, there):
        first = there.fresh().contract_urn
        self.authorise_second(there)

        assert there.fresh().state == "enabled"
        assert contracts_of(company_id=there.company_id) == [first, f"urn:li:contract:{self.SECOND}"]

    def test_its_seats_come_once_it_is_switched_on(self, there):
        self.authorise_second(there)
        pull_seats(company_id=there.company_id, connection_id=there.connection.pk)
        assert not Seat.objects.filter(first_name="Hugo").exists()
        assert Seat.objects.filter(teammate=there.cast.rosa, state="active").exists()

        there.sandbox.post("integrations/enable", client_id=there.connection.client_id)
        pull_seats(company_id=there.company_id, connection_id=there.connection.pk)

        hugo = Seat.objects.get(first_name="Hugo")
        assert hugo.contract_urn == f"urn:li:contract:{self.SECOND}"
        assert Seat.objects.filter(teammate=there.cast.rosa, state="active").exists()


class TestAnotherCompanyId:
    def test_the_plugin_names_it_and_an_admin_has_to_say_so(self, there):
        other = "urn:li:organization:2000999"

        def authorise(**more: bool):
            return set_up.authorise(
                company_id=there.company_id,
                organization_urn=other,
                contract_urn=there.fresh().contract_urn,
                actor=there.cast.by_ada,
                **more,
            )

        with pytest.raises(set_up.OtherCompany):
            authorise()
        authorise(takes_other_company=True)

        row = there.fresh()
        assert (row.organization_urn, row.state) == (other, "requested")

    def test_after_a_merger_recruit_says_that_nothing_is_switched_on(self, there):
        number = int(there.fresh().organization_urn.rpartition(":")[2])
        there.sandbox.post("integrations/disable", client_id=there.connection.client_id)
        there.sandbox.post(f"organizations/{number}/change-id", id=2000999)

        set_up.refresh_state(company_id=there.company_id)

        row = there.fresh()
        assert (row.state, row.set_up_trouble["code"]) == ("disabled", "company_id_changed")


class TestSecrets:
    def test_pushes_signed_with_the_secret_of_before_are_believed_for_a_day(self, there):
        before = there.fresh().client_secret
        services.keep_application(
            company_id=there.company_id,
            application_urn=there.connection.application_urn,
            client_id=there.connection.client_id,
            client_secret="rotated",
        )
        target = callback_target(token=there.connection.callback_token)

        assert target.secrets(clock.now()) == ["rotated", before]
        assert target.secrets(clock.now() + timedelta(hours=25)) == ["rotated"]
