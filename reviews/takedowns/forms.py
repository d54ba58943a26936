"""What readers, authors and others send in about a review that was published or declined."""

from django import forms

from reviews.models import Reason, Takedown
from reviews.policy.reasons import READERS_REASONS
from reviews.takedowns.actions import Notice
from reviews.writing.draft import plain_text

MAX_CHARACTERS = 1_000
MOST_OF_AN_APPEAL = 2_000
MOST_OF_A_STATEMENT = 5_000


class PlainForm(forms.Form):
    """Texts lose invisible controls, as those of reviews do."""

    use_required_attribute = False

    def clean_text(self) -> str:
        return plain_text(self.cleaned_data["text"])


class ReportForm(PlainForm):
    """Why a reader thinks that a review should not stand."""

    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=[(reason.value, reason.label) for reason in READERS_REASONS],
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


class AppealForm(PlainForm):
    """Why the decision is wrong."""

    text = forms.CharField(
        label="Why is the decision wrong?",
        max_length=MOST_OF_AN_APPEAL,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Only moderators read this. Please leave out your diagnosis and your medicines.",
    )


class AnswerForm(PlainForm):
    """The author's side of a dispute."""

    text = forms.CharField(
        label="Your answer",
        max_length=MOST_OF_A_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Only moderators read this. It is not given to whoever sent the notice.",
    )


class NoticeForm(forms.Form):
    """A legal notice against a review."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="What is the ground?",
        choices=Takedown.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose a ground."},
    )
    statement = forms.CharField(
        label="What is wrong, and how do you know?",
        max_length=MOST_OF_A_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Quote the words. For a court order: the court, the date and the docket number. Please "
        "don’t tell us whether anybody was a patient.",
    )
    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Your email address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def notice(self) -> Notice:
        values = self.cleaned_data
        return Notice(
            kind=Takedown.Kind(values["kind"]),
            name=values["name"],
            email=values["email"],
            statement=plain_text(values["statement"]),
        )
