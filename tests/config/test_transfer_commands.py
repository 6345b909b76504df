"""Files come in and archives go out from the command line, in words that people read."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from tests.people import hiring_company
from tests.recruit.filed import PERSONS

from config.transfer.arguments import add_export_words, add_import_words
from config.transfer.commands import run_export, run_import
from config.trouble import Trouble
from recruit.base.tenancy import company_context
from recruit.company.models import Company
from recruit.company.selectors import all_companies
from recruit.people.models import Person


def words(add, *given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add(parser)
    return parser.parse_args([str(each) for each in given])


def bring(*given: str) -> tuple[str, int]:
    return run_import(words(add_import_words, *given))


def test_rows_come_in_and_the_whole_company_goes_out_and_in(db, tmp_path: Path):
    cast = hiring_company()
    file = tmp_path / "people.csv"
    file.write_text(PERSONS + "k9;;;;;;\n", "utf-8")

    told, status = bring("persons", file, "--as", "rosa@robots.example")

    assert status == 3
    assert "people.csv: 3 rows, read as CSV with semicolons, UTF-8." in told
    assert "2 imported, 0 there already, 1 not imported." in told
    assert "Row 4: A candidate needs a first or a last name. Fill one in." in told
    with company_context(cast.company.pk):
        assert Person.objects.count() == 2
    assert bring("persons", file, "--all-or-nothing")[1] == 3
    file.write_text(PERSONS, "utf-8")
    assert "0 imported, 2 there already" in bring("persons", file)[0]

    archive = tmp_path / "robots.zip"
    told = run_export(words(add_export_words, archive))
    assert "Robots Ltd with" in told
    with pytest.raises(Trouble, match="there already"):
        run_export(words(add_export_words, archive))
    told, status = bring("company", archive)

    assert status == 0
    assert "a copy: its public ids are new" in told
    assert "Olga Owner: http" in told
    assert [company.name for company in all_companies()] == ["Robots Ltd", "Robots Ltd"]
    with pytest.raises(Trouble, match="Say which company"):
        run_export(words(add_export_words))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("persons", "nowhere.csv"), "There is no file"),
        (("persons", "{file}", "--as", "nobody@robots.example"), "no teammate with the address"),
        (("persons", "{file}", "--as", "hans@robots.example"), "Your company role does not allow this"),
        (("persons", "{file}", "--company", "Bakers"), "no company Bakers"),
        (("company", "{file}"), "no complete archive"),
        (("positions", "{file}"), "No column is chosen for: Name"),
    ],
)
def test_what_cannot_be_says_why(db, tmp_path: Path, given, said):
    hiring_company()
    file = tmp_path / "x.csv"
    file.write_text("Shoe;Vorname\n41;Mia\n", "utf-8")

    with pytest.raises(Trouble, match=said):
        bring(*(each.format(file=file) for each in given))

    assert Company.objects.count() == 0
    (company,) = all_companies()
    with company_context(company.pk):
        assert not Person.objects.exists()
