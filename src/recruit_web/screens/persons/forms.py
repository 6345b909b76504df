"""What does one say to add a person by hand?"""

from __future__ import annotations

from django import forms


class AddPersonForm(forms.Form):
    first_name = forms.CharField(max_length=200)
    last_name = forms.CharField(max_length=200, required=False)
    email = forms.EmailField(required=False, label="E-mail")
    phone = forms.CharField(
        max_length=50, required=False, help_text="With the country, such as +49 30 1234567."
    )
    link = forms.URLField(
        required=False, label="Link", help_text="A profile or a page of theirs.", assume_scheme="https"
    )
    headline = forms.CharField(max_length=300, required=False, help_text="What they do, in a few words.")
    employer = forms.CharField(max_length=200, required=False)
    location = forms.CharField(max_length=200, required=False)
