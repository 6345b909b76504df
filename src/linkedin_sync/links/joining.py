"""What becomes of a candidate at LinkedIn whose person was merged, or is two again?

The record of whoever went is deleted there by the ordinary drain, for its person is not there any more, and each
application goes again, for it names another candidate. What remains is whom LinkedIn takes them for.
"""

from __future__ import annotations

from linkedin_sync.enums import LinkKind, MatchState
from linkedin_sync.links.matching import PROVIDER
from linkedin_sync.models import Link
from recruit.duplicates.selectors import rows_before
from recruit.duplicates.services import remember_rows
from recruit.people.selectors import external_subjects, person_by_id, persons_known_to

_TABLE = "linkedin_sync_link"
_FIELDS = ["match_state", "match", "match_due_at", "match_asked"]


def join_matches(*, company_id: int, merge_id: int, survivor_id: int, lost_id: int) -> None:
    """Who came as a member, or was chosen to be one, stays it as the survivor; nothing is open about them any more."""
    links = {int(link.our_key): link for link in _links(company_id, survivor_id, lost_id)}
    with remember_rows(
        company_id=company_id, merge_id=merge_id, table=_TABLE, row_ids=[link.pk for link in links.values()]
    ):
        kept, gone = links.get(survivor_id), links.get(lost_id)
        if kept is not None and _is_known(company_id, survivor_id):
            members = external_subjects(company_id=company_id, provider=PROVIDER, person_id=survivor_id)
            kept.match_state, kept.match_due_at = MatchState.CHOSEN, None
            kept.match = kept.match | {"members": members[:1]}
            kept.save(update_fields=_FIELDS)
        if gone is not None:
            gone.match_state, gone.match, gone.match_due_at = MatchState.UNREAD, {}, None
            gone.save(update_fields=_FIELDS)


def part_matches(*, company_id: int, merge_id: int, survivor_id: int, lost_id: int) -> None:
    """Each is the member again that they were. What LinkedIn was told of the survivor meanwhile, it is to forget."""
    links = {int(link.our_key): link for link in _links(company_id, survivor_id, lost_id)}
    survivor = links.get(survivor_id)
    if survivor is not None and _is_known(company_id, lost_id) and not _is_known(company_id, survivor_id):
        survivor.parts = survivor.parts | {"member": ""}
        survivor.save(update_fields=["parts"])
    before = rows_before(company_id=company_id, merge_id=merge_id, table=_TABLE)
    if survivor is None or lost_id in links or not before:
        return
    was = next((row for row_id, row in before.items() if row_id != survivor.pk), None)
    if was and was.get("match_state") in {MatchState.CHOSEN, MatchState.NOBODY}:
        # The record was deleted there and goes again: what LinkedIn holds of it is not known. What was decided is.
        Link.objects.create(
            company_id=company_id,
            connection_id=survivor.connection_id,
            kind=LinkKind.PERSON,
            our_key=str(lost_id),
            external_id=_public_id(company_id, lost_id),
            match_state=was["match_state"],
            match=was.get("match", {}),
        )


def _links(company_id: int, *person_ids: int) -> list[Link]:
    rows = Link.objects.select_for_update().filter(company_id=company_id, kind=LinkKind.PERSON)
    return list(rows.filter(our_key__in=[str(each) for each in person_ids]).order_by("id"))


def _is_known(company_id: int, person_id: int) -> bool:
    return bool(persons_known_to(company_id=company_id, provider=PROVIDER, person_ids=[person_id]))


def _public_id(company_id: int, person_id: int) -> str:
    return person_by_id(company_id=company_id, person_id=person_id).public_id
