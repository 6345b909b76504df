"""Which imports and archives may this teammate see, and what would become of a file's rows?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recruit.base import clock, files
from recruit.base.errors import NotAllowed, NotFound
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import actor_of, has_capability, require_capability
from recruit.duplicates.enums import CaseState
from recruit.duplicates.models import DuplicateCase
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.selectors import PersonRow, PersonSearch, find_page
from recruit.people.enums import ProspectStatus
from recruit.positions.enums import PositionStatus, WorkplaceType
from recruit.positions.selectors import position_fields_of
from recruit.privacy.selectors import DueRow, due_page
from recruit.transfer.enums import ImportKind, RowState
from recruit.transfer.models import Archive, Import, ImportRow
from recruit.transfer.rules.archive import LEFT_OUT
from recruit.transfer.rules.fields import FIELDS, Field, own_field
from recruit.transfer.rules.reading import Table, outward, read_table
from recruit.transfer.rules.rights import NEEDS
from recruit.transfer.rules.rows import Problem, read_row
from recruit.transfer.rules.values import of_kind

_PREVIEWED: Final = 10
#: So many rows of a file are looked at while somebody waits.
_LOOKED_THROUGH: Final = 5000
_BAD_SHOWN: Final = 20


class ImportsNotForYou(NotAllowed):
    code = "imports_not_for_you"


def kinds_for(*, teammate: Teammate) -> list[ImportKind]:
    """Which files this teammate may import."""
    return [kind for kind in ImportKind if has_capability(reader=teammate, capability=NEEDS[kind])]


def require_kinds(*, teammate: Teammate) -> list[ImportKind]:
    """Refuses with ``ImportsNotForYou`` whoever may import none."""
    found = kinds_for(teammate=teammate)
    if not found:
        raise ImportsNotForYou(_("Importing is for owners, admins and recruiters. Ask one of them."))
    return found


def imports_page(*, teammate: Teammate, after: str | None = None, limit: int = 20) -> Page[Import]:
    """The newest first: one's own; owners' and admins' everybody's."""
    require_kinds(teammate=teammate)
    rows = Import.objects.filter(company_id=teammate.company_id)
    if not has_capability(reader=teammate, capability=Capability.EXPORT_COMPANY):
        rows = rows.filter(by=teammate)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=count)


def visible_import(*, teammate: Teammate, public_id: str) -> Import:
    """Refuses with ``NotFound``, whether it is not there or somebody else's, or with ``ImportsNotForYou``."""
    require_kinds(teammate=teammate)
    run = Import.objects.filter(company_id=teammate.company_id, public_id=public_id).first()
    is_mine = run is not None and run.by_id == teammate.pk
    if run is None or not (is_mine or has_capability(reader=teammate, capability=Capability.EXPORT_COMPANY)):
        raise NotFound(_("There is no such import, or it is not yours."))
    return run


def import_by_id(*, company_id: int, import_id: int) -> Import:
    return Import.objects.get(company_id=company_id, pk=import_id)


def table_of(run: Import) -> Table:
    """The file of a draft, read once more. Refuses with ``NotFound`` if the data folder has lost it."""
    with files.opened(company_id=run.company_id, digest=run.digest) as file:
        return read_table(file.read())


def fields_for(*, company_id: int, kind: str) -> tuple[Field, ...]:
    """What a column may be, the fields that the company has given its positions included."""
    if kind != ImportKind.POSITIONS:
        return FIELDS[kind]
    own = (
        own_field(
            public_id=each.public_id,
            label=each.name,
            reader=partial(of_kind, kind=each.kind, options=each.options),
            is_needed=each.is_required,
            hint=_("One of: {options}").format(options=", ".join(each.options)) if each.options else "",
        )
        for each in position_fields_of(company_id=company_id)
    )
    return (*FIELDS[kind], *own)


@dataclass(frozen=True)
class PreviewRow:
    """One row as it will become: label and value of what it says. ``problems``: why it will not."""

    number: int
    says: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Preview:
    """``first`` rows, whatever they are; ``bad`` ones further down. ``looked_through``: of so many they are counted."""

    first: tuple[PreviewRow, ...]
    bad: tuple[PreviewRow, ...]
    bad_count: int
    looked_through: int
    total: int
    samples: dict[str, str]


