"""Files on a candidate's page: added by several at once, refused by name, changed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.people import a_person, a_process
from tests.recruit_web.conftest import HTMX, text_of, whole

from recruit.base.tenancy import company_context
from recruit.people.models import PersonFile
from recruit.people.services import add_file

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
    page = text_of(rosa.get(whole(f"/candidates/{mia.public_id}")))
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
    assert "Offer of May.pdf" in text_of(rosa.get(whole(f"/candidates/{mia.public_id}")))


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
DOC = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(400)


@pytest.mark.parametrize(
    ("name", "content", "shown_by", "sent_as"),
    [
        ("cv.pdf", PDF, "<iframe", "application/pdf"),
        ("photo.png", PNG, "<img", "image/png"),
        ("remarks.txt", b"<script>alert(1)</script>", "&lt;script&gt;alert(1)", None),
        ("cv.doc", DOC, "A browser does not show files of this kind.", None),
    ],
)
def test_a_file_is_read_in_the_page_and_runs_nothing(cast, browser, mia, name, content, shown_by, sent_as):
    with company_context(cast.company.pk):
        file = add_file(
            person=mia, kind="other", name=name, content=content, provenance="manual", actor=cast.by_rosa
        )
    rosa = browser(cast.rosa)

    page = rosa.get(where(mia, file.public_id, "view"))

    assert shown_by in page.content.decode()
    assert "<script>alert(1)" not in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert browser(cast.otto).get(where(mia, file.public_id, "view")).status_code == 404
    sent = rosa.get(where(mia, file.public_id, "content"))
    if sent_as is None:
        assert sent.status_code == 404
        return
    assert b"".join(sent.streaming_content) == content
    assert sent["Content-Type"] == sent_as
    assert sent["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'self'"
    assert (sent["X-Content-Type-Options"], sent["X-Frame-Options"]) == ("nosniff", "SAMEORIGIN")
    assert sent["Content-Disposition"].startswith("inline")
    assert browser(cast.otto).get(where(mia, file.public_id, "content")).status_code == 404


def test_no_other_page_lets_frames_in(cast, browser):
    assert "frame-src" not in browser(cast.rosa).get("/candidates")["Content-Security-Policy"]
