"""Who is there, how are they reached, and who are they elsewhere?

These readers are scoped by company only. Whether a *teammate* may see a person depends on the person's processes:
faces ask ``hiring.selectors`` (``visible_person``, ``persons_page``), which lies above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from recruit.base.asking import asked_once
from recruit.base.beside import made_rows, rows_beside
from recruit.base.errors import NotFound
from recruit.base.lookups import distinct_texts
from recruit.base.paging import COUNT_LIMIT
from recruit.people.enums import FileKind
from recruit.people.models import (
    ContactPoint,
    ExternalIdentity,
    NameWord,
    Person,
    PersonFile,
    PersonTag,
    RemovedFile,
    Tag,
)
from recruit.people.rules import normalise, normalise_tag, similar_words, slip_keys


def person_by_id(*, company_id: int, person_id: int) -> Person:
    """Refuses with ``NotFound``."""
    person = Person.objects.filter(company_id=company_id, pk=person_id).first()
    if person is None:
        raise NotFound(_("There is no such candidate in your company."))
    return person


def person_id_of(*, company_id: int, public_id: str) -> int | None:
    return (
        Person.objects.filter(company_id=company_id, public_id=public_id).values_list("pk", flat=True).first()
    )


def person_with_identity(*, company_id: int, provider: str, subject: str) -> Person | None:
    return Person.objects.filter(
        company_id=company_id, identities__provider=provider, identities__subject=subject
    ).first()


@dataclass(frozen=True)
class PersonElsewhere:
    """Whose an outside profile is."""

    id: int
    public_id: str


def persons_behind(
    *, company_id: int, provider: str, subjects: Collection[str]
) -> dict[str, PersonElsewhere]:
    """By subject, those of the subjects who are verifiably somebody of ours; one query."""
    rows = ExternalIdentity.objects.filter(
        company_id=company_id, provider=provider, subject__among=subjects, verified=True
    )
    found = rows.values_list("subject", "person_id", "person__public_id")
    return {subject: PersonElsewhere(person_id, public_id) for subject, person_id, public_id in found}


def external_subjects(*, company_id: int, provider: str, person_id: int) -> list[str]:
    """Who that person is at the provider, verified or not."""
    rows = ExternalIdentity.objects.filter(company_id=company_id, provider=provider, person_id=person_id)
    return list(rows.order_by("id").values_list("subject", flat=True))


def persons_with_contact_point(*, company_id: int, kind: str, value: str) -> list[Person]:
    """Everybody who can be reached under this value, oldest first."""
    points = ContactPoint.objects.filter(company_id=company_id, kind=kind, normalized=normalise(kind, value))
    return list(Person.objects.filter(company_id=company_id, pk__in=points.values("person")).order_by("id"))


_TAGS = Tag.objects.order_by("name")
_CONTACT_POINTS = ContactPoint.objects.order_by("kind", "-is_primary", "id")
_IDENTITIES = ExternalIdentity.objects.order_by("provider", "id")
_OF_PERSON = {"company_id": OuterRef("company_id"), "person": OuterRef("pk")}
_BESIDE = {
    "tags_beside": rows_beside(
        _TAGS.filter(company_id=OuterRef("company_id"), person_tags__person=OuterRef("pk"))
    ),
    "contact_points_beside": rows_beside(_CONTACT_POINTS.filter(**_OF_PERSON)),
    "identities_beside": rows_beside(_IDENTITIES.filter(**_OF_PERSON)),
}


def with_belongings(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Each of them knows their tags, contact points and identities, and is asked for them without a query."""
    return persons.annotate(**_BESIDE)


def contact_points_of(*, person: Person) -> list[ContactPoint]:
    """Primary ones first, then in the order in which they came."""
    if "contact_points_beside" in vars(person):
        return made_rows(ContactPoint, vars(person)["contact_points_beside"])
    return list(_CONTACT_POINTS.filter(company_id=person.company_id, person=person))


#: More than anybody looks through; the newest are told.
_MOST_FILES = 100


def files_of(*, person: Person, visible_position_ids: Collection[int] | None) -> list[PersonFile]:
    """The newest first, without those about positions outside ``visible_position_ids`` (None: all are visible)."""
    files = _files(person, visible_position_ids)
    return list(files.order_by("-added_at", "-id")[:_MOST_FILES])


def file_of(*, person: Person, public_id: str, visible_position_ids: Collection[int] | None) -> PersonFile:
    """Refuses with ``NotFound``. The face has asked before whether the person may be seen."""
    file = _files(person, visible_position_ids).filter(public_id=public_id).first()
    if file is None:
        raise NotFound(_("There is no such file on this candidate."))
    return file


