from __future__ import annotations

import re

from tests.people import a_position, a_process
from tests.recruit_web.conftest import queries_of, text_of

from recruit.activity.models import Activity
from recruit.base.tenancy import company_context
from recruit.positions.models import Position
from recruit.positions.selectors import position_fields_of
from recruit.positions.services import hold_position


def test_rosa_sees_the_open_positions_with_their_numbers(cast, browser):
    a_process(cast)
    a_process(cast)

    page = text_of(browser(cast.rosa).get("/positions"))

    assert "Welding Robot Technician" in page
    assert '<span class="number">2</span> <span class="list-note">active</span>' in page
    assert "1 position, newest first" in page


def test_otto_sees_none_and_reads_why(cast, browser):
    page = text_of(browser(cast.otto).get("/positions?status=all"))

    assert "Welding Robot Technician" not in page
    assert "You see positions whose hiring team you are on" in page
    assert "Open a position" not in page


def test_a_discreet_position_counts_for_its_team_and_owners_only(cast, browser):
    a_position(cast, "Secret Successor", is_discreet=True)

    assert "Secret Successor" in text_of(browser(cast.olga).get("/positions"))
    assert "Secret Successor" in text_of(browser(cast.hans).get("/positions"))
    rosa = text_of(browser(cast.rosa).get("/positions"))
    assert "Secret Successor" not in rosa
    assert re.search(r'All <span class="count">1</span>', rosa)


def test_the_list_is_filtered_by_status_and_by_words(cast, browser):
    held = a_position(cast, "Paint Shop Lead", custom_id="R-777")
    with company_context(cast.company.pk):
        hold_position(position=held, actor=cast.by_olga)
    olga = browser(cast.olga)

    assert "Paint Shop Lead" not in text_of(olga.get("/positions"))
    assert "Paint Shop Lead" in text_of(olga.get("/positions?status=on_hold"))
    assert "Paint Shop Lead" in text_of(olga.get("/positions?status=all&q=r-777"))
    assert "No position matches" in text_of(olga.get("/positions?status=all&q=zeppelin"))


def test_a_long_list_is_paged_by_key(cast, browser):
    for number in range(51):
        a_position(cast, f"Fitter {number}")
    olga = browser(cast.olga)

    first = text_of(olga.get("/positions"))
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following is not None
    second = text_of(olga.get(following[1]))

    assert "52 positions, newest first" in first
    assert "Fitter 50" in first
    assert "Welding Robot Technician" not in first
    assert "Welding Robot Technician" in second


def test_the_list_takes_the_same_number_of_queries_however_long(cast, browser):
    rosa = browser(cast.rosa)
    a_process(cast)
    short = queries_of(rosa, "/positions")

    for number in range(30):
        a_process(cast, position=a_position(cast, f"Fitter {number}"))

    assert queries_of(rosa, "/positions") == short <= 12


def test_rosa_opens_a_position(cast, browser):
    response = browser(cast.rosa).post(
        "/positions/new",
        {
            "name": "Crane Driver",
            "public_name": "",
            "hiring_manager": cast.hans.public_id,
            "recruiter": cast.rosa.public_id,
            "country": "de",
            "workplace_type": "on_site",
        },
    )

    with company_context(cast.company.pk):
        position = Position.objects.get(name="Crane Driver")
    assert response.url == f"/positions/{position.public_id}"
    assert (position.country, position.workplace_type, position.public_name) == ("DE", "on_site", None)


def test_a_position_without_a_hiring_manager_is_not_opened(cast, browser):
    response = browser(cast.rosa).post("/positions/new", {"name": "Crane Driver"})

    assert response.status_code == 422
    assert "This field is required." in text_of(response)


def test_ines_may_not_open_positions(cast, browser):
    response = browser(cast.ines).get("/positions/new")

    assert response.status_code == 403
    assert "Opening positions is for owners, admins and recruiters." in text_of(response)


