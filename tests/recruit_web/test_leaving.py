"""A teammate leaves, and somebody takes over; and a teammate who is a candidate as well reads nothing of it."""

from __future__ import annotations

import pytest
from tests.linkedin_web.scenes import a_connection, an_export
from tests.people import SETTING_UP, a_person, a_position, a_process, a_teammate
from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate
from recruit.company.services import OwnersSeeEverything, change_company_role, restrict_teammate
from recruit.hiring.models import ProcessStepParticipant
from recruit.hiring.selectors import board_of, column_page, persons_page, position_counts, steps_of_process
from recruit.hiring.services import unlock_process
from recruit.positions.enums import HiringRole
from recruit.positions.models import StepParticipant
from recruit.positions.selectors import hiring_team_of, steps_of
from recruit.positions.services import SuccessorNeeded, add_to_hiring_team, close_position, let_teammate_go


def _team(position) -> dict[str, set[str]]:
    return {each.teammate.first_name: set(each.roles) for each in hiring_team_of(position=position)}


def _takes_part(cast, step, teammate) -> None:
    StepParticipant.objects.get_or_create(
        definition=step, teammate=teammate, defaults={"company_id": cast.company.pk}
    )


def test_hans_leaves_and_nora_takes_over_every_live_role_and_step_in_one_go(cast, browser):
    nora = a_teammate(cast.company, "Nora", "Next")
    closed = a_position(cast, "Old Position")
    secret = a_position(cast, "Zeppelin Navigator", is_discreet=True)
    process = a_process(cast)
    with company_context(cast.company.pk):
        close_position(position=closed, actor=cast.by_hans)
        first, second = steps_of(position=cast.position)[:2]
        for step in (first, second):
            _takes_part(cast, step, cast.hans)
        add_to_hiring_team(
            position=cast.position, teammate=nora, role=HiringRole.INTERVIEWER, actor=SETTING_UP
        )
        _takes_part(cast, second, nora)
        unlock_process(process=process, actor=cast.by_hans)
        took_part = set(ProcessStepParticipant.objects.values_list("teammate_id", flat=True))
    ada, address = browser(cast.ada), f"/settings/teammates/{cast.hans.public_id}/deactivate"

    dialog = text_of(ada.get(address, headers=HTMX))
    without = ada.post(address, headers=HTMX)
    done = ada.post(address, {"successor": nora.public_id}, headers=HTMX)

    assert "Welding Robot Technician, as hiring manager" in dialog
    assert "1 more position that you may not view" in dialog
    assert "Zeppelin" not in dialog
    assert without.status_code == 422
    assert "Nora Next takes over." in text_of(done)
    with company_context(cast.company.pk):
        assert _team(cast.position)["Nora"] == {"hiring_manager", "interviewer"}
        assert "Hans" not in _team(cast.position)
        assert _team(secret) == {"Nora": {"hiring_manager"}}
        assert _team(closed) == {"Hans": {"hiring_manager"}}  # history stays as it was
        takes_part = StepParticipant.objects.filter(definition__position=cast.position)
        assert not takes_part.filter(teammate=cast.hans).exists()
        assert {first.pk, second.pk} <= set(
            takes_part.filter(teammate=nora).values_list("definition_id", flat=True)
        )
        own = ProcessStepParticipant.objects.filter(step__in=steps_of_process(process=process))
        assert cast.hans.pk in took_part
        assert nora.pk in set(own.values_list("teammate_id", flat=True))
        assert not own.filter(teammate=cast.hans).exists()
        assert not Teammate.objects.get(pk=cast.hans.pk).is_active


def test_nothing_changes_when_the_successor_cannot_take_a_role_or_when_there_is_none(cast, browser):
    with company_context(cast.company.pk):
        with pytest.raises(SuccessorNeeded) as refused:
            let_teammate_go(teammate=cast.hans, successor=None, actor=cast.by_ada)
        assert refused.value.evidence == {"positions": 1}
        clara = a_teammate(cast.company, "Clara", "Coordinator", CompanyRole.RECRUITING_COORDINATOR)
        add_to_hiring_team(
            position=cast.position, teammate=clara, role=HiringRole.RECRUITING_COORDINATOR, actor=SETTING_UP
        )
    answer = browser(cast.ada).post(
        f"/settings/teammates/{clara.public_id}/deactivate", {"successor": cast.otto.public_id}, headers=HTMX
    )

    assert answer.status_code == 422
    assert "not a recruiting coordinator of the company" in text_of(answer)
    with company_context(cast.company.pk):
        assert _team(cast.position)["Clara"] == {"recruiting_coordinator"}
        assert Teammate.objects.get(pk=clara.pk).is_active


