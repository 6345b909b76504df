"""Exactly which fields of whom go to LinkedIn? What an admin reads before agreeing to it.

A test holds this list and what is really sent together: a field that is mapped and not told here fails it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Told:
    """One thing that is told. ``names``: the fields that carry it on LinkedIn's wire."""

    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class KindTold:
    """``kind``: our word for such a record, as counts have it."""

    kind: str
    title: str
    told: tuple[Told, ...]


FIELDS: Final[tuple[KindTold, ...]] = (
    KindTold(
        "position",
        "Of each position",
        (
            Told("Public name", ("title",)),
            Told("Description", ("description",)),
            Told("City, country, workplace type", ("location", "workplaceTypes")),
            Told("Number of the position", ("companyJobCode", "vanityIdentifier")),
            Told("Hiring manager: name and e-mail address", (
                "requisitionOwnerEmail", "requisitionOwnerFirstName", "requisitionOwnerLastName")),
            Told("Open or not, public or not", ("state", "availability")),
            Told("When it was opened and changed", ("listedAt", "externalCreatedAt", "externalLastModifiedAt")),
            Told("Its address in Recruit", ("companyApplyUrl",)),
            Told("What applicants are asked, only if members may apply on LinkedIn (off at first)", (
                "onsiteApplyConfiguration",)),
            Told("Recruit's own id, and your company's id", ("externalJobPostingId", "integrationContext")),
        ),
    ),
    KindTold(
        "person",
        "Of each candidate",
        (
            Told("First and last name, initial of the middle name", ("firstName", "lastName", "middleInitial")),
            Told("E-mail addresses", ("emailAddresses",)),
            Told("Phone numbers", ("phoneNumbers",)),
            Told("Addresses: an empty list, for LinkedIn wants one", ("addresses",)),
            Told("Employer and headline", ("currentCompanyName", "currentJobTitle")),
            Told("LinkedIn profile and member", ("linkedInProfileUrl", "manualMatchedMember")),
            Told("Whether they are not to be contacted", ("doNotContact",)),
            Told("When they were added and changed", (
                "atsCreatedAt", "atsLastModifiedAt", "externalCreatedAt", "externalLastModifiedAt")),
            Told("Their address in Recruit", ("externalProfileUrl",)),
        ),
    ),
    KindTold(
        "process",
        "Of each candidate on a position",
        (
            Told("Who, for which position", (
                "atsCandidateId", "atsJobPostingId", "atsJobPostingName", "firstName", "lastName", "candidateEmail")),
            Told("Source", ("source",)),
            Told("Why they were rejected or withdrew", ("dispositionReason",)),
            Told("When it began and changed", ("atsCreatedAt", "atsLastModifiedAt")),
        ),
    ),
    KindTold(
        "stage",
        "Of each step that was reached",
        (Told("Name of the step, and when it was reached", ("stage", "atsCreatedAt")),),
    ),
    KindTold(
        "note",
        "Of each note, only if an admin chooses that (off at first; never what is private)",
        (
            Told("What it says", ("note",)),
            Told("Who wrote it", ("author",)),
            Told("When it was written and changed", (
                "atsCreatedAt", "externalCreatedAt", "externalLastModifiedAt")),
        ),
    ),
    KindTold(
        "feedback",
        "Of each evaluation, only if an admin chooses that (off at first; never a draft)",
        (
            Told("The step, what is recommended, and the stars of each trait", ("evaluations",)),
            Told("What it says", ("feedback",)),
            Told("Who wrote it, and when it was submitted", ("interviewer", "atsCreatedAt")),
        ),
    ),
    KindTold(
        "resume",
        "Of each résumé, only if an admin chooses that (off at first)",
        (
            Told("The file itself, its name and its kind", ("externalFileName", "fileName", "fileType", "mediaUrn")),
            Told("When it was added", ("atsCreatedAt", "externalCreatedAt", "externalLastModifiedAt")),
        ),
    ),
    KindTold(
        "visibility",
        "Of who sees what",
        (Told("Which Recruiter seat may see which position", ("atsEntityAclId", "atsEntityId", "assignee")),),
    ),
)  # fmt: skip

#: What Recruit holds and never sends.
NEVER_SENT: Final = (
    "notes, unless an admin chooses to send them",
    "evaluations, unless an admin chooses to send them",
    "résumés, unless an admin chooses to send them",
    "other files",
    "tags",
    "messages",
    "salaries and offers",
)
