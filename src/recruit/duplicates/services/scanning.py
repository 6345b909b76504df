"""How is a whole company looked through? Key by key, in ranges that can be interrupted and continued.

Keys are evenly spread numbers: a quarter of their range is a quarter of the work. Each scan has two parts, so that two
workers halve the time; each part goes on from where its last committed stretch ended, however its worker died.
"""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import combinations, pairwise

from django.db import connection, transaction
from django.utils.translation import gettext as _

from recruit.base import clock, queue
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import teammate_behind
from recruit.duplicates.enums import ScanState
from recruit.duplicates.models import Scan, ScanPart
from recruit.duplicates.rules import blocking
from recruit.duplicates.rules.comparing import Pattern
from recruit.duplicates.rules.profiles import Profile, profile_of
from recruit.duplicates.rules.scoring import weights
from recruit.duplicates.rules.sieve import Sieve
from recruit.duplicates.selectors import facts_of, named_facts_of
from recruit.duplicates.services.cases import Suspicion, keep_cases_in_bulk
from recruit.duplicates.services.keys import write_missing_keys

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
_PARTS = 2
_FEWEST_STRETCHES, _MOST_STRETCHES, _PERSONS_A_STRETCH = 4, 256, 2000
_REMEMBERED = 250_000  # profiles, some 1.2 KB each
_SLOTS = 1 << 22  # of pairs that were looked at, 8 bytes each
_ID_BITS = 32
_BATCH = 5000

# The index holds all three columns: no row is visited.
_SHARED = """
SELECT array_agg(person_id) FROM duplicates_blockingkey
WHERE company_id = %(company)s AND key > %(after)s AND key <= %(last)s
GROUP BY key
HAVING count(*) > 1 AND count(*) <= CASE key & %(mask)s WHEN %(broad)s THEN %(few)s ELSE %(many)s END
"""
_BEARERS = """
SELECT key, count(*) FROM duplicates_blockingkey
WHERE company_id = %(company)s AND key & %(mask)s = %(name)s GROUP BY key HAVING count(*) > 2
"""
_FREQUENT = """
SELECT key FROM duplicates_blockingkey
WHERE company_id = %(company)s AND key & %(mask)s = %(narrow)s GROUP BY key HAVING count(*) > %(many)s
"""


class ScanIsRunning(Refusal):
    code = "scan_is_running"


@transaction.atomic
def start_scan(*, company_id: int, actor: Actor) -> Scan:
    """Look through the whole company in the background. Refuses ``NotAllowed``, ``ScanIsRunning``."""
    _require(company_id, actor)
    lock_in_transaction("scan", company_id)
    if Scan.objects.filter(company_id=company_id).exclude(state=ScanState.DONE).exists():
        raise ScanIsRunning(_("The company is being looked through already. Wait for it, or let it go on."))
    scan = Scan.objects.create(company_id=company_id, weights_version=weights().version)
    queue.defer("duplicates.begin_scan", company_id=company_id, scan_id=scan.pk)
    return scan


@transaction.atomic
def pause_scan(*, company_id: int, actor: Actor) -> None:
    """Idempotent; the parts stop at the end of the stretch at hand."""
    _require(company_id, actor)
    Scan.objects.filter(company_id=company_id, state=ScanState.RUNNING).update(state=ScanState.PAUSED)


@transaction.atomic
def resume_scan(*, company_id: int, actor: Actor) -> None:
    """Idempotent; goes on where the parts stopped."""
    _require(company_id, actor)
    for scan in Scan.objects.select_for_update().filter(company_id=company_id, state=ScanState.PAUSED):
        scan.state = ScanState.RUNNING
        scan.save(update_fields=["state"])
        queue.defer("duplicates.begin_scan", company_id=company_id, scan_id=scan.pk)


def begin_scan(*, company_id: int, scan_id: int) -> None:
    """Write the keys of persons who have none (they came before keys were kept), then set the parts to work."""
    write_missing_keys(company_id=company_id)
    with transaction.atomic():
        scan = Scan.objects.select_for_update().get(company_id=company_id, pk=scan_id)
        if not scan.parts.exists():
            ScanPart.objects.bulk_create(_parts(scan))
        for part in scan.parts.order_by("id"):
            name = f"scan part {part.pk}"
            queue.defer("duplicates.walk_part", company_id=company_id, part_id=part.pk, lock=name)


def _parts(scan: Scan) -> list[ScanPart]:
    width = (_HIGHEST - _LOWEST) // _PARTS
    bounds = [_LOWEST + width * number for number in range(_PARTS)] + [_HIGHEST]
    return [
        ScanPart(company_id=scan.company_id, scan=scan, first=first, position=first, last=last)
        for first, last in pairwise(bounds)
    ]


def walk_part(*, company_id: int, part_id: int, goes_on: Callable[[], bool] = lambda: True) -> bool:
    """Stretch by stretch until the part is done (then true), the scan is paused, or ``goes_on`` says no."""
    walk = _Walk(company_id, part_id)
    while walk.is_running() and goes_on():
        if walk.stretch():
            return True
    return False


