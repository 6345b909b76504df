"""Is a merge that is taken back as if it had never been, on all tables, whatever had happened before?"""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.people import SETTING_UP, Cast, a_person, a_position, a_process
from tests.recruit.lives import ACTS, Life

from recruit.activity.models import Activity, Note
from recruit.activity.services import add_note
from recruit.base import clock
from recruit.base.errors import NotAllowed, NotFound
from recruit.base.tenancy import company_context
from recruit.duplicates import selectors, services, tasks
from recruit.duplicates.models import LaterRow, Merge, MergedRow
from recruit.duplicates.services import Choices
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.models import HiringProcess
from recruit.hiring.rules import is_active
from recruit.hiring.services import advance_process, reject_process
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import ContactPoint, Person, PersonTag
from recruit.people.services import (
    add_contact_point,
    tag_person,
    update_person,
)

pytestmark = pytest.mark.database
#: ``MERGE_FUZZ=500`` tells more stories.
STORIES = int(os.environ.get("MERGE_FUZZ", "8"))
PHASES = (Phase.explicit, Phase.generate)
_OURS = ("recruit.", "linkedin_sync")
#: What is only ever added to, what tells of the merge itself, and the engine's marks, which say that something changed.
_LOGS = {
    "activity_activity", "hiring_processchange", "duplicates_merge", "duplicates_mergedrow", "duplicates_laterrow",
    "linkedin_sync_mark",
}  # fmt: skip
#: Written anew from what a person has; their ids say nothing.
_DERIVED = {"people_persontoken", "duplicates_blockingkey", "people_nameword"}
#: Reports are counted by rows that are only added.
_SUMS = {"reports_processtally", "reports_steptally"}
#: A merge and its undoing are changes of these rows, and outside systems are told so.
_TOUCHED = {("people_person", "updated_at"), ("hiring_hiringprocess", "updated_at")}


