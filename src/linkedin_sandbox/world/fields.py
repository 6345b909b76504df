"""Which fields does each record have? The tables of LinkedIn's reference pages, in the names of v2.

The names of the versioned API are a renaming (``REST_NAMES``): what is stored is one record, whichever way it came.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/required-fields
"""

from __future__ import annotations

from linkedin_sandbox.world.validation import (
    Field,
    anything,
    boolean,
    email,
    epoch,
    list_of,
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
    Field("atsCreatedAt", epoch, required=True),
    Field("atsLastModifiedAt", epoch, required=True),
    Field("firstName", text(least=1), required=True),
    Field("lastName", text(least=1), required=True),
    Field("emailAddresses", list_of(email)),
    Field("externalProfileUrl", url, required=True),
    Field("phoneNumbers", list_of(_PHONE), required=True),
    Field("addresses", list_of(_ADDRESS), required=True),
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
    Field("atsJobPostingId", text(least=1), required=True, also="externalJobRequisitionId"),
    Field("atsJobPostingName", text(least=1), required=True),
    Field("atsCreatedAt", epoch, required=True, also="externalCreatedAt"),
    Field("atsLastModifiedAt", epoch, required=True, also="externalLastModifiedAt"),
    Field("candidateEmail", email),
    Field("firstName", text(least=1), required=True),
    Field("lastName", text(least=1), required=True),
    Field("source", text()),
    Field("dispositionReason", text()),
    Field("accessRestricted", boolean),
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
STAGE = (
    Field("atsCreatedAt", epoch, required=True, also="externalCreatedAt"),
    Field("stage", text(least=1), required=True),
    Field("integrationContext", anything),
)

_ACTOR = record_of(
    Field("firstName", text(least=1), required=True), Field("lastName", text(least=1), required=True)
)
_EVALUATION = record_of(Field("attribute", text(least=1), required=True), Field("result", text()))
_NOTE = (Field("author", _ACTOR), Field("note", text()))

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
CANDIDATE_NOTE = (Field("atsCreatedAt", epoch), Field("atsLastModifiedAt", epoch), *_NOTE)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-notes : of the versioned
# API only the renaming of the key is documented, so the moments are taken by either name.
APPLICATION_NOTE = (
    Field("atsCreatedAt", epoch, also="externalCreatedAt"),
    Field("atsLastModifiedAt", epoch, also="externalLastModifiedAt"),
    *_NOTE,
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
INTERVIEW_FEEDBACK = (
    Field("atsCreatedAt", epoch, also="externalCreatedAt"),
    Field("interviewer", _ACTOR),
    Field("evaluations", list_of(_EVALUATION)),
    Field("feedback", text()),
    Field("interviewType", one_of("PHONE_SCREEN", "ONSITE")),
)

WORKPLACES = ("On-site", "Hybrid", "Remote")
OPERATIONS = ("CREATE", "UPDATE", "RENEW", "CLOSE", "UPGRADE", "DOWNGRADE")
_EMPLOYMENT = ("FULL_TIME", "PART_TIME", "CONTRACT", "INTERNSHIP", "TEMPORARY", "VOLUNTEER", "OTHER")
_EXPERIENCE = (
    "ENTRY_LEVEL", "MID_SENIOR_LEVEL", "DIRECTOR", "EXECUTIVE", "INTERNSHIP", "ASSOCIATE", "NOT_APPLICABLE",
)  # fmt: skip

_JOB_OPTIONAL = (
    Field("countryCode", text()),
    Field("postalCode", text()),
    Field("availability", one_of("PUBLIC", "PRIVATE_TO_ATS_INTEGRATION", "INTERNAL")),
    Field("alternateLocations", list_of(text(), most=7)),
    Field("categories", list_of(text(), most=3)),
    Field("skillsDescription", text(most=4000)),
    Field("companyJobCode", text()),
    Field("workplaceTypes", list_of(one_of(*WORKPLACES))),
    Field("industries", list_of(text())),
    Field("employmentStatus", one_of(*_EMPLOYMENT)),
    Field("experienceLevel", one_of(*_EXPERIENCE)),
    Field("compensation", anything),
    Field("expireAt", epoch),
    Field("accessRestricted", boolean),
    Field("requisitionOwnerEmail", email),
    Field("requisitionOwnerFirstName", text()),
    Field("requisitionOwnerLastName", text()),
    Field("companyName", text()),
    Field("companyPageUrl", url),
    Field("trackingPixelUrl", url),
    Field("listingType", one_of("BASIC", "PREMIUM")),
    Field("contract", text()),
    Field("posterEmail", email),
    Field("showPosterInfo", boolean),
    Field("partnerRequisitionId", text()),
    Field("vanityIdentifier", text()),
)

# https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-jobs and
# https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema : one resource, two
# forms. The older says how a job stands by ``state``, the newer what to do by ``jobPostingOperationType``.
JOB_POSTING = (
    Field("integrationContext", text(least=1), also="company"),
    Field("externalJobPostingId", text(least=1, most=200), required=True),
    Field("title", text(least=1, most=200), required=True),
    Field("description", text(least=100, most=25_000), required=True),
    Field("companyApplyUrl", text(least=1), required=True),
    Field("listedAt", epoch, required=True),
    Field("location", text(least=1)),
    Field("state", one_of("LISTED", "CLOSED")),
    Field("jobPostingOperationType", one_of(*OPERATIONS)),
    *_JOB_OPTIONAL,
)

# The body of rest/jobRequisitions is not readable anywhere: taken by analogy, and leniently.
JOB_REQUISITION = (
    Field("title", text(least=1, most=200), required=True),
    Field("description", text()),
    Field("companyApplyUrl", url),
    Field("listedAt", epoch),
    Field("location", text()),
    Field("state", one_of("LISTED", "CLOSED", "OPEN")),
    Field("status", text()),
    Field("externalCreatedAt", epoch),
    Field("externalLastModifiedAt", epoch),
    *_JOB_OPTIONAL,
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
