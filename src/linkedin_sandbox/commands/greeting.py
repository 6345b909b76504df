"""What does somebody need to know who has just started a sandbox? Addresses, and ids and secrets to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_sandbox.world.models import Contract, Organization, ParentApplication
from linkedin_sandbox.world.people import people

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN = 8


def greeting(address: str, folder: Path | None) -> str:
    lines = [
        f"LinkedIn sandbox       {address}   (invented people only; not LinkedIn)",
        f"  recruiters' console  {address}/recruiter/",
        f"  API                  {address}/v2/  and  {address}/rest/",
        f"  tokens               {address}/oauth/v2/accessToken",
        f"  control              {address}/_sandbox/state",
        f"  control, described   {address}/_sandbox/openapi.json",
        f"  the world is kept    {folder or 'in memory, until this process ends'}",
        *_whom_it_knows(),
    ]
    return "\n".join(lines)


def _whom_it_knows() -> list[str]:
    parents = [
        f"  parent application   client id {parent.client_id}, secret {parent.client_secret}"
        for parent in ParentApplication.objects.all()
    ]
    organizations = [
        f"  organization         {organization.id}  {organization.name}"
        for organization in Organization.objects.order_by("id")[:_SHOWN]
    ]
    contracts = [
        f"  contract             {contract.id}  {contract.name}  (of {contract.organization_id})"
        for contract in Contract.objects.order_by("id")[:_SHOWN]
    ]
    return [*parents, *organizations, *contracts, *_seats()]


def _seats() -> list[str]:
    found = people.all_seats()
    lines = [
        f"  seat                 {seat.holder.id}  {seat.member.name}  "
        f"({seat.holder.state.lower()}, {seat.organization.name})"
        for seat in found[:_SHOWN]
    ]
    more = len(found) - _SHOWN
    return [*lines, f"                       and {more} more: linkedin-sandbox seats"] if more > 0 else lines
