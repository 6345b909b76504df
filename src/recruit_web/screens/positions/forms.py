"""What does one say to open a position?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from recruit.positions.enums import WorkplaceType
from recruit_web.country import CountryField
from recruit_web.typed_fields import AsksTyped

if TYPE_CHECKING:
    from recruit.company.models import Teammate


class OpenPositionForm(AsksTyped):
    name = forms.CharField(max_length=300, help_text="The working name that colleagues see.")
    public_name = forms.CharField(
        max_length=300,
        required=False,
        help_text="What candidates and other sites see. Leave it empty if it is the same.",
    )
    hiring_manager = forms.ChoiceField(help_text="Exactly one; decides about candidates and status.")
    recruiter = forms.ChoiceField(required=False)
    opening_reason = forms.CharField(
        max_length=300,
        required=False,
        label="Reason of the first opening",
        help_text="Why somebody is needed: growth, or in whose place.",
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
    is_discreet = forms.BooleanField(
        required=False,
        label="Discreet",
        help_text="Only its hiring team and owners see it and its candidates.",
    )

    def __init__(self, *args: Any, teammates: Sequence[Teammate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(teammate.public_id, teammate.full_name) for teammate in teammates if teammate.is_active]
        self.fields["hiring_manager"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]  # a choice field, declared above
        self.fields["recruiter"].choices = [("", "Nobody yet"), *people]  # type: ignore[attr-defined]  # a choice field, declared above
