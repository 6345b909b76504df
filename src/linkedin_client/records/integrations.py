"""What has the customer's administrator agreed to? Integrations and their configuration values.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/integration-types
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linkedin_client.records.plain import identifier

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Names of configuration values. Deleting one of the *_VIEWERS means: the ACLs decide.
CALLBACK_URL = "CALLBACK_URL"
JOB_POSTING_VIEWERS = "JOB_POSTING_VIEWERS"
APPLICATION_VIEWERS = "APPLICATION_VIEWERS"
#: The only value of the two *_VIEWERS.
ALL_PRODUCT_USERS = "ALL_PRODUCT_USERS"


@dataclass(frozen=True, kw_only=True, slots=True)
class IntegrationKey:
    """`context` is an organization URN (CSA_API: a contract URN), `type` ONE_CLICK_EXPORT and the like."""

    context: str
    type: str
    tenant: str = "RECRUITER"

    def __post_init__(self) -> None:
        identifier(self.context, name="context")
        identifier(self.type, name="type")


@dataclass(frozen=True, kw_only=True, slots=True)
class Integration:
    """`status` is LinkedIn's word (ENABLED, DISABLED, …) or None: its name and values are not documented."""

    key: IntegrationKey
    name: str = ""
    status: str | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