def preview_of(*, run: Import) -> Preview:
    """By the mapping as it is now. References to candidates and positions are looked up by the import itself."""
    table, now = table_of(run), clock.now()
    fields = fields_for(company_id=run.company_id, kind=run.kind)
    first: list[PreviewRow] = []
    bad: list[PreviewRow] = []
    bad_count = 0
    for place, row in enumerate(table.rows[:_LOOKED_THROUGH]):
        wish = read_row(run.kind, fields, row.cells, run.fields, now=now, trouble=row.trouble)
        if place < _PREVIEWED or wish.problems:
            shown = PreviewRow(row.number, said_in_words(run.kind, fields, wish.values), tuple(wish.problems))
            if place < _PREVIEWED:
                first.append(shown)
            elif len(bad) < _BAD_SHOWN:
                bad.append(shown)
        bad_count += bool(wish.problems)
    samples = {
        column: next((row.cells[column] for row in table.rows[:50] if row.cells.get(column)), "")
        for column in table.columns
    }
    looked = min(len(table.rows), _LOOKED_THROUGH)
    return Preview(tuple(first), tuple(bad), bad_count, looked, len(table.rows), samples)


_CHOICES: Final[dict[str, Any]] = {
    "prospect_status": dict(ProspectStatus.choices),
    "workplace_type": dict(WorkplaceType.choices),
}


def said_in_words(kind: str, fields: Sequence[Field], values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a row says, in the order of the fields, as people read it."""
    statuses = PositionStatus.choices if kind == ImportKind.POSITIONS else ProcessStatus.choices
    choices = _CHOICES | {"status": dict(statuses)}
    found = []
    for field in fields:
        value = values.get(field.name)
        if value in (None, "", []):
            continue
        if isinstance(value, bool):
            text = _("yes") if value else _("no")
        elif isinstance(value, datetime):
            text = date_format(value, _("j M Y")) + (
                f", {value:%H:%M} UTC" if value.hour or value.minute else ""
            )
        elif isinstance(value, list):
            text = "; ".join(value)
        else:
            text = str(choices.get(field.name, {}).get(value, value))
        found.append((field.title, text))
    return tuple(found)


def rows_with_problems(*, run: Import, after: str | None = None, limit: int = 50) -> Page[ImportRow]:
    """Those that were not imported, or stayed when it was taken back, in the file's order."""
    rows = ImportRow.objects.filter(of_import=run, state__in=(RowState.REFUSED, RowState.STAYED))
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(number__gt=id_of(after))
    found = list(rows.order_by("number")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.number,), count=count)


def possible_duplicates_of(*, run: Import) -> int:
    """How many open cases there are with a candidate of this import."""
    if run.kind != ImportKind.PERSONS or not run.imported:
        return 0
    mine = ImportRow.objects.filter(of_import=run, state=RowState.IMPORTED).values("person_id")
    cases = DuplicateCase.objects.filter(company_id=run.company_id, state=CaseState.OPEN)
    return cases.filter(Q(first_id__in=mine) | Q(second_id__in=mine)).count()


def bad_rows_csv(*, run: Import) -> Iterator[str]:
    """The rows that were not imported as they stood in the file, with what to correct: to be imported once more.

    No cell is a formula for whoever opens it.
    """
    yield "\ufeff" + csv_line([*run.columns, "Row", "Not imported because"])  # English
    rows = ImportRow.objects.filter(of_import=run, state=RowState.REFUSED).order_by("number")
    for row in rows.iterator(chunk_size=500):
        said = " ".join(
            f"{problem['column']}: {problem['sentence']}" if problem["column"] else problem["sentence"]
            for problem in row.problems
        )
        yield csv_line([*(row.cells.get(column, "") for column in run.columns), str(row.number), said])


