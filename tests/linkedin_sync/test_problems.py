"""Of what are those told who look after the connection, and how often?"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core import mail
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.languages import in_each_language
from tests.linkedin_sync.scripted import Fault

from linkedin_sync.connections.services import degrade_connection
from linkedin_sync.enums import ProblemKind
from linkedin_sync.models import Mark, Problem
from linkedin_sync.outbox.services import try_again
from linkedin_sync.problems import Signs, look_for_problems, problems_of, recent_problems, sentence_of

A_WHILE = timedelta(minutes=20)


@pytest.mark.parametrize(
    ("signs", "kinds"),
    [
        (Signs("enabled"), set()),
        (Signs("degraded", trouble="LinkedIn: no (403)."), {ProblemKind.REFUSED}),
        (Signs("disabled"), {ProblemKind.DISABLED}),
        (Signs("enabled", stuck=3), {ProblemKind.STUCK}),
        # A few minutes may pass while LinkedIn is out of reach
        (Signs("enabled", lag=timedelta(minutes=14)), set()),
        (Signs("enabled", lag=A_WHILE), {ProblemKind.LATE}),
        # An admin who pauses knows that nothing is sent
        (Signs("enabled", is_paused=True, lag=A_WHILE), set()),
        # The cause is told, not what follows from it
        (Signs("degraded", lag=A_WHILE), {ProblemKind.REFUSED}),
        # Setting up is no problem
        (Signs("requested", lag=A_WHILE), set()),
        (Signs("not_connected"), set()),
    ],
)
def test_what_is_a_problem(signs: Signs, kinds: set[ProblemKind]) -> None:
    assert set(problems_of(signs)) == kinds


@pytest.mark.parametrize(
    ("signs", "english", "german"),
    [
        (Signs("degraded", trouble="LinkedIn: no (403)."), "LinkedIn: no (403).", "LinkedIn: no (403)."),
        (Signs("degraded"), "LinkedIn did not say why.", "LinkedIn hat nicht gesagt, warum."),
        (Signs("disabled"), "LinkedIn's admin has switched", "ausgeschaltet"),
        (Signs("enabled", stuck=1), "1 record is stuck.", "1 Datensatz"),
        # Numbers as the language writes them, and no more than are counted
        (Signs("enabled", stuck=1_234), "1,234 records are stuck.", "1.234 Datensätze"),
        (Signs("enabled", stuck=10_001), "10,000+ records are stuck.", "10.000+ Datensätze"),
        (Signs("enabled", lag=A_WHILE), "waited for 20 minutes", "20 Minuten"),
    ],
)
def test_a_problem_is_said_in_the_language_of_whoever_reads_it(
    signs: Signs, english: str, german: str
) -> None:
    [(kind, about)] = problems_of(signs).items()
    kept = json.loads(json.dumps(about))

    said = in_each_language(lambda: sentence_of(kind, kept))

    assert english in said["en"]
    assert german in said["de"]


def look(scene) -> None:
    look_for_problems(company_id=scene.company_id)
    run_jobs()


def test_stuck_records_are_told_once_and_once_when_over(scene):
    process = a_known_process(scene)
    scene.linkedin.faults.append(Fault("/v2/atsCandidates", of_keys={process.person.public_id: 422}))
    run_jobs()

    for _ in range(3):
        look(scene)

    told = {message.to[0] for message in mail.outbox}
    assert told == {scene.cast.olga.email, scene.cast.ada.email}
    assert len(mail.outbox) == 2
    assert mail.outbox[0].subject == f"Records are stuck on their way to LinkedIn ({scene.cast.company.name})"
    assert "1 record is stuck" in mail.outbox[0].body
    assert "/settings/linkedin" in mail.outbox[0].body
    [problem] = recent_problems(company_id=scene.company_id)
    assert problem.over_at is None
    mail.outbox.clear()

    try_again(company_id=scene.company_id, mark_id=None, actor=scene.cast.by_ada)
    run_jobs()
    for _ in range(3):
        look(scene)

    assert len(mail.outbox) == 2
    assert mail.outbox[0].subject.startswith("Over: Records are stuck")
    [problem] = recent_problems(company_id=scene.company_id)
    assert problem.over_at is not None
    assert not Mark.objects.exclude(parked_reason="").exists()


def test_a_connection_that_linkedin_refuses_is_told_with_its_words(scene):
    degrade_connection(company_id=scene.company_id, trouble="LinkedIn: not this organization (403).")

    look_for_problems(company_id=scene.company_id)
    look_for_problems(company_id=scene.company_id)

    [problem] = Problem.objects.all()
    assert (problem.kind, problem.about) == (
        ProblemKind.REFUSED,
        {"said": "LinkedIn: not this organization (403)."},
    )
    [shown] = recent_problems(company_id=scene.company_id)
    assert shown.sentence == "LinkedIn: not this organization (403)."
    Problem.objects.update(about=None, sentence="As it was kept before.")
    [shown] = recent_problems(company_id=scene.company_id)
    assert shown.sentence == "As it was kept before."


def test_a_problem_that_comes_again_is_told_again(scene):
    for name in ("Mia", "Max"):
        process = a_known_process(scene, name)
        scene.linkedin.faults.append(Fault("/v2/atsCandidates", of_keys={process.person.public_id: 422}))
        run_jobs()
        look(scene)
        try_again(company_id=scene.company_id, mark_id=None, actor=scene.cast.by_ada)
        run_jobs()
        look(scene)

    assert [problem.over_at is None for problem in Problem.objects.all()] == [False, False]
    assert len(mail.outbox) == 8
