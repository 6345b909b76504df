"""How does a customer's admin ask for integrations from within the ATS? In the configuration plugin.

Choose a package, choose the contract, confirm: the integrations are REQUESTED, and the page's function gets them.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse

from linkedin_sandbox.widgets.frames import Frame, framed, seated
from linkedin_sandbox.world.access.provisioning import PACKAGES, authorize
from linkedin_sandbox.world.models import Contract, Integration
from linkedin_sandbox.world.people.people import Seat, seats_of_member
from linkedin_sandbox.world.refusals import SandboxRefusal

_TYPES, _ON_INTEGRATE = "supported-bundled-integration-types", "onintegrate"
#: What a package is called on the screen.
_NAMES = {
    "RECRUITER_SYSTEM_CONNECT": "Recruiter System Connect",
    "RECRUITER_SYSTEM_CONNECT_COMPANY": "Recruiter System Connect, for the whole company",
    "RECRUITER_SYSTEM_CONNECT_CONTRACT": "Recruiter System Connect, for one contract",
    "APPLY_WITH_LINKEDIN": "Apply with LinkedIn",
    "APPLY_CONNECT": "Apply Connect",
}


@framed
@seated
def widget(frame: Frame, seat: Seat) -> HttpResponse:
    if not seat.holder.is_admin or seat.holder.state != "ACTIVE":
        return frame.show("configuration_not_admin")
    if frame.application.organization_id not in (None, seat.organization.id):
        return frame.show("configuration_elsewhere")
    if frame.act == "review":
        return _review(frame, seat)
    if frame.act == "confirm":
        return _confirm(frame, seat)
    return _choose(frame, seat)


def _choose(frame: Frame, seat: Seat, *, problem: str = "") -> HttpResponse:
    asked = _asked(frame)
    response = frame.show(
        "configuration",
        packages=[(package, _NAMES.get(package, package)) for package in asked if package in PACKAGES],
        unknown=[package for package in asked if package not in PACKAGES],
        attribute=f"data-{_TYPES}",
        contracts=_contracts(seat),
        chosen_package=frame.posted("package"),
        chosen_contract=frame.number("contract") or seat.contract.id,
        integrations=_integrations(frame),
        problem=problem,
    )
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return response


def _asked(frame: Frame) -> list[str]:
    """The packages that the ATS says it supports."""
    return [part.strip() for part in frame.attribute(_TYPES).split(",") if part.strip()]


def _contracts(seat: Seat) -> list[Contract]:
    """Those of the company on which this person has an active admin seat."""
    return [
        other.contract
        for other in seats_of_member(seat.member)
        if other.holder.is_admin
        and other.holder.state == "ACTIVE"
        and other.organization.id == seat.organization.id
    ]


def _integrations(frame: Frame) -> list[Integration]:
    return list(Integration.objects.filter(application_id=frame.application.id).order_by("id"))


def _chosen(frame: Frame, seat: Seat) -> tuple[str, Contract]:
    package = frame.posted("package")
    if package not in PACKAGES or package not in _asked(frame):
        raise SandboxRefusal("Choose a package first.")
    for contract in _contracts(seat):
        if contract.id == frame.number("contract"):
            return package, contract
    raise SandboxRefusal("Choose one of your contracts first.")


def _review(frame: Frame, seat: Seat) -> HttpResponse:
    try:
        package, contract = _chosen(frame, seat)
    except SandboxRefusal as refusal:
        return _choose(frame, seat, problem=refusal.sentence)
    return frame.show(
        "configuration_review", package=package, package_name=_NAMES.get(package, package), contract=contract
    )


def _confirm(frame: Frame, seat: Seat) -> HttpResponse:
    try:
        package, contract = _chosen(frame, seat)
        rows = authorize(
            client_id=frame.application.client_id,
            organization_id=seat.organization.id,
            contract_id=contract.id,
            package=package,
            admin=seat.member,
        )
    except SandboxRefusal as refusal:
        return _choose(frame, seat, problem=refusal.sentence)
    frame.call(_ON_INTEGRATE, [_as_told(row) for row in rows])
    return frame.show("configuration_done", integrations=rows)


def _as_told(row: Integration) -> dict[str, str]:
    return {
        "integrationContext": row.context,
        "integrationType": row.type,
        "tenantType": row.tenant,
        "dataProvider": "ATS",
    }
