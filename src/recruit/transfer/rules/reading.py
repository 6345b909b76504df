"""What is in a file of rows? Its kind, its letters and what stands between its cells are found out, not asked.

Spreadsheets write the same table in many ways: with a mark at the beginning, in UTF-16, in the letters of Windows, with
semicolons where the comma is decimal. People do not know which, and need not.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any, Final

from recruit.base.errors import Refusal
from recruit.base.texts import gettext as _
from recruit.base.texts import gettext_noop, number_format

#: The longest request takes eight megabytes, the file among them.
MOST_BYTES: Final = 7 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 100
_LONGEST_CELL: Final = 100_000
_DELIMITERS: Final = (",", ";", "\t", "|")
_WITH: Final = {
    ",": gettext_noop("CSV with commas, {letters}"),
    ";": gettext_noop("CSV with semicolons, {letters}"),
    "\t": gettext_noop("CSV with tabs, {letters}"),
    "|": gettext_noop("CSV with bars, {letters}"),
}
_LOOKED_AT: Final = 50  # rows by which the delimiter is found
_JOINED: Final = "; "  # several values in one cell


class FileNotUnderstood(Refusal):
    code = "file_not_understood"


@dataclass(frozen=True)
class Row:
    """``number`` as a spreadsheet counts, the headings being 1. ``trouble``: why it is no row of this table."""

    number: int
    cells: dict[str, str]
    trouble: str = ""


@dataclass(frozen=True)
class Table:
    """A file's rows under its columns, as text; ``form`` says in words what the file turned out to be."""

    form: str
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)


