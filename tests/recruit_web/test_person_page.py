from __future__ import annotations

import re

import pytest
from tests.people import SETTING_UP, a_person, a_position, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of, whole

from recruit.base.tenancy import company_context
from recruit.hiring.services import advance_process
from recruit.people.models import ContactPoint
from recruit.people.selectors import tags_of
from recruit.people.services import add_contact_point, add_file, tag_person
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source


@pytest.fixture
def mia(cast):
    person = a_person(cast, "Mia", "Brand", headline="Welder", employer="Hafen AG")
    a_process(cast, person)
    return person


def address(person, *parts: str) -> str:
    return "/".join(["/candidates", person.public_id, *parts])


def test_who_where_what_happened_and_what_is_next(cast, browser, mia):
    with company_context(cast.company.pk):
        advance_process(process=mia.processes.get(), actor=cast.by_hans)

    page = text_of(browser(cast.hans).get(whole(address(mia))))

    assert "Welder · Hafen AG" in page
    assert "Phone interview, Welding Robot Technician" in page
    assert "Completed “CV review” for Welding Robot Technician" in page
    assert "Hiring manager review, after Phone interview" in page
    assert "Advance to Hiring manager review" in page


def test_contact_points_tell_where_they_came_from(cast, browser, mia):
    with company_context(cast.company.pk):
        add_contact_point(
            person=mia, kind="email", value="mia@mail.example", provenance="external", origin="Badge scan",
            actor=SETTING_UP,
        )  # fmt: skip

    page = text_of(browser(cast.rosa).get(whole(address(mia))))

    assert "mia@mail.example" in page
    assert "Badge scan," in page


def test_a_link_that_is_no_web_address_is_not_a_link(cast, browser, mia):
    with company_context(cast.company.pk):
        ContactPoint.objects.create(
            company=cast.company, person=mia, kind="link", value="javascript:alert(1)", normalized="x",
            provenance="external",
        )  # fmt: skip

    page = text_of(browser(cast.rosa).get(whole(address(mia))))

    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    "part", ["", "parts", "rest", "timeline", "tags", "contact-points", "edit", "positions"]
)
def test_otto_does_not_learn_that_mia_exists(cast, browser, mia, part):
    otto = browser(cast.otto)

    there = otto.get(address(mia, part) if part else address(mia))
    nowhere = otto.get(f"/candidates/per_nowhere{'/' + part if part else ''}")

    assert there.status_code == nowhere.status_code == 404
    assert text_of(there) == text_of(nowhere)


def test_what_belongs_to_a_hidden_position_is_not_on_the_page(cast, browser, mia):
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    a_process(cast, mia, secret)

    assert "Secret Successor" in text_of(browser(cast.hans).get(whole(address(mia))))
    assert "Secret Successor" not in text_of(browser(cast.ada).get(whole(address(mia))))


def test_ines_leaves_a_note_and_everybody_who_sees_mia_reads_it(cast, browser, mia):
    answer = browser(cast.ines).post(
        address(mia, "notes"), {"text": "Calls back on <b>Tuesday</b>."}, headers=HTMX
    )

    assert "Your note is saved." in text_of(answer)
    page = browser(cast.rosa).get(whole(address(mia))).content.decode()
    assert "Calls back on &lt;b&gt;Tuesday&lt;/b&gt;." in page


def test_an_empty_note_is_not_saved(cast, browser, mia):
    answer = browser(cast.ines).post(address(mia, "notes"), {"text": "  "}, headers=HTMX)

    assert answer.status_code == 422


