"""Where do visitors apply, by which links do they come, and what did they send?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.base.typed import ValueKind, shown_value
from recruit.careers.enums import AppliedVia, ConsentScope


def new_link_token() -> str:
    return ids.new_id("lnk").removeprefix("lnk_")


def new_submission_id() -> str:
    return ids.new_id("sub")


class CareersSite(CompanyRow):
    """A company's public pages. The door CAREERS shows these rows, read-only, before the company is known."""

    #: Also while the site is off: nobody else's links lead to another company's pages.
    slug = models.CharField(max_length=60, unique=True)
    is_on = models.BooleanField(default=False)
    intro = models.TextField(blank=True, default="")
    privacy_url = models.CharField(max_length=500, blank=True, default="")
    consent_scope = models.CharField(
        max_length=20, choices=ConsentScope.choices, default=ConsentScope.EVERYWHERE
    )
    #: The company's own address on the web; the source of whoever came from nowhere else.
    website = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="one_careers_site")]


class TrackedLink(CompanyRow):
    """What stands after ``?src=``: a campaign, or a referral of a teammate. Whoever comes by it has that source."""

    token = models.CharField(max_length=30, default=new_link_token, editable=False)
    name = models.CharField(max_length=200)
    source = models.ForeignKey("sources.Source", on_delete=models.PROTECT, related_name="+")
    source_contact = models.ForeignKey(
        "sources.SourceContact", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "token"], name="one_link_per_token")]


def new_question_id() -> str:
    return ids.new_id("qst")


class Question(CompanyRow):
    """What those who apply for one position are asked beside the usual."""

    public_id = models.CharField(max_length=24, unique=True, default=new_question_id, editable=False)
    position = models.ForeignKey("positions.Position", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ValueKind.choices)
    options = models.JSONField(default=list, blank=True)
    order = models.PositiveIntegerField()
    is_required = models.BooleanField(default=False)


class Submission(CompanyRow):
    """What an applicant sent, as they sent it. Everything in it is only claimed, unless ``is_vouched_for``."""

    public_id = models.CharField(max_length=24, unique=True, default=new_submission_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    position = models.ForeignKey(
        "positions.Position", on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    process = models.ForeignKey(
        "hiring.HiringProcess", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    via = models.CharField(max_length=20, choices=AppliedVia.choices)
    #: The service whose profile filled the form, as people know it.
    via_label = models.CharField(max_length=100, blank=True, default="")
    #: That service has signed what came from it.
    is_vouched_for = models.BooleanField(default=False)
    #: They were under consideration for the position already.
    is_repeated = models.BooleanField(default=False)
    email = models.CharField(max_length=254)
    message = models.TextField(blank=True, default="")
    #: Each question as it was asked then, with its kind and the answer as ``base.typed`` writes it.
    answers = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    profile = models.JSONField(default=dict, blank=True)
    #: The form's number that a signed profile was made for; it is good once.
    nonce = models.CharField(max_length=100, blank=True, default="")
    consented_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "nonce"], condition=~Q(nonce=""), name="a_nonce_is_good_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-submitted_at", "-id"], name="submissions_of_person"),
            models.Index(fields=["position", "email"], name="submissions_by_email"),
        ]

    @property
    def answers_shown(self) -> list[tuple[str, str]]:
        """Question and answer as people read them."""
        return [(each["question"], shown_value(each["kind"], each["answer"])) for each in self.answers]
