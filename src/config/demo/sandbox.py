"""How does the demo speak to the sandbox's control? A few plain calls; the product never makes them.

What an admin of the customer does in LinkedIn (use the configuration plugin, switch integrations on) has no place in
LinkedIn's API. In the sandbox it is done on the console or, as here, through ``/_sandbox/``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

_SECONDS = 60.0


class SandboxUnreachable(RuntimeError):  # noqa: N818 -- it says what is the matter, not that something is
    """The sandbox does not answer, or answers no; the sentence says which and what to do."""


@dataclass(frozen=True)
class SandboxControl:
    """The control plane of the sandbox at ``address``, such as ``http://127.0.0.1:8100``."""

    address: str

    def state(self) -> dict[str, Any]:
        return self._ask("GET", "state")

    def seed(self, document: dict[str, Any]) -> None:
        self._ask("POST", "seed", document)

    def authorize(self, *, client_id: str, organization: int, contract: int) -> None:
        """The customer's admin finishes LinkedIn's configuration plugin for this application."""
        self._ask(
            "POST",
            "plugin/authorize",
            {
                "client_id": client_id,
                "organization": organization,
                "contract": contract,
                "package": "RECRUITER_SYSTEM_CONNECT",
            },
        )

    def enable(self, *, client_id: str) -> None:
        """The customer's admin switches the integrations on, at company and contract level."""
        self._ask("POST", "integrations/enable", {"client_id": client_id})

    def person_urns(self, *, client_id: str) -> dict[int, str]:
        """Each member's number and the URN by which this application knows them."""
        answer = self._ask("GET", f"persons?client_id={client_id}")
        return {int(member): urn for member, urn in answer["persons"].items()}

    def _ask(self, verb: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        request = Request(  # noqa: S310 -- the address comes from the installation's own settings
            f"{self.address}/_sandbox/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=verb,
        )
        try:
            with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 -- see above
                found: dict[str, Any] = json.loads(answer.read() or b"{}")
        except HTTPError as refused:
            said = refused.read().decode(errors="replace")[:500]
            raise SandboxUnreachable(
                f"The sandbox refused {verb} {path} ({refused.code}): {said}"
            ) from refused
        except (URLError, TimeoutError, ConnectionError) as reason:
            raise SandboxUnreachable(
                f"The sandbox at {self.address} does not answer. Start it, then prepare the demo again."
            ) from reason
        return found
