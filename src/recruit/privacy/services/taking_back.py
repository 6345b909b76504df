"""How does somebody go who came by mistake, such as by a file that was the wrong one? As if they had never come.

That is no erasure: it is for whoever has just brought them, works only as long as nothing was built upon them, and
leaves no receipt, because nobody's data was used for anything.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.activity.services import erase_history
from recruit.base import events
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.holdings import holdings_of
from recruit.company.selectors import reader_behind
from recruit.people.events import PersonErased
from recruit.people.models import Person
from recruit.people.services import locked_person, remove_person
from recruit.privacy.rules import in_words, left_over
from recruit.privacy.services.erasing import SomethingRemains

#: What is there of everybody from the moment on at which they come.
_CAME_ALONG: Final = frozenset(
    {
        "profiles", "contact details", "tags", "outside profiles", "entries of history", "possible duplicates",
        "keys for finding duplicates", "rows of imports", "webhook deliveries", "retention clocks",
    }
)  # fmt: skip
_FIRST: Final = frozenset({Verb.PERSON_ADDED, Verb.WARNING})


class SomethingWasBuilt(Refusal):
    """Evidence: ``built``, how much of which kind."""

    code = "something_was_built"


@transaction.atomic
def take_back_person(*, person: Person, actor: Actor) -> None:
    """The caller has asked whether the actor may. Refuses with ``SomethingWasBuilt`` or ``NotFound``."""
    reader_behind(company_id=person.company_id, actor=actor)
    fresh = locked_person(person)
    which = {"company_id": fresh.company_id, "person_id": fresh.pk}
    built = {kind: n for kind, n in holdings_of(**which).items() if kind not in _CAME_ALONG}
    if built:
        told = ", ".join(in_words(number, kind) for kind, number in built.items())
        sentence = _("{name} has {what} by now, and stays.").format(name=fresh.full_name, what=told)
        raise SomethingWasBuilt(sentence, built=built)
    # Facts of a hiring process that is there no more do not count.
    if Activity.objects.filter(**which, process_id=None).exclude(verb__in=_FIRST).exists():
        sentence = _("Somebody has changed {name} since, who stays.").format(name=fresh.full_name)
        raise SomethingWasBuilt(sentence, built={})
    events.publish(PersonErased(fresh.company_id, fresh.pk, receipt=""))
    remove_person(person=fresh)
    erase_history(**which)
    left = left_over(holdings_of(**which), keeps_figures=False)
    if left:
        raise SomethingRemains(f"Of the person {fresh.pk} there remain: {left}")  # English
