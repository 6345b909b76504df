"""Exactly which fields of whom go to LinkedIn? What an admin reads before agreeing to it.

A test holds this list and what is really sent together: a field that is mapped and not told here fails it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Told:
    """One thing that is told, in English. ``names``: the fields that carry it on LinkedIn's wire."""

    english: str
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        return gettext(self.english)


@dataclass(frozen=True)
class KindTold:
    """``kind``: our word for such a record, as counts have it."""

    kind: str
    english: str
    told: tuple[Told, ...]

    @property
    def title(self) -> str:
        return gettext(self.english)


FIELDS: Final[tuple[KindTold, ...]] = (
    KindTold(
        "position",
        _("Of each position"),
        (
            Told(_("Public name"), ("title",)),
            Told(_("Description"), ("description",)),
            Told(_("City, country, workplace type"), ("location", "workplaceTypes")),
            Told(_("Number of the position"), ("companyJobCode", "vanityIdentifier")),
            Told(_("Hiring manager: name and e-mail address"), (
                "requisitionOwnerEmail", "requisitionOwnerFirstName", "requisitionOwnerLastName")),
            Told(_("Open or not, public or not"), ("state", "availability")),
            Told(_("When it was opened and changed"), ("listedAt", "externalCreatedAt", "externalLastModifiedAt")),
            Told(_("Its address in Recruit"), ("companyApplyUrl",)),
            Told(_("What applicants are asked, only if members may apply on LinkedIn (off at first)"), (
                "onsiteApplyConfiguration",)),
            Told(_("Recruit's own id, and your company's id"), ("externalJobPostingId", "integrationContext")),
        ),
    ),
    KindTold(
        "person",
        _("Of each candidate"),
        (
            Told(_("First and last name, initial of the middle name"), ("firstName", "lastName", "middleInitial")),
            Told(_("E-mail addresses"), ("emailAddresses",)),
            Told(_("Phone numbers"), ("phoneNumbers",)),
            Told(_("Addresses: an empty list, for LinkedIn wants one"), ("addresses",)),
            Told(_("Employer and headline"), ("currentCompanyName", "currentJobTitle")),
            Told(_("LinkedIn profile and member"), ("linkedInProfileUrl", "manualMatchedMember")),
            Told(_("Whether they are not to be contacted"), ("doNotContact",)),
            Told(_("When they were added and changed"), (
                "atsCreatedAt", "atsLastModifiedAt", "externalCreatedAt", "externalLastModifiedAt")),
            Told(_("Their address in Recruit"), ("externalProfileUrl",)),
        ),
    ),
    KindTold(
        "process",
        _("Of each candidate on a position"),
        (
            Told(_("Who, for which position"), (
                "atsCandidateId", "atsJobPostingId", "atsJobPostingName", "firstName", "lastName", "candidateEmail")),
            Told(_("Source"), ("source",)),
            Told(_("Why they were rejected or withdrew"), ("dispositionReason",)),
            Told(_("When it began and changed"), ("atsCreatedAt", "atsLastModifiedAt")),
        ),
    ),
    KindTold(
        "stage",
        _("Of each step that was reached"),
        (Told(_("Name of the step, and when it was reached"), ("stage", "atsCreatedAt")),),
    ),
    KindTold(
        "note",
        _("Of each note, only if an admin chooses that (off at first; never what is private)"),
        (
            Told(_("What it says"), ("note",)),
            Told(_("Who wrote it"), ("author",)),
            Told(_("When it was written and changed"), (
                "atsCreatedAt", "externalCreatedAt", "externalLastModifiedAt")),
        ),
    ),
    KindTold(
        "feedback",
        _("Of each evaluation, only if an admin chooses that (off at first; never a draft)"),
        (
            Told(_("The step, what is recommended, and the stars of each trait"), ("evaluations",)),
            Told(_("What it says"), ("feedback",)),
            Told(_("Who wrote it, and when it was submitted"), ("interviewer", "atsCreatedAt")),
        ),
    ),
    KindTold(
        "resume",
        _("Of each résumé, only if an admin chooses that (off at first)"),
        (
            Told(_("The file itself, its name and its kind"), ("externalFileName", "fileName", "fileType", "mediaUrn")),
            Told(_("When it was added"), ("atsCreatedAt", "externalCreatedAt", "externalLastModifiedAt")),
        ),
    ),
    KindTold(
        "visibility",
        _("Of who sees what"),
        (Told(_("Which Recruiter seat may see which position"), ("atsEntityAclId", "atsEntityId", "assignee")),),
    ),
)  # fmt: skip

#: What Recruit holds and never sends.
NEVER_SENT: Final = (
    gettext_lazy("notes, unless an admin chooses to send them"),
    gettext_lazy("evaluations, unless an admin chooses to send them"),
    gettext_lazy("résumés, unless an admin chooses to send them"),
    gettext_lazy("other files"),
    gettext_lazy("tags"),
    gettext_lazy("messages"),
    gettext_lazy("salaries and offers"),
)
