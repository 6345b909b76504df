"""The dialog that erases: it counts, asks for the name, and leads to a receipt that names nobody."""

from __future__ import annotations

from tests.people import SETTING_UP, Cast, a_person, a_process
from tests.recruit_web.conftest import text_of

from recruit.base.tenancy import company_context
from recruit.people.models import Person
from recruit.people.services import add_contact_point


def test_the_dialog_counts_and_takes_nothing_but_the_name(cast: Cast, browser):
    person = a_person(cast, "Mia", "Brand")
    a_process(cast, person)
    with company_context(cast.company.pk):
        add_contact_point(person=person, kind="email", value="mia@home.example", provenance="manual",
                          actor=SETTING_UP)  # fmt: skip
    olga, address = browser(cast.olga), f"/candidates/{person.public_id}/erase"
    assert address in olga.get(f"/candidates/{person.public_id}").content.decode()
    assert address not in browser(cast.rosa).get(f"/candidates/{person.public_id}").content.decode()

    told = text_of(olga.get(address, headers={"HX-Request": "true"}))
    assert "1 contact detail" in told
    assert "1 hiring process" in told
    form = {"kind": "erased", "ground": "request", "typed_name": "Mia"}
    session = olga.session
    confirmed = session.pop("confirmed_at")
    session.save()
    asked = olga.post(address, form | {"typed_name": "Mia Brand"})
    assert "/confirm" in asked["Location"], "so long after signing in the password is asked for once more"
    session["confirmed_at"] = confirmed
    session.save()
    refused = olga.post(address, form)
    assert refused.status_code == 422
    assert "Type “Mia Brand”" in text_of(refused)

    answer = olga.post(address, form | {"typed_name": "mia brand"})

    assert answer.status_code == 302
    receipt = text_of(olga.get(answer["Location"]))
    assert "Erased" in receipt
    assert "Olga Owner" in receipt
    assert "1 contact detail" in receipt
    assert "Brand" not in receipt
    assert "Erased" in text_of(olga.get("/settings/erasures"))
    assert olga.get(f"/candidates/{person.public_id}").status_code == 404
    parts = f"/candidates/{person.public_id}/parts"
    left_open = olga.get(parts, headers={"HX-Request": "true"})
    assert (left_open.status_code, left_open["HX-Retarget"], left_open["HX-Reswap"]) == (
        410,
        "#main",
        "innerHTML",
    ), "on a colleague's open page as well"
    assert "not there any more" in text_of(left_open)
    assert olga.get(parts).status_code == 404
    with company_context(cast.company.pk):
        assert not Person.objects.exists()
