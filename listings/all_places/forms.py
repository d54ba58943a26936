"""Forms for doing one thing to many places."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.datastructures import MultiValueDict

from listings.all_places.bulk import SECTIONS_KNOWN_FROM
from listings.models import BulkChange
from providers.models import Practice, Source
from providers.npi import is_valid_npi

Action = BulkChange.Action
MAX_SHOWN = 8
HOW = {
    Source.DIRECTORY.value: "We phoned each of these places and asked about every section",
    Source.REGISTRY.value: "The national registry says the same name, address, and phone (contact only)",
}


class ActionForm(forms.Form):
    """Which action, for which places: those of `place` (checkboxes, or one text with commas), or all that
    match the filters."""

    action = forms.ChoiceField(choices=Action)
    place = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    every = forms.BooleanField(required=False)

    def clean_place(self) -> list[int]:
        """The ids that can be ids of ours; what isn't a number is left out."""
        assert isinstance(self.data, MultiValueDict)  # what a browser has sent
        sent = ",".join(self.data.getlist("place")).split(",")
        return [int(text) for text in sent if text.isascii() and text.isdigit() and len(text) < 19]

    def clean_action(self) -> BulkChange.Action:
        return Action(self.cleaned_data["action"])


class ConfirmForm(forms.Form):
    """How an admin knows that the places are right."""

    source = forms.ChoiceField(
        label="How do you know?",
        choices=[(source, HOW[source]) for source in map(str, SECTIONS_KNOWN_FROM)],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you know it: the pages show it to patients."},
    )


class AssignForm(forms.Form):
    """Which practice the places belong to."""

    practice = forms.CharField(
        label="Practice",
        max_length=200,
        help_text="Its NPI, a part of its name, or our number, such as #12.",
        error_messages={"required": "Name the practice."},
    )

    def clean_practice(self) -> Practice:
        text = " ".join(self.cleaned_data["practice"].split())
        found = list(practices_named(text)[: MAX_SHOWN + 1])
        if not found:
            raise forms.ValidationError("We know no practice of this name or number.")
        if len(found) > 1:
            names = "; ".join(f"{practice.name} is #{practice.pk}" for practice in found[:MAX_SHOWN])
            more = "; and more" if len(found) > MAX_SHOWN else ""
            raise forms.ValidationError(f"Several practices match. Type the number: {names}{more}.")
        return found[0]


def practices_named(text: str) -> Any:
    number = text.removeprefix("#").strip()
    if text.startswith("#"):
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        return Practice.objects.filter(pk=int(number)) if is_number else Practice.objects.none()
    if is_valid_npi(text):
        return Practice.objects.filter(npi=text)
    exact = Practice.objects.filter(name__iexact=text)
    if exact.count() == 1:
        return exact
    words = Q()
    for word in text.split():
        words &= Q(name__icontains=word)
    return Practice.objects.filter(words)
