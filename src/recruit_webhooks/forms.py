"""What does one say about a webhook?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recruit_webhooks.enums import EventType, PayloadForm

#: How far back what has failed is sent once more: hours, and how one says it.
SINCE = (
    ("1", _("the last hour")),
    ("24", _("the last day")),
    ("168", _("the last week")),
    ("720", _("the last 30 days")),
)


class WebhookForm(forms.Form):
    name = forms.CharField(max_length=100, label=_("What is it called?"))
    url = forms.CharField(
        max_length=500,
        label=_("To which address are events sent?"),
        help_text=_("Such as https://payroll.example.com/hooks/recruit."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    events = forms.MultipleChoiceField(
        choices=EventType.choices,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which events?"),
    )
    form = forms.ChoiceField(
        choices=PayloadForm.choices,
        initial=PayloadForm.IDS,
        label=_("What does an event say?"),
        help_text=_(
            "Ids name nobody. A record leaves the house with everything that the app may read of it."
        ),
    )


class NewWebhookForm(WebhookForm):
    app = forms.ChoiceField(
        label=_("For which API app?"),
        help_text=_("Events tell of what this app may read, of positions in its reach, and of nothing else."),
    )
    field_order = ["app", "name", "url", "events", "form"]

    def __init__(self, *arguments: Any, apps: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["app"].choices = apps  # type: ignore[attr-defined]  # it is a ChoiceField


class SinceForm(forms.Form):
    hours = forms.ChoiceField(choices=SINCE, initial="24", label=_("Of which time?"))
