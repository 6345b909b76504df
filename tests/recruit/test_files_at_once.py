"""One content, two sessions: whoever takes the last row off it and whoever adds a new one do not lose its bytes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from tests.people import Cast, a_person, hiring_company

from recruit.base import clock, files
from recruit.base.errors import NotFound
from recruit.base.tenancy import company_context
from recruit.duplicates import services as duplicates
from recruit.people.models import Person, PersonFile, RemovedFile
from recruit.people.services import add_file, forget_removed_files, remove_file
from recruit.people.services.files import REMOVED_KEPT
from recruit.transfer.models import Import
from recruit.transfer.services.drafting import discard_draft, draft_import

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
CSV = b"First name,Last name\nMia,Brand\n"


@pytest.fixture
def cast(committed: None) -> Cast:
    return hiring_company()


def _file_on(cast: Cast, person: Person) -> PersonFile:
    return add_file(
        person=person, kind="resume", name="cv.pdf", content=PDF, provenance="manual", actor=cast.by_rosa
    )


def _draft(cast: Cast) -> Import:
    return draft_import(
        company_id=cast.company.pk, kind="persons", file_name="a.csv", content=CSV, actor=cast.by_ada
    )


def _remove_for_good(cast: Cast, person: Person, file: PersonFile) -> None:
    remove_file(person=person, public_id=file.public_id, actor=cast.by_rosa)
    RemovedFile.objects.update(removed_at=clock.now() - 2 * REMOVED_KEPT)
    forget_removed_files(company_id=cast.company.pk)


def _is_awaited() -> bool:
    """Does another session wait for a lock of ours?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        return bool(cursor.fetchone()[0])


def _meanwhile(cast: Cast, add: Callable[[], object], remove: Callable[[], object]) -> None:
    """``remove`` is committed in another session while the transaction of ``add`` is not yet."""

    def removing() -> None:
        try:
            with company_context(cast.company.pk):
                remove()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            add()
            under_way: Future[None] = threads.submit(removing)
            while not under_way.done() and not _is_awaited():
                pass
        under_way.result(30)


def test_the_last_file_is_removed_while_another_candidate_gets_the_same(cast):
    mia, noa = a_person(cast, "Mia", "Brand"), a_person(cast, "Noa", "Brand")
    with company_context(cast.company.pk):
        first = _file_on(cast, mia)

        _meanwhile(
            cast,
            lambda: _file_on(cast, noa),
            lambda: _remove_for_good(cast, mia, first),
        )

        [kept] = PersonFile.objects.all()
        with files.opened(company_id=cast.company.pk, digest=kept.sha256) as content:
            assert content.read() == PDF


def test_a_draft_is_discarded_while_the_same_file_is_brought_again(cast):
    with company_context(cast.company.pk):
        first = _draft(cast)

        _meanwhile(cast, lambda: _draft(cast), lambda: discard_draft(run=first, actor=cast.by_ada))

        [kept] = Import.objects.all()
        with files.opened(company_id=cast.company.pk, digest=kept.digest) as content:
            assert content.read() == CSV


def test_without_anybody_else_the_bytes_go(cast):
    with company_context(cast.company.pk):
        draft = _draft(cast)
        digest = draft.digest

        discard_draft(run=draft, actor=cast.by_ada)

        with pytest.raises(NotFound):
            files.opened(company_id=cast.company.pk, digest=digest)


@pytest.mark.parametrize("is_taken_back", [True, False])
def test_what_a_merge_dropped_as_equal_is_kept_until_it_cannot_come_back(cast, is_taken_back):
    with company_context(cast.company.pk):
        one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mía", "Brand")
        kept, dropped = _file_on(cast, one), _file_on(cast, two)
        [case] = duplicates.check_person(company_id=cast.company.pk, person_id=two.pk)
        merge = duplicates.merge_persons(
            company_id=cast.company.pk,
            case_id=case.public_id,
            choices=duplicates.Choices(one.public_id),
            actor=cast.by_olga,
        )

        _remove_for_good(cast, one, kept)
        if is_taken_back:
            duplicates.unmerge_persons(
                company_id=cast.company.pk, merge_id=merge.public_id, actor=cast.by_olga
            )
            back = PersonFile.objects.get(person=two, public_id=dropped.public_id)
            with files.opened(company_id=cast.company.pk, digest=back.sha256) as file:
                assert file.read() == PDF
        else:
            duplicates.forget_merges(company_id=cast.company.pk, person_id=one.pk)
            with pytest.raises(NotFound):
                files.opened(company_id=cast.company.pk, digest=kept.sha256)