def csv_line(cells: list[str]) -> str:
    """One line of CSV, as RFC 4180 has it, that holds nothing which a spreadsheet would run."""
    text = io.StringIO()
    csv.writer(text).writerow([outward(cell) for cell in cells])
    return text.getvalue()


def archives_page(*, teammate: Teammate, after: str | None = None, limit: int = 20) -> Page[Archive]:
    """The newest first. Refuses with ``CompanyRoleTooSmall``."""
    _require_export(teammate)
    rows = Archive.objects.filter(company_id=teammate.company_id)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=count)


def archive_by_public_id(*, teammate: Teammate, public_id: str) -> Archive:
    """Refuses with ``CompanyRoleTooSmall`` or ``NotFound``."""
    _require_export(teammate)
    archive = Archive.objects.filter(company_id=teammate.company_id, public_id=public_id).first()
    if archive is None:
        raise NotFound(_("There is no such archive in your company."))
    return archive


def _require_export(teammate: Teammate) -> None:
    require_capability(
        company_id=teammate.company_id, actor=actor_of(teammate), capability=Capability.EXPORT_COMPANY
    )


def left_out_in_words() -> list[str]:
    """What an archive does not hold, each reason once."""
    return [_(reason) for reason in dict.fromkeys(LEFT_OUT.values())]


_LIST_COLUMNS: Final = (
    "Id", "Name", "E-mail", "Phone", "Headline", "Employer", "Location", "Tags",
    "Prospect status", "Do not contact", "Imported via", "Added on", "Positions",  # English
)  # fmt: skip
_LISTED_AT_ONCE: Final = 500


def persons_csv(*, teammate: Teammate, search: PersonSearch, after: str | None) -> tuple[str, str | None]:
    """The next lines of the list of candidates as the teammate sees it, and the cursor after them; None at the end.

    In English, whoever takes it: programs read it, and it can be imported again.
    """
    page = find_page(
        teammate=teammate,
        search=search,
        after=after,
        limit=_LISTED_AT_ONCE,
        with_similar=False,
        with_contacts=True,
    ).page
    head = "" if after else "\ufeff" + csv_line(list(_LIST_COLUMNS))
    with translation.override("en"):
        return head + "".join(csv_line(_listed(row)) for row in page.rows), page.next_cursor


def _listed(row: PersonRow) -> list[str]:
    statuses = dict(ProcessStatus.choices)
    positions = (
        f"{each.position_name}: {statuses.get(each.status, each.status)}"
        + (f", {each.current_step_name}" if each.current_step_name else "")
        for each in row.processes
    )
    return [
        row.public_id,
        row.full_name,
        row.email,
        row.phone,
        row.headline,
        row.employer,
        row.location,
        "; ".join(row.tags),
        str(dict(ProspectStatus.choices).get(row.prospect_status, "")),
        "yes" if row.do_not_contact else "no",
        row.imported_via,
        f"{row.created_at:%Y-%m-%d}",
        "; ".join(positions),
    ]


_DUE_COLUMNS: Final = (
    "Id",
    "Name",
    "Kind",
    "Last activity on",  # English
    "Due on",  # English
    "Kept until",  # English
    "Because",
    "Wish",
    "Trouble",
)


def due_csv(*, teammate: Teammate, days: int, kind: str, after: str | None) -> tuple[str, str | None]:
    """The next lines of those who are due within so many days, as the teammate sees them, and the cursor after them.

    In English, as ``persons_csv``.
    """
    page = due_page(teammate=teammate, days=days, kind=kind, after=after, limit=_LISTED_AT_ONCE)
    head = "" if after else "\ufeff" + csv_line(list(_DUE_COLUMNS))
    with translation.override("en"):
        return head + "".join(csv_line(_due(row)) for row in page.rows), page.next_cursor


def _due(row: DueRow) -> list[str]:
    found = row.clock
    return [
        row.person.public_id,
        row.person.full_name,
        found.get_kind_display(),
        *(f"{at:%Y-%m-%d}" if at else "" for at in (found.last_active_at, found.due_at, found.kept_until)),
        found.kept_because,
        found.get_wish_display() if found.wish else "",
        found.trouble,
    ]