def snapshot() -> dict[str, Any]:
    """Every row of the company's every table, as JSON."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if not model.__module__.startswith(_OURS) or table in _LOGS:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT to_jsonb(one) FROM "{table}" AS one')
            rows = [json.loads(row) if isinstance(row, str) else row for (row,) in cursor.fetchall()]
        if table in _SUMS:
            found[table] = _sums(rows)
            continue
        dropped = {column for where, column in _TOUCHED if where == table}
        if table in _DERIVED:
            dropped |= {"id"}
        found[table] = sorted(
            json.dumps({name: value for name, value in row.items() if name not in dropped}, sort_keys=True)
            for row in rows
        )
    return found


def _sums(rows: list[dict[str, Any]]) -> list[str]:
    """What the rows add up to; one and one less is nothing."""
    sums: Counter[str] = Counter()
    for row in rows:
        what = {name: value for name, value in row.items() if name not in ("id", "number", "is_folded")}
        sums[json.dumps(what, sort_keys=True)] += row["number"]
    return sorted(f"{what}: {number}" for what, number in sums.items() if number)


def history() -> set[tuple[int, int | None]]:
    """Whose each entry of history is."""
    return set(Activity.objects.values_list("pk", "person_id"))


def _phone(person: Person, value: str = "+49 421 5550123", **more: Any) -> None:
    add_contact_point(
        person=person, kind=ContactKind.PHONE, value=value, provenance=Provenance.MANUAL, actor=SETTING_UP,
        **more,
    )  # fmt: skip


def _merged(cast: Cast, survivor: Person, other: Person, **choices: Any) -> Merge:
    """The case of the two is decided: they are one."""
    services.check_person(company_id=cast.company.pk, person_id=other.pk)
    [case] = [
        case
        for case in services.check_person(company_id=cast.company.pk, person_id=survivor.pk)
        if {case.first_id, case.second_id} == {survivor.pk, other.pk}
    ]
    return services.merge_persons(
        company_id=cast.company.pk,
        case_id=case.public_id,
        choices=Choices(survivor.public_id, **choices),
        actor=cast.by_olga,
    )


def _unmerged(cast: Cast, merge: Merge) -> Merge:
    return services.unmerge_persons(company_id=cast.company.pk, merge_id=merge.public_id, actor=cast.by_ada)


@pytest.fixture
def pair(cast: Cast) -> tuple[Person, Person]:
    one, two = a_person(cast, "Mía", "Brandt"), a_person(cast, "Mia", "Brand")
    for person in (one, two):
        _phone(person)
    return one, two


class _Enough(Exception):  # noqa: N818 -- no error: a way out
    """Takes back what a story did."""


_STORY = st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), max_size=14)


@pytest.mark.parametrize("older_survives", [True, False])
@settings(
    max_examples=STORIES,
    phases=PHASES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=_STORY, choosing=st.booleans())
def test_merge_and_unmerge_leave_everything_as_it_was(cast: Cast, story, choosing, older_survives):
    with suppress(_Enough), transaction.atomic():
        elsewhere = a_position(cast, "Lighting Designer")
        one, two = a_person(cast, "Mía", "Brandt"), a_person(cast, "Mia", "Brand")
        for person in (one, two):
            _phone(person)
        for number, (act, of_two) in enumerate(story):
            getattr(Life(cast, (two if of_two else one).pk, number, elsewhere), act)()
        survivor, other = (one, two) if older_survives else (two, one)
        for person in (survivor, other):
            services.check_person(company_id=cast.company.pk, person_id=person.pk)
        stop = [
            process.public_id
            for process in HiringProcess.objects.filter(person=other)
            if is_active(process.status)
            and any(
                is_active(p.status)
                for p in HiringProcess.objects.filter(person=survivor, position=process.position)
            )
        ]
        fields = dict.fromkeys(("name", "employer", "email"), other.public_id) if choosing else {}
        before, whose = snapshot(), history()

        merge = _merged(cast, survivor, other, stop=frozenset(stop), fields=fields)
        assert not Activity.objects.filter(person_id=other.pk).exists()
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if field.column == "person_id" and model.__module__.startswith(_OURS):
                    assert not model._default_manager.filter(**{field.attname: other.pk}).exists(), model
        _unmerged(cast, merge)

        after = snapshot()
        differing = {
            table: (before[table], after[table]) for table in before if before[table] != after[table]
        }
        assert differing == {}
        assert whose <= history()
        assert not LaterRow.objects.exists()
        raise _Enough


def test_what_came_later_stays_with_the_survivor_and_is_assigned(cast: Cast, pair):
    one, two = pair
    process = a_process(cast, two)
    merge = _merged(cast, one, two)
    add_contact_point(
        person=one, kind=ContactKind.EMAIL, value="later@mail.example", provenance=Provenance.MANUAL,
        actor=SETTING_UP,
    )  # fmt: skip
    note = add_note(company_id=cast.company.pk, person_id=one.pk, text="Came later", actor=cast.by_rosa)
    of_process = add_note(
        company_id=cast.company.pk, person_id=one.pk, process_id=process.pk,
        position_id=process.position_id, text="Of her process", actor=cast.by_rosa,
    )  # fmt: skip
    update_person(person=Person.objects.get(pk=one.pk), changes={"headline": "Chief"}, actor=cast.by_rosa)

    _unmerged(cast, merge)

    assert Person.objects.get(pk=one.pk).headline == "Chief", "what has been changed since stays changed"
    assert Note.objects.get(pk=of_process.pk).person_id == two.pk, "it goes where the process goes"
    parts = selectors.later_parts_of(teammate=cast.ada, public_id=merge.public_id)
    assert sorted((part.kind, part.title) for part in parts) == [
        ("contact detail", "later@mail.example"), ("note", "Came later"),
    ]  # fmt: skip
    for part in parts:
        services.assign_part(
            company_id=cast.company.pk, part_id=part.pk, person_public_id=two.public_id, actor=cast.by_ada
        )
    assert Note.objects.get(pk=note.pk).person_id == two.pk
    assert ContactPoint.objects.get(normalized="later@mail.example").person_id == two.pk
    assert selectors.visible_merge(teammate=cast.ada, public_id=merge.public_id).waiting == 0


def test_a_later_process_is_assigned_with_its_notes_unless_there_is_one_already(cast: Cast, pair):
    one, two = pair
    a_process(cast, two)
    elsewhere = a_position(cast, "Lighting Designer")
    merge = _merged(cast, one, two)
    later = a_process(cast, Person.objects.get(pk=one.pk), elsewhere)
    note = add_note(
        company_id=cast.company.pk, person_id=one.pk, process_id=later.pk, position_id=elsewhere.pk,
        text="Good hand", actor=cast.by_rosa,
    )  # fmt: skip
    _unmerged(cast, merge)
    part = LaterRow.objects.get(table="hiring_hiringprocess")
    own = a_process(cast, Person.objects.get(pk=two.pk), elsewhere)

    with pytest.raises(services.PartDoesNotFit):
        services.assign_part(
            company_id=cast.company.pk, part_id=part.pk, person_public_id=two.public_id, actor=cast.by_ada
        )
    reject_process(process=own, reason="No", actor=cast.by_olga)
    services.assign_part(
        company_id=cast.company.pk, part_id=part.pk, person_public_id=two.public_id, actor=cast.by_ada
    )

    assert HiringProcess.objects.get(pk=later.pk).person_id == two.pk
    assert Note.objects.get(pk=note.pk).person_id == two.pk


def test_a_stopped_process_goes_on_where_it_stood(cast: Cast, pair):
    one, two = pair
    ours, theirs = a_process(cast, one), a_process(cast, two)
    advance_process(process=theirs, actor=cast.by_olga)
    merge = _merged(cast, one, two, stop=frozenset({theirs.public_id}))

    _unmerged(cast, merge)

    assert HiringProcess.objects.get(pk=theirs.pk).status == ProcessStatus.IN_PROGRESS
    assert HiringProcess.objects.get(pk=ours.pk).person_id == one.pk


def test_merges_are_taken_back_in_reverse(cast: Cast, pair):
    one, two = pair
    third = a_person(cast, "Mia", "Brand")
    _phone(third)
    tag_person(person=two, name="Own", actor=SETTING_UP)
    first = _merged(cast, two, one)
    second = _merged(cast, third, two)

    with pytest.raises(services.MergeIsFinal, match="Take the later merge back first"):
        _unmerged(cast, first)
    assert selectors.merges_of(teammate=cast.ada, person=third)[0].lost_name == "Mia Brand"
    _unmerged(cast, second)
    _unmerged(cast, Merge.objects.get(pk=first.pk))

    assert Person.objects.filter(pk__in=(one.pk, two.pk, third.pk)).count() == 3
    assert PersonTag.objects.get(tag__name="Own").person_id == two.pk


def test_only_owners_and_admins_take_back_and_twice_is_once(cast: Cast, pair):
    merge = _merged(cast, *pair)

    with pytest.raises(NotAllowed):
        services.unmerge_persons(company_id=cast.company.pk, merge_id=merge.public_id, actor=cast.by_rosa)
    with pytest.raises(NotFound):
        services.unmerge_persons(company_id=cast.company.pk, merge_id="mrg_nowhere", actor=cast.by_ada)
    first, second = _unmerged(cast, merge), _unmerged(cast, merge)

    assert first.unmerged_at == second.unmerged_at
    assert Activity.objects.filter(verb="persons_unmerged").count() == 2


def test_after_thirty_days_it_is_final_and_nothing_of_before_is_kept(cast: Cast, pair):
    merge = _merged(cast, *pair)
    Merge.objects.filter(pk=merge.pk).update(merged_at=clock.now() - timedelta(days=31))

    with pytest.raises(services.MergeIsFinal, match="thirty days"):
        _unmerged(cast, merge)
    tasks.forget_old_images()
    with company_context(cast.company.pk):
        assert not MergedRow.objects.exists()
        assert Merge.objects.get().forgotten_at is not None


def test_of_an_erased_person_no_merge_is_left(cast: Cast, pair):
    one, _two = pair
    _merged(cast, *pair)

    assert services.forget_merges(company_id=cast.company.pk, person_id=one.pk) == 1

    assert not Merge.objects.exists()
    assert not MergedRow.objects.exists()
