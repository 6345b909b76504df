"""A client of a customer at the real sandbox, in the usual dialects and in each generation; and small records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.linkedin_sandbox.callbacks import Callback, callback
from tests.linkedin_sandbox.records import (
    CONTEXT,
    CONTRACT,
    ORGANIZATION,
    PARENT,
)
from tests.linkedin_sandbox.server import Server, sandbox, sandbox_process

from linkedin_client import (
    ALL_PRODUCT_USERS,
    APPLICATION_VIEWERS,
    CALLBACK_URL,
    JOB_POSTING_VIEWERS,
    Application,
    Candidate,
    Credentials,
    Dialects,
    Generation,
    IntegrationKey,
    JobPosting,
    LinkedIn,
    MemoryTokenStore,
    ProvisionApplication,
    WorkplaceType,
    errors,
)

__all__ = ["callback", "linkedin", "sandbox", "sandbox_process"]

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TYPES = ("ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN")
ODD_ID = "cand (1),'a':~.[x]&b=c%2F+ü"


def client(sandbox: Server, pair: tuple[str, str], dialects: Dialects | None = None) -> LinkedIn:
    address = f"http://127.0.0.1:{sandbox.port}"
    return LinkedIn(
        api_url=address,
        auth_url=address,
        credentials=Credentials(*pair),
        tokens=MemoryTokenStore(),
        organization=CONTEXT,
        dialects=dialects,
    )


def key(type_: str) -> IntegrationKey:
    return IntegrationKey(context=CONTEXT, type=type_)


@pytest.fixture(params=["usual", "v2", "rest"])
def linkedin(request: pytest.FixtureRequest, sandbox: Server, callback: Callback) -> Iterator[LinkedIn]:
    """A client of a customer whose admin has enabled everything."""
    dialects = {
        "usual": Dialects(),
        "v2": Dialects.all(Generation.V2),
        "rest": Dialects.all(Generation.REST),
    }[request.param]
    with client(sandbox, PARENT) as parent:
        made = parent.provisioning.create(
            ProvisionApplication(unique_foreign_id="bluebird", name="Acorn - Bluebird", description="RSC")
        )
        with pytest.raises(errors.Conflict):
            parent.provisioning.create(
                ProvisionApplication(unique_foreign_id="bluebird", name="Acorn - Bluebird", description="RSC")
            )
        assert parent.provisioning.find("bluebird") == made
    callback.secret = made.client_secret
    sandbox.post("plugin/authorize", client_id=made.client_id, organization=ORGANIZATION, contract=CONTRACT)
    with client(sandbox, (made.client_id, made.client_secret), dialects) as linkedin:
        assert linkedin.integrations.name([key(type_) for type_ in TYPES], "Acorn").errors == {}
        put = linkedin.configurations.put(
            key("ONE_CLICK_EXPORT"), {CALLBACK_URL: callback.url, JOB_POSTING_VIEWERS: ALL_PRODUCT_USERS}
        )
        assert put.errors == {}
        linkedin.configurations.put(key("IN_ATS_INDICATOR"), {APPLICATION_VIEWERS: ALL_PRODUCT_USERS})
        sandbox.post("integrations/enable", client_id=made.client_id)
        sandbox.post("transitions", job_task={}, matching={})
        yield linkedin


def posting(id_: str = "REQ-1") -> JobPosting:
    return JobPosting(
        external_id=id_,
        title="Welding Robot Technician",
        description="You will install, teach and service welding robots at three plants. " * 3,
        company_apply_url="https://jobs.example.org/REQ-1/apply",
        listed_at=AT,
        location="Linz,Austria",
        company_job_code="4411",
        workplace_type=WorkplaceType.HYBRID,
    )


def person(id_: str = "c1", *, member: str | None = None) -> Candidate:
    return Candidate(
        candidate_id=id_,
        created_at=AT,
        modified_at=AT,
        first_name="Noor",
        last_name="Haddad",
        external_profile_url="https://ats.example.org/c/c1",
        email_addresses=("noor.haddad@example.org",),
        manual_matched_member=member,
    )


def process(id_: str = "a1", person_id: str = "c1") -> Application:
    return Application(
        application_id=id_,
        candidate_id=person_id,
        job_posting_id="REQ-1",
        job_posting_name="Welding Robot Technician",
        created_at=AT,
        modified_at=AT,
        first_name="Noor",
        last_name="Haddad",
    )
