"""What does one write to apply, and what does a company say about its careers site?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruit.base.errors import Refusal
from recruit.base.media import MOST_BYTES, TEXTS, media_type_of
from recruit.careers.enums import ConsentScope
from recruit.careers.rules import is_web_address
from recruit.sources.enums import SourceType
from recruit_web.typed_fields import Asked, AsksTyped

_MOST_LINKS: Final = 5


class ApplicationForm(AsksTyped):
    """``consent_words``: the box beside them has to be ticked; it never is by itself. Without words there is none."""

    first_name = forms.CharField(
        max_length=200,
        label=_("First name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Fill in your first name.")},
    )
    last_name = forms.CharField(
        max_length=200,
        label=_("Last name"),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Fill in your last name.")},
    )
    email = forms.EmailField(
        max_length=254,
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Fill in your e-mail.")},
    )
    phone = forms.CharField(
        max_length=50,
        required=False,
        label=_("Phone (optional)"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    resume = forms.FileField(
        required=False,
        max_length=255,
        label=_("Résumé (optional)"),
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(TEXTS))}),
    )
    links = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Links (optional)"),
        help_text=_("One a line: your website, your work, a profile."),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )
    message = forms.CharField(
        max_length=10_000,
        required=False,
        label=_("Message (optional)"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    consent = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        consent_words: str = "",
        questions: Sequence[Asked] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask(questions, optional=gettext("(optional)"))
        self.order_fields([name for name in self.fields if name != "consent"])
        most = MOST_BYTES // 2**20
        self.fields["resume"].help_text = gettext("PDF, DOC or DOCX, at most {most} MB.").format(most=most)
        if not consent_words:
            del self.fields["consent"]
            return
        field = self.fields["consent"]
        field.required = True
        field.label = consent_words
        field.error_messages["required"] = gettext(
            "Without this we may not keep your application: tick the box to send it."
        )

    def clean_links(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        found = [line if "://" in line else f"https://{line}" for line in lines]
        if len(found) > _MOST_LINKS or not all(is_web_address(each) for each in found):
            raise forms.ValidationError(
                gettext(
                    "Write at most {most} web addresses, one a line, such as https://example.com/work."
                ).format(most=_MOST_LINKS)
            )
        return found

    def clean_resume(self) -> tuple[str, bytes] | None:
        """Name and content, if the content is what the name says."""
        upload = self.cleaned_data["resume"]
        if upload is None:
            return None
        content = upload.read(MOST_BYTES + 1)
        try:
            media_type_of(upload.name, content, among=TEXTS)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        return upload.name, content


class SiteForm(forms.Form):
    is_on = forms.BooleanField(required=False, label=_("The careers site is public"))
    slug = forms.CharField(
        max_length=60,
        label=_("Address"),
        help_text=_("What stands after /careers/: small letters, digits and hyphens."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    intro = forms.CharField(
        max_length=5000,
        required=False,
        label=_("Introduction"),
        help_text=_("Stands above the list of positions."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    website = forms.CharField(
        max_length=500,
        required=False,
        label=_("The company's website"),
        help_text=_("Also the source of whoever came from nowhere else."),
    )
    privacy_url = forms.CharField(max_length=500, required=False, label=_("Privacy notice for applicants"))
    consent_scope = forms.ChoiceField(
        choices=ConsentScope.choices, label=_("Applicants are asked for consent for")
    )


class LinkForm(forms.Form):
    name = forms.CharField(
        max_length=200, label=_("Name"), help_text=_("Only for yourselves, such as “Spring campaign”.")
    )
    source_name = forms.CharField(
        max_length=300, label=_("Source"), help_text=_("Applications that come by the link have this source.")
    )
    source_type = forms.ChoiceField(
        choices=SourceType.choices, initial=SourceType.OTHER, label=_("Source type")
    )
