"""A reader's report of a review."""

from django import forms

from reviews.models import Reason
from reviews.plain_text import PlainTextForm
from reviews.policy.reasons import LISTED_REASONS

MAX_CHARACTERS = 1_000


class ReportForm(PlainTextForm):
    """Why a reader thinks that a review should not be on the site."""

    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=[(reason.value, reason.label) for reason in LISTED_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what is wrong with the review."},
    )
    text = forms.CharField(
        label="What should we know?",
        max_length=MAX_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Please leave out your name and how to reach you: we don’t write back.",
    )

    def clean_reason(self) -> Reason:
        return Reason(self.cleaned_data["reason"])