def test_ines_changes_and_deletes_her_note_and_nobody_else_can(cast, browser, mia):
    ines, rosa = browser(cast.ines), browser(cast.rosa)
    ines.post(address(mia, "notes"), {"text": "Calls back."}, headers=HTMX)
    [link] = re.findall(
        r'hx-get="(/candidates/[^"]+/notes/nte_[^"]+)"', ines.get(whole(address(mia))).content.decode()
    )

    assert link not in rosa.get(whole(address(mia))).content.decode()
    assert rosa.post(link, {"text": "Mine now."}, headers=HTMX).status_code == 404
    assert rosa.post(f"{link}/delete", headers=HTMX).status_code == 404
    dialog = ines.get(link, headers=HTMX).content.decode()
    assert "Calls back." in dialog
    assert 'id="id_text"' not in dialog, "the form on the page behind has that name already"
    assert ines.post(link, {"text": " "}, headers=HTMX).status_code == 422
    assert "Your note is changed." in text_of(ines.post(link, {"text": "Called back."}, headers=HTMX))
    assert "Called back." in text_of(rosa.get(whole(address(mia))))

    assert "Your note is deleted." in text_of(ines.post(f"{link}/delete", headers=HTMX))
    page = text_of(rosa.get(whole(address(mia))))
    assert "Called back." not in page
    assert "deleted a note" in page


def test_a_note_about_one_position_is_read_by_who_sees_that_position(cast, browser, mia):
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    process = a_process(cast, mia, secret)

    browser(cast.hans).post(
        address(mia, "notes"), {"text": "For the succession.", "about": process.public_id}, headers=HTMX
    )
    refused = browser(cast.ada).post(
        address(mia, "notes"), {"text": "I guess.", "about": process.public_id}, headers=HTMX
    )

    assert refused.status_code == 422
    page = text_of(browser(cast.hans).get(whole(address(mia))))
    assert "wrote a note about Secret Successor" in page
    assert "For the succession." in page
    assert "succession" not in text_of(browser(cast.ada).get(whole(address(mia))))


def test_a_note_only_for_me_is_shown_to_me_alone(cast, browser, mia):
    browser(cast.ines).post(address(mia, "notes"), {"text": "Odd.", "is_private": "on"}, headers=HTMX)

    assert "only for you" in text_of(browser(cast.ines).get(whole(address(mia))))
    page = text_of(browser(cast.rosa).get(whole(address(mia))))
    assert "Odd." not in page
    assert "wrote a note" in page


def test_rosa_tags_and_untags_with_a_way_back(cast, browser, mia):
    rosa = browser(cast.rosa)

    rosa.post(address(mia, "tags"), {"name": "Speaks German"}, headers=HTMX)
    answer = text_of(rosa.post(address(mia, "tags", "remove"), {"name": "Speaks German"}, headers=HTMX))

    assert "The tag “Speaks German” is taken off." in answer
    assert f'hx-post="{address(mia, "tags")}"' in answer
    assert '{"name": "Speaks German"}' in answer
    with company_context(cast.company.pk):
        assert tags_of(person=mia) == []


def test_a_system_tag_is_taken_off_by_admins_only(cast, browser, mia):
    with company_context(cast.company.pk):
        tag_person(person=mia, name="Imported", actor=SETTING_UP, system=True)
    gesture = (address(mia, "tags", "remove"), {"name": "Imported"})

    assert "Take off the tag Imported" not in text_of(browser(cast.rosa).get(whole(address(mia))))
    assert browser(cast.rosa).post(*gesture, headers=HTMX).status_code == 403
    assert browser(cast.ada).post(*gesture, headers=HTMX).status_code == 200


def test_ines_may_look_but_not_change_mia(cast, browser, mia):
    ines = browser(cast.ines)

    page = text_of(ines.get(whole(address(mia))))
    answer = ines.post(address(mia, "tags"), {"name": "Speaks German"}, headers=HTMX)

    assert 'id="add-tag"' not in page
    assert answer.status_code == 403
    assert "You may see Mia Brand, but not change anything." in text_of(answer)


def test_a_contact_point_that_makes_no_sense_is_told_at_its_field(cast, browser, mia):
    answer = browser(cast.rosa).post(
        address(mia, "contact-points"), {"kind": "email", "value": "not an address"}, headers=HTMX
    )

    assert answer.status_code == 422
    assert "invalid-feedback" in answer.content.decode()


