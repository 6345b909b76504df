"""Who chooses that notes, evaluations and résumés go to LinkedIn, and who is told that they do?"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_process

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.connections.services import choose_generations
from linkedin_sync.enums import NotesOutward
from linkedin_sync.explain.evaluations import SHOWN, STAYS
from linkedin_sync.models import Seat
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.hiring.selectors import steps_of_process
from recruit.people.services import add_file

Browser = Callable[[Teammate], Client]
PAGE, CHOOSE = "/settings/linkedin", "/settings/linkedin/notes-outward/choose"
RESUMES = "/settings/linkedin/resumes-outward/choose"
EVALUATIONS = "/settings/linkedin/evaluations-outward/choose"
WORDS = "It is shown in LinkedIn Recruiter too."


def _chosen(cast: Cast) -> str:
    with company_context(cast.company.pk):
        found = connection_of(company_id=cast.company.pk)
    assert found is not None
    return found.notes_outward


def test_an_admin_chooses_and_whoever_writes_a_note_is_told(cast: Cast, browser_of: Browser) -> None:
    scenes.a_connection(cast)
    person = a_process(cast, a_person(cast)).person
    ada, ines = browser_of(cast.ada), browser_of(cast.ines)
    assert WORDS not in ines.get(f"/candidates/{person.public_id}").content.decode()
    page = ada.get(PAGE).content.decode()
    assert "Notes are shown on LinkedIn" in page
    assert "but those on LinkedIn stay" not in page

    answer = ada.post(CHOOSE, {"notes": "yes"})

    assert "Notes go to LinkedIn from now on" in answer.content.decode()
    assert _chosen(cast) == NotesOutward.YES
    assert WORDS in ines.get(f"/candidates/{person.public_id}").content.decode()
    assert "but those on LinkedIn stay" in ada.get(PAGE).content.decode()


def test_an_odd_choice_is_refused_in_words(cast: Cast, browser_of: Browser) -> None:
    scenes.a_connection(cast)

    answer = browser_of(cast.ada).post(CHOOSE, {"notes": "perhaps"})

    assert answer.status_code == 409
    assert "Choose whether notes go to LinkedIn." in answer.content.decode()


def test_rosa_neither_sees_the_choice_nor_makes_it(cast: Cast, browser_of: Browser) -> None:
    scenes.a_connection(cast)
    rosa = browser_of(cast.rosa)

    assert "Notes on LinkedIn" not in rosa.get(PAGE).content.decode()
    assert rosa.post(CHOOSE, {"notes": "yes"}).status_code == 403
    assert _chosen(cast) == NotesOutward.NO


def test_an_admin_chooses_for_evaluations_and_whoever_evaluates_is_told(
    cast: Cast, browser_of: Browser
) -> None:
    scenes.a_connection(cast)
    process = a_process(cast)
    with company_context(cast.company.pk):
        step = steps_of_process(process=process)[0].public_id
    form = reverse("evaluate", args=[process.public_id, step])
    ada, hans = browser_of(cast.ada), browser_of(cast.hans)
    assert "LinkedIn Recruiter too" not in hans.get(form).content.decode()
    page = ada.get(PAGE).content.decode()
    assert "As of now there are 0 evaluations that were submitted." in page

    answer = ada.post(EVALUATIONS, {"evaluations": "yes"})

    assert "Evaluations go to LinkedIn from now on" in answer.content.decode()
    assert SHOWN in hans.get(form).content.decode()
    odd = ada.post(EVALUATIONS, {"evaluations": "perhaps"})
    assert (odd.status_code, "Choose whether evaluations" in odd.content.decode()) == (409, True)


def test_whoever_evaluates_is_told_when_a_seat_keeps_it_here(cast: Cast, browser_of: Browser) -> None:
    connection = scenes.a_connection(cast)
    process = a_process(cast)
    with company_context(cast.company.pk):
        step = steps_of_process(process=process)[0].public_id
    scenes.seats(cast, connection, "ines@robots.example")
    with company_context(cast.company.pk):
        Seat.objects.update(teammate=cast.ines)
    browser_of(cast.ada).post(EVALUATIONS, {"evaluations": "yes"})

    page = browser_of(cast.hans).get(reverse("evaluate", args=[process.public_id, step])).content.decode()

    assert STAYS in page


def test_an_admin_chooses_for_resumes_and_the_candidate_s_page_tells_what_becomes_of_them(
    cast: Cast, browser_of: Browser
) -> None:
    scenes.a_connection(cast)
    process = a_process(cast)
    with company_context(cast.company.pk):
        add_file(
            person=process.person,
            kind="resume",
            name="cv.pdf",
            content=b"%PDF-1.7 invented",
            provenance="manual",
            actor=cast.by_rosa,
        )
    ada, panel = browser_of(cast.ada), f"/linkedin/person/{process.person.public_id}"
    assert "As of now there is 1 résumé on candidates." in ada.get(PAGE).content.decode()
    assert "Résumés for" not in browser_of(cast.rosa).get(panel).content.decode()

    answer = ada.post(RESUMES, {"resumes": "yes"})

    assert "Résumés go to LinkedIn from now on" in answer.content.decode()
    assert f"Résumés for {process.position.shown_name}" in browser_of(cast.rosa).get(panel).content.decode()
    odd = ada.post(RESUMES, {"resumes": "perhaps"})
    assert (odd.status_code, "Choose whether résumés" in odd.content.decode()) == (409, True)


def test_where_v2_deletes_no_resume_the_choice_says_so(cast: Cast, browser_of: Browser) -> None:
    scenes.a_connection(cast)
    with company_context(cast.company.pk):
        choose_generations(company_id=cast.company.pk, generations={"attachments": "v2"}, actor=cast.by_ada)
    ada = browser_of(cast.ada)
    ada.post(RESUMES, {"resumes": "yes"})
    page = ada.get(PAGE).content.decode()

    answer = ada.post(RESUMES, {"resumes": "no"})

    assert "what LinkedIn has of them stays there as long as the application" in page
    assert "LinkedIn keeps those that it has until their application goes" in answer.content.decode()
