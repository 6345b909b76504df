"""Everybody whom a search finds is changed in slices: by the rules of one, each refusal told, and taken back."""

from __future__ import annotations

import pytest
from tests.people import a_person, a_position, a_process

from recruit.base.errors import NotFound
from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess, ManyRun
from recruit.hiring.selectors import PersonSearch, run_of
from recruit.hiring.services import (
    NobodyFound,
    NotToBeUndone,
    TooManyAtOnce,
    advance_process,
    forget_in_runs,
    hold_process,
    in_slices,
    start_many,
    take_many_back,
    take_slice,
)
from recruit.people.selectors import tags_of
from recruit.people.services.tags import ensure_tag


def begin(cast, kind, search=None, actor=None, **how):
    return start_many(
        company_id=cast.company.pk,
        kind=kind,
        search=search or PersonSearch(position=cast.position.public_id),
        position_public_id=cast.position.public_id,
        actor=actor or cast.by_rosa,
        **how,
    )


def work(cast, run, slices=None):
    """The worker, all of it or so many slices."""
    taken = 0
    while slices is None or taken < slices:
        taken += 1
        if not take_slice(company_id=cast.company.pk, run_id=run.pk):
            break
    return ManyRun.objects.get(pk=run.pk)


def statuses(processes):
    return [HiringProcess.objects.get(pk=process.pk).status for process in processes]


@pytest.fixture
def small(monkeypatch):
    """Slices of two, five at most."""
    monkeypatch.setattr(in_slices, "_SLICE", 2)
    monkeypatch.setattr(in_slices, "MOST_IN_SLICES", 5)


def test_a_whole_search_is_rejected_slice_by_slice_and_taken_back(cast, small):
    processes = [a_process(cast) for _ in range(5)]
    hold_process(process=processes[0], actor=cast.by_rosa)
    run = begin(cast, "reject", words="Too far")

    half = work(cast, run, slices=1)
    told = run_of(teammate=cast.rosa, public_id=run.public_id)
    assert (half.done, told.told, told.is_going_on) == (2, "2 of 5 done.", True)
    done = work(cast, run)

    assert statuses(processes) == ["rejected"] * 5
    assert (done.state, done.changed, done.refused) == ("done", 5, [])
    take_many_back(company_id=cast.company.pk, public_id=run.public_id, actor=cast.by_rosa)
    back = work(cast, run)
    assert (back.state, back.taken_back) == ("undone", 5)
    with pytest.raises(NotToBeUndone):
        take_many_back(company_id=cast.company.pk, public_id=run.public_id, actor=cast.by_rosa)
    assert statuses(processes) == ["on_hold", *["in_progress"] * 4]


def test_each_who_cannot_is_told_with_the_reason_and_the_others_go_on(cast, small):
    going, held, elsewhere = a_process(cast), a_process(cast), a_person(cast, "Nora")
    hold_process(process=held, actor=cast.by_rosa)
    other = a_position(cast, "Planner", recruiter=cast.rosa)
    a_process(cast, elsewhere, other)

    run = begin(cast, "advance", search=PersonSearch())
    work(cast, run)

    told = run_of(teammate=cast.rosa, public_id=run.public_id)
    assert {person.full_name: why for person, why in told.refused} == {
        held.person.full_name: f"{held.person.full_name} is on hold. Resume the candidate before you complete a step.",
        elsewhere.full_name: "Nothing there to move.",
    }
    assert told.told == "Done: 1 of 3 were advanced."
    assert HiringProcess.objects.get(pk=going.pk).current_step_order == 2


def test_who_has_moved_on_since_stays_when_it_is_taken_back(cast, small):
    first, second = a_process(cast), a_process(cast)
    run = begin(cast, "advance")
    work(cast, run)
    advance_process(process=HiringProcess.objects.get(pk=first.pk), actor=cast.by_hans)

    take_many_back(company_id=cast.company.pk, public_id=run.public_id, actor=cast.by_rosa)
    work(cast, run)

    orders = [HiringProcess.objects.get(pk=each.pk).current_step_order for each in (first, second)]
    told = run_of(teammate=cast.rosa, public_id=run.public_id)
    assert orders == [3, 1]
    assert told.told == "Taken back for 1. 1 have moved on since and stay where they are."


