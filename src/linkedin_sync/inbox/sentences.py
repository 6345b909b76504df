"""What do people read of a push that came to nothing, and what does LinkedIn read of an application? By reason."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.utils.translation import gettext_noop

from linkedin_client.pushes import EXPORT_JOB_APPLICATION
from linkedin_sync.enums import ExportReason as Reason
from linkedin_sync.inbox.exports import RECEIPT_SENTENCES

_APPLICATIONS: Final[dict[Reason, str]] = {
    Reason.UNKNOWN_POSITION: gettext_noop(
        "Somebody applied on LinkedIn for a position that is not in Recruit. LinkedIn was told."
    ),
    Reason.POSITION_CLOSED: gettext_noop(
        "Somebody applied on LinkedIn for a position that cannot be applied for any more. LinkedIn was told."
    ),
    Reason.MALFORMED: gettext_noop(
        "An application from LinkedIn was not in LinkedIn's form and was not worked on."
    ),
    Reason.BAD_SIGNATURE: gettext_noop("An application was not signed by LinkedIn and was not worked on."),
    Reason.OVERSIZE: gettext_noop(
        "An application was larger than LinkedIn's ever are and was not worked on."
    ),
    Reason.NOT_ENABLED: gettext_noop(
        "Recruit is not connected to LinkedIn any more: the application was not taken."
    ),
    Reason.NOT_IN_PLAN: gettext_noop(
        "LinkedIn is not in the company's plan. The application waits for 30 days."
    ),
    Reason.UNREACHABLE: gettext_noop(
        "The application's files cannot be fetched from LinkedIn at the moment."
    ),
    Reason.INTERNAL: gettext_noop(
        "A fault in Recruit kept the application from being worked on. It has been logged."
    ),
}
#: What LinkedIn's page calls these is not readable: our words, behind this one table.
_ANSWERS: Final[dict[Reason, tuple[HTTPStatus, str]]] = {
    Reason.OVERSIZE: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "INVALID_PAYLOAD"),
    Reason.MALFORMED: (HTTPStatus.BAD_REQUEST, "INVALID_PAYLOAD"),
    Reason.BAD_SIGNATURE: (HTTPStatus.UNAUTHORIZED, "INVALID_SIGNATURE"),
    Reason.UNKNOWN_POSITION: (HTTPStatus.NOT_FOUND, "JOB_NOT_FOUND"),
    Reason.POSITION_CLOSED: (HTTPStatus.GONE, "JOB_CLOSED"),
}


def sentence_of(type_: str, reason: Reason) -> str:
    sentences = _APPLICATIONS if type_ == EXPORT_JOB_APPLICATION else RECEIPT_SENTENCES
    return sentences.get(reason, "")


def answer_to(reason: Reason) -> tuple[HTTPStatus, dict[str, str]]:
    """Status and body for LinkedIn, which tries again whatever is not 200, six times in all."""
    if reason == Reason.NONE:
        return HTTPStatus.OK, {}
    status, code = _ANSWERS.get(reason, (HTTPStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR"))
    return status, {"errorCode": code, "additionalErrorDetails": _APPLICATIONS.get(reason, "")}
