"""Are two records of one human one afterwards, with everything that either had, and nothing that neither had?"""

from __future__ import annotations

import pytest
from tests.people import SETTING_UP, Cast, a_person, a_position, a_process

from recruit.activity.models import Activity, Note
from recruit.activity.services import add_note
from recruit.base.errors import NotFound
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.duplicates import selectors, services
from recruit.duplicates.models import DuplicateCase, Merge
from recruit.duplicates.services import Choices
from recruit.duplicates.tasks import forget_old_images
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import PersonMoved, visible_person
from recruit.hiring.services import reject_process
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import ContactPoint, ExternalIdentity, Person, PersonTag
from recruit.people.services import add_contact_point, set_external_identity, tag_person
from recruit.sources.services import add_source

pytestmark = pytest.mark.database


def the_same_phone(cast: Cast, *persons: Person) -> DuplicateCase:
    """The case of two persons who give one number."""
    for person in persons:
        add_contact_point(
            person=person,
            kind=ContactKind.PHONE,
            value="+49 421 5550123",
            provenance=Provenance.MANUAL,
            actor=SETTING_UP,
        )
    [case] = services.check_person(company_id=cast.company.pk, person_id=persons[-1].pk)
    return case


@pytest.fixture
def pair(cast: Cast) -> tuple[Person, Person]:
    """Mia by hand, with an employer; Mia from an export, as a confirmed member and with a tag."""
    one = a_person(cast, "Mía", "Brandt", employer="Weldworks")
    two = a_person(cast, "Mia", "Brand", headline="Welder", location="Bremen")
    set_external_identity(person=two, provider="network", subject="member-1", verified=True, actor=SETTING_UP)
    tag_person(person=two, name="Imported", actor=SETTING_UP)
    return one, two


def merge(cast: Cast, case: DuplicateCase, survivor: Person, **choices) -> Merge:
    return services.merge_persons(
        company_id=cast.company.pk,
        case_id=case.public_id,
        choices=Choices(survivor.public_id, **choices),
        actor=choices.pop("actor", cast.by_rosa),
    )


def test_the_survivor_has_what_either_had(cast: Cast, pair):
    one, two = pair
    case = the_same_phone(cast, one, two)
    add_contact_point(
        person=two, kind=ContactKind.EMAIL, value="mia@mail.example", provenance=Provenance.MANUAL,
        actor=SETTING_UP,
    )  # fmt: skip
    process = a_process(cast, two)
    note = add_note(company_id=cast.company.pk, person_id=two.pk, text="Called back", actor=cast.by_rosa)
    Teammate.objects.filter(pk=cast.otto.pk).update(hidden_person_id=two.pk)

    done = merge(cast, case, one)

    fresh = Person.objects.get(pk=one.pk)
    assert (fresh.full_name, fresh.employer, fresh.headline, fresh.location) == (
        "Mía Brandt", "Weldworks", "Welder", "Bremen",
    )  # fmt: skip
    assert not Person.objects.filter(pk=two.pk).exists()
    assert {p.normalized for p in ContactPoint.objects.filter(person=one)} == {
        "+494215550123", "mia@mail.example",
    }  # fmt: skip
    assert ExternalIdentity.objects.get(subject="member-1").person_id == one.pk
    assert HiringProcess.objects.get(pk=process.pk).person_id == one.pk
    assert Note.objects.get(pk=note.pk).person_id == one.pk
    assert not Activity.objects.filter(person_id=two.pk).exists()
    assert Teammate.objects.get(pk=cast.otto.pk).hidden_person_id == one.pk
    assert PersonTag.objects.get(person=one).tag.name == "Imported"
    assert not DuplicateCase.objects.exists()
    assert (done.lost_name, done.merged_by_name) == ("Mia Brand", cast.rosa.full_name)
    with pytest.raises(PersonMoved) as moved:
        visible_person(teammate=cast.rosa, public_id=two.public_id)
    assert moved.value.evidence["public_id"] == one.public_id


def test_a_second_click_changes_nothing_more(cast: Cast, pair):
    case = the_same_phone(cast, *pair)

    first, second = merge(cast, case, pair[0]), merge(cast, case, pair[0])

    assert first.pk == second.pk
    assert Merge.objects.count() == 1


def test_each_field_can_be_taken_from_the_one_who_goes(cast: Cast, pair):
    one, two = pair
    case = the_same_phone(cast, one, two)
    for person, address in ((one, "one@mail.example"), (two, "two@mail.example")):
        add_contact_point(
            person=person, kind=ContactKind.EMAIL, value=address, provenance=Provenance.MANUAL,
            actor=SETTING_UP,
        )  # fmt: skip

    merge(cast, case, one, fields={"name": two.public_id, "email": two.public_id})

    assert Person.objects.get(pk=one.pk).full_name == "Mia Brand"
    primary = ContactPoint.objects.get(person=one, kind=ContactKind.EMAIL, is_primary=True)
    assert primary.normalized == "two@mail.example"
    assert ContactPoint.objects.filter(person=one, kind=ContactKind.EMAIL).count() == 2


def test_of_two_processes_for_one_position_somebody_says_which_goes_on(cast: Cast, pair):
    one, two = pair
    case = the_same_phone(cast, one, two)
    ours, theirs = a_process(cast, one), a_process(cast, two)

    with pytest.raises(services.StillUndecided, match="Welding Robot Technician"):
        merge(cast, case, one)
    assert Person.objects.filter(pk=two.pk).exists()
    merge(cast, case, one, stop=frozenset({theirs.public_id}))

    assert HiringProcess.objects.get(pk=ours.pk).status == ProcessStatus.IN_PROGRESS
    stopped = HiringProcess.objects.get(pk=theirs.pk)
    assert (stopped.person_id, stopped.status) == (one.pk, ProcessStatus.WITHDRAWN)
    assert "Duplicate" in stopped.reason


