"""Which other service's profile may fill the form of a careers site? Whoever brings one registers here, once.

The form itself knows no service: it shows what it is given, and asks what the posted fields mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.http import HttpResponse

    from recruit.careers.services import OutsideProfile


@dataclass(frozen=True)
class Offered:
    """A piece of a page, and what the page's content policy has to allow for it."""

    html: SafeString
    policy: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def allow_on(self, response: HttpResponse) -> None:
        if self.policy:
            response._csp_update = dict(self.policy)  # type: ignore[attr-defined]  # noqa: SLF001 -- what the library's own decorator sets


@dataclass(frozen=True)
class AskedFor:
    """The form on one position's page; ``nonce`` is good for one application that is sent soon."""

    company_id: int
    position_public_id: str
    nonce: str


class Service(Protocol):
    """Another service, as the careers site needs it."""

    def button(self, asked: AskedFor) -> Offered | None:
        """Beside the form; None where this company does not offer it."""

    def thanked(self, asked: AskedFor) -> Offered | None:
        """On the page that thanks whoever applied by it."""

    def read(self, asked: AskedFor, posted: Mapping[str, str]) -> OutsideProfile | None:
        """What the form's fields say; None if nothing came from this service."""


_services: list[Service] = []


def register(service: Service) -> None:
    """The same kind again takes the earlier one's place."""
    _services[:] = [each for each in _services if type(each) is not type(service)] + [service]


def services() -> tuple[Service, ...]:
    return tuple(_services)
