"""What does one say to open a position?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recruit.positions.enums import WorkplaceType
from recruit_web.country import CountryField
from recruit_web.typed_fields import AsksTyped

if TYPE_CHECKING:
    from recruit.company.models import Teammate


class OpenPositionForm(AsksTyped):
    name = forms.CharField(
        max_length=300, label=_("Name"), help_text=_("The working name that colleagues see.")
    )
    public_name = forms.CharField(
        max_length=300,
        required=False,
        label=_("Public name"),
        help_text=_("What candidates and other sites see. Leave it empty if it is the same."),
    )
    hiring_manager = forms.ChoiceField(
        label=_("Hiring manager"), help_text=_("Exactly one; decides about candidates and status.")
    )
    recruiter = forms.ChoiceField(required=False, label=_("Recruiter"))
    opening_reason = forms.CharField(
        max_length=300,
        required=False,
        label=_("Reason of the first opening"),
        help_text=_("Why somebody is needed: growth, or in whose place."),
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
    is_discreet = forms.BooleanField(
        required=False,
        label=_("Discreet"),
        help_text=_("Only its hiring team and owners see it and its candidates."),
    )

    def __init__(self, *args: Any, teammates: Sequence[Teammate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(teammate.public_id, teammate.full_name) for teammate in teammates if teammate.is_active]
        self.fields["hiring_manager"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]  # a choice field, declared above
        self.fields["recruiter"].choices = [("", _("Nobody yet")), *people]  # type: ignore[attr-defined]  # a choice field, declared above