def test_rosa_is_a_candidate_as_well_and_finds_nothing_of_it_by_any_door(cast, browser):
    rosa_as_candidate, mia = a_person(cast, "Rosalind", "Quillfeather"), a_person(cast, "Mia", "Quillfeather")
    process = a_process(cast, rosa_as_candidate)
    a_process(cast, mia)
    connection = a_connection(cast)
    with company_context(cast.company.pk):
        an_export(cast, connection, first_name="Rosalind", last_name="Quillfeather", person_id=rosa_as_candidate.pk,
                  position_public_id=cast.position.public_id, teammate=cast.rosa)  # fmt: skip
    rosa, ada = browser(cast.rosa), browser(cast.ada)
    page, position = f"/candidates/{rosa_as_candidate.public_id}", f"/positions/{cast.position.public_id}"
    lists = [
        "/candidates", "/candidates?q=rosalind", "/candidates?q=quillfeather", "/search?q=rosalind", position,
        f"{position}/list", "/linkedin/exports", "/positions",
    ]  # fmt: skip
    assert sum("Rosalind" in text_of(rosa.get(each)) for each in lists) >= 6
    ada.post(
        f"/settings/teammates/{cast.rosa.public_id}/restrict",
        {"person": f"http://testserver{page}"},
        headers=HTMX,
    )

    told = [each for each in lists if "Rosalind" in text_of(rosa.get(each))]
    closed = [
        rosa.get(page), rosa.get(f"{page}/parts"), rosa.get(f"{page}/rest"), rosa.get(f"{page}/timeline"),
        rosa.post(f"{page}/notes", {"text": "I was here"}), rosa.post(f"{page}/tags", {"name": "Great"}),
        rosa.post(f"/processes/{process.public_id}/hold"), rosa.get(f"/linkedin/person/{rosa_as_candidate.public_id}"),
    ]  # fmt: skip

    assert told == []
    assert {answer.status_code for answer in closed} == {404}
    assert "Mia Quillfeather" in text_of(rosa.get("/candidates?q=quillfeather"))
    assert "Rosalind" in text_of(ada.get("/candidates"))
    with company_context(cast.company.pk):
        fresh = Teammate.objects.get(pk=cast.rosa.pk)
        assert persons_page(teammate=fresh).total == 1
        assert board_of(teammate=fresh, position=cast.position).total == 1
        assert column_page(teammate=fresh, position=cast.position, column="").total == 1
        counts = position_counts(teammate=fresh, position_ids=[cast.position.pk])
        assert counts[cast.position.pk].total == 1


def test_only_who_may_hides_a_profile_and_owners_see_everything(cast):
    mia = a_person(cast, "Mia", "Brand")
    with company_context(cast.company.pk):
        with pytest.raises(OwnersSeeEverything):
            restrict_teammate(teammate=cast.olga, person_id=mia.pk, actor=cast.by_olga)
        restrict_teammate(teammate=cast.ada, person_id=mia.pk, actor=cast.by_olga)
        assert (
            change_company_role(
                teammate=cast.ada, company_role=CompanyRole.OWNER, actor=cast.by_olga
            ).hidden_person_id
            is None
        )


def test_a_hidden_profile_must_be_one_that_the_admin_can_see(cast, browser):
    answer = browser(cast.ada).post(
        f"/settings/teammates/{cast.rosa.public_id}/restrict",
        {"person": "/candidates/per_nobody"},
        headers=HTMX,
    )

    assert answer.status_code == 422
    assert "no such candidate" in text_of(answer)


def test_who_changed_what_is_told_to_those_who_answer_for_the_company_page_by_page(cast, browser):
    ada = browser(cast.ada)
    for _ in range(27):
        for role in ("management", "teammate"):
            ada.post(f"/settings/teammates/{cast.otto.public_id}/role", {"company_role": role}, headers=HTMX)
    ada.post(
        "/settings/company",
        {"name": "Robots and Sons", "export_requires": "view", "mail_domains": "a.example"},
    )

    first = ada.get("/settings/audit")
    more = first.content.decode().split("before=")[1].split('"')[0]
    second = text_of(ada.get(f"/settings/audit?before={more}"))

    assert "Ada Admin</strong> changed the company's settings: name, " in text_of(first)
    assert "made Otto Outsider Management, before: Teammate" in text_of(first)
    assert text_of(first).count("data-row") == 50
    assert "Olga Owner" in second
    assert browser(cast.rosa).get("/settings/audit").status_code == 403
