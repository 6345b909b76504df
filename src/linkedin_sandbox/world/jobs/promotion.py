"""Which jobs are promoted? Those on a job slot of a Recruiter contract; a contract has so many slots.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.ground.validation import MISSING
from linkedin_sandbox.world.models import Application, Contract, JobPosting, JobTask, SeatHolder
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.settings_table import read_setting, write_setting

if TYPE_CHECKING:
    from collections.abc import Iterable

USUAL_SLOTS = 10


def is_promoted(record: dict[str, Any]) -> bool:
    """UPGRADE and DOWNGRADE say it by themselves."""
    operation = str(record.get("jobPostingOperationType"))
    if operation in ("UPGRADE", "DOWNGRADE"):
        return operation == "UPGRADE"
    return str(record.get("listingType")) == "PREMIUM"


def contract_number(record: dict[str, Any]) -> int | None:
    contract = record.get("contract")
    return int(contract.rpartition(":")[2]) if contract else None


def problem_of_promotion(
    record: dict[str, Any], application: Application, *, emails: set[str]
) -> RecordError | None:
    """A promoted job names a contract of this application and one of its recruiters."""
    for name in ("contract", "posterEmail"):
        if not record.get(name):
            return invalid(name, MISSING)
    if contract_number(record) != application.contract_id:
        return RecordError(403, f"The contract {record['contract']} is not owned by this application")
    if str(record["posterEmail"]).lower() not in emails:
        return invalid("posterEmail", "is not the address of a Recruiter seat of the contract")
    return None


class Slots:
    """The job slots of one application's contract while a batch is read: each promoted job takes one."""

    def __init__(self, application: Application, *, now: int) -> None:
        contract = application.contract_id
        self._free = None if contract is None else slots_of(contract)
        self._now = now
        self._contract = contract

    @cached_property
    def emails(self) -> set[str]:
        """Of the contract's recruiters."""
        seats = SeatHolder.objects.filter(contract_id=self._contract, state="ACTIVE")
        return {email.lower() for email in seats.values_list("email", flat=True)}

    @cached_property
    def _taken(self) -> set[str]:
        return set() if self._contract is None else taken_slots(self._contract, now=self._now)

    def take(self, key: str) -> RecordError | None:
        """A job that is promoted already needs no second slot."""
        if key in self._taken:
            return None
        if self._free is None or len(self._taken) >= self._free:
            return RecordError(402, "There is no job slot left on the contract")
        self._taken.add(key)
        return None


def taken_slots(contract_id: int, *, now: int) -> set[str]:
    """The keys of the jobs that are promoted on the contract, or are about to be."""
    listed = JobPosting.objects.filter(contract_id=contract_id, state="LISTED", expires_at__gt=now)
    waiting = JobTask.objects.filter(contract_id=contract_id, status="IN_PROGRESS")
    return set(listed.values_list("key", flat=True)) | set(waiting.values_list("job_key", flat=True))


def slots_of(contract_id: int) -> int:
    return int(read_setting("job_slots", default={}).get(str(contract_id), USUAL_SLOTS))


def set_slots(contract_id: int, slots: int) -> None:
    write_setting("job_slots", read_setting("job_slots", default={}) | {str(contract_id): slots})


@dataclass(frozen=True, kw_only=True)
class SlotsInUse:
    """One contract's job slots; more can be ``taken`` than there are ``slots``, when there were more before."""

    contract: Contract
    slots: int
    taken: int

    @property
    def free(self) -> int:
        return max(self.slots - self.taken, 0)


def slots_in_use(contracts: Iterable[Contract]) -> list[SlotsInUse]:
    """In the order of the contracts."""
    listed = list(contracts)
    now = clock.now_ms()
    ids = [contract.id for contract in listed]
    posted = JobPosting.objects.filter(contract_id__in=ids, state="LISTED", expires_at__gt=now)
    waiting = JobTask.objects.filter(contract_id__in=ids, status="IN_PROGRESS")
    taken = set(posted.values_list("contract_id", "key")) | set(waiting.values_list("contract_id", "job_key"))
    counts = Counter(contract_id for contract_id, _key in taken)
    kept = read_setting("job_slots", default={})
    return [
        SlotsInUse(contract=one, slots=int(kept.get(str(one.id), USUAL_SLOTS)), taken=counts[one.id])
        for one in listed
    ]
