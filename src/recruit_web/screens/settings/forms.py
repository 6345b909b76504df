"""What does a company decide, and what does one say about a teammate?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruit.base.typed import ValueKind
from recruit.company.enums import AppReach, AttachesApplicants, CompanyRole, ExportRequires, SecondFactorFor
from recruit.company.rules import APP_SCOPES
from recruit.positions.enums import HiringRole, StepType

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.positions.models import PositionField


class CompanyForm(forms.Form):
    name = forms.CharField(max_length=200, label=_("Company name"))
    allows_several_positions = forms.BooleanField(
        required=False,
        label=_("A candidate may be considered for several positions at once"),
        help_text=_("If not, an import for a second position is refused while the first is going on."),
    )
    export_requires = forms.ChoiceField(
        choices=ExportRequires.choices,
        label=_("Who may bring candidates to a position from connected tools: whoever"),
    )
    allows_custom_steps = forms.BooleanField(
        required=False,
        label=_("Workflows may have steps that are none of the company's templates"),
    )
    not_sure_asks = forms.BooleanField(
        required=False,
        label=_("An evaluation that says “Not sure” asks the position's recruiters whether to proceed"),
        help_text=_("One that says “No hire” always does."),
    )
    opens_evaluations = forms.BooleanField(
        required=False,
        label=_("Interviewers read others' evaluations before they have given their own"),
    )
    attaches_applicants = forms.ChoiceField(
        choices=AttachesApplicants.choices,
        required=False,
        label=_("Who applies again with the same e-mail address is the same candidate"),
        help_text=_(
            "The source of the first application stays. Every other likeness is a possible duplicate for people."
        ),
    )
    attaches_within_days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=3650,
        label=_("So many days after the application before"),
    )
    mail_domains = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Mail domains of the company"),
        help_text=_(
            "Such as example.com, with commas between. To an address of these, recruiters and coordinators "
            "may send invitations too; to all others only owners and admins."
        ),
    )
    second_factor_for = forms.ChoiceField(
        choices=SecondFactorFor.choices,
        required=False,
        label=_("A second factor is required for"),
    )
    grace_days = forms.TypedChoiceField(
        choices=[(0, _("At once")), (7, _("A week")), (14, _("Two weeks")), (30, _("A month"))],
        coerce=int,
        empty_value="0",
        required=False,
        label=_("Time to set it up, counted from a change"),
        help_text=_(
            "Until then people are reminded at every sign-in; after it they can do nothing but set one up."
        ),
    )

    def clean_attaches_applicants(self) -> str:
        """Who does not send it leaves it as it is."""
        return self.cleaned_data["attaches_applicants"] or str(self.initial.get("attaches_applicants", ""))

    def clean_second_factor_for(self) -> str:
        """Who does not send it leaves it as it is."""
        return self.cleaned_data["second_factor_for"] or str(self.initial.get("second_factor_for", ""))


class StepTemplateForm(forms.Form):
    name = forms.CharField(max_length=200, label=_("Name"))
    type = forms.ChoiceField(choices=StepType.choices, label=_("Kind of step"))
    usual_role = forms.ChoiceField(
        choices=[("", _("Nobody in particular")), *HiringRole.choices],
        required=False,
        label=_("Who usually takes part"),
        help_text=_(
            "Whoever holds this role on a position takes part when the step is added to its workflow."
        ),
    )
    instructions = forms.CharField(
        required=False, label=_("What they should know"), widget=forms.Textarea(attrs={"rows": 3})
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("A link is sent there; they choose name and password themselves.")
    )
    company_role = forms.ChoiceField(
        choices=CompanyRole.choices, initial=CompanyRole.TEAMMATE, label=_("Company role")
    )
    hidden_person = forms.CharField(
        required=False,
        max_length=300,
        label=_("They are a candidate here: hide their own page from them"),
        help_text=_("The address of that candidate's page. Leave it empty if they are none."),
    )

    def __init__(self, *arguments: Any, may_assign_roles: bool, may_hide: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not may_assign_roles:
            only = [(CompanyRole.TEAMMATE.value, CompanyRole.TEAMMATE.label)]
            self.fields["company_role"] = forms.ChoiceField(
                choices=only, initial=CompanyRole.TEAMMATE, label=_("Company role")
            )
        if not may_hide:
            del self.fields["hidden_person"]


class TeammateForm(forms.Form):
    first_name = forms.CharField(max_length=100, label=_("First name"))
    last_name = forms.CharField(max_length=100, required=False, label=_("Last name"))
    email = forms.EmailField(label=_("E-mail"), help_text=_("They sign in with it."))
    company_role = forms.ChoiceField(
        choices=CompanyRole.choices, initial=CompanyRole.TEAMMATE, label=_("Company role")
    )
    password = forms.CharField(
        min_length=10,
        label=_("First password"),
        help_text=_("At least ten characters. Tell it to them on a safe way."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SuccessorForm(forms.Form):
    """Who takes over; asked only where there is something to take over."""

    successor = forms.ChoiceField(label=_("Who takes over"))

    def __init__(self, *arguments: Any, teammates: Sequence[Teammate], is_needed: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [
            ("", gettext("Choose a teammate")),
            *((each.public_id, each.full_name) for each in teammates),
        ]
        self.fields["successor"] = forms.ChoiceField(choices=choices, label=_("Who takes over"))
        if not is_needed:
            del self.fields["successor"]


class RestrictForm(forms.Form):
    person = forms.CharField(
        required=False,
        max_length=300,
        label=_("Address of the candidate's page"),
        help_text=_("Copy it from the browser. Leave it empty to show everything again."),
    )


def _scopes() -> list[tuple[str, str]]:
    titles = [(each.scope.value, gettext(each.title)) for each in APP_SCOPES]
    return [(scope, f"{title[:1].upper()}{title[1:]}") for scope, title in titles]


class ApiAppForm(forms.Form):
    name = forms.CharField(max_length=100, label=_("What is the app called?"))
    purpose = forms.CharField(
        max_length=2000,
        required=False,
        label=_("What is it for?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever approves it reads this."),
    )
    scopes = forms.MultipleChoiceField(
        choices=_scopes,
        widget=forms.CheckboxSelectMultiple,
        label=_("What may it do?"),
    )


class ApproveAppForm(forms.Form):
    reach = forms.ChoiceField(
        choices=AppReach.choices, initial=AppReach.NOT_DISCREET, label=_("Of which positions may it know?")
    )


class PositionTemplateForm(forms.Form):
    name = forms.CharField(
        max_length=200, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class PositionFieldForm(forms.Form):
    """The kind is chosen once: values that are there stay what they are."""

    name = forms.CharField(
        max_length=200, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(choices=ValueKind.choices, label=_("Kind"))
    options = forms.CharField(
        required=False,
        label=_("Choices"),
        help_text=_("One on each line; for the kind “Choice” only."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_required = forms.BooleanField(required=False, label=_("Asked of every position"))
    is_public = forms.BooleanField(required=False, label=_("Shown on the careers site"))

    @classmethod
    def of(cls, field: PositionField | None, given: Any) -> PositionFieldForm:
        if field is None:
            return cls(given)
        now = {name: getattr(field, name) for name in ("name", "is_required", "is_public")}
        form = cls(given, initial={**now, "options": "\n".join(field.options)})
        del form.fields["kind"]
        if field.kind != ValueKind.CHOICE:
            del form.fields["options"]
        return form

    def clean_options(self) -> list[str]:
        written: str = self.cleaned_data["options"]
        return written.splitlines()
