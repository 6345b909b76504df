"""Why and until when is somebody kept, and what is left of whoever went? Consents, clocks, nameless receipts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.privacy.enums import (
    CandidateKind,
    ConsentAnswer,
    ConsentBasis,
    ErasureKind,
    Ground,
    NoticeState,
    WhenDue,
    Wish,
)


def new_receipt_id() -> str:
    return ids.new_id("rcp")


def new_consent_id() -> str:
    return ids.new_id("cst")


def new_request_id() -> str:
    return ids.new_id("crq")


def new_notice_id() -> str:
    return ids.new_id("ntc")


class ErasureReceipt(CompanyRow):
    """Somebody was erased: when, by whom, and how much of what. Of them there is a keyed digest, and nothing else.

    ``digest`` is of their public id, with this installation's key: by it a person whom a backup brings back is known
    again (``rules.digest_of``). ``counts``: what was removed in Recruit, by kind in words.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_receipt_id, editable=False)
    kind = models.CharField(max_length=15, choices=ErasureKind.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    by_name = models.CharField(max_length=200)
    by = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    #: When it was written into the list that outlives the database.
    listed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="receipts_newest_first"),
            models.Index(fields=["company", "id"], condition=Q(listed_at=None), name="receipts_to_list"),
        ]


class ReceiptSide(CompanyRow):
    """Where else they had to be erased, how much there was, and when that was done."""

    receipt = models.ForeignKey(
        ErasureReceipt, on_delete=models.CASCADE, db_index=False, related_name="sides"
    )
    #: As people know the place.
    name = models.CharField(max_length=100)
    counts = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    #: Why it is not done yet, for people; empty while it goes its ordinary way.
    trouble = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receipt", "name"], name="one_side_per_place")]
        indexes = [
            models.Index(fields=["company", "id"], condition=Q(finished_at=None), name="sides_not_finished")
        ]


class PrivacySettings(CompanyRow):
    """What the company has decided; without a row, nothing."""

    #: How long a consent is good; None: it has no end, and holds nobody back whose time is over.
    consent_months = models.PositiveSmallIntegerField(null=True, blank=True)

    #: Whether exported candidates are told what is kept of them, and in which words; empty: those one begins with.
    notice_is_on = models.BooleanField(default=False, db_default=False)
    notice_subject = models.CharField(max_length=200, blank=True, default="", db_default="")
    notice_text = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="one_privacy_settings")]


class ConsentText(CompanyRow):
    """The words that people agree to. Never changed: other words are the next number."""

    number = models.PositiveIntegerField()
    text = models.TextField()
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="one_consent_text_per_number")
        ]


class Consent(CompanyRow):
    """Why a person may be kept: the latest one counts."""

    public_id = models.CharField(max_length=24, unique=True, default=new_consent_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    basis = models.CharField(max_length=20, choices=ConsentBasis.choices)
    #: What they agreed to, where they agreed to words of ours.
    text = models.ForeignKey(
        ConsentText, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    given_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    #: How it came to us, for people.
    origin = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["person", "-given_at", "-id"], name="consents_of_person")]


class ConsentRequest(CompanyRow):
    """A person was asked by mail whether they want to stay; the link in it is signed and not stored."""

    public_id = models.CharField(max_length=24, unique=True, default=new_request_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    email = models.CharField(max_length=254)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, db_index=False, related_name="+")
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    #: Why the mail could not be sent, for people.
    trouble = models.TextField(blank=True, default="")
    answer = models.CharField(max_length=10, choices=ConsentAnswer.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="consent_requests_of_person")]


class RetentionRule(CompanyRow):
    """How long candidates of one kind are kept after the last activity, and what then. Without a row: for good."""

    kind = models.CharField(max_length=10, choices=CandidateKind.choices)
    months = models.PositiveSmallIntegerField()
    when_due = models.CharField(max_length=15, choices=WhenDue.choices, default=WhenDue.REVIEW)
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "kind"], name="one_rule_per_kind")]


class RetentionClock(CompanyRow):
    """When the time of one person is over. Reckoned at night; there is none of whom no rule was ever about."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=CandidateKind.choices)
    last_active_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    #: A teammate has decided that they stay so long, and why.
    kept_until = models.DateTimeField(null=True, blank=True)
    kept_because = models.TextField(blank=True, default="")
    kept_by_name = models.CharField(max_length=200, blank=True, default="")
    wish = models.CharField(max_length=10, choices=Wish.choices, blank=True, default=Wish.NONE)
    wished_at = models.DateTimeField(null=True, blank=True)
    #: What the worker is about to do; ``going_by`` is who decided it, nobody for a rule.
    going = models.CharField(max_length=15, choices=ErasureKind.choices, blank=True, default="")
    going_by = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    #: Why it could not be done, for people.
    trouble = models.TextField(blank=True, default="")
    reckoned_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                fields=["company", "due_at", "id"], condition=Q(due_at__isnull=False), name="clocks_by_due"
            ),
            models.Index(
                fields=["company", "kind", "due_at", "id"],
                condition=Q(due_at__isnull=False),
                name="clocks_of_kind_by_due",
            ),
            models.Index(fields=["company", "id"], condition=~Q(going=""), name="clocks_going"),
        ]


class RetentionProgress(CompanyRow):
    """How far the reckoning has come. Moments are told by ids in history: whoever has a newer one is reckoned anew.

    A transaction that was slow may write an older id than one that was read already; therefore each night begins
    where the night before the last one began.
    """

    #: The newest id when the last night began, and when the one before that did.
    begun_at_id = models.BigIntegerField(default=0)
    begun_before_at_id = models.BigIntegerField(default=0)
    #: This night reads history from here to there.
    at_id = models.BigIntegerField(default=0)
    until_id = models.BigIntegerField(default=0)
    #: Everybody is reckoned anew, from this person on; None: nobody has to be.
    walk_after = models.BigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="one_retention_progress")]


class Notice(CompanyRow):
    """Somebody whom an outside tool brought has an e-mail address now, and is told what is kept of them: once."""

    public_id = models.CharField(max_length=24, unique=True, default=new_notice_id, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    email = models.CharField(max_length=254, blank=True, default="")
    #: Why they could not be told, for people.
    trouble = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="notices_newest_first"),
            models.Index(
                fields=["company", "-id"], condition=Q(state=NoticeState.FAILED), name="notices_failed"
            ),
        ]
