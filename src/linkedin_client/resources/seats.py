"""Recruiter seats: `seatsV2` in both generations, with a contract's CSA_API integration.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/recruiter-seatholders
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import AliasChoices, BaseModel, Field, ValidationError

from linkedin_client import errors
from linkedin_client.dialects import Generation
from linkedin_client.finding import PAGE, all_elements, pages
from linkedin_client.records.seats import Seat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Parameter


class _Seat(BaseModel):
    seat_id: int | str = Field(validation_alias=AliasChoices("id", "seatId"))
    member: str
    first_name: str | None = Field(default=None, validation_alias="firstName")
    last_name: str | None = Field(default=None, validation_alias="lastName")
    email: str | None = Field(default=None, validation_alias=AliasChoices("email", "emailAddress"))
    state: str | None = None
    contract: str | None = None


class Seats:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.seats

    def all(self, contract: str, *, states: Sequence[str] = ("ACTIVE",)) -> list[Seat]:
        """Every seat of the contract in one of these states; pages of 100, `start` always given."""
        parameters = {"q": "attributes", "contracts": [contract], "states": list(states)}
        found = all_elements(self._line.wire, self._generation, "seatsV2", parameters)
        return [_seat(element, contract=contract) for element in found]

    def by_the_old_finder(self, contract: str, *, active: bool = True, count: int = PAGE) -> list[Seat]:
        """The same by `v2/seats`, which was to end in April 2022: only to compare with, while it answers."""
        parameters: dict[str, Parameter] = {
            "q": "seatsByAttributes",
            "contracts": [contract],
            "active": "true" if active else "false",
        }
        found = pages(self._line.wire, Generation.V2, "seats", parameters, count=count)
        return [_old_seat(element, contract=contract) for page in found for element in page]


def _old_seat(element: Mapping[str, Any], *, contract: str) -> Seat:
    seat = _seat(element, contract=contract)
    return replace(seat, state="ACTIVE" if element.get("active") is True else "INACTIVE")


def _seat(element: Mapping[str, Any], *, contract: str) -> Seat:
    try:
        told = _Seat.model_validate(element)
    except ValidationError as error:
        raise errors.AnswerNotUnderstood("a seat without id or member") from error
    seat_id = str(told.seat_id)
    return Seat(
        urn=seat_id if seat_id.startswith("urn:") else f"urn:li:seat:{seat_id}",
        person_urn=told.member,
        first_name=told.first_name or "",
        last_name=told.last_name or "",
        email=told.email or None,
        state=told.state or "",
        contract=told.contract or contract,
        raw=element,
    )
