"""How do the addresses stand that LinkedIn pushes applications to? It blocks one that fails its challenge three times.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/developer-webhooks
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class WebhookStatus(StrEnum):
    ACTIVE = "ACTIVE"
    BLOCKED = "BLOCKED"


@dataclass(frozen=True, kw_only=True, slots=True)
class DeveloperWebhook:
    """A child application's webhook; only the address and the status are sure."""

    url: str
    status: str = ""
    #: None if LinkedIn did not tell: then it cannot be validated anew.
    id: int | None = None
    #: `urn:li:developerApplication:…`
    application_urn: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)
