"""M-27: is somebody who is exported, and known by hand under the same name, told of at once, on both pages?"""

from __future__ import annotations

from django.test import Client
from tests.linkedin_sync.acts import exported, push
from tests.linkedin_sync.jobs import run_jobs
from tests.people import a_person, a_process

from recruit.duplicates.enums import CaseState
from recruit.duplicates.models import DuplicateCase
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import Person
from recruit.people.services import add_contact_point


def typed_in(scene) -> Person:
    """By hand, with an address."""
    person = a_person(scene.cast, "Mia", "Brand")
    add_contact_point(
        person=person, kind=ContactKind.EMAIL, value="mia@mail.example", provenance=Provenance.MANUAL,
        actor=scene.cast.by_rosa,
    )  # fmt: skip
    a_process(scene.cast, person)
    return person


def warnings_on(scene, person: Person) -> str:
    reader = Client()
    reader.force_login(scene.cast.rosa, backend="recruit.company.selectors.SignInBackend")
    return reader.get(f"/candidates/{person.public_id}").content.decode()


def test_an_exported_namesake_of_somebody_known_by_hand_is_a_case_on_both_pages(scene):
    by_hand = typed_in(scene)
    run_jobs()
    exported(scene, "req-1")
    assert push(scene, "req-1") == 200
    run_jobs()

    [case] = DuplicateCase.objects.all()
    came = Person.objects.exclude(pk=by_hand.pk).get()
    assert {case.first_id, case.second_id} == {by_hand.pk, came.pk}
    assert (case.state, case.sentence) == (CaseState.OPEN, "The same name: Mia Brand.")
    for person, other in ((by_hand, came), (came, by_hand)):
        page = warnings_on(scene, person)
        assert "Possible duplicate of" in page
        assert f"/candidates/{other.public_id}" in page
