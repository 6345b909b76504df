"""How many statements does each page of a company's admin cost, with little and with much? Printed as JSON.

A program of its own, as ``plans.py`` is, and for the same reason: it asks inside the sandbox's settings.
"""

from __future__ import annotations

import json
import os
import sys

os.environ["LINKEDIN_SANDBOX_DATA"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "linkedin_sandbox.settings"

import django

django.setup()

from django.db import connection  # noqa: E402 -- Django's settings are named above
from django.test import Client  # noqa: E402 -- the same
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- the same

from linkedin_sandbox.world.ground.keys import record_key  # noqa: E402 -- the same
from linkedin_sandbox.world.models import (  # noqa: E402 -- the same
    Application,
    AtsApplication,
    AtsCandidate,
    AtsJob,
    AtsStage,
    Configuration,
    EntityAcl,
    Integration,
    JobPosting,
)
from linkedin_sandbox.world.seeding.seed import load_world  # noqa: E402 -- the same
from linkedin_sandbox.world.seeding.seeds import generate_world  # noqa: E402 -- the same
from linkedin_sandbox.world.steering.schema import prepare_database  # noqa: E402 -- the same

COMPANY, ORGANIZATION = 70001, "urn:li:organization:70001"
SEATS, ODILE = (55501, 55503, 55505), 10011
PAGES = [
    "operator/integrations", "operator/applications", "operator/jobs", "operator/seats", f"operator/seats/{SEATS[0]}",
    "operator/company-id?new=70999", "operator/company-id?was=70999",
    f"operator/view-as?{'&'.join(f'seat={one}' for one in SEATS)}&member={ODILE}",
]  # fmt: skip


def main() -> None:
    prepare_database()
    load_world(generate_world(members=80))
    application = connected()
    fill(application, first=0, count=2)
    few = counted()
    fill(application, first=2, count=20)
    print(json.dumps({page: [few[page], many] for page, many in counted().items()}))  # noqa: T201 -- what the test reads


def connected() -> Application:
    application = Application.objects.create(
        unique_foreign_id="one", name="Acorn", client_id="cid", client_secret="s", organization_id=COMPANY, contract_id=90001
    )  # fmt: skip
    for context, type_ in (
        (ORGANIZATION, "ONE_CLICK_EXPORT"),
        (ORGANIZATION, "IN_ATS_INDICATOR"),
        ("urn:li:contract:90001", "CSA_API"),
        ("urn:li:contract:90002", "CSA_API"),
    ):
        row = Integration.objects.create(
            application_id=application.id, context=context, type=type_, status="ENABLED", asked_by=ODILE
        )
        Configuration.objects.create(integration_id=row.id, name="CALLBACK_URL", value=f"https://x/{row.id}")
    return application


def fill(application: Application, *, first: int, count: int) -> None:
    """So many more jobs with an ACL each, applications of Odile with a stage each, and seats."""
    for number in range(first, first + count):
        job_key = record_key(application.id, ORGANIZATION, f"J{number}")
        candidate_key = record_key(application.id, ORGANIZATION, f"c{number}")
        own = record_key(application.id, ORGANIZATION, f"a{number}")
        common = {"application_id": application.id, "context": ORGANIZATION, "changed_at": number}
        AtsJob.objects.create(key=job_key, id=f"J{number}", state="LISTED", title=f"Job {number}", **common)
        JobPosting.objects.create(
            key=job_key, id=f"J{number}", state="LISTED", title=f"Job {number}", number=number, form="state", listed_from=1,
            expires_at=1 << 50, contract_id=90001, **common,
        )  # fmt: skip
        EntityAcl.objects.create(
            key=f"{job_key}-g", application_id=application.id, context=ORGANIZATION, acl_id="g", job_key=job_key,
            job_id=f"J{number}",
        )  # fmt: skip
        AtsCandidate.objects.create(key=candidate_key, id=f"c{number}", manual_member_id=ODILE, **common)
        AtsApplication.objects.create(
            key=own, id=f"a{number}", candidate_key=candidate_key, job_key=job_key, **common
        )
        AtsStage.objects.create(key=f"{own}-s", application_key=own, id="s", name="Interview", entered_at=1)
    load_world(
        {"seats": [{"id": 60000 + number, "contract": 90002, "member": ODILE} for number in range(first, first + count)]}
    )  # fmt: skip


def counted() -> dict[str, int]:
    client, found = Client(), {}
    for page in PAGES:
        address = f"/recruiter/{page}{'&' if '?' in page else '?'}company={COMPANY}"
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        found[page] = len(captured)
    return found


if __name__ == "__main__":
    main()