def _files(person: Person, visible_position_ids: Collection[int] | None) -> QuerySet[PersonFile]:
    files = PersonFile.objects.filter(company_id=person.company_id, person=person)
    if visible_position_ids is None:
        return files
    return files.filter(Q(position_id__isnull=True) | Q(position_id__in=visible_position_ids))


def file_counts_of(*, company_id: int, person_ids: Collection[int]) -> dict[int, int]:
    """How many files are kept on each person; who has none is left out."""
    rows = PersonFile.objects.filter(company_id=company_id, person_id__in=person_ids)
    counted = rows.values("person_id").annotate(files=Count("pk"))
    return dict(counted.values_list("person_id", "files"))


@dataclass(frozen=True)
class ResumeRecord:
    """A résumé as it is kept, for whoever takes it elsewhere. ``size`` in bytes; ``sha256`` says where they lie."""

    id: int
    public_id: str
    person_id: int
    name: str
    size: int
    media_type: str
    sha256: str
    added_at: datetime


def resumes_of_persons(
    *, company_id: int, person_ids: Collection[int], most: int
) -> dict[int, list[ResumeRecord]]:
    """The newest ``most`` of each person, the newest first; who has none is left out. One query."""
    rows = PersonFile.objects.filter(
        company_id=company_id, person_id__among=frozenset(person_ids), kind=FileKind.RESUME
    )
    fields = ("pk", "public_id", "person_id", "name", "size", "media_type", "sha256", "added_at")
    found: dict[int, list[ResumeRecord]] = defaultdict(list)
    for row in rows.order_by("person_id", "-added_at", "-pk").values_list(*fields):
        record = ResumeRecord(*row)
        if len(found[record.person_id]) < most:
            found[record.person_id].append(record)
    return dict(found)


def persons_with_resumes(*, company_id: int, after_id: int, limit: int) -> list[int]:
    """In ascending order, so that a walk over all of them can be interrupted and continued."""
    rows = PersonFile.objects.filter(company_id=company_id, kind=FileKind.RESUME, person_id__gt=after_id)
    return list(rows.order_by("person_id").values_list("person_id", flat=True).distinct()[:limit])


def count_resumes(*, company_id: int) -> int:
    """No more than ``COUNT_LIMIT`` and one are counted."""
    rows = PersonFile.objects.filter(company_id=company_id, kind=FileKind.RESUME)
    return rows.order_by()[: COUNT_LIMIT + 1].count()


def person_behind_former_id(*, company_id: int, public_id: str) -> Person | None:
    """Into whom somebody with that id was merged; None for an id that nobody ever had."""
    return Person.objects.filter(
        company_id=company_id, former_ids__company_id=company_id, former_ids__public_id=public_id
    ).first()


def tags_of(*, person: Person) -> list[Tag]:
    if "tags_beside" in vars(person):
        return made_rows(Tag, vars(person)["tags_beside"])
    return list(_TAGS.filter(company_id=person.company_id, person_tags__person=person))


def tags_of_company(*, company_id: int) -> list[Tag]:
    return list(Tag.objects.filter(company_id=company_id).order_by("name"))