def read_table(content: bytes) -> Table:
    """Refuses with ``FileNotUnderstood``: too large, empty, not a table, too many rows or columns."""
    if len(content) > MOST_BYTES:
        raise FileNotUnderstood(
            _("The file is larger than {most} MB. Split it into several and import them one by one.").format(
                most=MOST_BYTES // 2**20
            )
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileNotUnderstood(
            _("This is a spreadsheet's own file. Open it there, save it as “CSV UTF-8” and choose that file.")
        )
    text, letters = decoded(content)
    if not text.strip():
        raise FileNotUnderstood(_("The file is empty. Choose one with a row of headings and rows below."))
    try:
        table = _read_json(text, letters) if text.lstrip()[0] in "[{" else _read_csv(text, letters)
    except RecursionError as deep:
        raise FileNotUnderstood(_("The file's objects are nested too deeply. Write them flat.")) from deep
    if not table.rows:
        raise FileNotUnderstood(_("The file has headings and no rows below them. Choose one with rows."))
    _require_few_columns(len(table.columns))
    return table


def _require_few_columns(number: int) -> None:
    if number > MOST_COLUMNS:
        raise FileNotUnderstood(
            _("The file has {n} columns. Delete those that are not needed: {most} are read.").format(
                n=number, most=MOST_COLUMNS
            )
        )


def _require_few_rows(number: int) -> None:
    if number > MOST_ROWS:
        raise FileNotUnderstood(
            _(
                "The file has more than {most} rows, and so many are imported at once: split it into several."
            ).format(most=number_format(MOST_ROWS, force_grouping=True))
        )


def decoded(content: bytes) -> tuple[str, str]:
    """The text without marks and NULs, and what its letters are called."""
    for mark, codec, name in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if content.startswith(mark):
            return _storable(content.decode(codec, errors="replace")), name
    codec = _wide(content)
    if codec:
        return _storable(content.decode(codec, errors="replace")), "UTF-16"
    try:
        return _storable(content.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return _storable(content.decode("cp1252")), "Windows-1252"
    except UnicodeDecodeError:
        return _storable(content.decode("latin-1")), "Latin-1"


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is nought."""
    head = content[:2000]
    if len(head) < 4:  # noqa: PLR2004 -- too short to tell
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else ""


def _storable(text: str) -> str:
    """What a database takes: no NUL, and no half of a pair of UTF-16, which JSON can write."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode()


def _read_csv(text: str, letters: str) -> Table:
    text, told = _told_delimiter(text)
    delimiter = told or found_delimiter(text)
    records = _records(text, delimiter)
    heading = next(((number, cells) for number, cells in records if any(cells)), None)
    if heading is None:
        raise FileNotUnderstood(_("The file has no headings. Give its first row the names of the columns."))
    first, names = heading
    while names and not names[-1].strip():
        names = names[:-1]
    _require_few_columns(len(names))
    columns = _unique(names)
    shift = first - 1  # empty lines above the headings are not counted
    filled = ((number, cells) for number, cells in records if any(cell.strip() for cell in cells))
    # No more are made than are needed to tell that they are too many.
    rows = [_row(number - shift, cells, columns) for number, cells in islice(filled, MOST_ROWS + 1)]
    _require_few_rows(len(rows))
    return Table(_(_WITH[delimiter]).format(letters=letters), columns, rows)


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel may write ``sep=;`` above the headings."""
    line, _, rest = text.partition("\n")
    line = line.strip().strip('"')
    if line.lower().startswith("sep=") and line[4:] in _DELIMITERS:
        return rest, line[4:]
    return text, ""


def found_delimiter(text: str) -> str:
    """The one by which the first rows have the most columns, and as many in each as the headings have."""

    def fitness(delimiter: str) -> tuple[float, int]:
        try:
            widths = [
                len(cells)
                for _, (_, cells) in zip(range(_LOOKED_AT), _records(text, delimiter), strict=False)
                if any(cells)
            ]
        except FileNotUnderstood:
            return (0.0, 0)
        if not widths or widths[0] == 1:
            return (0.0, 0)
        same = Counter(widths)[widths[0]] / len(widths)
        return (same, widths[0])

    return max(_DELIMITERS, key=fitness)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record with its number; a record with line breaks inside is one, as spreadsheets count."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileNotUnderstood(
                _("Row {n} cannot be read ({error}). Look for a quotation mark that is not closed.").format(
                    n=number, error=error
                )
            ) from error
        yield number, cells


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Columns without a name get a letter's, those of one name are numbered."""
    found: dict[str, None] = {}
    for place, name in enumerate(names, start=1):
        plain = " ".join(name.split())[:100] or f"Column {place}"  # English
        numbered = (f"{plain} ({number})" for number in count(2))
        found[plain if plain not in found else next(each for each in numbered if each not in found)] = None
    return tuple(found)


def _row(number: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    named = {column: _inward(cell) for column, cell in zip(columns, cells, strict=False) if cell.strip()}
    trouble = ""
    if any(cell.strip() for cell in cells[len(columns) :]):
        trouble = _(
            "This row has {cells} cells, the headings are {headings}. "
            "A comma or a quotation mark inside a cell may have split it: put that cell in quotation marks."
        ).format(cells=len(cells), headings=len(columns))
    elif any(len(cell) > _LONGEST_CELL for cell in cells):
        trouble = _("A cell has more than {most} characters. Shorten it.").format(
            most=number_format(_LONGEST_CELL, force_grouping=True)
        )
    return Row(number, named, trouble)


def _read_json(text: str, letters: str) -> Table:
    records = list(_objects(text))
    _require_few_rows(len(records))
    columns: dict[str, None] = {}
    rows = []
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            rows.append(Row(number, {}, _("This is no object with names and values. Write it in braces.")))
            continue
        cells = {name: _inward(value) for name, value in _flat(record) if value.strip()}
        columns.update(dict.fromkeys(name for name, _ in _flat(record)))
        rows.append(Row(number, cells))
    return Table(f"JSON, {letters}", tuple(columns), rows)


def _objects(text: str) -> list[Any]:
    """A list, an object that holds one, or an object on each line."""
    try:
        found = json.loads(text)
    except ValueError as whole:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError:
            raise FileNotUnderstood(
                _("The file begins like JSON and cannot be read as such: {error}. Correct it there.").format(
                    error=whole
                )
            ) from whole
    if isinstance(found, list):
        return found
    lists = [value for value in found.values() if isinstance(value, list)]
    return lists[0] if len(lists) == 1 and all(isinstance(each, dict) for each in lists[0]) else [found]


def _flat(record: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Names and texts; what is nested is named by its way, and several values become one cell."""
    for key, value in record.items():
        name = _storable(f"{above}{key}")[:100]
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif isinstance(value, list):
            yield name, _JOINED.join(_text(each) for each in value)
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _storable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


#: What a spreadsheet would take for a formula.
FORMULA_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")


def outward(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell


def _inward(cell: str) -> str:
    """What ``outward`` has put before it is taken off again."""
    return cell[1:].strip() if cell.startswith("'") and cell[1:].startswith(FORMULA_BEGINS) else cell.strip()
