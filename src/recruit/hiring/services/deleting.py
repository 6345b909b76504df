"""How does a process go for good, with what was kept of a person for that position? There is no way back from here.

Other apps' rows about it go with it by the database; what lies elsewhere follows the fact that is told. Whoever
is to go as a whole is erased (``privacy.services.erase_person``).
"""

from __future__ import annotations

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import forget_process
from recruit.base import events, live
from recruit.base.actors import Actor
from recruit.hiring.events import ProcessDeleted
from recruit.hiring.models import HiringProcess
from recruit.hiring.services.ground import locked_process, record_on_process, require_right, topics_of
from recruit.people.services import forget_files_about
from recruit.positions.services import settle_opening


@transaction.atomic
def delete_process(*, process: HiringProcess, actor: Actor) -> None:
    """With its steps, notes, evaluations and the files about it; that there was one stays in the person's history.

    It should never have been: a hire by it frees its opening.
    """
    fresh = locked_process(process)
    require_right(fresh.position, actor=actor)
    record_on_process(fresh, verb=Verb.PROCESS_DELETED, actor=actor)
    told, topics = (
        ProcessDeleted(fresh.company_id, fresh.pk, fresh.person_id, fresh.position_id, fresh.public_id),
        topics_of(fresh),
    )
    forget_process(company_id=fresh.company_id, process_id=fresh.pk)
    forget_files_about(company_id=fresh.company_id, process_id=fresh.pk)
    settle_opening(company_id=fresh.company_id, released=fresh.opening_id, filled=None)
    fresh.delete()
    events.publish(told)
    live.touch(told.company_id, topics)
