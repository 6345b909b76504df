"""Candidates: `v2/atsCandidates`, `rest/candidates`.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import Batch, at_most_100
from linkedin_client.comparing import differing
from linkedin_client.dialects import Generation
from linkedin_client.records.candidates import Candidate, CandidateMatch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key

_FORMS = {
    Generation.V2: ("atsCandidates", "atsCandidateId"),
    Generation.REST: ("candidates", "externalCandidateId"),
}


#: What an upsert may write besides the moments, in either generation (sync-candidates).
_WRITABLE = frozenset(
    {
        "firstName", "lastName", "middleInitial", "prefix", "suffix", "emailAddresses", "phoneNumbers", "addresses",
        "externalProfileUrl", "linkedInProfileUrl", "currentCompanyName", "currentJobTitle", "doNotContact",
    }
)  # fmt: skip


class Candidates:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.candidates

    def upsert(self, candidates: Sequence[Candidate]) -> BatchResult[str]:
        """Create or replace candidates, by candidate id."""
        return self.written_upsert(candidates)()

    def written_upsert(self, candidates: Sequence[Candidate]) -> Callable[[], BatchResult[str]]:
        """The same in two steps: written now, sent by calling what comes back."""
        records = {candidate.candidate_id: candidate.wire(self._generation) for candidate in candidates}
        at_most_100(candidates, key=lambda candidate: candidate.candidate_id)
        return self._batch(list(records)).written_update(records)

    def matches(self, candidate_ids: Sequence[str]) -> dict[str, CandidateMatch]:
        """Which members LinkedIn takes them for; unknown candidates are left out.

        Matching takes LinkedIn an undocumented while: an empty match may become another one later.
        """
        found = self._batch(candidate_ids).get(fields=("matchedMembers", "manualMatchedMember"))
        return {candidate_id: _match(record) for candidate_id, record in found.items()}

    def compare(self, candidates: Sequence[Candidate]) -> dict[str, frozenset[str] | None]:
        """What LinkedIn holds otherwise than these say: names of the wire's fields; None if it does not know them.

        The moment of the latest change is not compared, nor a match that LinkedIn does not tell.
        """
        records = {candidate.candidate_id: candidate.wire(self._generation) for candidate in candidates}
        found = self._batch(list(records)).get()
        return {
            each: differing(record, found.get(each), writable=_WRITABLE) for each, record in records.items()
        }

    def attach(self, persons: Mapping[str, str | None]) -> BatchResult[str]:
        """Say which member each candidate is, or with None that nobody is chosen any more.

        The candidate must be known to LinkedIn (404 of its key). NotOffered in REST: there
        `manual_matched_member` of the upsert says it.
        """
        if self._generation is Generation.REST:
            raise errors.NotOffered("rest/candidates has no partial update: send manual_matched_member")
        patches = {candidate_id: _attachment(person) for candidate_id, person in persons.items()}
        return self._batch(list(persons)).patch(patches)

    def withdraw_match(self, candidates: Sequence[Candidate]) -> BatchResult[str]:
        """Say of each candidate that no member is chosen any more; what else the records say need not be new.

        REST has no partial update: there the whole record goes, and says null of its match.
        """
        if self._generation is Generation.V2:
            return self.attach(dict.fromkeys(candidate.candidate_id for candidate in candidates))
        records = {
            candidate.candidate_id: candidate.wire(self._generation) | {"manualMatchedMember": None}
            for candidate in candidates
        }
        at_most_100(candidates, key=lambda candidate: candidate.candidate_id)
        return self._batch(list(records)).update(records)

    def delete(self, candidate_ids: Sequence[str]) -> BatchResult[str]:
        """Delete candidates; their applications stay and are to be deleted by themselves."""
        return self._batch(candidate_ids).delete()

    def _batch(self, candidate_ids: Sequence[str]) -> Batch[str]:
        at_most_100(candidate_ids, key=str)
        path, part = _FORMS[self._generation]
        keys: dict[str, Key] = {
            each: self._line.key(self._generation, **{part: each}) for each in candidate_ids
        }
        return Batch(wire=self._line.wire, generation=self._generation, path=path, keys=keys)


def _attachment(person_urn: str | None) -> dict[str, Any]:
    if person_urn is None:
        return {"$delete": ["manualMatchedMember"]}
    return {"$set": {"manualMatchedMember": person_urn}}


def _match(record: Mapping[str, Any]) -> CandidateMatch:
    matched = record.get("matchedMembers") or ()
    if isinstance(matched, str) or not all(isinstance(member, str) for member in matched):
        raise errors.AnswerNotUnderstood("matchedMembers is not a list of URNs")
    return CandidateMatch(matched=tuple(matched), manual=record.get("manualMatchedMember") or None)
