"""What do members and admins decide in LinkedIn, done by a script? Closing, privacy, seats, company ids.

And what LinkedIn's assistant says of an application.
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, NotThere, identity
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import application_of, member_of
from linkedin_sandbox.control.schemas import (
    BOOLEAN,
    COUNT,
    ID,
    TEXT,
    WORD,
    list_of,
    one_of,
    open_record,
    or_null,
    record,
)
from linkedin_sandbox.world.access import company_ids
from linkedin_sandbox.world.models import Member, Organization
from linkedin_sandbox.world.people import closing, licences, people
from linkedin_sandbox.world.recruiting import evaluations
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock


def _member(name: str) -> Member:
    try:
        return member_of({"member": name})
    except SandboxRefusal as refusal:
        raise NotThere(refusal.sentence) from None


def close_member(_body: Body, *, member: str) -> dict[str, Any]:
    return _shown_member(closing.close_account(member=_member(member), now=clock.now_ms()))


def set_privacy(body: Body, *, member: str) -> dict[str, Any]:
    return _shown_member(closing.set_privacy(member=_member(member), exportable=bool(body["exportable"])))


def _shown_member(member: Member) -> dict[str, Any]:
    return {"id": member.id, "exportable": member.exportable, "closed_at": member.closed_at}


def change_seat(body: Body, *, seat: str) -> dict[str, Any]:
    try:
        found = people.seat_by_id(identity(seat))
    except SandboxRefusal as refusal:
        raise NotThere(refusal.sentence) from None
    holder = licences.change_seat(seat=found, state=body.get("state"), is_admin=body.get("admin"))
    return {"id": holder.id, "state": holder.state, "admin": holder.is_admin}


def change_company_id(body: Body, *, organization: str) -> dict[str, Any]:
    """What was still on breaks, and is named in the answer."""
    found = Organization.objects.filter(id=identity(organization)).first()
    if found is None:
        raise NotThere(f"There is no organization {organization}.")
    broken = company_ids.change_company_id(organization=found, new_id=identity(body["id"]))
    return {
        "organization": identity(body["id"]),
        "broken": [
            {"integrationContext": row.context, "integrationType": row.type, "status": row.status}
            for row in broken
        ],
    }


def evaluate(body: Body) -> dict[str, Any]:
    made = evaluations.evaluate_application(
        application=application_of(body),
        external_id=str(body["application"]),
        rating=str(body.get("rating", evaluations.RATINGS[0])),
        summary=str(body.get("summary", "The experience fits what the job asks for.")),
        criteria=list(body.get("criteria", [])),
        now=clock.now_ms(),
    )
    return {"request_id": made.request_id, "record": made.record, "created_at": made.created_at}


_MEMBER = open_record(id={"type": "integer"}, exportable=BOOLEAN, closed_at=or_null(COUNT))
_CRITERION = record(must={"name": WORD, "rating": one_of(*evaluations.RATINGS)}, may={"evidence": TEXT})

CALLS = (
    ControlCall(
        "POST", "members/{member}/close", close_member,
        about="The member closes the account, for good: search forgets the member, "
        "and `exportedCandidates?q=closed` lists who was exported.",
        answers=_MEMBER, refuses=True,
    ),
    ControlCall(
        "POST", "members/{member}/privacy", set_privacy,
        about="Whether recruiters may export the profile.",
        takes=record(must={"exportable": BOOLEAN}), answers=_MEMBER, refuses=True,
    ),
    ControlCall(
        "POST", "seats/{seat}/state", change_seat,
        about="The customer's admin changes a licence: `state`, or whether it is an `admin`'s.",
        takes=record(may={"state": one_of(*licences.STATES), "admin": BOOLEAN}),
        answers=open_record(id={"type": "integer"}, state=TEXT, admin=BOOLEAN), refuses=True,
    ),
    ControlCall(
        "POST", "organizations/{organization}/change-id", change_company_id,
        about="The company gets another `id`. Integrations that are still enabled break: they are disabled "
        "(with pushes), and the admin must use the plugin anew.",
        takes=record(must={"id": ID}),
        answers=open_record(organization={"type": "integer"}, broken=list_of(open_record(integrationType=TEXT))),
        refuses=True,
    ),
    ControlCall(
        "POST", "evaluations", evaluate,
        about="LinkedIn's assistant evaluates an application that the ATS has sent, and the ATS is told. "
        "Once in 24 hours, unless the job has changed.",
        takes=record(
            must={"client_id": WORD, "application": ID},
            may={"rating": one_of(*evaluations.RATINGS), "summary": TEXT, "criteria": list_of(_CRITERION, most=50)},
        ),
        answers=open_record(request_id=TEXT, record=open_record(), created_at=COUNT), refuses=True,
    ),
)  # fmt: skip
