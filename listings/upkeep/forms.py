"""The sections of a listing that somebody says are still right."""

from django import forms

from providers.models import Section


class SectionsForm(forms.Form):
    """The sections that were ticked, or the one whose button was pressed."""

    section = forms.MultipleChoiceField(
        choices=Section,
        error_messages={
            "required": "Tick at least one part that is still right.",
            "invalid_choice": "Choose parts of this listing only.",
        },
    )

    def clean_section(self) -> list[Section]:
        return [Section(value) for value in self.cleaned_data["section"]]
