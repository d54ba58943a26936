"""An author's appeal."""

from django import forms

from reviews.plain_text import PlainTextForm

MAX_CHARACTERS = 2_000


class AppealForm(PlainTextForm):
    """Why the decision is wrong."""

    text = forms.CharField(
        label="Why is the decision wrong?",
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Only moderators read this. Please leave out your diagnosis and your medicines.",
    )