def test_rosa_opens_a_position_like_another_and_like_a_template(cast, browser):
    rosa = browser(cast.rosa)
    text_of(
        rosa.post(
            f"/positions/{cast.position.public_id}/template",
            {"name": "Welders"},
            headers={"HX-Request": "true"},
        )
    )

    clone = text_of(rosa.get(f"/positions/new?clone={cast.position.public_id}"))
    template = re.search(r'value="(ptl_\w+)"', clone)
    assert template is not None
    page = text_of(rosa.get(f"/positions/new?template={template[1]}"))
    response = rosa.post(
        f"/positions/new?template={template[1]}",
        {"name": "Second welder", "hiring_manager": cast.hans.public_id, "recruiter": cast.rosa.public_id},
    )

    assert "Like the position “Welding Robot Technician”: with its 6 steps" in clone
    assert "Like the template “Welders”" in page
    assert 'value="Bremen"' in page
    with company_context(cast.company.pk):
        made = Position.objects.get(name="Second welder")
        assert made.roles.filter(teammate=cast.ines, role="interviewer").exists()
    assert response.url == f"/positions/{made.public_id}"
    assert "Welders" in text_of(rosa.get("/settings/position-templates"))
    assert browser(cast.ines).get("/settings/position-templates").status_code == 403
    assert browser(cast.otto).get(f"/positions/new?clone={cast.position.public_id}").status_code == 403


def test_the_name_of_a_discreet_position_does_not_stand_in_the_history_of_one_that_was_opened_like_it(
    cast, browser
):
    secret = a_position(cast, "Secret Post", is_discreet=True, recruiter=cast.rosa)
    rosa = browser(cast.rosa)

    for other in (secret, cast.position):
        rosa.post(
            f"/positions/new?clone={other.public_id}",
            {"name": "Clerk", "hiring_manager": cast.hans.public_id, "recruiter": cast.rosa.public_id},
        )

    with company_context(cast.company.pk):
        opened = Activity.objects.filter(verb="position_opened", data__position="Clerk").order_by("id")
        told = [each.data.get("like") for each in opened]
    assert told == ["", cast.position.name]


def test_own_fields_are_made_asked_for_shown_and_filtered_by(cast, browser):
    ada, rosa = browser(cast.ada), browser(cast.rosa)
    ada.post("/settings/position-fields/add", {"name": "Shift", "kind": "choice", "options": "Day\nNight"})
    ada.post("/settings/position-fields/add", {"name": "Budget", "kind": "number", "is_required": "on"})
    with company_context(cast.company.pk):
        shift, budget = (each.public_id for each in position_fields_of(company_id=cast.company.pk))
    words = {
        "name": "Crane Driver", "hiring_manager": cast.hans.public_id, "recruiter": cast.rosa.public_id,
    }  # fmt: skip

    refused = rosa.post("/positions/new", {**words, budget: "much"})
    opened = rosa.post("/positions/new", {**words, budget: "12.50", shift: "Night"})

    assert refused.status_code == 422
    assert "This has to be a number" in text_of(refused)
    page = text_of(rosa.get(f"{opened.url}/about"))
    assert "<dt>Shift</dt><dd>Night</dd><dt>Budget</dt><dd>12.5</dd>" in page
    rosa.post(f"{opened.url}/edit", {"name": "Crane Driver", budget: "13", shift: ""})
    found = text_of(rosa.get(f"/positions?{budget}=13.0"))
    assert "Crane Driver" in found
    assert "Welding Robot Technician" not in found
    assert "Take off the filter Budget: 13" in found
    assert "No position matches" in text_of(rosa.get(f"/positions?{shift}=Night"))
    assert f'name="{budget}"' in text_of(rosa.get("/positions/filters"))
    assert "Add a field" not in text_of(rosa.get("/settings/position-fields"))
    assert browser(cast.ines).get("/positions/filters").status_code == 200