def tag_names_of(*, company_id: int, person_ids: Collection[int]) -> dict[int, list[str]]:
    """The tags of many persons in one query, by person id."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = PersonTag.objects.filter(company_id=company_id, person_id__in=person_ids)
    for person_id, name in rows.order_by("tag__name").values_list("person_id", "tag__name"):
        found[person_id].append(name)
    return found


def import_labels(*, company_id: int) -> list[str]:
    """Through which outside tools persons came; each label is one step in the index, however many they are."""
    return distinct_texts(
        "people_person", "imported_via", "company_id = %(company)s AND imported_via <> ''", company=company_id
    )


def identities_of(*, person: Person) -> list[ExternalIdentity]:
    if "identities_beside" in vars(person):
        return made_rows(ExternalIdentity, vars(person)["identities_beside"])
    rows = _IDENTITIES.filter(company_id=person.company_id, person=person)
    return list(asked_once(("identities of", person.pk), lambda: list(rows)))


def persons_known_to(*, company_id: int, provider: str, person_ids: Collection[int]) -> set[int]:
    """Those of the given persons who are verifiably somebody at that provider, in one query."""
    rows = ExternalIdentity.objects.filter(
        company_id=company_id, person_id__among=person_ids, provider=provider, verified=True
    )
    return set(rows.values_list("person_id", flat=True))


def similar_name_words(*, company_id: int, words: Collection[str]) -> dict[str, list[str]]:
    """For each word the names that it may have been meant for, the likeliest first; one query for all words."""
    keys = {word: slip_keys(word) for word in words}
    rows = NameWord.objects.filter(company_id=company_id, key__among=set().union(*keys.values()))
    known: dict[str, set[str]] = defaultdict(set)
    for key, name in rows.values_list("key", "word"):
        known[key].add(name)
    return {word: similar_words(word, {name for key in keys[word] for name in known[key]}) for word in words}


def tag_id_of(*, company_id: int, name: str) -> int | None:
    """The tag of that name, in whatever spelling."""
    tags = Tag.objects.filter(company_id=company_id, normalized=normalise_tag(name))
    return tags.values_list("id", flat=True).first()


@dataclass(frozen=True)
class ContactPointRecord:
    kind: str
    value: str
    normalized: str
    is_primary: bool
    provenance: str
    origin: str


@dataclass(frozen=True)
class IdentityRecord:
    provider: str
    subject: str
    verified: bool
    url: str


@dataclass(frozen=True)
class PersonRecord:
    """A person as an outside system is told of them: no asking teammate, everything in one value."""

    id: int
    public_id: str
    first_name: str
    middle_name: str
    last_name: str
    headline: str
    location: str
    employer: str
    prospect_status: str
    do_not_contact: bool
    created_at: datetime
    updated_at: datetime
    contact_points: tuple[ContactPointRecord, ...] = ()
    identities: tuple[IdentityRecord, ...] = ()

    def primary(self, kind: str) -> str:
        """The primary value of that kind, or nothing."""
        return next(
            (point.value for point in self.contact_points if point.kind == kind and point.is_primary), ""
        )

    def all_of(self, kind: str) -> tuple[str, ...]:
        """All values of that kind, the primary one first."""
        return tuple(point.value for point in self.contact_points if point.kind == kind)


_PERSON_FIELDS = (
    "id", "public_id", "first_name", "middle_name", "last_name", "headline", "location", "employer",
    "prospect_status", "do_not_contact", "created_at", "updated_at",
)  # fmt: skip
_POINT_FIELDS = tuple(ContactPointRecord.__dataclass_fields__)
_IDENTITY_FIELDS = tuple(IdentityRecord.__dataclass_fields__)


def persons_by_ids(*, company_id: int, ids: Collection[int]) -> list[PersonRecord]:
    """Three queries however many they are; ids that are not there, or pseudonymised, are left out.

    Values, not rows: an engine reads thousands of these, and making model instances of them would cost the most.
    """
    ids = frozenset(ids)  # of a list Django would look into every value
    points: dict[int, list[ContactPointRecord]] = defaultdict(list)
    point_rows = ContactPoint.objects.filter(company_id=company_id, person_id__among=ids)
    for person_id, *point in point_rows.order_by("kind", "-is_primary", "id").values_list(
        "person_id", *_POINT_FIELDS
    ):
        points[person_id].append(ContactPointRecord(*point))
    identities: dict[int, list[IdentityRecord]] = defaultdict(list)
    identity_rows = ExternalIdentity.objects.filter(company_id=company_id, person_id__among=ids)
    for person_id, *identity in identity_rows.order_by("id").values_list("person_id", *_IDENTITY_FIELDS):
        identities[person_id].append(IdentityRecord(*identity))
    rows = (
        Person.objects.filter(company_id=company_id, pk__among=ids, pseudonymised_at=None)
        .order_by("id")
        .values_list(*_PERSON_FIELDS)
    )
    return [
        PersonRecord(
            **dict(zip(_PERSON_FIELDS, row, strict=True)),
            contact_points=tuple(points[row[0]]),
            identities=tuple(identities[row[0]]),
        )
        for row in rows
    ]


def all_person_ids(*, company_id: int, after_id: int = 0, limit: int = 1000) -> list[int]:
    """In ascending order, so that a walk over all of them can be interrupted and continued."""
    rows = Person.objects.filter(company_id=company_id, pk__gt=after_id)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def known_person_ids(*, company_id: int, ids: Collection[int]) -> set[int]:
    """Those of the ids that are there."""
    rows = Person.objects.filter(company_id=company_id, pk__in=ids)
    return set(rows.values_list("id", flat=True))


def person_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    """How much is kept of that person in these tables. Their names count as long as they are there."""
    mine = {"company_id": company_id, "person_id": person_id}
    named = Person.objects.filter(company_id=company_id, pk=person_id, pseudonymised_at=None)
    return {
        "profiles": named.count(),
        "contact details": ContactPoint.objects.filter(**mine).count(),
        "files": PersonFile.objects.filter(**mine).count() + RemovedFile.objects.filter(**mine).count(),
        "tags": PersonTag.objects.filter(**mine).count(),
        "outside profiles": ExternalIdentity.objects.filter(**mine).count(),
    }


def told_persons(*, company_id: int) -> Iterator[tuple[int, str]]:
    """(id, public id) of everybody, read in pieces: for whoever walks over all of them."""
    rows = Person.objects.filter(company_id=company_id, pseudonymised_at=None).order_by("id")
    yield from rows.values_list("id", "public_id").iterator(chunk_size=5000)
