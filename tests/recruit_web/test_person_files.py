"""Files on a candidate's page: added by several at once, refused by name, changed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.people import a_person, a_process
from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.people.models import PersonFile

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
JSON = {"Accept": "application/json"}


@pytest.fixture
def mia(cast):
    person = a_person(cast, "Mia", "Brand")
    a_process(cast, person)
    return person


def where(person, *parts: str) -> str:
    return "/".join(["/candidates", person.public_id, "files", *parts])


def test_the_form_sends_several_and_names_what_is_refused(cast, browser, mia):
    rosa = browser(cast.rosa)
    assert "DOC, DOCX, JPG, PDF, PNG, TXT, at most 6.0" in text_of(rosa.get(where(mia)))
    sent = [SimpleUploadedFile("Mia CV.pdf", PDF), SimpleUploadedFile("tool.exe", b"MZ")]

    answer = rosa.post(where(mia), {"kind": "", "about": "", "files": sent}, headers={"Accept": "text/html"})

    assert answer.status_code == 422
    page = text_of(answer)
    assert "tool.exe: A file of this kind is not taken. Choose one of these" in page
    assert "Mia CV.pdf is added: résumé." in page
    page = text_of(rosa.get(f"/candidates/{mia.public_id}"))
    assert "Current résumé" in page

    assert "Choose at least one file." in text_of(rosa.post(where(mia), {}, headers={"Accept": "text/html"}))
    sent = [SimpleUploadedFile("letter.txt", b"Dear all")]
    answer = rosa.post(where(mia), {"files": sent}, headers={"Accept": "text/html"})
    assert answer["Location"] == f"/candidates/{mia.public_id}"


def test_a_script_gets_a_word_for_each_file_and_only_who_may_edit_adds(cast, browser, mia):
    with company_context(cast.company.pk):
        process = mia.processes.get()
    rosa = browser(cast.rosa)

    def send(who, name: str, content: bytes):
        given = {"kind": "other", "about": process.public_id, "files": SimpleUploadedFile(name, content)}
        return who.post(where(mia), given, headers=JSON)

    answer = send(rosa, "offer.pdf", PDF)
    assert (answer.status_code, answer.json()) == (201, {"sentence": "offer.pdf is added: other file."})
    answer = send(rosa, "offer.docx", b"PK")
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("offer.docx: The file")
    assert send(browser(cast.ines), "x.pdf", PDF).status_code == 403
    assert send(browser(cast.otto), "x.pdf", PDF).status_code == 404

    with company_context(cast.company.pk):
        file = PersonFile.objects.get()
    assert file.process_id == process.pk
    changing = where(mia, file.public_id, "change")
    assert process.public_id in rosa.get(changing, headers=HTMX).content.decode()
    answer = rosa.post(changing, {"name": "Offer of May", "kind": "other", "about": ""}, headers=HTMX)
    assert "The file is changed." in text_of(answer)
    assert "Offer of May.pdf" in text_of(rosa.get(f"/candidates/{mia.public_id}"))
