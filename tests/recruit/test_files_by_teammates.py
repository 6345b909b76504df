"""Files of teammates: which kind, who sees them, how they change, go, and come back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.people import Cast, a_person, a_position, a_process

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.base import files
from recruit.base.errors import NotFound
from recruit.base.media import FileNotTaken, media_type_of
from recruit.base.tenancy import company_context
from recruit.hiring.selectors import file_of_visible_person, files_of_visible_person, visible_person
from recruit.hiring.services import delete_process
from recruit.people import services
from recruit.people.enums import FileKind
from recruit.people.models import Person, PersonFile, RemovedFile
from recruit.people.rules import kind_by_name
from recruit.positions.services import set_discretion

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mia Brand CV.pdf", FileKind.RESUME),
        ("résumé-2026.docx", FileKind.RESUME),
        ("Lebenslauf_Brand.doc", FileKind.RESUME),
        ("cover letter and CV.pdf", FileKind.COVER_LETTER),  # the letter says more
        ("Motivationsschreiben.pdf", FileKind.COVER_LETTER),
        ("cvs-archive.pdf", FileKind.OTHER),  # a word within a word is none
        ("certificate.pdf", FileKind.OTHER),
        ("cv", FileKind.OTHER),  # no ending, no text
    ],
)
def test_what_a_file_is_by_its_name(name: str, kind: FileKind):
    assert kind_by_name(name, is_text="." in name) == kind


def test_a_picture_of_a_cv_is_no_resume():
    assert kind_by_name("cv.png", is_text=False) == FileKind.OTHER


@pytest.mark.parametrize(
    ("content", "is_taken"),
    [
        ("Grüße\r\n\tTom".encode(), True),
        (b"\xef\xbb\xbfwith a mark", True),
        (b"<script>alert(1)</script>", True),  # a text about scripts is a text, and is sent as nothing else
        (b"MZ\x00\x01", False),
        ("Grüße".encode("latin-1"), False),
    ],
)
def test_a_plain_text_is_utf_8_without_control_characters(content: bytes, is_taken: bool):
    if is_taken:
        assert media_type_of("notes.txt", content) == "text/plain"
    else:
        with pytest.raises(FileNotTaken, match="not what is in it"):
            media_type_of("notes.txt", content)


@pytest.fixture
def mia(cast: Cast) -> Person:
    person = a_person(cast, "Mia", "Brand")
    a_process(cast, person)
    return person


def put(cast: Cast, person: Person, name: str = "cv.pdf", content: bytes = PDF, **more: Any) -> PersonFile:
    return services.add_file(
        person=person,
        kind=more.pop("kind", ""),
        name=name,
        content=content,
        provenance="manual",
        actor=cast.by_rosa,
        **more,
    )


def about(process: Any) -> services.About:
    return services.About(process.pk, process.position_id, process.position.name)


def told(verb: Verb) -> list[Any]:
    return list(Activity.objects.filter(verb=verb).order_by("pk"))


def test_a_file_for_one_position_is_seen_by_who_may_see_the_position(cast: Cast, mia: Person):
    secret = a_position(cast, "Chief of Everything")
    process = a_process(cast, mia, secret)
    with company_context(cast.company.pk):
        set_discretion(position=secret, is_discreet=True, actor=cast.by_olga)
        offer = put(cast, mia, "offer.pdf", about=about(process))
        put(cast, mia)

        def names(teammate: Any) -> list[str]:
            found = visible_person(teammate=teammate, public_id=mia.public_id)
            return [file.name for file in files_of_visible_person(teammate=teammate, person=found)]

        assert names(cast.olga) == ["cv.pdf", "offer.pdf"]
        assert names(cast.ada) == ["cv.pdf"]
        with pytest.raises(NotFound):
            file_of_visible_person(teammate=cast.ada, person=mia, public_id=offer.public_id)
        # What history tells of it stays among those who see the position.
        assert [fact.position_id for fact in told(Verb.FILE_ADDED)] == [secret.pk, None]


def test_a_resume_is_for_everyone_who_may_see_the_candidate(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        process = mia.processes.get()
        letter = put(cast, mia, "cover letter.pdf", about=about(process))
        assert (letter.kind, letter.process_id) == (FileKind.COVER_LETTER, process.pk)

        changed = services.change_file(
            person=mia,
            public_id=letter.public_id,
            name="Mia",
            kind="resume",
            about=about(process),
            actor=cast.by_rosa,
        )

        assert (changed.name, changed.kind, changed.process_id) == ("Mia.pdf", FileKind.RESUME, None)
        [fact] = told(Verb.FILE_CHANGED)
        assert (fact.data["kind"], fact.data["file"]) == ("résumé", "Mia.pdf")


def test_what_is_no_text_becomes_no_resume_and_nothing_is_told_of_no_change(cast: Cast, mia: Person):
    png = b"\x89PNG\r\n\x1a\n" + bytes(40)
    with company_context(cast.company.pk):
        photo = put(cast, mia, "photo.png", png)
        same: dict[str, Any] = {
            "person": mia,
            "public_id": photo.public_id,
            "about": None,
            "actor": cast.by_rosa,
        }
        with pytest.raises(services.ResumeNotText, match=r"photo\.png is no text"):
            services.change_file(name="photo.png", kind="resume", **same)
        services.change_file(name="photo", kind="other", **same)

        assert told(Verb.FILE_CHANGED) == []


def test_the_same_content_has_each_kind_once(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        put(cast, mia, kind="resume")
        other = put(cast, mia, "copy.pdf", kind="other")

        with pytest.raises(services.SameFileThere, match="as résumé already"):
            services.change_file(
                person=mia,
                public_id=other.public_id,
                name="copy",
                kind="resume",
                about=None,
                actor=cast.by_rosa,
            )


def test_a_removed_file_comes_back_as_it_was(
    cast: Cast, mia: Person, django_capture_on_commit_callbacks: Any
):
    with company_context(cast.company.pk):
        file = put(cast, mia, "offer.pdf", about=about(mia.processes.get()))
        before = {name: value for name, value in vars(file).items() if name not in ("_state", "id")}
        with django_capture_on_commit_callbacks(execute=True):
            services.remove_file(person=mia, public_id=file.public_id, actor=cast.by_rosa)
            assert not PersonFile.objects.exists()
            services.forget_removed_files(company_id=cast.company.pk)  # of today: it stays

            back = services.put_file_back(person=mia, public_id=file.public_id, actor=cast.by_rosa)

        again = vars(PersonFile.objects.get())
        assert {name: again[name] for name in before} == before
        files.opened(company_id=cast.company.pk, digest=back.sha256).close()
        assert [fact.data["file"] for fact in told(Verb.FILE_PUT_BACK)] == ["offer.pdf"]
        with pytest.raises(NotFound):
            services.put_file_back(person=mia, public_id=file.public_id, actor=cast.by_rosa)


def test_what_was_added_again_meanwhile_stays_alone(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        file = put(cast, mia)
        services.remove_file(person=mia, public_id=file.public_id, actor=cast.by_rosa)
        again = put(cast, mia)

        assert services.put_file_back(person=mia, public_id=file.public_id, actor=cast.by_rosa) == again
        assert not RemovedFile.objects.exists()


def test_with_a_process_the_files_about_it_go(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        process = mia.processes.get()
        put(cast, mia, "offer.pdf", about=about(process))
        put(cast, mia)

        delete_process(process=process, actor=cast.by_olga)

        assert [file.name for file in PersonFile.objects.all()] == ["cv.pdf"]
