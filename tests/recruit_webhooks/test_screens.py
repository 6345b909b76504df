"""Ada looks after webhooks in the settings; Rosa does not find them there."""

from __future__ import annotations

import re

from tests.people import a_person
from tests.recruit_web.conftest import HTMX, browser, text_of
from tests.recruit_webhooks.receiver import Answer, is_genuine

from recruit_webhooks.models import Delivery, Webhook

__all__ = ["browser"]


def test_ada_adds_a_webhook_reads_its_secret_once_and_looks_what_became_of_events(
    cast, app, browser, receiver, work
):
    ada = browser(cast.ada)
    empty = text_of(ada.get("/settings/webhooks"))
    fields = {
        "app": app().public_id,
        "name": "Payroll",
        "url": receiver.url,
        "events": ["person.created"],
        "form": "ids",
    }

    odd = ada.post("/settings/webhooks/add", {**fields, "url": "https://192.168.0.1/"})
    added = text_of(ada.post("/settings/webhooks/add", fields))
    (secret,) = re.findall(r'value="(whsec_[^"]+)"', added)
    webhook = Webhook.objects.get()
    page = f"/settings/webhooks/{webhook.public_id}"
    receiver.answers = [Answer(500, body=b"<b>out of order</b>"), Answer(200)]
    a_person(cast)
    work()

    assert "Nobody is told of anything" in empty
    assert odd.status_code == 422
    assert "192.168.0.1 is not a public address" in text_of(odd)
    assert secret not in text_of(ada.get(page))
    listed = text_of(ada.get("/settings/webhooks"))
    assert "Payroll" in listed
    assert "Failing" in listed
    shown = text_of(ada.get(f"{page}?state=waiting"))
    assert "person.created" in shown
    assert "Answered 500" in shown
    assert "Nothing has arrived since" in shown
    delivery = Delivery.objects.get()
    raw = ada.get(f"{page}/deliveries/{delivery.public_id}").content.decode()
    assert "&lt;b&gt;out of order&lt;/b&gt;" in raw

    told = ada.post(f"{page}/deliveries/{delivery.public_id}/replay", headers=HTMX)
    assert "on its way once more" in text_of(told)
    work()
    assert is_genuine(receiver.came[-1], secret)
    assert "Delivered" in text_of(ada.get(page, headers=HTMX))
    assert "None of these" in text_of(ada.get(f"{page}?state=failed"))


def test_it_is_edited_rotated_switched_tested_and_removed(cast, hook, browser):
    webhook, secret = hook("person.created")
    ada, page = browser(cast.ada), f"/settings/webhooks/{webhook.public_id}"
    fields = {
        "name": "Other",
        "url": webhook.url,
        "events": ["position.closed", "person.erased"],
        "form": "record",
    }

    ada.post(f"{page}/change", fields)
    rotated = text_of(ada.post(f"{page}/secret"))
    ada.post(f"{page}/test")
    ada.post(f"{page}/switch", {"wanted": "off"})
    off = text_of(ada.get(page))
    again = ada.post(f"{page}/replay", {"hours": "24"}, headers=HTMX)
    ada.post(f"{page}/switch", {"wanted": "on"})
    sent = text_of(ada.post(f"{page}/replay", {"hours": "24"}, headers=HTMX))

    webhook.refresh_from_db()
    assert webhook.name == "Other"
    assert webhook.event_types == ["person.erased", "position.closed"]
    assert secret not in rotated
    assert webhook.secret in rotated
    assert "Somebody has switched it off" in off
    assert again.status_code == 409
    assert "Sending 1 event once more" in sent
    audit = text_of(ada.get("/settings/audit"))
    for words in ("added the webhook Payroll to 127.0.0.1", "gave a new secret to the webhook Other"):
        assert words in audit
    ada.post(f"{page}/remove")
    assert ada.get(page).status_code == 404


def test_sensitive_acts_ask_for_the_password_and_rosa_finds_nothing(cast, hook, browser):
    webhook, _ = hook()
    ada, rosa = browser(cast.ada), browser(cast.rosa)
    session = ada.session
    session["confirmed_at"] = 0
    session.save()

    asked = ada.get("/settings/webhooks/add")

    assert (asked.status_code, "confirm" in asked["Location"]) == (302, True)
    assert "confirm" in ada.post(f"/settings/webhooks/{webhook.public_id}/secret")["Location"]
    assert "confirm" in ada.get(f"/settings/webhooks/{webhook.public_id}/change")["Location"]
    assert rosa.get("/settings/webhooks").status_code == 403
    assert rosa.get(f"/settings/webhooks/{webhook.public_id}").status_code == 403
    assert "Webhooks" not in text_of(rosa.get("/settings/company"))
    assert "Webhooks" in text_of(ada.get("/settings/company"))
