"""Which fields does each record have? The tables of LinkedIn's reference pages, in the names of v2.

The names of the versioned API are a renaming (``REST_NAMES``): what is stored is one record, whichever way it came.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/required-fields
"""

from __future__ import annotations

from linkedin_sandbox.world.ground.validation import (
    Field,
    anything,
    boolean,
    email,
    epoch,
    list_of,
    media,
    one_of,
    person,
    record_of,
    text,
    url,
)

_PHONE = record_of(Field("number", text(), required=True), Field("extension", text()))
_ADDRESS = record_of(
    *(Field(name, text()) for name in ("line1", "line2", "line3", "line4", "city", "geographicArea")),
    Field("geographicAreaType", one_of("STATE", "PROVINCE")),
    Field("postalCode", text()),
    Field("country", text()),
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates
CANDIDATE = (
    Field("atsCreatedAt", epoch, required=True, rule="19"),
    Field("atsLastModifiedAt", epoch, required=True, rule="19"),
    Field("firstName", text(least=1), required=True, rule="21"),
    Field("lastName", text(least=1), required=True, rule="21"),
    Field("emailAddresses", list_of(email), rule="20"),
    Field("externalProfileUrl", url, required=True),
    Field("phoneNumbers", list_of(_PHONE), required=True, rule="22"),
    Field("addresses", list_of(_ADDRESS), required=True, rule="22"),
    Field("linkedInProfileUrl", url),
    Field("currentCompanyName", text()),
    Field("currentJobTitle", text()),
    Field("doNotContact", boolean),
    Field("middleInitial", text()),
    Field("prefix", text()),
    Field("suffix", text()),
    Field("manualMatchedMember", person),
    Field("matchedMembers", anything),
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-applications
APPLICATION = (
    Field("atsCandidateId", text(least=1), also="externalCandidateId"),
    Field("atsJobPostingId", text(least=1), required=True, also="externalJobRequisitionId", rule="21"),
    Field("atsJobPostingName", text(least=1), required=True, rule="21"),
    Field("atsCreatedAt", epoch, required=True, also="externalCreatedAt", rule="19"),
    Field("atsLastModifiedAt", epoch, required=True, also="externalLastModifiedAt", rule="19"),
    Field("candidateEmail", email, rule="20"),
    Field("firstName", text(least=1), required=True, rule="21"),
    Field("lastName", text(least=1), required=True, rule="21"),
    Field("source", text()),
    Field("dispositionReason", text()),
    Field("accessRestricted", boolean),
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
STAGE = (
    Field("atsCreatedAt", epoch, required=True, also="externalCreatedAt", rule="23"),
    Field("stage", text(least=1), required=True, rule="23"),
    Field("integrationContext", anything),
)

_ACTOR = record_of(
    Field("firstName", text(least=1), required=True), Field("lastName", text(least=1), required=True)
)
_EVALUATION = record_of(Field("attribute", text(least=1), required=True), Field("result", text()))
_NOTE = (Field("author", _ACTOR, rule="24"), Field("note", text()))

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
CANDIDATE_NOTE = (
    Field("atsCreatedAt", epoch, rule="19"),
    Field("atsLastModifiedAt", epoch, rule="19"),
    *_NOTE,
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-notes : of the versioned
# API only the renaming of the key is documented, so the moments are taken by either name.
APPLICATION_NOTE = (
    Field("atsCreatedAt", epoch, also="externalCreatedAt", rule="19"),
    Field("atsLastModifiedAt", epoch, also="externalLastModifiedAt", rule="19"),
    *_NOTE,
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
INTERVIEW_FEEDBACK = (
    Field("atsCreatedAt", epoch, also="externalCreatedAt", rule="19"),
    Field("interviewer", _ACTOR, rule="24"),
    Field("evaluations", list_of(_EVALUATION), rule="24"),
    Field("feedback", text()),
    Field("interviewType", one_of("PHONE_SCREEN", "ONSITE"), rule="24"),
)

_FILE_TYPES = one_of("PDF", "DOC", "DOCX", "TXT", "UNKNOWN")

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-attachments?view=li-lts-2025-04
ATTACHMENT = (
    Field("externalFileName", text(least=1), required=True),
    Field("externalCreatedAt", epoch, required=True, rule="19"),
    Field("externalLastModifiedAt", epoch, required=True, rule="19"),
    Field("fileType", _FILE_TYPES, required=True),
    Field("mediaUrn", media),
)

# Of v2's resumes only the address was seen: whatever an ATS can tell is taken, and nothing but the file is needed.
RESUME = (
    Field("externalFileName", text(), also="fileName"),
    Field("externalCreatedAt", epoch, also="atsCreatedAt", rule="19"),
    Field("externalLastModifiedAt", epoch, also="atsLastModifiedAt", rule="19"),
    Field("fileType", _FILE_TYPES),
    Field("mediaUrn", media),
)

REST_NAMES = {
    "candidates": {
        "atsCandidateId": "externalCandidateId",
        "atsCreatedAt": "externalCreatedAt",
        "atsLastModifiedAt": "externalLastModifiedAt",
    },
    "candidateNotes": {
        "atsCreatedAt": "externalCreatedAt",
        "atsLastModifiedAt": "externalLastModifiedAt",
    },
}
