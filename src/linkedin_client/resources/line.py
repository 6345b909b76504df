"""What does every resource need? The wire, the dialects, and for whom it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkedin_client.dialects import Dialects, Generation

if TYPE_CHECKING:
    from linkedin_client.wire import Wire


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    wire: Wire
    dialects: Dialects
    #: `urn:li:organization:…`, the integration context of every synced record; "" before it is known.
    organization: str

    def context(self) -> str:
        """The organization. ValueError if `LinkedIn` was made without one."""
        if not self.organization:
            raise ValueError("this call needs LinkedIn(organization='urn:li:organization:…')")
        return self.organization

    def key(self, generation: Generation, **parts: str) -> dict[str, str]:
        """A complex key: the parts, the integration context, and in v2 `dataProvider=ATS`."""
        provider = {"dataProvider": "ATS"} if generation is Generation.V2 else {}
        return parts | provider | {"integrationContext": self.context()}
