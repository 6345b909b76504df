from __future__ import annotations

import re

from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.company.models import ApiApp
from recruit.company.selectors import app_with_token


def test_ada_adds_an_api_app_and_reads_its_token_once(cast, browser):
    ada = browser(cast.ada)
    fields = {"name": "Payroll", "purpose": "Takes over who was hired.", "scopes": ["persons:read"]}

    odd = ada.post("/settings/api-apps/add", fields | {"scopes": ["notes:write"]}, headers=HTMX)
    ada.post("/settings/api-apps/add", fields, headers=HTMX)
    with company_context(cast.company.pk):
        app = ApiApp.objects.get()
    approval = text_of(ada.get(f"/settings/api-apps/{app.public_id}/approve"))
    shown = text_of(ada.post(f"/settings/api-apps/{app.public_id}/approve", {"reach": "published"}))
    again = ada.post(f"/settings/api-apps/{app.public_id}/approve", {"reach": "all"})
    listed = text_of(ada.get("/settings/api-apps"))
    (token,) = re.findall(r'value="(rcr_\w+)"', shown)

    assert odd.status_code == 422
    assert "also needs notes:read" in text_of(odd)
    assert "read candidates and their tags" in approval
    assert app_with_token(token=token) == app
    assert again.status_code == 409
    assert token not in listed
    assert "Published positions only" in listed
    assert "approved the API app Payroll" in text_of(ada.get("/settings/audit"))
    ada.post(f"/settings/api-apps/{app.public_id}/revoke")
    assert app_with_token(token=token) is None


def test_rosa_neither_sees_nor_makes_api_apps(cast, browser):
    rosa = browser(cast.rosa)

    assert rosa.get("/settings/api-apps").status_code == 403
    assert rosa.post("/settings/api-apps/add", {"name": "A", "scopes": "persons:read"}).status_code == 403
    assert "API apps" not in text_of(rosa.get("/settings/company"))
