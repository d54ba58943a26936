"""A clinic's reply: one of our texts, or one of its own."""

from typing import Any

from django import forms

from reviews.screening.replies import signs_of_a_patient
from reviews.writing.draft import plain_text

MAX_CHARACTERS = 1_500
OWN_WORDS = "own"

# They hold for anybody who writes anything, so none says or implies that somebody was a patient.
TEMPLATES = {
    "thanks": "Thank you for taking the time to write. Everybody on our team reads what is said here.",
    "concern": "We take every concern seriously. Privacy rules don’t let us discuss anybody’s care here, or "
    "say whether somebody has been with us. Please call our office and ask for the office manager, who can "
    "listen and help.",
    "improving": "Thank you for the suggestion. We pass such points on to our team. Privacy rules don’t let "
    "us say more here; our office manager is glad to talk by phone.",
}


AS_IT_IS = "as_it_is"


class ReplyForm(forms.Form):
    """Gives `template` (empty for own words) and `text`.

    Own words that may tell that the author was a patient are shown once more, with what looks so; a tick
    sends them all the same: a rule that reads words can be wrong, and a moderator decides in any case.
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
        text = plain_text(self.cleaned_data["text"])
        if len(text) > MAX_CHARACTERS:
            raise forms.ValidationError(
                f"Please write at most {MAX_CHARACTERS:,} characters; this is {len(text):,}."
            )
        return text

    def clean(self) -> dict[str, Any]:
        values = super().clean()
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
