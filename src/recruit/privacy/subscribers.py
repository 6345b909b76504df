"""How much of a person lies in the apps below? They cannot say so themselves what an erasure needs to know."""

from __future__ import annotations

from recruit.activity.selectors import history_counts
from recruit.base.holdings import counts
from recruit.evaluation.selectors import meeting_counts
from recruit.hiring.selectors import process_ids_of_person
from recruit.people.selectors import person_counts


@counts
def count_below(*, company_id: int, person_id: int) -> dict[str, int]:
    """What ``services.erasing`` removes itself, in the order in which people read it."""
    which = {"company_id": company_id, "person_id": person_id}
    history = history_counts(**which)
    return {
        **person_counts(**which),
        "hiring processes": len(process_ids_of_person(**which)),
        **meeting_counts(**which),
        "notes": history["notes"],
        "entries of history": history["entries of history"],
    }
