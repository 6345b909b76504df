"""A file comes in through the browser, without scripts: chosen, matched, started, told, taken back."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.people import Cast
from tests.recruit.filed import PERSONS
from tests.recruit_web.conftest import HTMX, queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.people.models import Person
from recruit.transfer import services
from recruit.transfer.models import Import


def uploaded(client, content: str, name: str = "people.csv", kind: str = "persons"):
    file = SimpleUploadedFile(name, content.encode(), "text/csv")
    return client.post("/settings/imports", {"kind": kind, "file": file})


def work(cast: Cast, import_id: str) -> None:
    with company_context(cast.company.pk):
        run = Import.objects.get(public_id=import_id)
        services.work_import(company_id=cast.company.pk, import_id=run.pk)


def test_rosa_imports_a_file_and_reads_what_became_of_it(cast, browser):
    rosa = browser(cast.rosa)
    assert "/settings/imports" in rosa.get("/candidates").content.decode()
    answer = uploaded(rosa, PERSONS + "k9;Ole;Berg;=nobody;;;\n")
    address = answer["Location"]
    import_id = address.rsplit("/", 1)[-1]

    draft = text_of(rosa.get(address))
    assert "3 rows. Read as CSV with semicolons, UTF-8" in draft
    assert "1 of 3 rows cannot be imported" in draft
    assert "E-mail: “=nobody” is no e-mail address" in draft.replace("<strong>", "").replace("</strong>", "")
    assert Person.objects.count() == 0
    # Another look: the phone is left out.
    chosen = {f"column-{place}": name for place, name in enumerate(
        ["external_id", "first_name", "last_name", "email", "", "tags", "added_at"])}  # fmt: skip
    assert rosa.post(address, chosen)["Location"] == f"{address}#preview"
    assert "+49 421" not in text_of(rosa.get(address)).split('id="preview"')[1]
    lacking = rosa.post(f"{address}/start", chosen | {"column-1": "", "column-2": ""})
    assert lacking.status_code == 422
    assert "No column is chosen for: First name or Last name or Full name" in text_of(lacking)

    assert rosa.post(f"{address}/start", chosen | {"bad_rows": "skip"})["Location"] == address
    running = text_of(rosa.get(address, headers=HTMX))
    assert "Importing: 0 %" in running
    work(cast, import_id)

    told = text_of(rosa.get(address, headers=HTMX))
    assert "Finished" in told
    assert "<dt>Imported</dt><dd>2</dd>" in told
    assert "Row 4" in told
    bad = rosa.get(f"{address}/bad-rows.csv")
    assert "'=nobody" in bad.content.decode()
    assert "attachment" in bad["Content-Disposition"]
    assert "people.csv" in text_of(rosa.get("/settings/imports"))
    assert queries_of(rosa, "/settings/imports") <= 12
    assert queries_of(rosa, address) <= 14

    assert rosa.post(f"{address}/undo")["Location"] == address
    with company_context(cast.company.pk):
        run = Import.objects.get(public_id=import_id)
        services.work_undo(company_id=cast.company.pk, import_id=run.pk, teammate_id=cast.rosa.pk)
        assert not Person.objects.exists()
    assert "Taken back" in text_of(rosa.get(address))
    audit = text_of(browser(cast.ada).get("/settings/audit"))
    assert "imported the file “people.csv”: 2 of 3 rows, candidates" in audit
    assert "took the import of “people.csv” back: 2 rows" in audit


def test_a_file_that_is_none_says_what_to_do_and_a_draft_can_go(cast, browser):
    rosa = browser(cast.rosa)
    refused = uploaded(rosa, "PK\x03\x04", "people.xlsx")
    assert refused.status_code == 422
    assert "save it as “CSV UTF-8”" in text_of(refused)
    assert "This field is required" in text_of(rosa.post("/settings/imports", {"kind": "persons"}))
    address = uploaded(rosa, '[{"name": "<script>alert(1)</script>"}]', "x.json")["Location"]
    assert "<script>alert" not in rosa.get(address).content.decode()
    assert browser(cast.hans).get(address).status_code == 403
    assert browser(cast.ada).get(address).status_code == 200

    assert rosa.post(f"{address}/discard")["Location"] == "/settings/imports"
    assert rosa.get(address).status_code == 404
