"""A file of candidates comes in by a person's hand, a worker dies meanwhile, and everything goes out as one archive."""

from __future__ import annotations

import zipfile
from secrets import token_hex

from playwright.sync_api import expect
from tests.journeys.stack import until

from config.demo import cast

ROWS = 120


def people(mark: str) -> dict[str, object]:
    lines = ["Number;Vorname;Nachname;E-Mail;Schlagworte"]
    lines += [f"{mark}-{n};Imma{mark};Listner{n};imma{n}@{mark}.example;{mark}" for n in range(ROWS - 1)]
    lines.append(f"{mark}-last;Imma{mark};;not an address;")
    content = "\r\n".join(lines).encode("cp1252")
    return {"name": f"{mark}.csv", "mimeType": "text/csv", "buffer": content}


def test_a_file_comes_in_whatever_becomes_of_the_worker_and_goes_out_as_a_list(recruit, recruit_stack, truth):
    """M-35, M-05: candidates of a file, none of them twice, none of them known at LinkedIn."""
    rosa, mark = recruit(cast.ROSA), f"quern{token_hex(3)}"
    page = rosa.page
    page.goto(f"{rosa.url}/settings/imports")
    page.locator("input[type=file]").set_input_files(people(mark))
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_label("Vorname")).to_have_value("first_name")
    page.get_by_label("Number").select_option(label="Own id")
    page.get_by_role("button", name="Show the preview again").click()
    expect(page.get_by_role("region", name="Preview")).to_contain_text(f"{mark}-0")
    page.get_by_role("button", name=f"Import {ROWS:,} rows").click()
    until(
        lambda: truth.rows(
            "SELECT 1 FROM transfer_import WHERE state <> 'draft' AND file_name = %s", f"{mark}.csv"
        )
    )
    recruit_stack.kill("worker")

    expect(page.get_by_text("Finished")).to_be_visible(timeout=90_000)
    expect(page.get_by_role("region", name="Rows that were not imported")).to_contain_text(
        "“not an address” is no e-mail address. Correct it, or empty the cell."
    )
    known = "SELECT count(*), count(DISTINCT last_name) FROM people_person WHERE first_name = %s"
    assert truth.rows(known, f"Imma{mark}") == [(ROWS - 1, ROWS - 1)]
    assert truth.rows(
        "SELECT DISTINCT provider FROM people_externalidentity WHERE subject LIKE %s", f"{mark}-%"
    ) == [("file",)]
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download the rows that were not imported").click()
    assert f"{mark}-last" in waited.value.path().read_text("utf-8-sig")
    page.goto(f"{rosa.url}/candidates?tag={mark}")
    expect(page.get_by_text(f"{ROWS - 1:,} candidates tagged “{mark}”")).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download as CSV").click()
    assert len(waited.value.path().read_text("utf-8-sig").splitlines()) == ROWS


def test_everything_goes_out_as_one_archive(recruit):
    """M-35, M-36: of one's own company, and of no other."""
    ada = recruit(cast.ADA)
    page = ada.page
    page.goto(f"{ada.url}/settings/exports")

    page.get_by_role("button", name="Make an archive").click()

    download = page.get_by_role("button", name="Download").first
    expect(download).to_be_visible(timeout=90_000)
    with page.expect_download() as waited:
        download.click()
    with zipfile.ZipFile(waited.value.path()) as archive:
        assert archive.testzip() is None
        company = archive.read("tables/company_company.jsonl").decode()
        assert "Lumen Works" in company
        assert company.count("\n") == 1
    page.get_by_role("button", name="Delete").first.click()
