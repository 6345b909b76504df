"""What can a journey ask of the sandbox without a browser? Its control addresses, as plain functions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.journeys.stack import Stack, until

#: What the sandbox's faults and journal call candidates, in the generation in which these journeys run.
CANDIDATES = "candidates" if os.environ.get("RECRUIT_LINKEDIN_GENERATIONS") == "rest" else "atsCandidates"

#: Members who join while journeys run have ids beyond those of the demo, and names that are put together.
_FIRST_JOINED = 700_000
_GIVEN = ("Tove", "Ilse", "Marek", "Amina", "Joao", "Petra", "Goran", "Lucia", "Bastian", "Nadia", "Oskar")
_BEGINNINGS = ("Quist", "Brem", "Zol", "Havel", "Ostr", "Ulm", "Fjord", "Kemp", "Wint", "Dorn", "Sall")
_ENDS = ("ander", "ovic", "inski", "mark", "etti", "ulak", "gren")


class Sandbox:
    """LinkedIn's sandbox, through ``/_sandbox/``."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    def get(self, path: str, **parameters: object) -> Any:
        return self._stack.sandbox("GET", f"{path}?{urlencode(parameters)}")

    def post(self, path: str, **body: object) -> Any:
        return self._stack.sandbox("POST", path, body)

    def delete(self, path: str) -> Any:
        return self._stack.sandbox("DELETE", path)

    def application_of(self, company: str) -> dict[str, Any]:
        """The child application of that company: credentials, integrations, configurations."""
        [found] = [one for one in self.get("applications")["applications"] if company in one["name"]]
        return found

    def joined(self, number: int) -> Newcomer:
        """A member invented for this number: the same for the same one, each with names that no other has."""
        beginning, end = divmod(number, len(_ENDS))
        newcomer = Newcomer(
            _FIRST_JOINED + number,
            _GIVEN[number % len(_GIVEN)],
            f"{_BEGINNINGS[beginning % len(_BEGINNINGS)]}{_ENDS[end]}",
        )
        self.post(
            "seed",
            members=[
                {
                    "id": newcomer.id, "slug": f"joined-{number}", "first_name": newcomer.first_name,
                    "last_name": newcomer.last_name, "headline": "Stage electrician at Cormorant Theatres",
                    "title": "Stage electrician", "employer": "Cormorant Theatres", "location": "Malmö, Sweden",
                    "country": "se", "email": f"joined{number}@members.example", "exportable": True,
                }
            ],
        )  # fmt: skip
        return newcomer

    def job(self, *, seat: int, code: str) -> str:
        """LinkedIn's id of the position with this requisition number, once that seat is offered it."""

        def offered() -> list[str]:
            found = self.get("jobs", seat=seat, q=code)["jobs"]
            return [str(one["external_id"]) for one in found if one["code"] == code]

        [job] = until(offered, f"{code} is offered", seconds=60)
        return job


@dataclass(frozen=True)
class Newcomer:
    """A member whom nobody in Recruit knows yet; each journey gets its own."""

    id: int
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def names(self) -> tuple[str, str]:
        return self.first_name, self.last_name
