"""What does one say of a candidate after a meeting, and of the meeting before it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recruit.evaluation.enums import MeetingType, Recommendation
from recruit.evaluation.rules import MOST_STARS

if TYPE_CHECKING:
    from django.http import QueryDict

    from recruit.company.models import Teammate

_MOST_MINUTES_OFF = 14 * 60


@dataclass(frozen=True)
class TraitRow:
    """One line of the scorecard in the form; ``name`` of the field is its place, because a trait may be any words."""

    place: int
    trait: str
    stars: int

    @property
    def field(self) -> str:
        return f"trait-{self.place}"

    @property
    def choices(self) -> range:
        return range(1, MOST_STARS + 1)


def stars_posted(posted: QueryDict, traits: Sequence[str]) -> dict[str, int]:
    """By the name of the trait; what is no number of stars counts as none."""
    said = {trait: posted.get(f"trait-{place}", "") for place, trait in enumerate(traits)}
    return {trait: int(text) for trait, text in said.items() if text in {"1", "2", "3", "4", "5"}}


class EvaluationForm(forms.Form):
    recommendation = forms.ChoiceField(
        choices=Recommendation.choices, required=False, label=_("Recommendation")
    )
    text = forms.CharField(
        required=False,
        max_length=20_000,
        label=_("What did you see and hear?"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class InterviewForm(forms.Form):
    """The moment is typed in the reader's zone; ``offset`` is how many minutes UTC is ahead of it, as browsers say."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    offset = forms.IntegerField(
        required=False,
        min_value=-_MOST_MINUTES_OFF,
        max_value=_MOST_MINUTES_OFF,
        widget=forms.HiddenInput(attrs={"data-offset": ""}),
    )
    minutes = forms.IntegerField(min_value=5, max_value=24 * 60, initial=45, label=_("Duration in minutes"))
    meeting_type = forms.ChoiceField(choices=MeetingType.choices, label=_("Kind of meeting"))
    place = forms.CharField(required=False, max_length=500, label=_("Place, number or link"))
    who = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Who takes part"))

    def __init__(self, *args: Any, teammates: Sequence[Teammate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(teammate.public_id, teammate.full_name) for teammate in teammates]
        self.fields["who"].choices = offered  # type: ignore[attr-defined]  # a choice field, declared above

    @property
    def starts_at(self) -> datetime:
        """Of a valid form."""
        said = self.cleaned_data
        zone = timezone(timedelta(minutes=-(said["offset"] or 0)))
        return datetime.combine(said["day"], said["time"], zone).astimezone(UTC)
