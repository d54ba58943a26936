"""Forms for decisions: a note, or a reason and a note. A page has several, each with its own prefix."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from reviews.models import Reason, ReplyReason

MAX_CHARACTERS = 1_000


class NoteForm(forms.Form):
    """A few words to the person whom the decision is about."""

    use_required_attribute = False

    note = forms.CharField(
        label="What to tell them",
        max_length=MAX_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Please write a few words."},
    )

    def __init__(
        self, *arguments: Any, note_label: str = "", is_note_required: bool = False, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        if note_label:
            self.fields["note"].label = note_label
        self.fields["note"].required = is_note_required


class ReasonForm(NoteForm):
    """Also a reason of the closed list."""

    reason = forms.ChoiceField(
        label="Reason", widget=forms.RadioSelect, error_messages={"required": "Please choose a reason."}
    )
    field_order = ["reason", "note"]

    def __init__(self, *arguments: Any, reasons: Iterable[Reason | ReplyReason], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.reasons = {reason.value: reason for reason in reasons}
        field = cast(forms.ChoiceField, self.fields["reason"])
        field.choices = [(reason.value, reason.label) for reason in self.reasons.values()]

    def clean_reason(self) -> Reason | ReplyReason:
        return self.reasons[self.cleaned_data["reason"]]
