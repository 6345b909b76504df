"""What does a company decide, and what does one say about a teammate?"""

from __future__ import annotations

from django import forms

from recruit.company.enums import CompanyRole, ExportRequires
from recruit.positions.enums import HiringRole, StepType


class CompanyForm(forms.Form):
    name = forms.CharField(max_length=200, label="Company name")
    allows_several_positions = forms.BooleanField(
        required=False,
        label="A candidate may be considered for several positions at once",
        help_text="If not, an import for a second position is refused while the first is going on.",
    )
    export_requires = forms.ChoiceField(
        choices=ExportRequires.choices,
        label="Who may bring candidates to a position from connected tools: whoever",
    )
    allows_custom_steps = forms.BooleanField(
        required=False,
        label="Workflows may have steps that are none of the company's templates",
    )
    not_sure_asks = forms.BooleanField(
        required=False,
        label="An evaluation that says “Not sure” asks the position's recruiters whether to proceed",
        help_text="One that says “No hire” always does.",
    )
    opens_evaluations = forms.BooleanField(
        required=False,
        label="Interviewers read others' evaluations before they have given their own",
    )


class StepTemplateForm(forms.Form):
    name = forms.CharField(max_length=200)
    type = forms.ChoiceField(choices=StepType.choices, label="Kind of step")
    usual_role = forms.ChoiceField(
        choices=[("", "Nobody in particular"), *HiringRole.choices],
        required=False,
        label="Who usually takes part",
        help_text="Whoever holds this role on a position takes part when the step is added to its workflow.",
    )
    instructions = forms.CharField(
        required=False, label="What they should know", widget=forms.Textarea(attrs={"rows": 3})
    )


class TeammateForm(forms.Form):
    first_name = forms.CharField(max_length=100)
    last_name = forms.CharField(max_length=100, required=False)
    email = forms.EmailField(label="E-mail", help_text="They sign in with it.")
    company_role = forms.ChoiceField(choices=CompanyRole.choices, initial=CompanyRole.TEAMMATE)
    password = forms.CharField(
        min_length=10,
        label="First password",
        help_text="At least ten characters. Tell it to them on a safe way.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
