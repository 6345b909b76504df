"""Exported candidates: `exportedCandidates` in both generations (REST's form is known from a third party
only).

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field, ValidationError

from linkedin_client import errors
from linkedin_client.finding import PAGE, elements, pages
from linkedin_client.records.exports import ClosedMember, ExportedCandidate, Recruiter
from linkedin_client.told import moment_in, urn_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linkedin_client.resources.line import Line


def _texts(value: object) -> object:
    # A release note of March 2024 made one text of the list of addresses; both are to be expected.
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else value


def _plain(value: object) -> object:
    return "" if value is None else value


_Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
_Text = Annotated[str, BeforeValidator(_plain)]


class _StubProfile(BaseModel):
    member: str = Field(min_length=1)
    first_name: _Text = Field(default="", validation_alias="firstName")
    last_name: _Text = Field(default="", validation_alias="lastName")
    profile_url: _Text = Field(default="", validation_alias=AliasChoices("profileUrl", "publicProfileUrl"))
    headline: _Text = ""
    location: _Text = ""
    employer_names: _Texts = Field(default=(), validation_alias="currentEmployerNames")
    email_addresses: _Texts = Field(
        default=(), validation_alias=AliasChoices("emailAddresses", "emailAddress")
    )


class _Export(BaseModel):
    integration_context: str = Field(min_length=1, validation_alias="integrationContext")
    candidate: _StubProfile
    job: str | None = Field(
        default=None, validation_alias=AliasChoices("externalJobPostingId", "externalJobRequisitionId")
    )
    job_code: str | None = Field(default=None, validation_alias="companyJobCode")


class Exports:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.exports

    def by_request(self, request_id: str) -> list[ExportedCandidate]:
        """What an EXPORT_CANDIDATE_PROFILE is about; nothing if its id is unknown or older than 24 hours."""
        parameters = {"q": "request", "requestId": request_id}
        try:
            found = elements(self._line.wire, self._generation, "exportedCandidates", parameters)
        except errors.NotFound:
            return []
        return [_export(element) for element in found]

    def closed_pages(self, *, count: int = PAGE) -> Iterator[list[ClosedMember]]:
        """Exported members who have closed their accounts; each page is one call when it is asked for.

        LinkedIn wants this asked at least once in 30 days. Its name (`q=closed`) is our reading: of the page only the
        duty is readable.
        """
        criteria = {"q": "closed", "integrationContext": self._line.context()}
        found = pages(self._line.wire, self._generation, "exportedCandidates", criteria, count=count)
        return ([_closed(element) for element in page] for page in found)


def _export(element: Mapping[str, Any]) -> ExportedCandidate:
    try:
        told = _Export.model_validate(element)
    except ValidationError as error:
        raise errors.AnswerNotUnderstood("an exported candidate without member or context") from error
    return ExportedCandidate(
        integration_context=told.integration_context,
        member=told.candidate.member,
        first_name=told.candidate.first_name,
        last_name=told.candidate.last_name,
        profile_url=told.candidate.profile_url,
        headline=told.candidate.headline,
        location=told.candidate.location,
        employer_names=told.candidate.employer_names,
        email_addresses=told.candidate.email_addresses,
        external_job_posting_id=told.job or None,
        company_job_code=told.job_code or None,
        recruiter=_recruiter(element),
        notes=_notes(element.get("notes") or element.get("note")),
        raw=element,
    )


def _closed(element: Mapping[str, Any]) -> ClosedMember:
    person = urn_told(element, "member", "person", "candidate", kind="person")
    if person is None:
        raise errors.AnswerNotUnderstood("a closed member without URN")
    closed_at = moment_in(element, "closedAt", "closed", "deletedAt")
    return ClosedMember(person_urn=person, closed_at=closed_at, raw=element)


def _recruiter(element: Mapping[str, Any]) -> Recruiter:
    told = (element.get(name) for name in ("recruiter", "exporter", "exportedBy", "requester"))
    value = next((each for each in told if each), None)
    if isinstance(value, str):
        return _recruiter_of_urn(value)
    return _recruiter_of_object(value) if isinstance(value, dict) else Recruiter()


def _recruiter_of_urn(urn: str) -> Recruiter:
    if urn.startswith("urn:li:seat:"):
        return Recruiter(seat_urn=urn)
    if urn.startswith("urn:"):
        return Recruiter(person_urn=urn)
    return Recruiter(name=urn)


def _recruiter_of_object(told: Mapping[str, Any]) -> Recruiter:
    parts = (told.get("firstName"), told.get("lastName"))
    return Recruiter(
        person_urn=_first(told, "member", "person", "personUrn"),
        seat_urn=_first(told, "seat", "seatUrn"),
        name=_first(told, "name") or " ".join(part for part in parts if isinstance(part, str)) or None,
        email=_first(told, "email", "emailAddress"),
    )


def _first(told: Mapping[str, Any], *names: str) -> str | None:
    return next((value for name in names if isinstance(value := told.get(name), str) and value), None)


def _notes(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(_notes(each) for each in value)
    if isinstance(value, dict):
        return _notes(value.get("note") or value.get("text"))
    return "" if value is None else str(value)
