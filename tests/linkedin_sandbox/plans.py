"""How does SQLite find the rows of each list? A program of its own: it asks every page and prints the plans as JSON.

It runs inside the sandbox's settings (``test_query_plans.py`` starts it), sends plain requests to the application, and asks
EXPLAIN QUERY PLAN for each statement that they cause. The plans do not depend on how many rows there are.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

os.environ["LINKEDIN_SANDBOX_DATA"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "linkedin_sandbox.settings"

import django

django.setup()

from django.db import connection  # noqa: E402 -- Django's settings are named above
from django.test import Client  # noqa: E402 -- the same
from tests.linkedin_sandbox.records import candidate  # noqa: E402 -- the same

from linkedin_sandbox.world.access.access import issue_token  # noqa: E402 -- the same
from linkedin_sandbox.world.ground.bulk import upsert_rows  # noqa: E402 -- the same
from linkedin_sandbox.world.ground.keys import record_key  # noqa: E402 -- the same
from linkedin_sandbox.world.models import Application, AtsApplication, Configuration, Integration  # noqa: E402 -- the same
from linkedin_sandbox.world.seeding.seed import load_world  # noqa: E402 -- the same
from linkedin_sandbox.world.seeding.seeds import generate_world  # noqa: E402 -- the same
from linkedin_sandbox.world.steering.schema import prepare_database  # noqa: E402 -- the same

CONTEXT = "urn:li:organization:70001"
ROSA_SEAT, ODILE = 55503, 10011
plans: dict[str, list[str]] = {}


def main() -> None:
    prepare_database()
    load_world(generate_world(members=300))
    application = connected()
    client = Client()
    client.post("/recruiter/sign-in", {"seat": ROSA_SEAT})
    token, _seconds = issue_token(client_id="cid", client_secret="secret")
    for address in [*CONSOLE, *CONTROL]:
        ask(client, address)
    for address in WIRE:
        ask(client, address, HTTP_AUTHORIZATION=f"Bearer {token}")
    for address in OPERATOR:
        ask(client, address)
    upsert(client, token, application)
    print(json.dumps(plans))  # noqa: T201 -- what the test reads


def connected() -> Application:
    """One ATS of Bluebird's, enabled and open to all."""
    application = Application.objects.create(
        unique_foreign_id="one", name="Acorn", client_id="cid", client_secret="secret",
        organization_id=70001, contract_id=90001,
    )  # fmt: skip
    viewers = {
        "ONE_CLICK_EXPORT": "JOB_POSTING_VIEWERS",
        "IN_ATS_INDICATOR": "APPLICATION_VIEWERS",
        "CSA_API": "",
    }
    for type_, name in viewers.items():
        context = "urn:li:contract:90001" if type_ == "CSA_API" else CONTEXT
        row = Integration.objects.create(
            application_id=application.id, context=context, type=type_, status="ENABLED"
        )
        Configuration.objects.create(integration_id=row.id, name=name, value="ALL_PRODUCT_USERS")
    return application


