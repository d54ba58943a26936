"""A legal notice against a review, and its author's answer."""

from typing import Any

from django import forms

from reviews.models import Takedown
from reviews.plain_text import PlainTextForm, plain_text
from reviews.takedowns.actions import Notice

MAX_CHARACTERS = 5_000


class AnswerForm(PlainTextForm):
    """The author's side of a dispute."""

    text = forms.CharField(
        label="Your answer",
        max_length=MAX_CHARACTERS,
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
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Quote the words. For copyright: which work was copied, and your postal address and phone "
        "number. For a court order: the court, the date and the docket number. Please don’t tell us "
        "whether anybody "
        "was a patient.",
    )
    sworn = forms.BooleanField(
        label="For copyright only: I believe in good faith that neither the owner, nor the owner’s agent, "
        "nor the law "
        "allows this use. What I say is accurate, and under penalty of perjury, I am the owner of the work "
        "or may act "
        "for the owner.",
        required=False,
    )
    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Your email address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean(self) -> dict[str, Any]:
        """A copyright notice needs the statements of 17 U.S.C. 512(c)(3)(A)(v) and (vi)."""
        values = super().clean() or self.cleaned_data
        if values.get("kind") == Takedown.Kind.COPYRIGHT and not values.get("sworn"):
            self.add_error("sworn", "A copyright notice needs this statement.")
        return values

    def notice(self) -> Notice:
        values = self.cleaned_data
        return Notice(
            kind=Takedown.Kind(values["kind"]),
            name=values["name"],
            email=values["email"],
            statement=plain_text(values["statement"]),
        )
