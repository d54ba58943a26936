"""Naming people, and recording that one of them has reviewed a text."""

import re
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils import timezone

from content.models import GuideVersion, Person
from places.text import fold


class PersonForm(forms.ModelForm):
    """An author or reviewer. The address of their page is made from the name and then stays."""

    use_required_attribute = False

    class Meta:
        model = Person
        fields = ["name", "credentials", "role", "bio", "interests"]
        labels = {
            "name": "Name",
            "credentials": "Credentials",
            "role": "Role",
            "bio": "About them",
            "interests": "Declaration of interests",
        }
        help_texts = {
            "credentials": "As the person writes them, such as MD or PhD. A reviewer needs them.",
            "role": "What they do, in a few words.",
            "bio": "A few sentences for their page.",
            "interests": "Who pays them, and what they own or earn in connection with TMS or therapy, in "
            "their "
            "own words. A reviewer needs one; if there is nothing to declare, it says so.",
        }
        widgets = {"bio": forms.Textarea(attrs={"rows": 5}), "interests": forms.Textarea(attrs={"rows": 5})}

    def save(self, commit: bool = True) -> Person:
        person: Person = super().save(commit=False)
        if not person.slug:
            person.slug = free_slug(person.name)
        person.save()
        return person


def free_slug(name: str) -> str:
    """The name as part of an address, with a number if somebody has it already."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:50] or "person"
    taken = set(Person.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


class ReviewForm(forms.Form):
    """A clinician has read exactly this text and signs it."""

    use_required_attribute = False

    reviewer = forms.ModelChoiceField(
        label="Who reviewed it?",
        queryset=Person.objects.exclude(credentials="").exclude(interests=""),
        empty_label="Choose",
        help_text="Only people with credentials and a declaration of interests are listed.",
        error_messages={"required": "Please choose who reviewed it."},
    )
    reviewed_on = forms.DateField(
        label="On which day?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Please say when."},
    )
    agreed = forms.BooleanField(
        label="This person read exactly this text, found it right, and agreed to be named as its reviewer.",
        error_messages={"required": "Readers rely on this, so please confirm it."},
    )

    def __init__(self, data: QueryDict | None, *, version: GuideVersion) -> None:
        super().__init__(data, initial={"reviewed_on": timezone.localdate()})
        self.version = version

    def clean_reviewed_on(self) -> date:
        day: date = self.cleaned_data["reviewed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        if self.version.written_on and day < self.version.written_on:
            raise forms.ValidationError(
                f"The text was written later, on {self.version.written_on:%B %-d, %Y}."
            )
        return day
