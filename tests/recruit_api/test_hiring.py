"""A program takes a hire from the position to the signed end, and reads what others see of it."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import a_person, a_position, a_process, hiring_company

from recruit.activity.services import add_note
from recruit.base.tenancy import company_context
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source


def test_a_program_takes_somebody_from_the_position_to_the_hire(cast, program):
    script = program()
    with company_context(cast.company.pk):
        source = shared_source(
            company_id=cast.company.pk, name="Own site", type=SourceType.WEBSITE, actor=cast.by_ada
        )

    position = script.post(
        "/positions", {"name": "Painter", "hiring_manager": cast.hans.public_id, "country": "de"}
    ).json()
    changed = script.patch(f"/positions/{position['id']}", {"city": "Bremen"}).json()
    person = script.post(
        "/persons",
        {"first_name": "Mia", "last_name": "Brand", "tags": ["Painter"],
         "contact_points": [{"kind": "email", "value": "mia@example.com"}]},
    ).json()  # fmt: skip
    started = script.post(
        "/processes", {"person": person["id"], "position": position["id"], "source": source.public_id}
    ).json()
    address = f"/processes/{started['id']}"
    advanced = script.post(f"{address}/advance", {"step": started["current_step"]}).json()
    late = script.post(f"{address}/advance", {"step": started["current_step"]})
    held = script.post(f"{address}/hold").json()
    resumed = script.post(f"{address}/resume").json()
    hired = script.post(f"{address}/hire", {"first_day_date": "2027-02-01"}).json()

    assert (changed["city"], changed["country"], changed["status"]) == ("Bremen", "DE", "open")
    assert [member["name"] for member in changed["hiring_team"]] == ["Hans Manager"]
    assert person["contact_points"] == [{"kind": "email", "value": "mia@example.com", "is_primary": True}]
    assert person["tags"] == ["Painter"]
    assert (started["current_step"], started["source"]["name"]) == ("CV review", "Own site")
    assert advanced["current_step"] == "Phone interview"
    assert (late.status_code, late.json()["code"]) == (409, "step_is_over")
    assert (held["status"], resumed["status"]) == ("on_hold", "in_progress")
    assert (hired["status"], hired["first_day_date"]) == ("hired", "2027-02-01")
    told = [entry["sentence"] for entry in script.get(f"/persons/{person['id']}/activity").json()["items"]]
    assert told[0].startswith("hired Mia Brand for Painter")
    assert {
        entry["actor_name"] for entry in script.get(f"/persons/{person['id']}/activity").json()["items"]
    } == {"Script"}
    closed = script.post(f"/positions/{position['id']}/close").json()
    assert closed["status"] == "closed"
    assert script.post(f"/positions/{position['id']}/hold").json()["code"] == "position_status_refused"
    assert script.post(f"/positions/{position['id']}/reopen").json()["status"] == "open"


def test_endings_have_reasons_and_tags_and_notes_come_and_go(cast, program):
    script = program()
    first, second = a_process(cast), a_process(cast)
    person = first.person.public_id
    with company_context(cast.company.pk):
        for is_private in (True, False):
            add_note(company_id=cast.company.pk, person_id=first.person_id, text=f"Private: {is_private}",
                     is_private=is_private, actor=cast.by_rosa)  # fmt: skip

    rejected = script.post(f"/processes/{first.public_id}/reject", {"reason": "Moved away"}).json()
    withdrawn = script.post(f"/processes/{second.public_id}/withdraw", {"reason": "Other offer"}).json()
    silent = script.post(f"/processes/{second.public_id}/reject", {"reason": " "})
    script.post(f"/persons/{person}/tags", {"name": "Welder"})
    tagged = script.get(f"/persons/{person}").json()["tags"]
    script.call("DELETE", f"/persons/{person}/tags/welder")
    script.post(f"/persons/{person}/notes", {"text": "Written by a program."})

    assert (rejected["status"], rejected["reason"]) == ("rejected", "Moved away")
    assert withdrawn["status"] == "withdrawn"
    assert (silent.status_code, silent.json()["errors"][0]["pointer"]) == (422, "/reason")
    assert tagged == ["Welder"]
    assert script.get(f"/persons/{person}").json()["tags"] == []
    notes = script.get(f"/persons/{person}/notes").json()["items"]
    assert [(note["text"], note["author"]) for note in notes] == [
        ("Written by a program.", "Script"),
        ("Private: False", "Rosa Recruiter"),
    ]
    assert script.get(f"/persons/{person}/files").json() == {"items": [], "next": None}


def test_lists_are_read_page_by_page_in_a_constant_number_of_queries(cast, program):
    script = program()
    for number in range(7):
        a_process(cast, a_person(cast, "Page", f"Turner{number}"))
    seen, address, pages = [], "/persons?limit=3&q=turner", 0
    while address:
        answer = script.get(address)
        seen += [person["last_name"] for person in answer.json()["items"]]
        pages += 1
        following = answer.json()["next"]
        assert ('rel="next"' in answer.get("Link", "")) == bool(following)
        address = f"/persons?limit=3&q=turner&after={following}" if following else ""

    assert (seen, pages) == ([f"Turner{number}" for number in reversed(range(7))], 3)
    for path in ("/persons", "/processes", "/positions", "/sources", "/teammates"):
        costs = []
        for limit in (1, 6):
            with CaptureQueriesContext(connection) as captured:
                assert len(script.get(f"{path}?limit={limit}").json()["items"]) <= limit
            costs.append(len([query for query in captured if "set_config" not in query["sql"]]))
        assert costs[0] == costs[1], path
        assert costs[0] <= 15, path


def test_filters_are_those_of_the_list_of_candidates(cast, program):
    script = program()
    process = a_process(cast, a_person(cast, "Mia", "Filter"))
    a_person(cast, "Ben", "Filter")
    position = cast.position.public_id

    by_position = script.get(f"/persons?q=filter&position={position}&status=in_progress").json()["items"]
    by_nothing = script.get("/persons?q=filter").json()["items"]
    processes = script.get(f"/processes?person={process.person.public_id}&position={position}").json()[
        "items"
    ]

    assert [person["first_name"] for person in by_position] == ["Mia"]
    assert len(by_nothing) == 2
    assert [each["id"] for each in processes] == [process.public_id]
    assert script.get("/processes?person=per_nobody").json()["items"] == []


def test_another_companys_ids_are_not_there(cast, program):
    stranger = program(of=hiring_company("Elsewhere Ltd", domain="elsewhere.example"))
    process = a_process(cast)
    person, position = process.person.public_id, cast.position.public_id
    before = process.updated_at

    calls = [
        ("GET", f"/persons/{person}", None), ("GET", f"/persons/{person}/notes", None),
        ("GET", f"/persons/{person}/files", None), ("GET", f"/persons/{person}/activity", None),
        ("PATCH", f"/persons/{person}", {"first_name": "Stolen"}),
        ("POST", f"/persons/{person}/tags", {"name": "Stolen"}),
        ("POST", f"/persons/{person}/notes", {"text": "Stolen"}),
        ("POST", f"/persons/{person}/contact-points", {"kind": "email", "value": "a@example.com"}),
        ("GET", f"/positions/{position}", None), ("GET", f"/positions/{position}/activity", None),
        ("PATCH", f"/positions/{position}", {"name": "Stolen"}), ("POST", f"/positions/{position}/close", None),
        ("GET", f"/processes/{process.public_id}", None),
        ("POST", f"/processes/{process.public_id}/advance", {}),
        ("POST", f"/processes/{process.public_id}/reject", {"reason": "Stolen"}),
        ("POST", "/processes", {"person": person, "position": position}),
    ]  # fmt: skip

    assert [stranger.call(*call).status_code for call in calls] == [404] * len(calls)
    assert stranger.get(f"/processes?person={person}").json()["items"] == []
    with company_context(cast.company.pk):
        process.refresh_from_db()
    assert process.updated_at == before


def test_an_app_of_published_positions_knows_of_no_others(cast, program):
    script = program(reach="published")
    hidden = a_process(cast, position=a_position(cast, "Secret Welder", is_discreet=True))
    seen = a_process(cast)

    lonely = script.post("/persons", {"first_name": "Nobody"})
    added = script.post("/persons", {"first_name": "Ben", "position": cast.position.public_id})

    assert script.get(f"/positions/{hidden.position.public_id}").status_code == 404
    assert script.get(f"/persons/{hidden.person.public_id}").status_code == 404
    assert [each["id"] for each in script.get("/processes?status=in_progress").json()["items"]][-1:] == [
        seen.public_id
    ]
    assert (lonely.status_code, lonely.json()["code"]) == (403, "position_needed")
    assert added.status_code == 201
