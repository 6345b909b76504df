"""Module 1: customer applications, and how the ATS is set up."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from rsc_certification.evidence import Evidence
from rsc_certification.http import comes, stays_away, until
from rsc_certification.linkedin import agree_in_plugin
from rsc_certification.modules.connecting import (
    application_of,
    connected,
    named,
    show_integrations,
    take_over,
)
from rsc_certification.registry import runs
from rsc_certification.stage import SOON, Stage
from rsc_certification.windows import take_picture

_A_WHILE = 4.0
_COMPANY = {"ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN"}


@runs("RSC-101")
def first_set_up(stage: Stage, evidence: Evidence) -> None:
    take_over(evidence, connected(stage))
    application = application_of(stage)
    integrations = application["integrations"]
    evidence.check(
        "The admin finds the integration in Recruiter under a proper name and has switched it on.",
        all(each["integrationName"] and each["status"] == "ENABLED" for each in integrations),
        ", ".join(
            f"{each['integrationType']} “{each['integrationName']}” {each['status']}" for each in integrations
        ),
    )
    called = {
        each["status"]
        for each in stage.sandbox.said_since(0, client_id=stage.client_id, resource="accessToken")
    }
    evidence.check(
        "The ATS has kept key and secret of this customer's application: it gets tokens with them.",
        called & {200},
        f"application {application['client_id']}",
    )
    told = stage.ats.connection()
    wanted = {stage.place.context, f"urn:li:contract:{stage.place.contract}"}
    evidence.check(
        "The ATS has mapped the customer to organization and contract.",
        wanted <= set(told.contexts),
        ", ".join(told.contexts),
    )
    evidence.check(
        "The ATS shows the state of the integration on its own settings page.",
        told.state == "enabled",
        told.words[:200],
    )
    take_picture(
        evidence, stage.windows.window(stage.ats.customer.admin.email), "The ATS's own page about it"
    )


@runs("RSC-104")
def configurations(stage: Stage, evidence: Evidence) -> None:
    made = connected(stage)
    evidence.keep([])
    evidence.exchanges += [each for each in made.exchanges if "onfiguration" in each.line]
    kept = application_of(stage)["configurations"]
    evidence.did("Read what LinkedIn holds as configuration of the customer's application.")
    address = str(kept.get("CALLBACK_URL", ""))
    evidence.check("CALLBACK_URL is set.", address.startswith("http"), address)
    acls = stage.sandbox.records("acls", context=stage.place.context)
    viewers = {name: kept.get(name) for name in ("JOB_POSTING_VIEWERS", "APPLICATION_VIEWERS")}
    if acls:
        evidence.check(
            "With ACLs in use, not everybody is declared a viewer.",
            "ALL_PRODUCT_USERS" not in viewers.values(),
            f"{len(acls)} records of ACLs; {viewers}",
        )
        evidence.does_not_apply(
            "The viewers are ALL_PRODUCT_USERS when no ACLs are used.",
            "this ATS uses ACLs for every customer",
        )
    else:
        evidence.check(
            "Without ACLs, both viewers are ALL_PRODUCT_USERS.",
            set(viewers.values()) == {"ALL_PRODUCT_USERS"},
            viewers,
        )


@runs("RSC-105")
def widget_domain(stage: Stage, evidence: Evidence) -> None:
    take_over(evidence, connected(stage))
    parts = urlsplit(stage.ats.connection().page)
    origin = f"{parts.scheme}://{parts.netloc}"
    domains = application_of(stage)["js_domains"]
    evidence.check(
        "The ATS's own address is registered as a JS SDK domain.", origin in domains, f"{origin} in {domains}"
    )


@runs("TC1.3")
def history_begins_and_ends(stage: Stage, evidence: Evidence) -> None:
    take_over(evidence, connected(stage))
    told = stage.ats.connection()
    evidence.did("The history began by itself when LinkedIn's admin had switched the integrations on.")
    evidence.check(
        "The admin reads that the history has finished.", told.history == "done", told.words[-400:]
    )
    take_picture(evidence, stage.windows.window(stage.ats.customer.admin.email), "What the admin reads")


@runs("RSC-103", "TC1.4")
def several_contracts(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    evidence.steps += stage.once("second contract", lambda: _connect_second_contract(stage)).steps
    evidence.pictures += stage.once("second contract", Evidence).pictures
    application = application_of(stage)
    contracts = _enabled_contracts(application)
    evidence.check(
        "Two contracts are enabled at the same time.", len(contracts) > 1, ", ".join(sorted(contracts))
    )
    other = stage.other
    if other is None:
        evidence.does_not_apply("Two instances each have their own application.", "one customer was given")
        return
    connected(other)
    evidence.did(f"The whole onboarding in a second instance: {other.ats.customer.name}.")
    theirs = application_of(other)
    evidence.check(
        "Each customer has an application of its own, with a foreign id of its own.",
        application["client_id"] != theirs["client_id"]
        and application["unique_foreign_id"] != theirs["unique_foreign_id"],
        f"{application['unique_foreign_id']} and {theirs['unique_foreign_id']}",
    )
    for mine, strange in ((stage, other), (other, stage)):
        calls = mine.sandbox.said_since(0, client_id=mine.client_id)
        evidence.check(
            f"What {mine.ats.customer.name} sends with its credentials names its own company only.",
            calls and not any(_names(call, strange.place.organization) for call in calls),
            f"{len(calls)} calls and pushes",
        )


def _connect_second_contract(stage: Stage) -> Evidence:
    evidence = Evidence()
    page = stage.ats.plugin_page()
    agree_in_plugin(page, seat=stage.place.second_admin, contract=stage.place.second_contract)
    evidence.did("The admin opens the plugin again and chooses the second contract.")
    until(lambda: named(stage, stage.place.second_contract), "the second contract is named")
    stage.sandbox.post("integrations/enable", client_id=stage.client_id)
    evidence.did("LinkedIn's admin switches it on.")
    until(lambda: len(_enabled_contracts(application_of(stage))) > 1, "both contracts are on")
    show_integrations(stage, evidence, "Both contracts in LinkedIn")
    return evidence


def _enabled_contracts(application: dict[str, Any]) -> set[str]:
    return {
        each["integrationContext"]
        for each in application["integrations"]
        if each["status"] == "ENABLED" and ":contract:" in each["integrationContext"]
    }


def _names(call: dict[str, Any], organization: int) -> bool:
    return f"organization:{organization}" in f"{call['query']}{call['request_body']}".replace("%3A", ":")


@runs("OUR-M1-a")
def onboarded_twice(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    before = application_of(stage)
    with stage.listening(evidence):
        since = stage.sandbox.latest_entry()
        stage.ats.onboard_again()
        evidence.did("The admin has the ATS ask for the application once more.")
        until(lambda: _provisioned(stage, since), "the ATS asks LinkedIn for the application")
    calls = _provisioned(stage, since)
    evidence.keep(calls)
    everybody = stage.sandbox.get("applications")["applications"]
    mine = [each for each in everybody if each["unique_foreign_id"] == before["unique_foreign_id"]]
    evidence.check("There is still one application of this foreign id.", len(mine) == 1, f"{len(mine)} there")
    evidence.check(
        "It is the one of before.", mine[0]["client_id"] == before["client_id"], mine[0]["client_id"]
    )
    evidence.check(
        "The ATS found the existing one when LinkedIn refused a second.",
        comes(lambda: any(each["verb"] == "GET" for each in _provisioned(stage, since)), seconds=10),
        ", ".join(f"{each['verb']} {each['status']}" for each in _provisioned(stage, since)),
    )


def _provisioned(stage: Stage, since: int) -> list[dict[str, Any]]:
    found = stage.sandbox.get("journal", after=since, resource="provisionedApplications", limit=50)["entries"]
    return sorted(found, key=lambda each: int(each["id"]))


@runs("OUR-M1-b")
def switched_off_and_on(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    since = stage.sandbox.latest_entry()
    stage.sandbox.post("integrations/disable", client_id=stage.client_id)
    try:
        evidence.did("LinkedIn's admin switches everything off.")
        evidence.check(
            "The ATS says that it is switched off.",
            comes(lambda: stage.ats.connection().state == "disabled", seconds=SOON),
            stage.ats.connection().words[:160],
        )
        take_picture(
            evidence, stage.windows.window(stage.ats.customer.admin.email), "Switched off in LinkedIn"
        )
        pushes = stage.sandbox.said_since(since, client_id=stage.client_id, kind="push")
        evidence.keep(pushes)
        evidence.check(
            "LinkedIn's push of it was taken.",
            any(each["status"] == HTTPStatus.OK for each in pushes),
            len(pushes),
        )
        off = stage.sandbox.latest_entry()
        stage.ats.edit_candidate(exported.candidate, headline="Changed while switched off")
        evidence.did("A candidate is changed in the ATS.")
        evidence.check(
            "Nothing is sent meanwhile.",
            stays_away(lambda: _writes(stage, off), seconds=_A_WHILE),
            [f"{each['verb']} {each['path']}" for each in _writes(stage, off)],
        )
    finally:
        stage.sandbox.post("integrations/enable", client_id=stage.client_id)
    evidence.did("LinkedIn's admin switches everything on again.")
    evidence.check(
        "The ATS says that it is enabled.",
        comes(lambda: stage.ats.connection().state == "enabled", seconds=SOON),
    )
    with stage.listening(evidence):
        evidence.check(
            "What was changed meanwhile arrives.",
            comes(
                lambda: headline_of(stage, exported.candidate.id) == "Changed while switched off", seconds=60
            ),
            headline_of(stage, exported.candidate.id),
        )


def headline_of(stage: Stage, candidate_id: str) -> str:
    """What LinkedIn holds as the candidate's job title."""
    rows = stage.sandbox.records("candidates", record_id=candidate_id)
    return str(rows[0]["record"].get("currentJobTitle", "")) if rows else ""