def test_a_process_takes_the_source_that_was_chosen_and_has_its_own_again(cast: Cast, pair):
    """M-41: the one that continues is credited to the export, by the choice of whoever merges."""
    one, two = pair
    case = the_same_phone(cast, one, two)
    fair, export = (
        add_source(company_id=cast.company.pk, name=name, type=kind, actor=cast.by_ada)
        for name, kind in (("Welders' fair", "job_fair"), ("Rosa (export)", "active_search"))
    )
    ours, theirs = a_process(cast, one, source_id=fair.pk), a_process(cast, two, source_id=export.pk)

    done = merge(
        cast, case, one, stop=frozenset({theirs.public_id}), sources={ours.public_id: theirs.public_id}
    )
    assert _sources(ours, theirs) == [export.pk, export.pk]
    services.unmerge_persons(company_id=cast.company.pk, merge_id=done.public_id, actor=cast.by_ada)

    assert _sources(ours, theirs) == [fair.pk, export.pk]


def _sources(*processes: HiringProcess) -> list[int | None]:
    return [HiringProcess.objects.get(pk=process.pk).source_id for process in processes]


def test_a_note_written_at_the_moment_of_the_merge_comes_along(cast: Cast, pair):
    """Past the locks of the merge: it is of whoever is gone, until the nightly look."""
    one, two = pair
    case = the_same_phone(cast, one, two)
    merge(cast, case, one)
    elsewhere = a_person(cast, "Noor", "Haddad")
    note, other = (
        add_note(company_id=cast.company.pk, person_id=person_id, text="Called back", actor=cast.by_rosa)
        for person_id in (two.pk, elsewhere.pk)
    )

    forget_old_images()

    with company_context(cast.company.pk):
        assert Note.objects.get(pk=note.pk).person_id == one.pk
        assert Note.objects.get(pk=other.pk).person_id == elsewhere.pk
        assert not Activity.objects.filter(person_id=two.pk).exists()


def test_one_position_at_a_time_holds_after_a_merge(cast: Cast, pair):
    one, two = pair
    case = the_same_phone(cast, one, two)
    type(cast.company).objects.filter(pk=cast.company.pk).update(allows_several_positions=False)
    a_process(cast, one)
    theirs = a_process(cast, two, a_position(cast, "Lighting Designer", recruiter=cast.rosa))

    with pytest.raises(services.StillUndecided, match="one position at a time"):
        merge(cast, case, one)
    merge(cast, case, one, stop=frozenset({theirs.public_id}))

    assert HiringProcess.objects.filter(person=one, status=ProcessStatus.IN_PROGRESS).count() == 1


def test_two_confirmed_members_of_one_network_are_two_people(cast: Cast, pair):
    one, two = pair
    case = the_same_phone(cast, one, two)
    set_external_identity(person=one, provider="network", subject="member-2", verified=True, actor=SETTING_UP)

    with pytest.raises(services.MembersDiffer, match="not the same one"):
        merge(cast, case, one)

    assert selectors.comparison_of(teammate=cast.rosa, public_id=case.public_id).veto == "network"


def test_who_may_not_resolve_duplicates_merges_nobody(cast: Cast, pair):
    case = the_same_phone(cast, *pair)
    for person in pair:
        reject_process(process=a_process(cast, person), reason="No", actor=SETTING_UP)

    with pytest.raises(services.NotTheirsToMerge):
        services.merge_persons(
            company_id=cast.company.pk, case_id=case.public_id, choices=Choices(pair[0].public_id),
            actor=cast.by_ines,
        )  # fmt: skip
    with pytest.raises(NotFound):
        services.merge_persons(
            company_id=cast.company.pk, case_id=case.public_id, choices=Choices(pair[0].public_id),
            actor=cast.by_otto,
        )  # fmt: skip


def test_an_unseen_position_for_which_both_are_considered_is_not_decided_blindly(cast: Cast, pair):
    secret = a_position(cast, "Quiet Successor", is_discreet=True)
    case = the_same_phone(cast, *pair)
    for person in pair:
        a_process(cast, person, secret)
        a_process(cast, person, a_position(cast, f"Open one {person.pk}", recruiter=cast.rosa))

    with pytest.raises(services.OutOfSight):
        merge(cast, case, pair[0])


def test_what_either_was_different_from_stays_so_and_comes_back(cast: Cast, pair):
    one, two = pair
    case = the_same_phone(cast, one, two)
    third = a_person(cast, "Mia", "Brand", headline="Welder", location="Bremen")
    add_contact_point(
        person=third, kind=ContactKind.PHONE, value="+49 421 5550123", provenance=Provenance.MANUAL,
        actor=SETTING_UP,
    )  # fmt: skip
    cases = services.check_person(company_id=cast.company.pk, person_id=third.pk)
    other = next(each for each in cases if two.pk in {each.first_id, each.second_id})
    services.decide_different(company_id=cast.company.pk, public_id=other.public_id, actor=cast.by_rosa)
    DuplicateCase.objects.filter(first=one, second=third).delete()

    done = merge(cast, case, one)
    carried = DuplicateCase.objects.get(first=one, second=third)
    assert carried.state == "different"
    services.unmerge_persons(company_id=cast.company.pk, merge_id=done.public_id, actor=cast.by_ada)

    assert DuplicateCase.objects.get(public_id=other.public_id).state == "different"
    assert not DuplicateCase.objects.filter(pk=carried.pk).exists()
