"""Files on persons: what is taken, what it is called, where its bytes lie."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from tests.people import a_person

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.base import clock, files
from recruit.base.errors import NotFound
from recruit.base.media import MOST_BYTES, TEXTS, FileNotTaken, clean_name, media_type_of
from recruit.base.tenancy import company_context
from recruit.people.models import PersonFile, RemovedFile
from recruit.people.selectors import files_of
from recruit.people.services import add_file, forget_removed_files, remove_file
from recruit.people.services.files import REMOVED_KEPT

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def a_day_later(company_id: int) -> None:
    RemovedFile.objects.update(removed_at=clock.now() - REMOVED_KEPT - timedelta(seconds=1))
    forget_removed_files(company_id=company_id)


def office(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        for name in ("[Content_Types].xml", *names):
            parts.writestr(name, "<x/>")
    return content.getvalue()


DOC = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(400)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("cv.pdf", PDF, "application/pdf"),
        ("CV.PDF", PDF, "application/pdf"),
        (
            "cv.docx",
            office("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("cv.doc", DOC, "application/msword"),
    ],
)
def test_a_text_is_taken_as_what_it_is(name: str, content: bytes, media_type: str):
    assert media_type_of(name, content, among=TEXTS) == media_type


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("cv.pdf", b"", "empty"),
        ("cv.pdf", PDF + bytes(MOST_BYTES), "larger than 6 MB"),
        ("cv.exe", b"MZ" + bytes(100), "one of these: DOC, DOCX, PDF"),
        ("cv", PDF, "one of these"),  # no ending at all
        ("cv.pdf", b"MZ\x90" + bytes(200), "not what is in it"),  # a program
        ("cv.pdf", b"<html><script>alert(1)</script>", "not what is in it"),
        ("cv.docx", office("xl/workbook.xml"), "not what is in it"),  # a spreadsheet
        (
            "cv.docx",
            office("word/document.xml", "word/vbaProject.bin"),
            "not what is in it",
        ),  # with a program
        ("cv.docx", b"PK\x03\x04 torn off", "not what is in it"),
        ("cv.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "not what is in it"),  # an installer
        ("cv.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "one of these"),  # no text
    ],
)
def test_what_lies_about_itself_is_refused(name: str, content: bytes, word: str):
    with pytest.raises(FileNotTaken, match=word):
        media_type_of(name, content, among=TEXTS)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Résumé of Mia.pdf", "Résumé of Mia.pdf"),
        ("..\\..\\windows\\cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00\u202eb\n.pdf", "ab.pdf"),
        ("x" * 300 + ".docx", "x" * 145 + ".docx"),
        ("...", "file"),
    ],
)
def test_a_name_is_only_a_name(name: str, clean: str):
    assert clean_name(name) == clean


def test_a_resume_is_kept_once_and_told_in_the_history(cast):
    mia = a_person(cast, "Mia", "Brand")

    with company_context(cast.company.pk):
        for name in ("cv.pdf", "again.pdf"):
            add_file(
                person=mia, kind="resume", name=name, content=PDF, provenance="manual", actor=cast.by_rosa
            )

        [kept] = files_of(person=mia, visible_position_ids=None)
        assert (kept.name, kept.size, kept.media_type) == ("cv.pdf", len(PDF), "application/pdf")
        with files.opened(company_id=cast.company.pk, digest=kept.sha256) as bytes_kept:
            assert bytes_kept.read() == PDF
        [told] = Activity.objects.filter(verb=Verb.FILE_ADDED)
        assert told.data["file"] == "cv.pdf"


def test_bytes_belong_to_one_company_and_can_go(settings, tmp_path: Path):
    settings.FILES_FOLDER = tmp_path
    digest = files.put(company_id=1, content=PDF)
    assert digest == files.put(company_id=1, content=PDF)

    with pytest.raises(NotFound):
        files.opened(company_id=2, digest=digest)
    files.discard(company_id=1, digest=digest)
    files.discard(company_id=1, digest=digest)

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_refused_file_leaves_nothing(cast):
    mia = a_person(cast, "Mia", "Brand")

    with company_context(cast.company.pk):
        with pytest.raises(FileNotTaken):
            add_file(
                person=mia,
                kind="resume",
                name="cv.pdf",
                content=b"MZ",
                provenance="manual",
                actor=cast.by_rosa,
            )

        assert not PersonFile.objects.exists()


def test_a_removed_file_is_gone_with_its_bytes_unless_somebody_else_has_them(
    cast, django_capture_on_commit_callbacks
):
    mia, noa = a_person(cast, "Mia", "Brand"), a_person(cast, "Noa", "Brand")

    with company_context(cast.company.pk):
        mine, theirs = (
            add_file(
                person=person,
                kind="resume",
                name="cv.pdf",
                content=PDF,
                provenance="manual",
                actor=cast.by_rosa,
            )
            for person in (mia, noa)
        )
        with pytest.raises(NotFound):
            remove_file(person=mia, public_id=theirs.public_id, actor=cast.by_rosa)

        with django_capture_on_commit_callbacks(execute=True):
            remove_file(person=mia, public_id=mine.public_id, actor=cast.by_rosa)
            a_day_later(cast.company.pk)
        assert files_of(person=mia, visible_position_ids=None) == []
        files.opened(company_id=cast.company.pk, digest=theirs.sha256).close()

        with django_capture_on_commit_callbacks(execute=True):
            remove_file(person=noa, public_id=theirs.public_id, actor=cast.by_rosa)
        with django_capture_on_commit_callbacks(execute=True):
            a_day_later(cast.company.pk)
        with pytest.raises(NotFound):
            files.opened(company_id=cast.company.pk, digest=theirs.sha256)
        told = Activity.objects.filter(verb=Verb.FILE_REMOVED).first()
        assert told is not None
        assert told.data["file"] == "cv.pdf"