def test_rosa_considers_mia_for_another_position(cast, browser, mia):
    other = a_position(cast, "Crane Driver", recruiter=cast.rosa)
    rosa = browser(cast.rosa)

    offered = text_of(rosa.get(address(mia, "positions") + "?q=crane", headers=HTMX))
    with company_context(cast.company.pk):
        fair = shared_source(
            company_id=cast.company.pk, name="Hanover Fair", type=SourceType.JOB_FAIR, actor=SETTING_UP
        )
    dialog = text_of(rosa.get(address(mia, "positions"), headers=HTMX))
    chosen = {"position": other.public_id, "source": fair.public_id}
    answer = rosa.post(address(mia, "positions"), chosen, headers=HTMX)
    again = rosa.post(address(mia, "positions"), {"position": other.public_id}, headers=HTMX)

    assert "Crane Driver" in offered
    assert "Hanover Fair</option>" in dialog
    assert "Source: Hanover Fair" in text_of(rosa.get(whole(address(mia))))
    assert "Mia Brand is now considered for Crane Driver." in text_of(answer)
    assert again.status_code == 409
    assert "already under consideration for Crane Driver" in text_of(again)


def test_only_positions_that_one_works_on_are_offered(cast, browser, mia):
    a_position(cast, "Crane Driver")

    page = text_of(browser(cast.rosa).get(address(mia, "positions"), headers=HTMX))

    assert "Crane Driver" not in page
    assert "Welding Robot Technician" in page


def test_rosa_edits_mia(cast, browser, mia):
    response = browser(cast.rosa).post(
        address(mia, "edit"), {"first_name": "Mia", "last_name": "Brandt", "do_not_contact": "on"}
    )

    assert response.url == address(mia)
    page = text_of(browser(cast.rosa).get(whole(address(mia))))
    assert "Mia Brandt" in page
    assert "Do not contact" in page


def test_the_page_takes_the_same_number_of_queries_for_many_positions(cast, browser, mia):
    rosa = browser(cast.rosa)
    few = queries_of(rosa, address(mia))

    for number in range(12):
        a_process(cast, mia, a_position(cast, f"Fitter {number}"))

    assert queries_of(rosa, address(mia)) == few <= 15


def test_a_resume_is_downloaded_by_who_sees_mia_and_runs_nothing(cast, browser, mia):
    content = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
    with company_context(cast.company.pk):
        kept = add_file(
            person=mia, kind="resume", name="Résumé.pdf", content=content, provenance="careers_form",
            actor=SETTING_UP,
        )  # fmt: skip
    there = address(mia, "files", kept.public_id)

    assert f'href="{there}"' in browser(cast.rosa).get(whole(address(mia))).content.decode()
    answer = browser(cast.rosa).get(there)

    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''R%C3%A9sum%C3%A9.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert browser(cast.otto).get(there).status_code == 404


def test_rosa_removes_a_resume_and_ines_may_not(cast, browser, mia):
    with company_context(cast.company.pk):
        file = add_file(
            person=mia, kind="resume", name="mia.pdf", content=b"%PDF-1.4\n%%EOF", provenance="manual",
            actor=cast.by_rosa,
        )  # fmt: skip
    where = address(mia, "files", file.public_id, "remove")
    assert where not in browser(cast.ines).get(whole(address(mia))).content.decode()
    assert browser(cast.ines).post(where).status_code == 403
    assert where in browser(cast.rosa).get(whole(address(mia))).content.decode()

    answer = browser(cast.rosa).post(where, headers=HTMX)

    assert "mia.pdf is removed." in text_of(answer)
    page = text_of(browser(cast.rosa).get(whole(address(mia))))
    assert "There is no résumé and no other file." in page
    assert "Removed: résumé “mia.pdf”" in page
    assert browser(cast.rosa).post(where, headers=HTMX).status_code == 404

    answer = browser(cast.rosa).post(address(mia, "files", file.public_id, "back"), headers=HTMX)

    assert "mia.pdf is back." in text_of(answer)
