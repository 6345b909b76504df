"""Who are the humans, how does one reach them, and how does search find them?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.people.enums import ContactKind, FileKind, ProspectStatus, Provenance


def new_person_id() -> str:
    return ids.new_id("per")


def new_contact_point_id() -> str:
    return ids.new_id("cp")


def new_tag_id() -> str:
    return ids.new_id("tag")


def new_file_id() -> str:
    return ids.new_id("fil")


class Person(CompanyRow):
    """The human, one record, however many positions consider them."""

    public_id = models.CharField(max_length=24, unique=True, default=new_person_id, editable=False)
    first_name = models.CharField(max_length=200)
    middle_name = models.CharField(max_length=200, blank=True)
    last_name = models.CharField(max_length=200, blank=True)
    sort_name = models.CharField(max_length=400, db_collation="C")
    prospect_status = models.CharField(
        max_length=20, choices=ProspectStatus.choices, default=ProspectStatus.SOURCED
    )
    do_not_contact = models.BooleanField(default=False)
    headline = models.TextField(blank=True, default="")
    location = models.TextField(blank=True, default="")
    employer = models.TextField(blank=True, default="")
    imported_via = models.CharField(max_length=100, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    #: Since then nothing here tells who they were; the row stays for the sake of figures.
    pseudonymised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="persons_newest_first"),
            # Each filter and each order of the list is read from one of these.
            models.Index(fields=["company", "sort_name", "id"], name="persons_by_name"),
            models.Index(fields=["company", "created_at", "id"], name="persons_by_added"),
            models.Index(fields=["company", "updated_at", "id"], name="persons_by_changed"),
            models.Index(fields=["company", "prospect_status", "id"], name="persons_by_prospect"),
            models.Index(
                fields=["company", "imported_via", "id"],
                condition=~Q(imported_via=""),
                name="persons_by_import",
            ),
        ]

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.middle_name, self.last_name) if part)


class FormerPersonId(CompanyRow):
    """The public id of somebody who was merged into this person: old addresses lead here."""

    public_id = models.CharField(max_length=24)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_ids")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "public_id"], name="one_person_per_former_id")
        ]


class PersonToken(CompanyRow):
    """One search word of one person.

    Behind row-level security LIKE and trigrams cannot use an index (they are not leakproof); comparisons can. A prefix
    is therefore looked up as a range, which needs the byte order of collation "C".
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="tokens")
    token = models.CharField(max_length=100, db_collation="C")

    class Meta:
        # The company rides along so that the wall is checked in the index, without a visit to the row.
        constraints = [
            models.UniqueConstraint(fields=["person", "token"], include=["company"], name="one_row_per_token")
        ]
        indexes = [models.Index(fields=["company", "token", "person"], name="persons_by_token")]


class NameWord(CompanyRow):
    """A word of somebody's name in this company, under each key by which a slip of the pen still leads to it.

    Names repeat, so that a million persons have some ten thousand words: a small dictionary, asked by equality, which
    is leakproof. Whose name it is, the search words tell.
    """

    key = models.CharField(max_length=100, db_collation="C")
    word = models.CharField(max_length=100, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "key", "word"], name="a_word_once_per_key")]
        indexes = [models.Index(fields=["company", "word"], name="keys_of_name_word")]


class ContactPoint(CompanyRow):
    """One way to reach a person, with where it came from; never overwritten, only added."""

    public_id = models.CharField(max_length=24, unique=True, default=new_contact_point_id, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, db_index=False, related_name="contact_points"
    )
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(max_length=500)
    normalized = models.CharField(max_length=500)
    is_primary = models.BooleanField(default=False)
    provenance = models.CharField(max_length=20, choices=Provenance.choices)
    origin = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(is_primary=True), name="one_primary_per_kind"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "normalized"], name="one_contact_point_per_value"
            ),
        ]
        indexes = [models.Index(fields=["company", "kind", "normalized"], name="contact_points_by_value")]


class ExternalIdentity(CompanyRow):
    """Who a person is elsewhere. A subject belongs to one person only; ``verified`` means that the provider said so."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=50)
    subject = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)
    url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "provider", "subject"], name="one_person_per_subject"),
        ]
        indexes = [
            models.Index(
                fields=["company", "provider", "person"],
                condition=Q(verified=True),
                name="persons_by_provider",
            ),
        ]


class Tag(CompanyRow):
    """A word on persons. Two spellings that differ only in case or spaces are one tag."""

    public_id = models.CharField(max_length=24, unique=True, default=new_tag_id, editable=False)
    name = models.CharField(max_length=100)
    normalized = models.CharField(max_length=100, db_collation="C")
    is_system = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "normalized"], name="one_tag_per_word")]


class PersonTag(CompanyRow):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="person_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, db_index=False, related_name="person_tags")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "tag"], name="a_tag_once_per_person")]
        indexes = [models.Index(fields=["tag", "-person"], include=["company"], name="persons_by_tag")]


class FileFacts(CompanyRow):
    """What is known of a file; its bytes lie under their digest (``base.files``)."""

    kind = models.CharField(max_length=20, choices=FileKind.choices)
    name = models.CharField(max_length=255)
    #: In bytes.
    size = models.PositiveIntegerField()
    #: As its content says, not as somebody claimed.
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    provenance = models.CharField(max_length=20, choices=Provenance.choices)
    added_by = models.CharField(max_length=200, blank=True, default="")
    added_at = models.DateTimeField(default=clock.now)
    #: The hiring process that it is about: who may not view its position does not see the file. A résumé is about none.
    process_id = models.BigIntegerField(null=True)
    position_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class PersonFile(FileFacts):
    """A file kept on a person. The newest résumé is the current one."""

    public_id = models.CharField(max_length=24, unique=True, default=new_file_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "sha256"], name="one_file_per_content"),
            models.CheckConstraint(
                condition=~Q(kind="resume") | Q(position_id__isnull=True), name="resumes_are_for_all"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-added_at", "-id"], name="files_of_person"),
            models.Index(fields=["company", "sha256"], name="files_by_content"),
            models.Index(
                fields=["company", "person"], condition=Q(kind="resume"), name="persons_with_resumes"
            ),
        ]


class RemovedFile(FileFacts):
    """A file that was taken off a person. For a day it can be put back; then its bytes go."""

    public_id = models.CharField(max_length=24, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="+")
    removed_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="removed_files_of_person"),
            models.Index(fields=["company", "removed_at"], name="removed_files_by_age"),
            models.Index(fields=["company", "sha256"], name="removed_files_by_content"),
        ]
