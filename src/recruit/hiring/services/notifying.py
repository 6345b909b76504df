"""Who reads that a candidate has come to a notification step? Those who take part in it, by mail, in their language."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from recruit.hiring.models import ProcessStep
from recruit.hiring.selectors.workflow import participants_of_steps
from recruit.positions.selectors import viewers_of_positions


def send_step_notification(*, company_id: int, step_id: int) -> None:
    """Nothing if the step is gone, or nobody who takes part in it may still see its position."""
    step = (
        ProcessStep.objects.filter(company_id=company_id, pk=step_id)
        .select_related("definition", "process__person", "process__position")
        .first()
    )
    if step is None:
        return
    position = step.process.position
    viewers = viewers_of_positions(company_id=company_id, position_ids=[position.pk])[position.pk]
    taking_part = participants_of_steps(steps=[step]).get(step.pk, [])
    addresses: dict[str, list[str]] = {}
    for teammate in taking_part:
        if teammate.pk in viewers:
            addresses.setdefault(teammate.language, []).append(teammate.email)
    person = step.process.person
    words = step.instructions or (step.definition.instructions if step.definition else "")
    for language, those in addresses.items():
        with translation.override(language):
            told = _("{name} has come to the step “{step}” for {position}.")
        lines = [
            told.format(name=person.full_name, step=step.name, position=position.name),
            words,
            f"{settings.BASE_URL}/candidates/{person.public_id}",
        ]
        EmailMessage(
            subject=f"{step.name}: {person.full_name}, {position.name}".replace("\n", " "),
            body="\n\n".join(filter(None, lines)),
            to=those,
        ).send()
