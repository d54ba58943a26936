"""The forms about replies: a clinic writes one (one of our texts, or its own), a moderator publishes it."""

from typing import Any

from django import forms

from reviews.plain_text import plain_text_within
from reviews.replies.texts import TEMPLATES
from reviews.screening.replies import signs_of_a_patient

MAX_CHARACTERS = 1_500
OWN_WORDS = "own"
AS_IT_IS = "as_it_is"


class ReplyForm(forms.Form):
    """Gives `template` (empty for own words) and `text`.

    Own words that may give away that the author was a patient are shown once more, with what looks like it.
    Checking a box sends them anyway: rules that read words can be wrong, and a moderator decides in any case.
    """

    use_required_attribute = False

    template = forms.ChoiceField(
        label="Choose a text, or write your own",
        choices=[*TEMPLATES.items(), (OWN_WORDS, "My own words, below")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Your own words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"At most {MAX_CHARACTERS:,} characters.",
    )

    def clean_text(self) -> str:
        return plain_text_within(self.cleaned_data["text"], MAX_CHARACTERS)

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        template = values.get("template")
        if template in TEMPLATES:
            values["text"] = TEMPLATES[template]
        elif template == OWN_WORDS:
            values["template"] = ""
            if not values.get("text") and "text" not in self.errors:
                self.add_error("text", "Please write your reply.")
            self.ask_about_signs(values.get("text", ""))
        return values

    def ask_about_signs(self, text: str) -> None:
        signs = signs_of_a_patient(text)
        if not signs:
            return
        self.fields[AS_IT_IS] = forms.BooleanField(
            label="I have read it again: it doesn’t tell that anybody was a patient", required=False
        )
        if AS_IT_IS not in self.data:
            self.add_error("text", [f"{sign}." for sign in signs])
            self.add_error("text", "Please change it, or tick the box below it.")


class ApproveReplyForm(forms.Form):
    """A reply in which the screening found signs is published only by a moderator who says to have looked."""

    use_required_attribute = False

    is_checked = forms.BooleanField(
        label="I have looked at each sign above: the reply does not tell whether anybody was a patient.",
        error_messages={"required": "Please look at the signs first, and say that you have."},
    )

    def __init__(self, *arguments: Any, has_signs: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not has_signs:
            del self.fields["is_checked"]
