"""How is a value of a company's own kind asked for in a form? One control for each kind, named by the field's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruit.base.typed import LONGEST_TEXT, NotOfKind, ValueKind, clean_value


class Asked(Protocol):
    """A field of positions, or a question of the careers form."""

    public_id: str
    name: str
    kind: str
    options: list[str]
    is_required: bool


class TypedField(forms.CharField):
    """Any kind: what it cannot be is told below it, in the kind's own words."""

    def __init__(self, asked: Asked, *, required: bool, initial: str = "") -> None:
        self.asked = asked
        super().__init__(
            label=asked.name,
            required=required,
            initial=initial,
            max_length=LONGEST_TEXT,
            widget=_control(asked, initial),
            error_messages={"required": _("Fill this in.")},
        )

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and text == self.initial:
            return text  # a choice that is offered no more may stay
        try:
            return clean_value(self.asked.kind, text, options=self.asked.options)
        except NotOfKind as reason:
            raise forms.ValidationError(
                gettext("This {has_to_be}.").format(has_to_be=reason.sentence)
            ) from reason


def _control(asked: Asked, initial: str) -> forms.Widget:
    if asked.kind in (ValueKind.CHOICE, ValueKind.YES_NO):
        options = [(each, each) for each in asked.options]
        if asked.kind == ValueKind.YES_NO:
            options = [("yes", gettext("Yes")), ("no", gettext("No"))]
        if initial and initial not in dict(options):
            options = [*options, (initial, gettext("{choice} (not offered any more)").format(choice=initial))]
        return forms.Select(choices=[("", gettext("Choose")), *options])
    if asked.kind == ValueKind.DATE:
        return forms.DateInput(attrs={"type": "date"})
    if asked.kind == ValueKind.NUMBER:
        return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.TextInput(attrs={"autocomplete": "off"})


class AsksTyped(forms.Form):
    """A form that also asks for what a company has named itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked: list[str] = []

    def ask(
        self, asked: Iterable[Asked], values: Mapping[str, str] | None = None, *, optional: str = ""
    ) -> None:
        """``optional`` stands after the name of what need not be said."""
        for each in asked:
            said = (values or {}).get(each.public_id, "")
            field = TypedField(each, required=each.is_required, initial=said)
            if optional and not each.is_required:
                field.label = f"{each.name} {optional}"
            self.fields[each.public_id] = field
            self._asked.append(each.public_id)

    @property
    def typed(self) -> list[BoundField]:
        """The controls, in their order."""
        return [self[name] for name in self._asked]

    @property
    def typed_values(self) -> dict[str, str]:
        """What was said, by the ids of the fields; of a valid form."""
        return {name: self.cleaned_data[name] for name in self._asked}

    @property
    def plain_values(self) -> dict[str, Any]:
        """The rest of what was said."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self._asked}