CONSOLE = [
    f"/recruiter/{path}"
    for path in (
        "people", "people?after=10100", "people?q=a", "people?q=s+e&after=10100", "people?title=nurse&location=spain",
        "people?employer=works", "people?q=an&exportable=1", "people?exportable=1", "people?in_ats=1",
        "people?in_ats=1&q=a", "people?past=1", "people?past=1&q=a", f"people/badges?ids={ODILE},10012",
        f"people/{ODILE}", f"people/{ODILE}/indicator", f"people/{ODILE}/inmail", f"people/{ODILE}/notes",
        f"people/{ODILE}/export", f"people/{ODILE}/export/jobs?q=plant", "exports", "exports/list", "inmail",
        "inmail?q=plant", "inmail/1", "projects", "projects/1", "photos/nobody.svg",
        "operator/companies", "operator/integrations", "operator/applications", "operator/jobs",
        "operator/seats", "operator/seats?q=a", "operator/seats?q=rosa@bluebird", "operator/seats?q=55503&state=ACTIVE",
        "operator/seats?after=90001-55502", f"operator/seats/{ROSA_SEAT}", "operator/company-id?new=70999",
        "operator/company-id?was=70999", "operator/view-as",
        f"operator/view-as?seat={ROSA_SEAT}&seat=55505&member={ODILE}&find_seat=a&find_person=a&find_job=a",
    )
]  # fmt: skip
OPERATOR = [
    f"/recruiter/operator/{path}"
    for path in ("journal", "journal/1", "journal/new?after=1", "limits", "clock")
]
CONTROL = [
    f"/_sandbox/{path}"
    for path in (
        "members?q=a", "members", f"indicator?seat={ROSA_SEAT}&member={ODILE}", f"jobs?seat={ROSA_SEAT}&q=plant", "push",
        f"inmails?seat={ROSA_SEAT}", f"inmails?member={ODILE}", "inmails/1", f"notes?seat={ROSA_SEAT}&member={ODILE}",
        f"projects?seat={ROSA_SEAT}", "projects/1/members", "public-jobs",
    )
]  # fmt: skip
CONVERSATIONS = (
    "/v2/conversationEvents?q=criteria&viewer=urn:li:seat:55503"
    "&timeRange.start=1768200000000&timeRange.end=1768230000000"
)
WIRE = [
    f"/v2/atsCandidates?ids[0].atsCandidateId=c1&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}",
    f"/v2/atsApplications?ids[0].atsJobApplicationId=a1&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}",
    f"/v2/atsEntityAcls?q=criteria&integrationContext={CONTEXT}&atsEntityId=J1",
    f"/v2/atsEntityAclAssignees?q=criteria&integrationContext={CONTEXT}&atsEntityAclId=g1",
    "/v2/seatsV2?q=attributes&contracts=urn:li:contract:90001&states=ACTIVE&start=0",
    "/v2/seats?q=seatsByAttributes&contracts=urn:li:contract:90001&active=true",
    CONVERSATIONS,
    "/v2/mailStubs?q=contract&contract=urn:li:contract:90001",
    "/v2/mailStubs?q=contract&contract=urn:li:contract:90001&owners=urn:li:seat:55503&createdDateStart=1768200000000",
    "/v2/prospectNotes?q=criteria&contract=urn:li:contract:90001",
    "/v2/prospectNotes?q=criteria&contract=urn:li:contract:90001&owners=urn:li:seat:55503",
    f"/v2/exportedCandidates?q=closed&integrationContext={CONTEXT}",
]


def ask(client: Client, address: str, **headers: str) -> None:
    """A refusal of what is not understood says nothing about plans, and is left to other tests."""
    seen: list[str] = []
    with connection.execute_wrapper(explaining(seen)):
        client.get(address, **headers)
    plans[address] = seen


def upsert(client: Client, token: str, application: Application) -> None:
    key = f"atsCandidateId=c1&dataProvider=ATS&integrationContext={CONTEXT}"
    record = candidate(emailAddresses=["some@mail.example"])
    seen: list[str] = []
    upsert_rows(AtsApplication, [{
        "key": record_key(application.id, CONTEXT, "a1"), "application_id": application.id, "context": CONTEXT,
        "id": "a1", "candidate_key": record_key(application.id, CONTEXT, "c1"), "job_key": "j", "changed_at": 1,
        "record": {},
    }])  # fmt: skip
    with connection.execute_wrapper(explaining(seen)):
        for _first_and_again in range(2):
            said = client.put(
                f"/v2/atsCandidates?ids[0].atsCandidateId=c1&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}",
                json.dumps({"entities": {key: record}}),
                "application/json",
                HTTP_AUTHORIZATION=f"Bearer {token}",
                HTTP_X_RESTLI_METHOD="batch_update",
            )
            assert len(said.json()["results"]) == 1, said.content
    plans["a batch of candidates"] = seen


def explaining(seen: list[str]) -> Any:
    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "UPDATE", "DELETE")) and not many:
            # Around Django's own cursor: that one would explain the explanation.
            found = connection.connection.execute(
                "EXPLAIN QUERY PLAN " + sql.replace("%s", "?"), params or ()
            )
            seen.extend(row[3] for row in found.fetchall())
        return execute(sql, params, many, context)

    return explain


if __name__ == "__main__":
    main()
