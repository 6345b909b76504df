"""How does a customer get from nothing to being connected? As its admins on both sides do it, in a browser."""

from __future__ import annotations

from typing import Any

from rsc_certification.evidence import Evidence
from rsc_certification.http import until
from rsc_certification.linkedin import agree_in_plugin
from rsc_certification.stage import Stage
from rsc_certification.windows import take_picture

_HISTORY_SECONDS = 120.0
#: So many of the candidates of before are members of LinkedIn.
_KNOWN = 6


def connected(stage: Stage) -> Evidence:
    """Connects the customer if no rule has done so yet; answers what was done and seen then."""
    return stage.once("connected", lambda: _connect(stage))


def _connect(stage: Stage) -> Evidence:
    evidence = Evidence()
    ats, admin = stage.ats, stage.ats.customer.admin
    with_history = sorted(ats.candidates(), key=lambda each: each.created_ms)
    stage.world.recognise(stage.place, [each for each in with_history if each.emails][:_KNOWN])
    before = stage.sandbox.latest_entry()
    page = ats.ask_for_linkedin()
    evidence.did("The customer's admin agrees in the ATS to what is shared; the ATS asks for an application.")
    take_picture(evidence, page, "LinkedIn's configuration plugin on the ATS's page")
    agree_in_plugin(page, seat=stage.seat(admin), contract=stage.place.contract)
    evidence.did(
        "LinkedIn's admin chooses Recruiter System Connect and the contract in the plugin, and consents."
    )
    application = until(lambda: named(stage), "the ATS has named its integrations")
    stage.client_id = str(application["client_id"])
    show_integrations(stage, evidence, "What LinkedIn's admin sees before switching on")
    stage.sandbox.post("integrations/enable", client_id=stage.client_id)
    evidence.did("LinkedIn's admin switches the integrations on.")
    until(lambda: ats.connection().state == "enabled", "the ATS says that it is enabled", seconds=60)
    ats.finish()
    evidence.did("The ATS's admin gives the seats to teammates, and has notes and InMail go across.")
    until(lambda: ats.connection().history == "done", "the history is sent", seconds=_HISTORY_SECONDS)
    evidence.did("The history is sent; the ATS says that it is done.")
    until(lambda: _sees_jobs(stage), "LinkedIn shows the recruiter what they may see", seconds=60)
    evidence.keep(stage.sandbox.said_since(before, client_id=stage.client_id))
    return evidence


def application_of(stage: Stage) -> dict[str, Any]:
    """The customer's developer application at LinkedIn."""
    found = stage.sandbox.application_of(stage.place.organization)
    assert found is not None, "the customer is connected"
    return found


def named(stage: Stage, contract: int | None = None) -> dict[str, Any]:
    """The application, once everything that was asked for has a name; else nothing."""
    found = stage.sandbox.application_of(stage.place.organization)
    wanted = f"urn:li:contract:{contract or stage.place.contract}"
    contexts = {each["integrationContext"] for each in found["integrations"]} if found else set()
    has_names = found is not None and all(each["integrationName"] for each in found["integrations"])
    return found if found is not None and has_names and wanted in contexts else {}


def show_integrations(stage: Stage, evidence: Evidence, caption: str) -> None:
    page = stage.windows.window("LinkedIn's admin")
    page.goto(f"{stage.sandbox.url}/recruiter/operator/integrations?company={stage.place.organization}")
    take_picture(evidence, page, caption)


def take_over(evidence: Evidence, made: Evidence) -> None:
    """What was done when the customer was connected, as evidence of another rule."""
    evidence.steps += made.steps
    evidence.exchanges += made.exchanges[:4]
    evidence.pictures += made.pictures[:2]


def _sees_jobs(stage: Stage) -> bool:
    return bool(stage.sandbox.offered(seat=stage.seat(stage.ats.customer.recruiter)))