class _Walk:
    """One part's walk, with the profiles that it has met lately."""

    def __init__(self, company_id: int, part_id: int) -> None:
        self.company_id, self.part_id = company_id, part_id
        part = ScanPart.objects.get(company_id=company_id, pk=part_id)
        self.scan_id = part.scan_id
        self.width = max(1, (part.last - part.first) // (_stretches(company_id) // _PARTS))
        self.bearers = _bearers(company_id)
        self.frequent = _frequent(company_id)
        self.seen, self.sieve = _SeenPairs(), Sieve(weights())
        self.told: set[tuple[int, int]] = set()
        self.profiles: dict[int, Profile] = {}
        self.name_keys: dict[int, tuple[int, ...]] = {}

    def is_running(self) -> bool:
        return Scan.objects.filter(
            company_id=self.company_id, pk=self.scan_id, state=ScanState.RUNNING
        ).exists()

    def stretch(self) -> bool:
        """One range of keys; true if it was the last. Its cases and the new position are one transaction."""
        part = ScanPart.objects.get(company_id=self.company_id, pk=self.part_id)
        if part.position >= part.last:
            return self._finish()
        until = min(part.position + self.width, part.last)
        with _nothing_collected():
            pairs = self._pairs(part.position, until)
            hits = self._hits(pairs)
        with transaction.atomic():
            moved = ScanPart.objects.filter(pk=part.pk, position=part.position).update(
                position=until,
                compared=part.compared + len(pairs),
                found=part.found + len(hits),
                updated_at=clock.now(),
            )
            if moved:
                keep_cases_in_bulk(company_id=self.company_id, suspicions=self._suspicions(hits))
        self.told.update((one, other) for one, other, *_ in hits)
        return until >= part.last and self._finish()

    def _finish(self) -> bool:
        parts = ScanPart.objects.filter(company_id=self.company_id, scan_id=self.scan_id)
        if all(part.position >= part.last for part in parts):
            unfinished = Scan.objects.filter(pk=self.scan_id).exclude(state=ScanState.DONE)
            unfinished.update(state=ScanState.DONE, finished_at=clock.now())
        return True

    def _pairs(self, after: int, last: int) -> set[tuple[int, int]]:
        values = {
            "company": self.company_id, "after": after, "last": last, "mask": blocking.CLASS_MASK,
            "broad": blocking.BROAD, "few": blocking.MOST_SHARED_BROAD, "many": blocking.MOST_SHARED,
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(_SHARED, values)
            blocks = cursor.fetchall()
        return {pair for (members,) in blocks for pair in combinations(sorted(set(members)), 2)}

    def _hits(self, pairs: set[tuple[int, int]]) -> list[tuple[int, int, Pattern, float]]:
        fresh = [pair for pair in pairs if self.seen.is_new(*pair)]
        self._remember({each for pair in fresh for each in pair})
        found = []
        for one, other in fresh:
            mine, theirs = self.profiles.get(one), self.profiles.get(other)
            if mine is None or theirs is None:
                continue  # gone since the keys were read
            passed = self.sieve.passed(mine, theirs, namesakes=partial(self._namesakes, mine, theirs))
            if passed is not None and (one, other) not in self.told:
                found.append((one, other, *passed))
        return found

    def _namesakes(self, mine: Profile, theirs: Profile) -> int:
        for each in (mine, theirs):
            if each.id not in self.name_keys:
                self.name_keys[each.id] = blocking.name_keys_of(each)
        return blocking.namesakes(self.name_keys[mine.id], self.name_keys[theirs.id], self.bearers)

    def _remember(self, ids: set[int]) -> None:
        if len(self.profiles) > _REMEMBERED:
            self.profiles.clear()
            self.name_keys.clear()
        missing = sorted(ids - self.profiles.keys())
        for at in range(0, len(missing), _BATCH):
            for facts in facts_of(company_id=self.company_id, ids=missing[at : at + _BATCH]):
                self.profiles[facts.id] = blocking.without_frequent(profile_of(facts), self.frequent)

    def _suspicions(self, hits: Iterable[tuple[int, int, Pattern, float]]) -> list[Suspicion]:
        kept = list(hits)
        ids = {each for one, other, *_ in kept for each in (one, other)}
        named = {each.id: each for each in named_facts_of(company_id=self.company_id, ids=ids)}
        return [
            Suspicion(named[one], named[other], pattern, score)
            for one, other, pattern, score in kept
            if one in named and other in named
        ]


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Python's search for cycles stands still. It goes over all profiles again and again, and none is in a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _SeenPairs:
    """Pairs that were looked at lately. Whoever is much alike shares several keys, and need be compared only once.

    A table of fixed size that forgets: a pair takes the slot of another one. What it has forgotten is compared again;
    it never takes a new pair for one that it has seen.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _SLOTS))

    def is_new(self, one: int, other: int) -> bool:
        """True the first time (or once more after it was forgotten). Ids of more than 32 bits are new each time."""
        if one >> _ID_BITS or other >> _ID_BITS:
            return True
        pair = one << _ID_BITS | other
        slot = hash((one, other)) % _SLOTS
        if self._slots[slot] == pair:
            return False
        self._slots[slot] = pair
        return True


def _stretches(company_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person WHERE company_id = %s", [company_id])
        (persons,) = cursor.fetchone()
    return min(_MOST_STRETCHES, max(_FEWEST_STRETCHES, int(persons) // _PERSONS_A_STRETCH))


def _bearers(company_id: int) -> dict[int, int]:
    values = {"company": company_id, "mask": blocking.CLASS_MASK, "name": blocking.NAME}
    with connection.cursor() as cursor:
        cursor.execute(_BEARERS, values)
        return dict(cursor.fetchall())


def _frequent(company_id: int) -> set[int]:
    values = {
        "company": company_id, "mask": blocking.CLASS_MASK, "narrow": blocking.NARROW, "many": blocking.MOST_SHARED,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENT, values)
        return {key for (key,) in cursor.fetchall()}


def _require(company_id: int, actor: Actor) -> None:
    teammate = teammate_behind(company_id=company_id, actor=actor)
    if teammate is not None and not company_role_allows(teammate.company_role, Capability.ADD_PERSONS):
        raise NotAllowed(
            _("Looking through the company is for owners, admins and recruiters. Ask one of them.")
        )
