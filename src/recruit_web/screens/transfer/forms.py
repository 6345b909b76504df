"""Which file is it, and what are its rows?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recruit.transfer.enums import ImportKind


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("The rows are"), help_text=_("Positions first, then candidates, then who stands where.")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or JSON, up to 7 MB and 50,000 rows, with the names of the columns in the first row. "
            "Letters and delimiters are found out."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.json,.jsonl"}),
    )

    def __init__(self, *given: Any, kinds: Sequence[ImportKind], **more: Any) -> None:
        super().__init__(*given, **more)
        chosen = self.fields["kind"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(kind.value, kind.label) for kind in kinds]
