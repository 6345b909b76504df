"""What does one say about a position's team, and about the position itself?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recruit.base.typed import ValueKind
from recruit.positions.enums import HiringRole, WorkplaceType
from recruit_web.country import CountryField
from recruit_web.typed_fields import AsksTyped

if TYPE_CHECKING:
    from recruit.careers.models import Question
    from recruit.company.models import Teammate


class TeamForm(forms.Form):
    teammate = forms.ChoiceField(label=_("Teammate"))
    role = forms.ChoiceField(choices=HiringRole.choices, initial=HiringRole.INTERVIEWER, label=_("Role"))

    def __init__(self, *args: Any, teammates: Sequence[Teammate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(teammate.public_id, teammate.full_name) for teammate in teammates if teammate.is_active]
        self.fields["teammate"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]  # a choice field, declared above


class EditPositionForm(AsksTyped):
    name = forms.CharField(
        max_length=300, label=_("Name"), help_text=_("The working name that colleagues see.")
    )
    public_name = forms.CharField(
        max_length=300,
        required=False,
        label=_("Public name"),
        help_text=_("What candidates and other sites see. Leave it empty if it is the same."),
    )
    department = forms.CharField(max_length=200, required=False, label=_("Department"))
    custom_id = forms.CharField(max_length=100, required=False, label=_("Requisition number"))
    workplace_type = forms.ChoiceField(
        choices=WorkplaceType.choices, required=False, label=_("Workplace type")
    )
    city = forms.CharField(max_length=200, required=False, label=_("City"))
    region = forms.CharField(max_length=200, required=False, label=_("Region"))
    country = CountryField(required=False, label=_("Country"))
    employment_type = forms.CharField(max_length=100, required=False, label=_("Employment type"))
    seniority = forms.CharField(max_length=100, required=False, label=_("Seniority"))
    description = forms.CharField(
        required=False, label=_("Description"), widget=forms.Textarea(attrs={"rows": 6})
    )


class OpeningForm(forms.Form):
    name = forms.CharField(
        max_length=300,
        required=False,
        label=_("Name"),
        help_text=_("What tells this seat from the others, such as a shift or a place."),
    )
    reason = forms.CharField(
        max_length=300,
        required=False,
        label=_("Reason"),
        help_text=_("Why it is there: growth, or in whose place."),
    )


class TemplateForm(forms.Form):
    name = forms.CharField(
        max_length=200,
        label=_("Name of the template"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class QuestionForm(forms.Form):
    name = forms.CharField(
        max_length=200, label=_("Question"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(choices=ValueKind.choices, label=_("Kind of answer"))
    options = forms.CharField(
        required=False,
        label=_("Choices"),
        help_text=_("One on each line; for the kind “Choice” only."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_required = forms.BooleanField(required=False, label=_("Has to be answered"))

    @classmethod
    def of(cls, question: Question | None, given: Any) -> QuestionForm:
        if question is None:
            return cls(given)
        now = {name: getattr(question, name) for name in ("name", "kind", "is_required")}
        return cls(given, initial={**now, "options": "\n".join(question.options)})

    def clean_options(self) -> list[str]:
        written: str = self.cleaned_data["options"]
        return written.splitlines()
