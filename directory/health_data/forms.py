"""A request about health data, an appeal, and the operator's answer."""

from django import forms

from directory.models import HealthDataRequest
from directory.models.health_data import MAX_WORDS
from reviews.plain_text import PlainTextForm, plain_text


class RequestForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(
        label="What do you want us to do?",
        choices=HealthDataRequest.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one."},
    )
    email = forms.EmailField(
        label="Your email address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="The one you used here, for example for a review. We look only for what belongs to it, and "
        "answer only to it.",
    )
    words = forms.CharField(
        label="Anything that helps us find it",
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Such as the page it is about. Please don’t tell us about your health: we don’t need it.",
    )

    def clean_words(self) -> str:
        return plain_text(self.cleaned_data["words"])


class AppealForm(PlainTextForm):
    text = forms.CharField(
        label="What should we look at again?",
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(PlainTextForm):
    outcome = forms.ChoiceField(
        label="Outcome",
        choices=HealthDataRequest.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one."},
    )
    text = forms.CharField(
        label="Your answer",
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="It is mailed to the address of the request and to no other. If you refuse, say why.",
    )
