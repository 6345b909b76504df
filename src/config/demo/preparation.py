"""How does an installation get the demo? Once: what an earlier run has done already is left as it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings

from config.demo import cast
from config.demo.connecting import agree_to_share, connect_company, is_connected
from config.demo.generation import generate
from config.demo.loading import load_company, loaded_company
from config.demo.sandbox import SandboxControl
from config.demo.sign_ins import SIGN_INS
from recruit.base.tenancy import company_context

if TYPE_CHECKING:
    from config.demo.shapes import Demo, DemoCompany


def prepare_demo(*, size: str) -> list[str]:
    """Load both companies, build the sandbox's world, connect them; answers what a person has to know."""
    began = time.monotonic()
    demo = generate(size)
    control = SandboxControl(settings.LINKEDIN_API_URL)
    companies = {company.name: _company_id(company) for company in demo.companies}
    _say(began, f"{len(demo.companies)} companies, {_persons(demo)} candidates")
    for company in demo.companies:
        # A demo of an earlier release has nobody who agreed.
        agree_to_share(company_id=companies[company.name], demo=company)
    unconnected = [company for company in demo.companies if not _is_connected(companies[company.name])]
    if unconnected:
        control.seed(
            demo.world.document(
                client_id=settings.LINKEDIN_PARENT_ID, client_secret=settings.LINKEDIN_PARENT_SECRET
            )
        )
        _say(began, f"the sandbox's world has {len(demo.world.members)} members")
    for company in unconnected:
        words = connect_company(
            company_id=companies[company.name], demo=company, world=demo.world, control=control
        )
        _say(began, f"{company.name} is connected: {words}")
    return _lines()


def _company_id(demo: DemoCompany) -> int:
    company = loaded_company(demo) or load_company(demo)
    return company.pk


def _is_connected(company_id: int) -> bool:
    with company_context(company_id):
        return is_connected(company_id)


def _persons(demo: Demo) -> int:
    return sum(len(company.persons) for company in demo.companies)


def _say(began: float, words: str) -> None:
    print(f"demo: {words} ({time.monotonic() - began:.1f} s)", flush=True)


def _lines() -> list[str]:
    width = max(len(email) for email, _ in SIGN_INS)
    return [
        f"Sign in to Recruit with the password “{cast.PASSWORD}” as",
        *(f"  {email:<{width}}  {what}" for email, what in SIGN_INS),
        "and to LinkedIn Recruiter (the sandbox) by choosing the seat of Rosa Calderón.",
        f"Try: find {' '.join(cast.NamedMember.NEW.value)}, three dots, Export to ATS, “Lighting Designer”.",
    ]
