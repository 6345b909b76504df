"""Child applications of customers: `v2/provisionedApplications`, with the parent application's credentials.

Where id and secret lie in the answer is not documented; they are found nested and flat, in both spellings.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/provisioning-api
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from pydantic import AliasChoices, BaseModel, Field, ValidationError

from linkedin_client import errors
from linkedin_client.dialects import Generation
from linkedin_client.finding import elements
from linkedin_client.records.provisioning import ProvisionApplication, ProvisionedApplication
from linkedin_client.wire import Call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.resources.line import Line

_PATH = "provisionedApplications"

_Id = Annotated[str, Field(min_length=1, validation_alias=AliasChoices("client_id", "clientId"))]
_Secret = Annotated[str, Field(min_length=1, validation_alias=AliasChoices("client_secret", "clientSecret"))]


class _Credentials(BaseModel):
    client_id: _Id
    client_secret: _Secret


class _Application(BaseModel):
    key: str = Field(min_length=1, validation_alias=AliasChoices("key", "applicationUrn"))
    unique_foreign_id: str = Field(default="", validation_alias="uniqueForeignId")
    credentials: _Credentials


class Provisioning:
    def __init__(self, line: Line) -> None:
        self._line = line

    def create(self, application: ProvisionApplication) -> ProvisionedApplication:
        """Create a customer's application. Conflict if this `unique_foreign_id` has one: `find` it."""
        answer = self._line.wire.send(
            Call(
                generation=Generation.V2,
                verb="POST",
                restli_method="create",
                path=_PATH,
                body=application.wire(),
            )
        )
        return _application(answer.json_object(), unique_foreign_id=application.unique_foreign_id)

    def find(self, unique_foreign_id: str) -> ProvisionedApplication | None:
        """The customer's application with its credentials, or None."""
        parameters = {"q": "credentialsByUniqueForeignId", "uniqueForeignId": unique_foreign_id}
        try:
            found = elements(self._line.wire, Generation.V2, _PATH, parameters)
        except errors.NotFound:
            return None
        return _application(found[0], unique_foreign_id=unique_foreign_id) if found else None

    def update(
        self,
        key: str,
        *,
        valid_js_sdk_domains: Sequence[str] | None = None,
        callback_urls: Sequence[str] | None = None,
    ) -> None:
        """Replace the whole list of widget domains, of redirect addresses, or both."""
        lists = {"validJsSdkDomains": valid_js_sdk_domains, "oauth2AuthorizedCallbackUrls": callback_urls}
        patch = {name: list(value) for name, value in lists.items() if value is not None}
        if not patch:
            raise ValueError("nothing to update")
        self._line.wire.send(
            Call(
                generation=Generation.V2,
                verb="POST",
                restli_method="partial_update",
                path=f"{_PATH}/{quote(key, safe='')}",
                body={"patch": {"$set": patch}},
            )
        )


def _application(body: Mapping[str, Any], *, unique_foreign_id: str) -> ProvisionedApplication:
    credentials = body.get("credentials")
    nested = body if isinstance(credentials, dict) else {**body, "credentials": dict(body)}
    try:
        told = _Application.model_validate(nested)
    except ValidationError as error:
        raise errors.AnswerNotUnderstood("a provisioned application without key or credentials") from _shape(
            error
        )
    return ProvisionedApplication(
        key=told.key,
        client_id=told.credentials.client_id,
        client_secret=told.credentials.client_secret,
        unique_foreign_id=told.unique_foreign_id or unique_foreign_id,
        raw=body,
    )


def _shape(error: ValidationError) -> ValueError:
    """The error without the values, for one of them may be a secret."""
    return ValueError(str(error.errors(include_input=False, include_url=False)))
