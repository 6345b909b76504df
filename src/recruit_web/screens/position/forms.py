"""What does one say about a position's team, and about the position itself?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from recruit.base.typed import ValueKind
from recruit.positions.enums import HiringRole, WorkplaceType
from recruit_web.country import CountryField
from recruit_web.typed_fields import AsksTyped

if TYPE_CHECKING:
    from recruit.careers.models import Question
    from recruit.company.models import Teammate


class TeamForm(forms.Form):
    teammate = forms.ChoiceField()
    role = forms.ChoiceField(choices=HiringRole.choices, initial=HiringRole.INTERVIEWER)

    def __init__(self, *args: Any, teammates: Sequence[Teammate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(teammate.public_id, teammate.full_name) for teammate in teammates if teammate.is_active]
        self.fields["teammate"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]  # a choice field, declared above


class EditPositionForm(AsksTyped):
    name = forms.CharField(max_length=300, help_text="The working name that colleagues see.")
    public_name = forms.CharField(
        max_length=300,
        required=False,
        help_text="What candidates and other sites see. Leave it empty if it is the same.",
    )
    department = forms.CharField(max_length=200, required=False)
    custom_id = forms.CharField(max_length=100, required=False, label="Requisition number")
    workplace_type = forms.ChoiceField(choices=WorkplaceType.choices, required=False)
    city = forms.CharField(max_length=200, required=False)
    region = forms.CharField(max_length=200, required=False)
    country = CountryField(required=False)
    employment_type = forms.CharField(max_length=100, required=False)
    seniority = forms.CharField(max_length=100, required=False)
    description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6}))


class OpeningForm(forms.Form):
    name = forms.CharField(
        max_length=300,
        required=False,
        help_text="What tells this seat from the others, such as a shift or a place.",
    )
    reason = forms.CharField(
        max_length=300, required=False, help_text="Why it is there: growth, or in whose place."
    )


class TemplateForm(forms.Form):
    name = forms.CharField(
        max_length=200,
        label="Name of the template",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class QuestionForm(forms.Form):
    name = forms.CharField(
        max_length=200, label="Question", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(choices=ValueKind.choices, label="Kind of answer")
    options = forms.CharField(
        required=False,
        label="Choices",
        help_text="One on each line; for the kind “Choice” only.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_required = forms.BooleanField(required=False, label="Has to be answered")

    @classmethod
    def of(cls, question: Question | None, given: Any) -> QuestionForm:
        if question is None:
            return cls(given)
        now = {name: getattr(question, name) for name in ("name", "kind", "is_required")}
        return cls(given, initial={**now, "options": "\n".join(question.options)})

    def clean_options(self) -> list[str]:
        written: str = self.cleaned_data["options"]
        return written.splitlines()
