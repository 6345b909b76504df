"""Which fields does each kind of row have, and which column of a file is meant for which?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii

from recruit.base.texts import gettext
from recruit.base.texts import gettext_noop as _
from recruit.transfer.enums import ImportKind


@dataclass(frozen=True)
class Field:
    """``label`` and ``hint`` in English, by which columns are known as well; people read ``title`` and ``about``.

    ``words``: other names of its column, in plain letters without spaces. ``repeats``: several columns may be it.
    A field of the company's own has a ``reader`` of its kind, and its row is refused without it if it ``is_needed``.
    """

    name: str
    label: str
    words: tuple[str, ...] = ()
    repeats: bool = False
    longest: int = 0
    hint: str = ""
    reader: Callable[[str], str] | None = None
    is_needed: bool = False

    @property
    def title(self) -> str:
        """The label in the reader's language; what a company has called a field is said as it is."""
        return self.label if self.name.startswith(_OWN) else gettext(self.label)

    @property
    def about(self) -> str:
        return self.hint if self.name.startswith(_OWN) else gettext(self.hint)


#: Before a name it says that the field is the company's own; behind it stands the field's public id.
_OWN: Final = "own:"
_OWN_ID: Final = _("Known again by it: a row with an id that came before is not imported twice.")

_PERSONS: Final = (
    Field(
        "external_id",
        _("Own id"),
        ("id", "externalid", "candidateid", "reference", "kandidatennummer"),
        longest=200,
        hint=_OWN_ID,
    ),
    Field(
        "first_name",
        _("First name"),
        ("firstname", "givenname", "forename", "vorname", "prenom", "nombre"),
        longest=200,
    ),
    Field("middle_name", _("Middle name"), ("middlename", "secondname"), longest=200),
    Field(
        "last_name",
        _("Last name"),
        ("lastname", "surname", "familyname", "nachname", "familienname", "nom", "apellidos"),
        longest=200,
    ),
    Field(
        "full_name",
        _("Full name"),
        ("fullname", "name", "candidate", "candidatename"),
        longest=400,
        hint=_("The last word is taken for the last name."),
    ),
    Field(
        "email",
        _("E-mail"),
        ("email", "emails", "emailaddress", "mail", "emailadresse", "primaryemail", "workemail", "homeemail"),
        repeats=True,
        longest=254,
    ),
    Field(
        "phone",
        _("Phone"),
        (
            "phone",
            "phones",
            "phonenumber",
            "mobile",
            "mobilephone",
            "cell",
            "telephone",
            "tel",
            "telefon",
            "handy",
            "mobil",
        ),
        repeats=True,
        longest=100,
    ),
    Field(
        "link",
        _("Link"),
        ("link", "links", "url", "website", "profile", "profileurl", "homepage", "webseite"),
        repeats=True,
        longest=500,
    ),
    Field(
        "headline",
        _("Headline"),
        ("headline", "title", "jobtitle", "currenttitle", "role", "titel", "beruf"),
        longest=2000,
    ),
    Field(
        "employer",
        _("Employer"),
        ("employer", "company", "currentcompany", "organisation", "organization", "firma", "arbeitgeber"),
        longest=2000,
    ),
    Field(
        "location",
        _("Location"),
        ("location", "city", "address", "place", "ort", "stadt", "wohnort", "adresse"),
        longest=2000,
    ),
    Field(
        "tags",
        _("Tags"),
        ("tags", "tag", "labels", "keywords", "skills", "schlagworte"),
        repeats=True,
        longest=2000,
        hint=_("Several with ; or , between."),
    ),
    Field("prospect_status", _("Prospect status"), ("prospectstatus", "leadstatus")),
    Field(
        "do_not_contact", _("Do not contact"), ("donotcontact", "optout", "nocontact"), hint=_("yes or no")
    ),
    Field(
        "added_at",
        _("Added on"),
        ("addedat", "added", "addedon", "createdat", "created", "datecreated", "dateadded", "angelegt"),
    ),
)
_POSITIONS: Final = (
    Field("external_id", _("Own id"), ("id", "externalid", "positionid", "jobid"), longest=200, hint=_OWN_ID),
    Field(
        "name",
        _("Name"),
        ("name", "title", "position", "positionname", "job", "jobtitle", "stelle", "bezeichnung"),
        longest=300,
    ),
    Field("public_name", _("Public name"), ("publicname", "publictitle", "externaltitle"), longest=300),
    Field(
        "custom_id",
        _("Requisition number"),
        (
            "customid",
            "requisition",
            "requisitionid",
            "requisitionnumber",
            "reqid",
            "number",
            "nummer",
            "kennziffer",
        ),
        longest=100,
    ),
    Field("status", _("Status"), ("status", "state")),
    Field("department", _("Department"), ("department", "team", "abteilung", "bereich"), longest=200),
    Field(
        "employment_type",
        _("Employment type"),
        ("employmenttype", "type", "contract", "beschaftigungsart"),
        longest=100,
    ),
    Field("seniority", _("Seniority"), ("seniority", "level", "experiencelevel"), longest=100),
    Field("workplace_type", _("Workplace"), ("workplacetype", "workplace", "remote", "arbeitsort")),
    Field("city", _("City"), ("city", "location", "place", "ort", "stadt"), longest=200),
    Field("region", _("Region"), ("region", "state", "province", "bundesland"), longest=200),
    Field("country", _("Country"), ("country", "countrycode", "land"), hint=_("Two letters, such as DE")),
    Field("description", _("Description"), ("description", "text", "details", "beschreibung")),
    Field("is_published", _("Published"), ("published", "ispublished"), hint=_("yes or no")),
    Field(
        "is_discreet",
        _("Discreet"),
        ("discreet", "isdiscreet", "confidential", "vertraulich"),
        hint=_("yes or no"),
    ),
    Field("is_talent_pool", _("Talent pool"), ("talentpool", "istalentpool", "pool"), hint=_("yes or no")),
    Field(
        "hiring_manager",
        _("Hiring manager's e-mail"),
        ("hiringmanager", "hiringmanageremail", "manager", "manageremail"),
        longest=254,
        hint=_("Without one it is you."),
    ),
    Field("recruiter", _("Recruiter's e-mail"), ("recruiter", "recruiteremail"), longest=254),
    Field(
        "opened_at", _("Opened on"), ("openedat", "opened", "openedon", "createdat", "created", "startdate")
    ),
)
_PROCESSES: Final = (
    Field(
        "external_id",
        _("Own id"),
        ("id", "externalid", "applicationid", "processid"),
        longest=200,
        hint=_OWN_ID,
    ),
    Field(
        "person_external_id",
        _("Candidate's own id"),
        ("candidateid", "personexternalid", "personid", "candidateexternalid"),
        longest=200,
    ),
    Field(
        "person_email",
        _("Candidate's e-mail"),
        ("email", "candidateemail", "personemail", "emailaddress"),
        longest=254,
    ),
    Field(
        "position_external_id",
        _("Position's own id"),
        ("positionid", "jobid", "positionexternalid"),
        longest=200,
    ),
    Field(
        "position_custom_id",
        _("Requisition number"),
        ("requisition", "requisitionid", "requisitionnumber", "customid", "reqid"),
        longest=100,
    ),
    Field(
        "position_name",
        _("Position's name"),
        ("position", "positionname", "job", "jobtitle", "stelle"),
        longest=300,
    ),
    Field("status", _("Status"), ("status", "state")),
    Field(
        "step",
        _("Present step"),
        ("step", "stage", "currentstep", "currentstage", "phase"),
        longest=200,
        hint=_("As the position's workflow calls it."),
    ),
    Field(
        "reason",
        _("Reason"),
        ("reason", "rejectionreason", "grund"),
        longest=2000,
        hint=_("Why rejected or withdrawn."),
    ),
    Field("source", _("Source"), ("source", "channel", "quelle", "herkunft"), longest=300),
    Field(
        "started_at",
        _("Started on"),
        (
            "startedat",
            "started",
            "appliedat",
            "applied",
            "applieddate",
            "createdat",
            "created",
            "dateapplied",
        ),
    ),
    Field(
        "moved_at", _("Last moved on"), ("movedat", "lastmoved", "updatedat", "updated", "endedat", "ended")
    ),
)
FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    ImportKind.PERSONS: _PERSONS,
    ImportKind.POSITIONS: _POSITIONS,
    ImportKind.PROCESSES: _PROCESSES,
}
#: One of each group has to be there.
_NEEDED: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    ImportKind.PERSONS: (("first_name", "last_name", "full_name"),),
    ImportKind.POSITIONS: (("name",),),
    ImportKind.PROCESSES: (
        ("person_external_id", "person_email"),
        ("position_external_id", "position_custom_id", "position_name"),
    ),
}


