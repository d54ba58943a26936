"""Forms for moderators. Each gives `reason`, `note` or both; a page has several, told apart by prefix."""

from collections.abc import Iterable
from typing import Any

from django import forms

from reviews.models import Reason, ReplyReason

MAX_CHARACTERS = 1_000
SHOWS_VISIT = [("yes", "Yes: it shows a visit to this place"), ("no", "No, or I can’t tell")]


class NoteForm(forms.Form):
    """A few words for whom the decision concerns."""

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
    """A reason from the closed list."""

    reason = forms.ChoiceField(
        label="Reason", widget=forms.RadioSelect, error_messages={"required": "Please choose a reason."}
    )
    field_order = ["reason", "note"]

    def __init__(self, *arguments: Any, reasons: Iterable[Reason | ReplyReason], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kinds = {reason.value: reason for reason in reasons}
        self.fields["reason"].choices = [(reason.value, reason.label) for reason in self.kinds.values()]

    def clean_reason(self) -> Reason | ReplyReason:
        return self.kinds[self.cleaned_data["reason"]]


class ApproveForm(forms.Form):
    """Whether the document that was sent shows the visit; nothing to fill in where none was."""

    use_required_attribute = False

    shows_visit = forms.ChoiceField(
        label="Does the document show a visit?",
        choices=SHOWS_VISIT,
        widget=forms.RadioSelect,
        error_messages={"required": "Please say whether the document shows a visit."},
    )

    def __init__(self, *arguments: Any, has_documents: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not has_documents:
            del self.fields["shows_visit"]

    @property
    def document_shows_visit(self) -> bool:
        return self.cleaned_data.get("shows_visit") == "yes"


class ApproveReplyForm(forms.Form):
    """A reply that the screening pointed out is published only by somebody who says to have looked."""

    use_required_attribute = False

    is_checked = forms.BooleanField(
        label="I have looked at each sign above: the reply does not tell whether anybody was a patient.",
        error_messages={"required": "Please look at the signs first, and say that you have."},
    )

    def __init__(self, *arguments: Any, has_signs: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not has_signs:
            del self.fields["is_checked"]