def test_a_tag_is_taken_off_only_those_who_got_it_newly(cast, small):
    people = [a_process(cast).person for _ in range(3)]
    before = begin(cast, "tag", search=PersonSearch(query=people[0].last_name), words="Welder")
    work(cast, before)

    run = begin(cast, "tag", words="welder")
    work(cast, run)
    tagged = [[tag.name for tag in tags_of(person=person)] for person in people]
    take_many_back(company_id=cast.company.pk, public_id=run.public_id, actor=cast.by_rosa)
    work(cast, run)

    assert tagged == [["Welder"]] * 3
    assert [[tag.name for tag in tags_of(person=person)] for person in people] == [["Welder"], [], []]


def test_too_many_and_nobody_are_refused_before_anything_begins(cast, small):
    for _ in range(6):
        a_process(cast)

    with pytest.raises(TooManyAtOnce, match="more than 5 candidates"):
        begin(cast, "reject", words="x")
    with pytest.raises(NobodyFound):
        begin(cast, "reject", search=PersonSearch(query="nobody"), words="x")
    assert not ManyRun.objects.exists()


def test_nobody_else_reads_it_or_takes_it_back_and_a_leaver_changes_nothing_more(cast, small):
    processes = [a_process(cast) for _ in range(3)]
    run = begin(cast, "reject", words="Too far")
    work(cast, run, slices=1)
    Teammate.objects.filter(pk=cast.rosa.pk).update(is_active=False)

    done = work(cast, run)

    assert sorted(statuses(processes)) == ["in_progress", "rejected", "rejected"]
    assert [each["why"] for each in done.refused] == ["The teammate who began this is deactivated."]
    with pytest.raises(NotFound):
        run_of(teammate=cast.hans, public_id=run.public_id)
    with pytest.raises(NotFound):
        take_many_back(company_id=cast.company.pk, public_id=run.public_id, actor=cast.by_hans)


def test_nothing_is_said_of_the_erased(cast, small):
    held = a_process(cast)
    hold_process(process=held, actor=cast.by_rosa)
    run = begin(cast, "advance")
    work(cast, run)

    forget_in_runs(company_id=cast.company.pk, person=held.person)

    assert ManyRun.objects.get(pk=run.pk).refused == []


@pytest.mark.parametrize("gone", range(5))
def test_whoever_is_erased_while_a_tag_is_taken_back_leaves_no_other_out(cast, small, gone):
    people = [a_process(cast).person for _ in range(5)]
    run = begin(cast, "tag", words="Welder")
    run = work(cast, run)
    take_many_back(company_id=cast.company.pk, public_id=run.public_id, actor=cast.by_rosa)
    half = work(cast, run, slices=1)
    assert half.taken_back == 2
    erased = next(each for each in people if each.public_id == run.changes[gone])

    forget_in_runs(company_id=cast.company.pk, person=erased)
    back = work(cast, run)

    assert (back.state, len(back.changes), back.taken_back) == ("undone", 4, 4)
    assert erased.public_id not in back.changes
    assert [each for each in people if each != erased and tags_of(person=each)] == []


def test_what_is_refused_of_all_at_once_ends_the_run_all_the_same(cast, small):
    """A recruiter may put a tag of the system's own on candidates, and not take it off."""
    people = [a_process(cast).person for _ in range(3)]
    ensure_tag(company_id=cast.company.pk, name="Imported: File", system=True)
    run = begin(cast, "tag", words="imported: file")
    work(cast, run)
    take_many_back(company_id=cast.company.pk, public_id=run.public_id, actor=cast.by_rosa)
    back = work(cast, run)

    assert (back.state, back.taken_back, back.kept_standing) == ("undone", 3, 3)
    assert all(tags_of(person=person) for person in people)
    without = begin(cast, "tag", words=" ")
    done = work(cast, without)
    assert (done.state, done.changed) == ("done", 0)
    assert {each["why"] for each in done.refused} == {"A tag needs at least one letter. Type a word."}
