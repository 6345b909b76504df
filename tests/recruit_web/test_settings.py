from __future__ import annotations

from tests.people import PASSWORD
from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.company.selectors import company_of, teammate_by_id, teammate_with_email


def test_ada_changes_the_companys_settings_and_rosa_only_reads_them(cast, browser):
    fields = {"name": "Robots and Sons", "export_requires": "contribute", "second_factor_for": "nobody"}

    changed = browser(cast.ada).post("/settings/company", fields)
    refused = browser(cast.rosa).post("/settings/company", fields | {"name": "Mine"})

    assert changed.status_code == 302
    assert refused.status_code == 403
    with company_context(cast.company.pk):
        company = company_of(company_id=cast.company.pk)
    assert (company.name, company.allows_several_positions) == ("Robots and Sons", False)
    assert "<form" not in text_of(browser(cast.rosa).get("/settings/company")).split("settings-section")[1]


def test_ada_changes_a_company_role_and_rosa_may_not(cast, browser):
    address = f"/settings/teammates/{cast.otto.public_id}/role"

    refused = browser(cast.rosa).post(address, {"company_role": "admin"}, headers=HTMX)
    answer = browser(cast.ada).post(address, {"company_role": "recruiter"}, headers=HTMX)

    assert refused.status_code == 403
    assert "Otto Outsider is now Recruiter." in text_of(answer)
    assert "Welding Robot Technician" in text_of(browser(cast.otto).get("/positions"))


def test_ada_cannot_make_owners(cast, browser):
    answer = browser(cast.ada).post(
        f"/settings/teammates/{cast.ada.public_id}/role", {"company_role": "owner"}, headers=HTMX
    )

    assert answer.status_code == 409
    assert "Only an owner can change who owns the company." in text_of(answer)


def test_ada_deactivates_and_reactivates_otto(cast, browser):
    ada = browser(cast.ada)

    ada.post(f"/settings/teammates/{cast.otto.public_id}/deactivate", headers=HTMX)
    gone = text_of(ada.get("/settings/teammates", headers=HTMX))
    ada.post(f"/settings/teammates/{cast.otto.public_id}/reactivate", headers=HTMX)

    assert "Deactivated" in gone
    with company_context(cast.company.pk):
        assert teammate_by_id(company_id=cast.company.pk, teammate_id=cast.otto.pk).is_active


def test_ada_adds_a_teammate_who_can_sign_in(cast, browser, client):
    fields = {
        "first_name": "Nils", "last_name": "New", "email": "nils@robots.example",
        "company_role": "teammate", "password": PASSWORD,
    }  # fmt: skip

    answer = browser(cast.ada).post("/settings/teammates/add", fields, headers=HTMX)
    twice = browser(cast.ada).post("/settings/teammates/add", fields, headers=HTMX)

    assert "Nils New can sign in now." in text_of(answer)
    assert twice.status_code == 422
    assert "already belongs to a teammate" in text_of(twice)
    assert client.post("/sign-in", {"email": fields["email"], "password": PASSWORD}).status_code == 302


def test_rosa_may_not_add_teammates(cast, browser):
    assert browser(cast.rosa).get("/settings/teammates/add", headers=HTMX).status_code == 403
    with company_context(cast.company.pk):
        assert teammate_with_email(company_id=cast.company.pk, email="nils@robots.example") is None
