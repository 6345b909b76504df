"""Is a switch of LinkedIn's generation a setting and nothing else? The lanes' own tests, in each of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.linkedin_sync import test_drain, test_permissions
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.conftest import Scene
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault

from linkedin_client import Dialects, Generation
from linkedin_sync.connections import services
from linkedin_sync.connections.client import dialects_of, linkedin_of, partner_client
from linkedin_sync.connections.services import GenerationNotUnderstood
from linkedin_sync.enums import ConnectionState
from linkedin_sync.explain.rules import State
from linkedin_sync.explain.selectors import explain_processes
from linkedin_sync.models import Mark
from recruit.base import clock
from recruit.base.errors import NotAllowed
from recruit.hiring.services import advance_process


@pytest.fixture(params=[each.value for each in Generation])
def spoken(request: pytest.FixtureRequest, settings: Any) -> str:
    """Everything is spoken in one generation, by the installation's setting."""
    settings.LINKEDIN_GENERATIONS = {"all": request.param}
    return request.param


@pytest.mark.usefixtures("spoken")
class TestAChangeInEachGeneration(test_drain.TestAChange):
    """As they are."""


@pytest.mark.usefixtures("spoken")
class TestTroubleInEachGeneration:
    test_one_refused = (
        test_drain.TestTrouble.test_one_refused_record_is_parked_with_linkedins_words_and_the_others_go
    )
    test_whole_batch = test_drain.TestTrouble.test_a_whole_batch_refused_for_one_record_is_sent_one_by_one
    test_server_fault = test_drain.TestTrouble.test_a_server_fault_is_tried_again_and_nothing_is_lost


@pytest.mark.usefixtures("spoken")
class TestPermissionsInEachGeneration:
    test_from_the_beginning = staticmethod(
        test_permissions.test_from_the_beginning_everybody_sees_there_what_they_see_here
    )
    test_not_shared = staticmethod(test_permissions.test_what_is_not_shared_is_shown_to_nobody_and_closed)


def test_an_application_that_is_gone_at_linkedin_is_sent_again_for_the_stage_that_missed_it(
    spoken: str, scene: Scene
) -> None:
    lost, other = a_known_process(scene, "Lost"), a_known_process(scene, "Other")
    run_jobs()
    for path in (test_drain.APPLICATIONS, test_drain.STAGES):
        held = scene.linkedin.records[path]
        for key in [key for key in held if any(lost.public_id == value for _, value in key)]:
            del held[key]
    # v2 answers the whole call about an application that it does not know with 404, REST each of its records.
    scene.linkedin.faults.append(
        Fault(f"{lost.public_id}&", status=404)
        if spoken == "v2"
        else Fault(test_drain.STAGES, of_keys={lost.public_id: 404})
    )

    for process in (lost, other):
        advance_process(process=process, actor=scene.cast.by_rosa)
    run_jobs()

    state = explain_processes(company_id=scene.company_id, ids=[lost.pk])[lost.pk]
    assert (state.state, scene.fresh().state) == (State.RETRYING, ConnectionState.ENABLED)
    assert len(scene.linkedin.held(test_drain.STAGES, "jobApplicationId", other.public_id)) == 2

    Mark.objects.update(not_before=clock.now())
    run_jobs(until=clock.now() + timedelta(minutes=1))

    assert scene.linkedin.held(test_drain.APPLICATIONS, "atsJobApplicationId", lost.public_id)
    assert len(scene.linkedin.held(test_drain.STAGES, "jobApplicationId", lost.public_id)) == 2
    assert not Mark.objects.exists()


def test_everything_is_asked_in_the_generation_that_is_set(spoken: str, scene: Scene) -> None:
    process = a_known_process(scene)
    run_jobs()
    advance_process(process=process, actor=scene.cast.by_rosa)
    run_jobs()

    assert not Mark.objects.exists()
    assert {path.split("/")[1] for path in scene.linkedin.asked_at} == {spoken}


def test_a_connections_own_word_wins_over_the_settings(scene: Scene, settings: Any) -> None:
    settings.LINKEDIN_GENERATIONS = {"all": "rest", "jobs": "v2"}
    services.choose_generations(
        company_id=scene.company_id, generations={"candidates": "v2"}, actor=scene.cast.by_ada
    )
    scene.linkedin.asked_at.clear()

    a_known_process(scene)
    run_jobs()

    dialects = dialects_of(scene.fresh())
    assert (dialects.candidates, dialects.jobs, dialects.applications) == (
        Generation.V2,
        Generation.V2,
        Generation.REST,
    )
    assert set(scene.linkedin.asked_at) == {
        "/v2/atsCandidates",
        "/rest/atsApplications",
        "/rest/applicationStage",
    }


def test_without_a_word_the_clients_defaults_are_spoken(scene: Scene) -> None:
    assert dialects_of(scene.connection) == Dialects()


def test_another_choice_is_another_client_at_once(scene: Scene, settings: Any) -> None:
    before = linkedin_of(scene.fresh())
    assert linkedin_of(scene.fresh()) is before

    settings.LINKEDIN_VERSION = "202602"

    assert linkedin_of(scene.fresh()) is not before


def test_the_partners_own_application_speaks_as_the_setting_says(scene: Scene, settings: Any) -> None:
    settings.LINKEDIN_GENERATIONS = {"developer_webhooks": "rest"}
    scene.linkedin.asked_at.clear()

    with partner_client() as partner, pytest.raises(Exception, match="elements"):
        partner.developer_webhooks.all()

    assert scene.linkedin.asked_at == ["/rest/developerWebhooks"]


#: What an admin may say by mistake, and the words of the refusal.
MISTAKES = [
    ({"jbos": "rest"}, "'jbos' is no resource; allowed are all, acls, "),
    ({"jobs": "v3"}, "jobs: 'v3' is no generation; allowed are v2 and rest."),
    ({"all": "REST"}, "all: 'REST' is no generation; allowed are v2 and rest."),
    ({"version": "202602"}, "'version' is no resource"),
]


@pytest.mark.parametrize(("generations", "words"), MISTAKES)
def test_a_choice_that_cannot_be_meant_is_refused_by_name(
    scene: Scene, generations: dict[str, str], words: str
) -> None:
    with pytest.raises(GenerationNotUnderstood) as refused:
        services.choose_generations(
            company_id=scene.company_id, generations=generations, actor=scene.cast.by_ada
        )

    assert words in str(refused.value)
    assert scene.fresh().generations == {}


def test_only_who_configures_chooses(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        services.choose_generations(
            company_id=scene.company_id, generations={"all": "rest"}, actor=scene.cast.by_otto
        )
