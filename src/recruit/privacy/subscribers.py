"""How much of a person lies here and in the apps below, which cannot say so themselves? And what goes of it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from recruit.activity.selectors import history_counts
from recruit.base.events import subscribe
from recruit.base.holdings import counts
from recruit.evaluation.selectors import meeting_counts
from recruit.hiring.selectors import process_ids_of_person
from recruit.people.events import FirstEmailAdded, PersonErased
from recruit.people.selectors import person_counts
from recruit.privacy.selectors import keeping_counts
from recruit.privacy.services import forget_keeping, owe_notice


@counts
def count_below(*, company_id: int, person_id: int) -> dict[str, int]:
    """What ``services.erasing`` removes itself, in the order in which people read it."""
    which = {"company_id": company_id, "person_id": person_id}
    history = history_counts(**which)
    return {
        **person_counts(**which),
        gettext_noop("hiring processes"): len(process_ids_of_person(**which)),
        **meeting_counts(**which),
        gettext_noop("notes"): history["notes"],
        gettext_noop("entries of history"): history["entries of history"],
    }


@subscribe(PersonErased)
def forget_erased(event: PersonErased) -> None:
    forget_keeping(company_id=event.company_id, person_id=event.person_id)


@counts
def count_keeping(*, company_id: int, person_id: int) -> dict[str, int]:
    return keeping_counts(company_id=company_id, person_id=person_id)


@subscribe(FirstEmailAdded)
def tell_whom_an_outside_tool_brought(event: FirstEmailAdded) -> None:
    owe_notice(company_id=event.company_id, person_id=event.person_id, provenance=event.provenance)