def word_of(column: str) -> str:
    """How a column's name is compared: ``E-Mail (work)`` is ``emailwork``, ``Straße`` is ``strasse``."""
    return re.sub(r"[^a-z0-9]+", "", str(anyascii(column)).lower())


def own_field(
    *, public_id: str, label: str, reader: Callable[[str], str], is_needed: bool, hint: str
) -> Field:
    """A field that this company has given its records."""
    name = f"{_OWN}{public_id}"
    return Field(name, label, (word_of(label),), hint=hint, reader=reader, is_needed=is_needed)


def own_values(values: Mapping[str, object]) -> dict[str, str]:
    """What a row says of the company's own fields, by their public id."""
    return {name.removeprefix(_OWN): str(said) for name, said in values.items() if name.startswith(_OWN)}


def suggested(
    fields: Sequence[Field], columns: Sequence[str], remembered: Mapping[str, str]
) -> dict[str, str]:
    """The field of each column, "" for none. ``remembered``: what was chosen last time, by the column's word.

    A field that does not repeat is given once: to what was chosen before, then to the column whose name says it best.
    """
    named = {field.name: field for field in fields}
    found = dict.fromkeys(columns, "")
    taken: set[str] = set()

    def give(column: str, name: str) -> None:
        if name in named and (named[name].repeats or name not in taken):
            found[column] = name
            taken.add(name)

    for column in columns:
        if word_of(column) in remembered:
            give(column, remembered[word_of(column)])
    for is_exact in (True, False):
        for column in columns:
            if not found[column] and word_of(column) not in remembered:
                name = _named(fields, word_of(column), is_exact=is_exact, taken=taken)
                give(column, name)
    return found


def _named(fields: Sequence[Field], word: str, *, is_exact: bool, taken: set[str]) -> str:
    """By its own name or one of its words; not exactly: by what a repeated column adds, such as ``E-mail (2)``."""
    if not is_exact:
        word = re.sub(r"(?:\d+|work|home|private|business|primary|secondary)$", "", word)
    for field in fields:
        if field.name in taken and not field.repeats:
            continue
        if word and word in {word_of(field.name), word_of(field.label), *field.words}:
            return field.name
    return ""


def missing(kind: str, fields: Sequence[Field], mapping: Mapping[str, str]) -> list[str]:
    """What has to be mapped and is not, in words."""
    titles = {field.name: field.title for field in fields}
    own = tuple((field.name,) for field in fields if field.is_needed)
    between = gettext(" or ")
    return [
        between.join(titles[name] for name in group)
        for group in (*_NEEDED[kind], *own)
        if not set(group) & set(mapping.values())
    ]


def given_twice(fields: Sequence[Field], mapping: Mapping[str, str]) -> list[str]:
    """Titles of fields that several columns were given to, though each is one value."""
    chosen = [name for name in mapping.values() if name]
    return [field.title for field in fields if not field.repeats and chosen.count(field.name) > 1]
