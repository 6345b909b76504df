"""Are answers of the set-up understood in every form, and do secrets stay inside?"""

from __future__ import annotations

import traceback

import pytest
from tests.contract.client_records import BLUEBIRD, CHILD
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import IntegrationKey, errors

KEY = "urn:li:developerApplication:880017"

#: Where key, id and secret may stand.
ANSWERS = [
    {"key": KEY, "credentials": {"client_id": "86invented01", "client_secret": "s3cr3t-invented"}},
    {"key": KEY, "credentials": {"clientId": "86invented01", "clientSecret": "s3cr3t-invented"}},
    {"applicationUrn": KEY, "clientId": "86invented01", "clientSecret": "s3cr3t-invented"},
    {
        "key": KEY,
        "client_id": "86invented01",
        "client_secret": "s3cr3t-invented",
        "uniqueForeignId": "tenant-7c1f",
    },
]


@pytest.mark.parametrize("body", ANSWERS)
def test_credentials_are_found_nested_or_flat_in_both_spellings(body):
    assert linkedin(Answering(201, body)).provisioning.create(BLUEBIRD) == CHILD
    assert linkedin(Answering(200, {"elements": [body]})).provisioning.find("tenant-7c1f") == CHILD


@pytest.mark.parametrize(
    ("status", "body"), [(200, {"elements": []}), (404, {"status": 404, "message": "No."})]
)
def test_an_unknown_customer_has_no_application(status, body):
    assert linkedin(Answering(status, body)).provisioning.find("tenant-0") is None


def test_a_secret_does_not_leak_through_an_answer_that_is_not_understood():
    app = Answering(201, {"credentials": {"client_id": "", "client_secret": "s3cr3t-invented"}})

    with pytest.raises(errors.AnswerNotUnderstood) as raised:
        linkedin(app).provisioning.create(BLUEBIRD)

    assert "s3cr3t" not in "".join(traceback.format_exception(raised.value))


def test_updating_nothing_is_the_callers_mistake():
    with pytest.raises(ValueError, match="nothing to update"):
        linkedin(Answering(204, b"")).provisioning.update(KEY)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "ENABLED"}, "ENABLED"),
        ({"integrationStatus": "DISABLED"}, "DISABLED"),
        ({"state": "X"}, "X"),
        ({}, None),
    ],
)
def test_the_status_of_an_integration_is_found_under_several_names_or_not_at_all(fields, status):
    element = {"integrationContext": "urn:li:contract:1", "integrationType": "CSA_API"} | fields

    (found,) = linkedin(Answering(200, {"elements": [element]})).integrations.by_request("req-1")

    assert found.key == IntegrationKey(context="urn:li:contract:1", type="CSA_API")
    assert found.status == status
    assert found.raw == element


def test_an_expired_status_change_is_about_nothing():
    assert linkedin(Answering(404, {"status": 404, "message": "No."})).integrations.by_request("req-1") == []


def test_an_integration_without_a_type_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, {"elements": [{"integrationContext": "x"}]})).integrations.by_request("req-1")


def test_a_configuration_value_is_read_from_its_union_or_plain():
    key = IntegrationKey(context="urn:li:organization:1", type="ONE_CLICK_EXPORT")
    body = {"results": {"A": {"configurationValue": {"string": "x"}}, "B": {"configurationValue": "y"}}}

    assert linkedin(Answering(200, body)).configurations.get(key, ["A", "B"]) == {"A": "x", "B": "y"}
