"""How do two persons become one? In one transaction, with everything that was there before written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.company.models import Teammate
from recruit.company.selectors import company_of, teammate_behind
from recruit.duplicates.enums import CaseState
from recruit.duplicates.events import DuplicateDecided, PersonsMerged
from recruit.duplicates.models import DuplicateCase, Merge
from recruit.duplicates.rules.merging import CONTACTS, PARTS, contradiction, takes_from_lost, undecided
from recruit.duplicates.rules.profiles import Identity
from recruit.duplicates.selectors.cases import resolvable_persons, visible_case
from recruit.duplicates.services.following import Follower, followers
from recruit.duplicates.services.images import BeforeImage, named
from recruit.hiring.models import HiringProcess, ProcessChange
from recruit.hiring.rules import is_active
from recruit.hiring.selectors import visible_processes
from recruit.hiring.services import change_source, withdraw_process
from recruit.people.enums import ContactKind
from recruit.people.events import PersonUpdated
from recruit.people.models import ContactPoint, ExternalIdentity, FormerPersonId, Person
from recruit.people.rules import sort_name
from recruit.people.services import forget_search_words, rewrite_tokens

STOPPED: Final = gettext_noop("Duplicate: the same candidate is considered in another record")


@dataclass(frozen=True)
class Choices:
    """What somebody decided about a merge, by public ids; what is not named is as ``rules.merging`` proposes.

    ``fields``: by field (``rules.merging.CHOOSABLE``) the person whose value is taken. ``stop``: processes that end.
    ``sources``: by process the process whose source it gets.
    """

    survivor: str
    fields: Mapping[str, str] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)


class NotTheirsToMerge(NotAllowed):
    code = "not_theirs_to_merge"


@transaction.atomic
def merge_persons(*, company_id: int, case_id: str, choices: Choices, actor: Actor) -> Merge:
    """The case's two persons are one from now on. Again for the same case it answers with what was done.

    Refuses ``NotFound``, ``NotTheirsToMerge``, ``CaseIsDecided`` (as different), ``MembersDiffer``,
    ``StillUndecided`` and ``OutOfSight``.
    """
    teammate = teammate_behind(company_id=company_id, actor=actor)
    if teammate is None:
        raise NotTheirsToMerge(_("Only a teammate can say that two candidates are one."))
    # First this lock, then processes, then persons, each in the order of their ids: checks that write cases wait here.
    lock_in_transaction("duplicate cases", company_id)
    done = Merge.objects.filter(company_id=company_id, case_public_id=case_id, unmerged_at=None).first()
    if done is not None:
        return done
    case = visible_case(teammate=teammate, public_id=case_id)
    pair = {case.first_id, case.second_id}
    if not pair <= resolvable_persons(teammate=teammate, person_ids=pair):
        raise NotTheirsToMerge(
            _(
                "Merging is for those who resolve duplicates on a position of either candidate. "
                "Ask one of its recruiters."
            )
        )
    if case.state != CaseState.OPEN:
        raise CaseIsDecidedDifferent(
            _("{name} has decided that these are different people.").format(
                name=case.decided_by_name or _("Somebody")
            )
        )
    return _Merging(case, choices, teammate, actor).run()


class CaseIsDecidedDifferent(Refusal):
    code = "case_is_decided"


class _Merging:
    """One merge under way: the locked rows that its steps share."""

    def __init__(self, case: DuplicateCase, choices: Choices, teammate: Teammate, actor: Actor) -> None:
        self.case, self.choices, self.teammate, self.actor = case, choices, teammate, actor
        self.company_id = case.company_id
        self.processes = self._locked_processes()
        self.survivor, self.lost = self._locked_persons()

    def run(self) -> Merge:
        require_no_contradiction(self.survivor, self.lost)
        self._require_decisions()
        merge = Merge.objects.create(
            company_id=self.company_id,
            survivor=self.survivor,
            lost_id=self.lost.pk,
            lost_public_id=self.lost.public_id,
            lost_name=self.lost.full_name,
            survivor_name=self.survivor.full_name,
            case_public_id=self.case.public_id,
            sentence=self.case.sentence,
            signals=self.case.signals,
            probability=self.case.probability,
            merged_by_name=self.actor.name,
        )
        image = BeforeImage(merge)
        self._settle_processes(image)
        self._take_values(image)
        self._move_everything(image)
        self._choose_primaries(image)
        _resolve_cases(image, lost_id=self.lost.pk, survivor_id=self.survivor.pk)
        self._take_the_lost_away(image)
        merge.last_ids = last_ids(company_id=self.company_id, person_id=self.survivor.pk)
        merge.save(update_fields=["last_ids"])
        self._tell(merge)
        return merge

    def _locked_processes(self) -> list[HiringProcess]:
        rows = HiringProcess.objects.filter(
            company_id=self.company_id, person_id__in=(self.case.first_id, self.case.second_id)
        )
        list(rows.order_by("id").select_for_update(no_key=True).values_list("pk", flat=True))
        return list(rows.select_related("person", "position").order_by("id"))

    def _locked_persons(self) -> tuple[Person, Person]:
        pair = (self.case.first_id, self.case.second_id)
        persons = list(Person.objects.select_for_update().filter(pk__in=pair).order_by("id"))
        by_public_id = {person.public_id: person for person in persons}
        if len(persons) != len(pair) or self.choices.survivor not in by_public_id:
            raise NotFound(_("One of the two candidates is not there any more. Load the page again."))
        survivor = by_public_id.pop(self.choices.survivor)
        return survivor, by_public_id.popitem()[1]

    def _require_decisions(self) -> None:
        active: dict[int, list[str]] = defaultdict(list)
        for process in self.processes:
            if is_active(process.status):
                active[process.position_id].append(process.public_id)
        left = undecided(active, self.choices.stop)
        seen = set(visible_processes(teammate=self.teammate).filter(
            pk__in=[process.pk for process in self.processes]
        ).values_list("position_id", flat=True))  # fmt: skip
        if set(left) - seen:
            raise OutOfSight(
                _(
                    "Both are under consideration for a position that you may not view. "
                    "Ask an owner or somebody on its hiring team to merge the two."
                )
            )
        if left:
            name = next(each.position.name for each in self.processes if each.position_id == left[0])
            raise StillUndecided(
                _(
                    "Both are under consideration for {position}. "
                    "Choose which of the two hiring processes continues."
                ).format(position=name),
                position=name,
            )
        going_on = {position for position, found in active.items() if set(found) - self.choices.stop}
        if len(going_on) > 1 and not company_of(company_id=self.company_id).allows_several_positions:
            each_had = defaultdict(set)
            for process in self.processes:
                if is_active(process.status):
                    each_had[process.person_id].add(process.position_id)
            if len(going_on) > max(map(len, each_had.values())):
                raise StillUndecided(
                    _(
                        "Your company considers a candidate for one position at a time. Choose which one continues."
                    )
                )

    def _settle_processes(self, image: BeforeImage) -> None:
        """What ends does so before it moves: at no moment are two active for one position."""
        by_id = {process.public_id: process for process in self.processes}
        for public_id, source_of in sorted(self.choices.sources.items()):
            process, other = by_id.get(public_id), by_id.get(source_of)
            if process is None or other is None or process.pk == other.pk or other.source_id is None:
                continue
            with image.changing("hiring_hiringprocess", [process.pk]):
                change_source(
                    process=process,
                    source_id=other.source_id,
                    source_contact_id=other.source_contact_id,
                    actor=self.actor,
                )
        stopped = [
            process
            for process in self.processes
            if process.public_id in self.choices.stop and is_active(process.status)
        ]
        changes = [withdraw_process(process=process, reason=STOPPED, actor=self.actor) for process in stopped]
        image.made("hiring_processchange", [change.pk for change in changes])

    def _take_values(self, image: BeforeImage) -> None:
        survivor, lost, chosen = self.survivor, self.lost, self.choices.fields
        with image.changing("people_person", [survivor.pk]):
            for part, names in PARTS.items():
                if takes_from_lost(
                    chosen.get(part),
                    lost=lost.public_id,
                    survivors_value="".join(getattr(survivor, name) for name in names),
                    losts_value="".join(getattr(lost, name) for name in names),
                ):
                    for name in names:
                        setattr(survivor, name, getattr(lost, name))
            survivor.do_not_contact = survivor.do_not_contact or lost.do_not_contact
            survivor.imported_via = survivor.imported_via or lost.imported_via
            survivor.sort_name = sort_name(
                first_name=survivor.first_name,
                middle_name=survivor.middle_name,
                last_name=survivor.last_name,
            )
            survivor.updated_at = clock.now()
            survivor.save()

    def _move_everything(self, image: BeforeImage) -> None:
        self._lay_primaries_down(image)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('recruit.merging', 'on', true)")
        for follower in followers():
            if follower.unique:
                _drop_what_is_there(image, follower, lost_id=self.lost.pk, survivor_id=self.survivor.pk)
            image.move(follower.table, follower.column, lost_id=self.lost.pk, survivor_id=self.survivor.pk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('recruit.merging', '', true)")
        now = clock.now()
        HiringProcess.objects.filter(pk__in=[process.pk for process in self.processes]).update(updated_at=now)

    def _lay_primaries_down(self, image: BeforeImage) -> None:
        """One primary value per kind: whose it is, is chosen again when all are together."""
        points = ContactPoint.objects.filter(person__in=(self.survivor, self.lost))
        self._primary = {
            (point.kind, point.person_id): point.normalized for point in points if point.is_primary
        }
        with image.changing("people_contactpoint", [point.pk for point in points]):
            points.update(is_primary=False)

    def _choose_primaries(self, image: BeforeImage) -> None:
        points = ContactPoint.objects.filter(person=self.survivor)
        with image.changing("people_contactpoint", list(points.values_list("pk", flat=True))):
            for kind in ContactKind.values:
                mine = self._primary.get((kind, self.survivor.pk), "")
                theirs = self._primary.get((kind, self.lost.pk), "")
                chosen = self.choices.fields.get(kind) if kind in CONTACTS else None
                takes_theirs = takes_from_lost(
                    chosen, lost=self.lost.public_id, survivors_value=mine, losts_value=theirs
                )
                points.filter(kind=kind, normalized=theirs if takes_theirs else mine).update(is_primary=True)

    def _take_the_lost_away(self, image: BeforeImage) -> None:
        """The row and what is written anew of it; whoever has the old address is led on."""
        forget_search_words(self.lost)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM duplicates_blockingkey WHERE person_id = %s", [self.lost.pk])
        former = FormerPersonId.objects.create(
            company_id=self.company_id, public_id=self.lost.public_id, person=self.survivor
        )
        image.made("people_formerpersonid", [former.pk])
        image.delete("people_person", "id = %(lost)s", lost=self.lost.pk)
        rewrite_tokens(self.survivor)

    def _tell(self, merge: Merge) -> None:
        record(
            company_id=self.company_id,
            verb=Verb.PERSONS_MERGED,
            actor=self.actor,
            person_id=self.survivor.pk,
            person=self.survivor.full_name,
            other=merge.lost_name,
        )
        case = self.case
        decided = DuplicateDecided(
            self.company_id, case.pk, case.first_id, case.second_id, CaseState.SAME.value
        )
        events.publish(decided)
        events.publish(PersonUpdated(self.company_id, self.survivor.pk))
        process_ids = tuple(process.pk for process in self.processes)
        told = PersonsMerged(
            self.company_id, merge.pk, self.survivor.pk, self.lost.pk, process_ids, self.lost.public_id
        )
        events.publish(told)
        pages = [f"person:{self.survivor.public_id}", f"person:{self.lost.public_id}"]
        positions = {f"position:{process.position.public_id}" for process in self.processes}
        live.touch(self.company_id, ["duplicates", "persons", *pages, *sorted(positions)])


class OutOfSight(NotAllowed):
    code = "out_of_sight"


class StillUndecided(Refusal):
    """Evidence: ``position``, for which two processes would go on."""

    code = "still_undecided"


class MembersDiffer(Refusal):
    """Evidence: ``provider`` by whose word they are two."""

    code = "members_differ"


def require_no_contradiction(one: Person, other: Person) -> None:
    """Refuses ``MembersDiffer``."""
    provider = contradiction(_identities(one), _identities(other))
    if provider:
        raise MembersDiffer(contradicts(provider), provider=provider)


def contradicts(provider: str) -> str:
    """Why two persons cannot be merged, as people read it."""
    if provider == "national_id":
        return _(
            "The two have different ID numbers, so they are different people. Correct the wrong number first."
        )
    return _(
        "Both are confirmed members of {network}, and not the same one: there they are two people. "
        "If one of the two links is wrong, take it back on that candidate's page first."
    ).format(network=provider.title())


def _identities(person: Person) -> Sequence[Identity]:
    rows = ExternalIdentity.objects.filter(company_id=person.company_id, person=person)
    return [Identity(each.provider, each.subject, each.verified, each.url) for each in rows]


def _drop_what_is_there(image: BeforeImage, follower: Follower, *, lost_id: int, survivor_id: int) -> None:
    table, column = named(follower.table), named(follower.column)
    same = " AND ".join(f"own.{named(each)} = {table}.{named(each)}" for each in follower.unique)
    own = f"SELECT 1 FROM {table} AS own WHERE own.{column} = %(survivor)s AND {same}"  # noqa: S608 -- names of ours
    which = f"{column} = %(lost)s AND EXISTS ({own})"
    image.delete(follower.table, which, lost=lost_id, survivor=survivor_id)


def _resolve_cases(image: BeforeImage, *, lost_id: int, survivor_id: int) -> None:
    """Cases of the one who goes go as well; whom they were *Different* from, the survivor is different from."""
    of_lost = DuplicateCase.objects.filter(Q(first_id=lost_id) | Q(second_id=lost_id))
    carried = [case for case in of_lost if case.state == CaseState.DIFFERENT]
    image.delete("duplicates_duplicatecase", "(first_id = %(lost)s OR second_id = %(lost)s)", lost=lost_id)
    made = []
    for case in carried:
        other = case.second_id if case.first_id == lost_id else case.first_id
        first, second = sorted((other, survivor_id))
        if other == survivor_id or DuplicateCase.objects.filter(first_id=first, second_id=second).exists():
            continue
        values = {
            name: getattr(case, name)
            for name in (
                "company_id", "state", "signals", "known_signals", "score", "probability", "sentence",
                "weights_version", "found_at", "decided_at", "decided_by_id", "decided_by_name", "reason",
            )
        }  # fmt: skip
        made.append(DuplicateCase.objects.create(first_id=first, second_id=second, **values).pk)
    image.made("duplicates_duplicatecase", made)


def last_ids(*, company_id: int, person_id: int) -> dict[str, int]:
    """By table that is told of to people, the person's latest row."""
    found = {}
    with connection.cursor() as cursor:
        for follower in followers():
            if follower.kind:
                statement = f"SELECT max(id) FROM {named(follower.table)} WHERE company_id = %s AND {named(follower.column)} = %s"  # noqa: S608, E501 -- names of ours
                cursor.execute(statement, [company_id, person_id])
                found[follower.table] = cursor.fetchone()[0] or 0
    return found


def stopped_by(merge: Merge) -> Collection[str]:
    """The changes by which the merge stopped hiring processes, newest first."""
    ids = merge.rows.filter(table="hiring_processchange").values_list("row_id", flat=True)
    return list(
        ProcessChange.objects.filter(pk__in=list(ids)).order_by("-id").values_list("public_id", flat=True)
    )