def _writes(stage: Stage, since: int) -> list[dict[str, Any]]:
    """Records on their way; reading the state of the integrations is no sending."""
    calls = stage.sandbox.said_since(since, client_id=stage.client_id, kind="call")
    return [
        each
        for each in calls
        if each["resource"].lower().startswith(("ats", "candidates", "applications", "job", "simplejob"))
    ]


@runs("OUR-M1-c")
def another_company_id(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    before = {
        kind: len(stage.sandbox.records(kind, context=stage.place.context))
        for kind in ("candidates", "applications")
    }
    stage.sandbox.post("integrations/disable", client_id=stage.client_id)
    evidence.did("LinkedIn's admin switches everything off.")
    comes(lambda: stage.ats.connection().state == "disabled", seconds=SOON)
    new = stage.world.number()
    stage.sandbox.post(f"organizations/{stage.place.organization}/change-id", id=new)
    stage.place.organization = new
    evidence.did("The company gets another id at LinkedIn.")
    page = stage.ats.plugin_page()
    agree_in_plugin(page, seat=stage.seat(stage.ats.customer.admin), contract=stage.place.contract)
    stage.ats.accept_new_company_id()
    evidence.did("The admin uses the plugin again and says in the ATS that the id has changed.")
    until(lambda: named(stage), "the integrations of the new id are named")
    stage.sandbox.post("integrations/enable", client_id=stage.client_id)
    evidence.did("LinkedIn's admin switches everything on.")
    evidence.check(
        "The ATS is connected under the new id.",
        comes(lambda: stage.place.context in stage.ats.connection().contexts, seconds=SOON),
        stage.place.context,
    )
    with stage.listening(evidence):
        for kind, count in before.items():
            _all_again(stage, evidence, kind, count)
    take_picture(evidence, stage.windows.window(stage.ats.customer.admin.email), "The ATS after the change")


def _all_again(stage: Stage, evidence: Evidence, kind: str, count: int) -> None:
    evidence.check(
        f"All {kind} are sent again under the new id.",
        comes(lambda: _count(stage, kind) >= count, seconds=90),
        f"{count} before, {_count(stage, kind)} under the new id",
    )


def _count(stage: Stage, kind: str) -> int:
    return len(stage.sandbox.records(kind, context=stage.place.context))
