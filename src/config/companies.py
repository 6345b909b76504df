"""How does a company come to be in an installation, which plan is it on, and which one does a command mean?

From the command line it comes with an owner who is invited by mail.

The owner's link is printed as well: on a machine without a mail server it would otherwise lie in a file only.
"""

from __future__ import annotations

import argparse

from django.conf import settings
from django.db import transaction

from config.trouble import Trouble
from recruit.access.selectors import password_token
from recruit.access.services import send_password_link
from recruit.base.actors import system_actor
from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context
from recruit.company.enums import Plan
from recruit.company.models import Company
from recruit.company.selectors import all_companies, teammate_with_email
from recruit.company.services import change_company_settings, found_company

_BY = system_actor("Command line")


def add_company(options: argparse.Namespace) -> str:
    """What to tell whoever typed the command. ``Trouble`` with the refusal's own sentence."""
    try:
        with transaction.atomic():
            company = found_company(
                name=options.name,
                plan=options.plan,
                owner_email=options.owner,
                owner_first_name=options.first_name,
                owner_last_name=options.last_name,
                owner_password=None,
                actor=_BY,
            )
            with company_context(company.pk):
                owner = teammate_with_email(company_id=company.pk, email=options.owner)
            assert owner is not None
            send_password_link(email=owner.email)
    except Refusal as refusal:
        raise Trouble(refusal.sentence) from refusal
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    return (
        f"{company.name} is there. {owner.full_name} owns it and chooses a password within {hours} hours here:\n"
        f"{settings.BASE_URL}/password/{password_token(owner)}\n"
        f"The same link is on its way to {owner.email}. Later ones come from “Forgotten password”."
    )


def put_on_plan(options: argparse.Namespace) -> str:
    """What to tell whoever typed the command. The plan is whoever runs Recruit's to say: no screen changes it."""
    found = company_named(options.name)
    with company_context(found.pk):
        changed = change_company_settings(company_id=found.pk, plan=options.plan, actor=_BY)
    return f"{changed.name} is on the plan {Plan(changed.plan).label}."


def company_named(wanted: str | None) -> Company:
    """By name or public id; the only one where none is named. ``Trouble`` that says which there are."""
    companies = all_companies()
    names = ", ".join(company.name for company in companies) or "none"
    if wanted is None:
        if len(companies) == 1:
            return companies[0]
        raise Trouble(f"Say which company with --company. There are: {names}.")
    found = [each for each in companies if wanted in {each.name, each.public_id}]
    if len(found) != 1:
        raise Trouble(
            f"There is {'no' if not found else 'more than one'} company {wanted}. There are: {names}."
        )
    return found[0]
