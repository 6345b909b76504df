"""How does the API's description tell of webhooks? Their calls are among the others, what is sent has its own section.

OpenAPI 3.1 has ``webhooks`` for it: one entry for each event, with the request that its receiver gets.
"""

from __future__ import annotations

from typing import Any, Final

from django.utils import translation
from ninja import Field, Schema

from recruit_api.description import api, describe_also
from recruit_api.records import PersonOut, PositionDetail, ProcessDetail
from recruit_webhooks.api import router
from recruit_webhooks.enums import TEST, EventType
from recruit_webhooks.rules import EVENTS, subject_of


class ById(Schema):
    id: str


class OnlyIds(Schema):
    """Of a webhook whose form is ``ids``."""

    id: str
    url: str = Field(description="Where the app reads the record.")  # English
    person: ById | None = None
    position: ById | None = None


class DeletedProcess(Schema):
    id: str
    person: ById
    position: ById


class TwoPersons(Schema):
    id: str = Field(description="Of the one who stays.")  # English
    other: ById = Field(description="The one who went, or came back.")  # English


class ErasedPerson(Schema):
    """Erase what you have of them, too."""

    id: str
    keeps_figures: bool = Field(
        description="They are pseudonymised: processes without a person stay."  # English
    )


class Tested(Schema):
    webhook: str
    asked_by: str


_RECORDS: Final[dict[str, type[Schema]]] = {
    "person": PersonOut,
    "position": PositionDetail,
    "process": ProcessDetail,
}
_OWN: Final[dict[str, type[Schema]]] = {
    EventType.PERSON_MERGED: TwoPersons,
    EventType.PERSON_UNMERGED: TwoPersons,
    EventType.PERSON_ERASED: ErasedPerson,
    EventType.PROCESS_DELETED: DeletedProcess,
    TEST: Tested,
}
_HEADERS: Final = (
    ("webhook-id", "The message's id; it stays the same however often it is sent."),  # English
    ("webhook-timestamp", "When this attempt was made, in seconds since 1970."),  # English
    (
        "webhook-signature",
        "v1 and the HMAC-SHA256 over id.timestamp.body; several, with blanks, after a rotation.",
    ),
)


def schemas_of(event_type: str) -> tuple[type[Schema], ...]:
    """What ``data`` can be, by the webhook's form; of a record that is gone there is one form only."""
    own = _OWN.get(event_type)
    return (own,) if own is not None else (OnlyIds, _RECORDS[subject_of(event_type)])


def section() -> dict[str, Any]:
    with translation.override("en"):
        titles = {each.type.value: each.title for each in EVENTS}
    titles[TEST] = "Somebody tries the webhook"  # English
    return {event_type: {"post": _operation(event_type, title)} for event_type, title in titles.items()}


def _operation(event_type: str, title: str) -> dict[str, Any]:
    forms = [_inlined(kind) for kind in schemas_of(event_type)]
    payload = {
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": {"const": event_type},
            "timestamp": {
                "type": "string",
                "format": "date-time",
                "description": "When it happened.",  # English
            },
            "data": forms[0] if len(forms) == 1 else {"anyOf": forms},
        },
    }
    return {
        "operationId": event_type.replace(".", "_"),
        "summary": title,
        "tags": ["Webhooks"],
        "parameters": [
            {
                "in": "header",
                "name": name,
                "required": True,
                "description": about,
                "schema": {"type": "string"},
            }
            for name, about in _HEADERS
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": payload}}},
        "responses": {
            "2XX": {
                "description": "It has arrived. Answer first, work afterwards: "  # English
                "fifteen seconds are waited for."
            },
            "410": {"description": "Nothing is wanted any more: the webhook is switched off."},  # English
        },
    }


def _inlined(kind: type[Schema]) -> dict[str, Any]:
    """A schema by itself: whatever it refers to stands in its place."""
    schema = kind.model_json_schema(mode="serialization")
    definitions = schema.pop("$defs", {})

    def resolved(part: Any) -> Any:
        if isinstance(part, dict):
            if "$ref" in part:
                return resolved(definitions[str(part["$ref"]).rpartition("/")[2]])
            return {name: resolved(value) for name, value in part.items()}
        return [resolved(each) for each in part] if isinstance(part, list) else part

    found: dict[str, Any] = resolved(schema)
    return found


api.add_router("/webhooks", router)
describe_also("webhooks", section)
