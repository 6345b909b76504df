"""What a file of rows says, however it was saved; and what is wrong with a cell, in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from recruit.transfer.enums import ImportKind
from recruit.transfer.rules import fields, values
from recruit.transfer.rules.fields import FIELDS
from recruit.transfer.rules.reading import (
    MOST_ROWS,
    FileNotUnderstood,
    outward,
    read_table,
)
from recruit.transfer.rules.rows import read_row, split_name
from recruit.transfer.rules.values import Unclear

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
MIA = {"Name": "Mia Brand", "City": "Köln"}
WRITTEN = "Name;City\r\nMia Brand;Köln\r\n"


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("Name,City\nMia Brand,Köln\n".encode(), "CSV with commas, UTF-8"),
        (WRITTEN.encode(), "CSV with semicolons, UTF-8"),
        (b"\xef\xbb\xbf" + WRITTEN.encode(), "CSV with semicolons, UTF-8"),  # Excel's "CSV UTF-8"
        (WRITTEN.encode("cp1252"), "CSV with semicolons, Windows-1252"),  # Excel's "CSV" in Germany
        ("Name\tCity\nMia Brand\tKöln\n".encode("utf-16"), "CSV with tabs, UTF-16"),  # Excel's "Unicode text"
        (
            "Name\tCity\nMia Brand\tKöln\n".encode("utf-16-le"),
            "CSV with tabs, UTF-16",
        ),  # the same without its mark
        (b"sep=|\r\n" + "Name|City\r\nMia Brand|Köln".encode(), "CSV with bars, UTF-8"),
        ('"Name","City"\n"Mia Brand","Köln"'.encode(), "CSV with commas, UTF-8"),
        ("\n\nName,City\nMia Brand,Köln".encode(), "CSV with commas, UTF-8"),  # lines above the headings
        ("Name,City,,\nMia Brand,Köln,,\n,,,\n".encode(), "CSV with commas, UTF-8"),  # empty columns and rows
        (json.dumps([MIA]).encode(), "JSON, UTF-8"),
        (json.dumps({"candidates": [MIA], "next": None}).encode(), "JSON, UTF-8"),
        (json.dumps(MIA).encode(), "JSON, UTF-8"),
        (f"{json.dumps(MIA)}\n{json.dumps(MIA)}\n".encode(), "JSON, UTF-8"),  # an object on each line
    ],
)
def test_a_table_is_found_however_it_was_saved(content, form):
    table = read_table(content)

    assert table.form == form
    assert table.columns == ("Name", "City")
    assert table.rows[0].cells == MIA


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    table = read_table(b'Name,Notes\nMia,"one\ntwo"\n\nJan,three\n')

    assert [(row.number, row.cells["Name"]) for row in table.rows] == [(2, "Mia"), (4, "Jan")]


def test_a_row_with_more_cells_than_headings_says_so():
    table = read_table(b"Name,City\nBrand, Mia,Bremen\n")

    assert "put that cell in quotation marks" in table.rows[0].trouble


def test_headings_without_a_name_or_of_one_name_are_told_apart():
    assert read_table(b"E-mail,E-mail,\na@example.com,b@example.com,x").columns == ("E-mail", "E-mail (2)")
    assert read_table(b"A,A (2),A\nx,y,z").columns == ("A", "A (2)", "A (3)")
    assert read_table(b"E-mail,,City\na,b,c").columns == ("E-mail", "Column 2", "City")


def test_json_may_nest_and_hold_lists():
    table = read_table(json.dumps([{"name": {"first": "Mia"}, "emails": ["a@example.com", "b@example.com"],
                                    "ok": True, "age": 41, "none": None}]).encode())  # fmt: skip

    assert table.rows[0].cells == {
        "name.first": "Mia", "emails": "a@example.com; b@example.com", "ok": "yes", "age": "41",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"Name,City\n", "no rows below"),
        (b"PK\x03\x04rest", "CSV UTF-8"),
        (b'[{"Name": "Mia"', "cannot be read as such"),
        (b'Name,City\n"' + b"x" * 140_000, "Row 2 cannot be read"),
        (b"Name\n" + b"x\n" * (MOST_ROWS + 1), "split it into several"),
        (b",".join(b"c%d" % n for n in range(101)) + b"\n" + b"x," * 100 + b"x", "101 columns"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a": 1}\n' + b'{"a":' * 200_000, "nested too deeply"),
        (b'[{"a": ' + b'{"b":' * 5_000 + b"1" + b"}" * 5_000 + b"}]", "nested too deeply"),
        (b"[" + b"{}," * MOST_ROWS + b"{}]", "split it into several"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content, said):
    with pytest.raises(FileNotUnderstood, match=said):
        read_table(content)


def test_what_no_database_takes_is_not_in_what_is_read():
    table = read_table(rb'[{"na\u0000me\ud800": "Mi\u0000a \ud800"}]')

    assert (table.columns, table.rows[0].cells) == (("name?",), {"name?": "Mia ?"})


@pytest.mark.parametrize("cell", ["=1+1", "+49 421 1", "-x", "@sum", "\tx", "plain", "'quoted", ""])
def test_no_cell_is_a_formula_outside_and_comes_back_as_it_was(cell):
    written = outward(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))

    table = read_table(f'Name,City\nMia,"{written}"\n'.encode())

    assert table.rows[0].cells.get("City", "") == cell.strip()


@pytest.mark.parametrize(
    ("kind", "columns", "remembered", "found"),
    [
        ("persons", ["First Name", "Surname", "E-mail address", "Mobile phone", "Shoe size"], {},
         ["first_name", "last_name", "email", "phone", ""]),
        ("persons", ["Vorname", "Nachname", "E-Mail", "Telefon", "Ort"], {},
         ["first_name", "last_name", "email", "phone", "location"]),
        ("persons", ["id", "name", "email", "email (2)", "Work e-mail"], {},
         ["external_id", "full_name", "email", "email", "email"]),
        # What was chosen last time comes first, also that a column is none.
        ("persons", ["Nick", "First name", "Title"], {"nick": "first_name", "title": ""}, ["first_name", "", ""]),
        # One value is given to one column.
        ("persons", ["First name", "Given name"], {}, ["first_name", ""]),
        ("positions", ["Requisition ID", "Title", "City", "State", "Hiring manager e-mail"], {},
         ["custom_id", "name", "city", "status", "hiring_manager"]),
        ("processes", ["Candidate ID", "Job", "Stage", "Applied date"], {},
         ["person_external_id", "position_name", "step", "started_at"]),
        ("persons", ["x"], {"x": "no_such_field"}, [""]),
    ],
)  # fmt: skip
def test_a_field_is_suggested_for_each_column(kind, columns, remembered, found):
    assert list(fields.suggested(FIELDS[kind], columns, remembered).values()) == found


def test_what_has_to_be_mapped_is_asked_for():
    assert fields.missing("persons", FIELDS["persons"], {"a": "email"}) == [
        "First name or Last name or Full name"
    ]
    assert fields.missing("persons", FIELDS["persons"], {"a": "full_name"}) == []
    assert fields.missing("processes", FIELDS["processes"], {"a": "person_email"}) == [
        "Position's own id or Requisition number or Position's name"
    ]
    assert fields.given_twice(
        FIELDS["persons"], {"a": "email", "b": "email", "c": "headline", "d": "headline"}
    ) == ["Headline"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", "2024-03-01T00:00:00+00:00"),
        ("2024-03-01T14:30:00+02:00", "2024-03-01T12:30:00+00:00"),
        ("2024-03-01 14:30", "2024-03-01T14:30:00+00:00"),
        ("1.3.2024", "2024-03-01T00:00:00+00:00"),
        ("01.03.2024 09:15", "2024-03-01T09:15:00+00:00"),
        ("2024/3/1", "2024-03-01T00:00:00+00:00"),
        ("31/01/2024", "2024-01-31T00:00:00+00:00"),  # no month has 31 numbers
        ("01/31/2024", "2024-01-31T00:00:00+00:00"),
        ("03/03/2024", "2024-03-03T00:00:00+00:00"),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert values.moment(text).isoformat() == day


@pytest.mark.parametrize(
    ("reader", "text", "said"),
    [
        (values.moment, "02/03/2024", "2024-02-03 or 2024-03-02"),
        (values.moment, "yesterday", "Write it such as"),
        (values.moment, "31.2.2024", "Write it such as"),
        (values.moment, "0001-01-01T00:00:00+14:00", "no day"),
        (lambda text: values.past_moment(text, now=NOW), "2027-01-01", "still to come"),
        (values.yes_or_no, "perhaps", "neither yes nor no"),
        (values.emails, "mia at example.com", "no e-mail address"),
        (values.emails, "a@b@example.com", "no e-mail address"),
        (values.phones, "call me", "no phone number"),
        (values.links, "javascript:alert(1).x", "no address on the web"),
        (values.country, "Germany", "DE for Germany"),
        (lambda text: values.one_of(text, [("on_hold", "On hold"), ("open", "Open")]), "gone", "On hold, Open"),
    ],
)  # fmt: skip
def test_an_unclear_cell_says_what_to_write(reader, text, said):
    with pytest.raises(Unclear, match=said):
        reader(text)


def test_cells_are_read_as_they_are_meant():
    assert values.emails("Mia Brand <mia@example.com>; jan@example.com,mia@example.com") == [
        "mia@example.com", "jan@example.com",
    ]  # fmt: skip
    assert values.one_of("ON-HOLD", [("on_hold", "On hold")]) == "on_hold"
    assert values.yes_or_no(" Ja ")
    assert not values.yes_or_no("0")
    assert values.country("de") == "DE"


@pytest.mark.parametrize(
    ("full", "names"),
    [("Mia Brand", ("Mia", "Brand")), ("Brand, Mia Luise", ("Mia Luise", "Brand")), ("Mia", ("Mia", "")),
     ("Mia Luise Brand", ("Mia Luise", "Brand"))],
)  # fmt: skip
def test_a_full_name_is_split(full, names):
    assert split_name(full) == names


@pytest.mark.parametrize(
    ("kind", "cells", "mapping", "problems"),
    [
        ("persons", {"n": "Mia Brand", "m": "mia@example.com"}, {"n": "full_name", "m": "email"}, []),
        ("persons", {"m": "mia@example.com"}, {"n": "full_name", "m": "email"}, [("", "first or a last name")]),
        ("persons", {"n": "Mia", "m": "mia", "d": "soon"}, {"n": "first_name", "m": "email", "d": "added_at"},
         [("m", "no e-mail address"), ("d", "no day")]),
        ("persons", {"n": "x" * 201}, {"n": "first_name"}, [("n", "201 characters"), ("", "first or a last name")]),
        ("persons", {"n": "Mia", "t": "x" * 101}, {"n": "first_name", "t": "tags"}, [("t", "101 characters")]),
        ("persons", {"n": "Mia", "t": ";".join("abcdefghijklmnopqrstuvwxyz")}, {"n": "first_name", "t": "tags"},
         [("t", "More than 20")]),
        ("positions", {"c": "Bremen"}, {"n": "name", "c": "city"}, [("n", "needs a name")]),
        ("processes", {"p": "R-1"}, {"p": "position_custom_id", "e": "person_email"}, [("", "which candidate")]),
        ("processes", {"e": "a@example.com"}, {"p": "position_custom_id", "e": "person_email"}, [("", "which position")]),
        ("processes", {"e": "nobody", "p": "R-1"}, {"p": "position_custom_id", "e": "person_email"},
         [("e", "no e-mail address")]),
        ("processes", {"e": "a@example.com", "p": "R", "a": "2024-02-01", "z": "2024-01-01"},
         {"p": "position_custom_id", "e": "person_email", "a": "started_at", "z": "moved_at"},
         [("z", "before the beginning")]),
    ],
)  # fmt: skip
def test_each_problem_names_its_column_and_what_to_do(kind, cells, mapping, problems):
    wish = read_row(kind, FIELDS[kind], cells, mapping, now=NOW)

    assert [problem.column for problem in wish.problems] == [column for column, _ in problems]
    for problem, (_, said) in zip(wish.problems, problems, strict=True):
        assert said in problem.sentence


def test_every_field_of_every_kind_has_names_of_its_own():
    for kind in ImportKind:
        names = [field.name for field in fields.FIELDS[kind]]
        assert len(names) == len(set(names))
        for field in fields.FIELDS[kind]:
            assert field.label
