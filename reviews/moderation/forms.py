"""Approving a review; the forms for the other decisions are in reviews/queues/notes.py."""

from typing import Any

from django import forms


class ApproveForm(forms.Form):
    """Whether the document that was sent shows the visit; empty where there is none."""

    use_required_attribute = False

    shows_visit = forms.ChoiceField(
        label="Does the document show a visit?",
        choices=[("yes", "Yes: it shows a visit to this place"), ("no", "No, or I can’t tell")],
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
