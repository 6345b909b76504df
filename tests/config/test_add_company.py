"""A company from the command line: it is there, its owner chooses a password by the link, and a mistake is a sentence."""

from __future__ import annotations

import re
from argparse import Namespace

import pytest
from django.test import Client

from config.companies import add_company, put_on_plan
from config.trouble import Trouble
from recruit.company.selectors import all_companies


def test_a_new_companys_owner_chooses_a_password_by_the_printed_link_and_is_in(db):
    options = Namespace(
        name="Bakers", owner="Berta@bakers.example", first_name="Berta", last_name="Baker", plan="growth"
    )

    said = add_company(options)
    link = re.search(r"(/password/\S+)", said).group(1)
    chosen = Client().post(link, {"password": "wheelbarrow lantern sunday"})
    client = Client()
    came = client.post(
        "/sign-in", {"email": "berta@bakers.example", "password": "wheelbarrow lantern sunday"}
    )

    assert said.startswith("Bakers is there. Berta Baker owns it")
    assert (chosen.status_code, came.status_code) == (302, 302)
    assert "Bakers" in client.get("/settings/company").content.decode()


def test_a_company_is_put_on_another_plan_and_its_settings_say_so(db):
    add_company(
        Namespace(name="Bakers", owner="b@bakers.example", first_name="Berta", last_name="", plan="growth")
    )

    said = put_on_plan(Namespace(name="Bakers", plan="enterprise"))

    assert said == "Bakers is on the plan Enterprise."
    assert [company.plan for company in all_companies()] == ["enterprise"]
    with pytest.raises(Trouble, match="no company Brewers"):
        put_on_plan(Namespace(name="Brewers", plan="growth"))


def test_an_address_that_is_none_founds_nothing(db):
    with pytest.raises(Trouble, match="not an e-mail address"):
        add_company(Namespace(name="B", owner="berta", first_name="B", last_name="", plan="growth"))
