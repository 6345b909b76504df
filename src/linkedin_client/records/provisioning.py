"""What makes a customer's own application at LinkedIn? One child application per customer, kept for life.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/provisioning-api
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linkedin_client.records.plain import identifier, without_none

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvisionApplication:
    """What a child application is created from.

    `name` is shown to people in consent windows: at most 50 characters, "{ATS} - {customer}", never with the
    word "LinkedIn". `valid_js_sdk_domains` come without a slash at the end.
    """

    unique_foreign_id: str
    name: str
    description: str
    callback_urls: tuple[str, ...] = ()
    valid_js_sdk_domains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        identifier(self.unique_foreign_id, name="unique_foreign_id")

    def wire(self) -> dict[str, Any]:
        return without_none(
            uniqueForeignId=self.unique_foreign_id,
            name=self.name,
            description=self.description,
            oauth2AuthorizedCallbackUrls=list(self.callback_urls) or None,
            validJsSdkDomains=list(self.valid_js_sdk_domains) or None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvisionedApplication:
    #: `urn:li:developerApplication:…`
    key: str
    client_id: str
    client_secret: str = field(repr=False)
    unique_foreign_id: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)
