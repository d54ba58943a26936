"""The forms of authors. That for a review gives a Draft and a Proof; what a field asks is in its label."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from reviews.models import Answer, DocumentKind, Question, Relationship, Service
from reviews.models.review import MAX_CHARACTERS, MIN_CHARACTERS
from reviews.plain_text import plain_text_within
from reviews.proof.codes import MistypedCode, read_code
from reviews.proof.pictures import MAX_BYTES, MAX_MEGAPIXELS, UnreadableDocument, pages_of
from reviews.writing.consent import CURRENT, WORDINGS
from reviews.writing.draft import Draft, Proof

SCORES = [(5, "5 – very good"), (4, "4 – good"), (3, "3 – fair"), (2, "2 – poor"), (1, "1 – very poor")]
MONTHS = [(number, f"{date(2000, number, 1):%B}") for number in range(1, 13)]
FIRST_YEAR = 2008  # when TMS was first cleared in the United States
CHOOSE = {"required": "Please choose one."}
YES_NO = [("yes", "Yes"), ("no", "No")]
ANSWERS = [(answer.value, answer.label) for answer in Answer if answer != Answer.NOT_ANSWERED]


def question_field(question: Question) -> str:
    """The name of its field, such as "first-appointment"."""
    return question.name.lower().replace("_", "-")


# In the order of the page, so that the summary of errors goes from top to bottom.
ORDER = [
    "relationship",
    "service",
    "care_month",
    "care_year",
    *(question_field(question) for question in Question),
    "overall",
    "would_choose_again",
    "text",
    "code",
    "document_kind",
    "document",
    "consent",
    "email",
]


class ReviewContentForm(forms.Form):
    """What a review says, and what proves the visit: everything that can be edited later."""

    use_required_attribute = False  # we show our own messages beside the fields, which keep what was typed

    service = forms.ChoiceField(
        label="What did you receive there?",
        choices=Service,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    care_month = forms.TypedChoiceField(
        label="Month of your care",
        coerce=int,
        choices=[("", "Choose"), *MONTHS],
        error_messages=CHOOSE,
        help_text="If it took longer: the month in which it ended, or this month.",
    )
    care_year = forms.TypedChoiceField(label="Year of your care", coerce=int, error_messages=CHOOSE)
    overall = forms.TypedChoiceField(
        label="Overall, how was it?",
        coerce=int,
        choices=SCORES,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    would_choose_again = forms.ChoiceField(
        label="Would you choose this place again?", choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label="In your own words",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"From {MIN_CHARACTERS} to {MAX_CHARACTERS:,} characters. Please leave out your "
        "diagnosis, your medicines, and names of people: you don’t need them to say how it was.",
    )
    code = forms.CharField(
        label="Code from the clinic",
        required=False,
        help_text="28 letters and digits, on the slip that the clinic gave you.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    document_kind = forms.ChoiceField(
        label="What kind of document", choices=[("", "None"), *DocumentKind.choices], required=False
    )
    document = forms.FileField(
        label="The document",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        help_text=f"A picture of at most {MAX_MEGAPIXELS} megapixels, or a PDF of at most 5 pages; at most "
        f"{MAX_BYTES // 2**20} MB. If another answer has to "
        "be corrected, please choose the file again: browsers don’t keep it.",
    )

    consent = forms.BooleanField(
        label=WORDINGS[CURRENT],
        error_messages={"required": "We can publish a review only with your consent."},
    )

    def __init__(self, *arguments: Any, is_too_large: bool = False, **options: Any) -> None:
        """`is_too_large`: the file was too large to be read (accounts/uploads/limits.py)."""
        super().__init__(*arguments, **options)
        self.is_too_large = is_too_large
        self.today = timezone.localdate()
        years = range(self.today.year, FIRST_YEAR - 1, -1)
        care_year = cast(forms.ChoiceField, self.fields["care_year"])
        care_year.choices = [("", "Choose"), *((year, str(year)) for year in years)]
        for question in Question:
            self.fields[question_field(question)] = forms.TypedChoiceField(
                label=question.label,
                coerce=int,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields(ORDER)

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[question_field(question)] for question in Question]

    def clean_text(self) -> str:
        return plain_text_within(self.cleaned_data["text"], MAX_CHARACTERS, MIN_CHARACTERS)

    def clean_code(self) -> str:
        """The hash of the code. Typing errors are pointed out, and nothing else: see writing/actions.py."""
        typed = self.cleaned_data["code"].strip()
        if not typed:
            return ""
        try:
            return read_code(typed).hash
        except MistypedCode as error:
            raise forms.ValidationError(
                "This is not a code as we print them. Is a sign missing or mistyped? Zero and O, one and I "
                "count as the same."
            ) from error

    def clean_document(self) -> tuple[bytes, ...]:
        """The pages as JPEGs."""
        if self.is_too_large:
            raise forms.ValidationError(f"This file is larger than {MAX_BYTES // 2**20} MB.")
        upload: UploadedFile | None = self.cleaned_data["document"]
        if not upload:
            return ()
        try:
            return tuple(pages_of(upload.read()))
        except UnreadableDocument as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        month, year = values.get("care_month"), values.get("care_year")
        if month and year and (year, month) > (self.today.year, self.today.month):
            self.add_error("care_month", "This month is still to come.")
        if values.get("document") and not values.get("document_kind"):
            self.add_error("document_kind", "Please say what kind of document this is.")
        if values.get("document_kind") and not values.get("document") and "document" not in self.errors:
            self.add_error("document", "Please choose the file, or “None” as its kind.")
        return values

    def draft(self) -> Draft:
        values = self.cleaned_data
        return Draft(
            overall=values["overall"],
            text=values["text"],
            care_month=values["care_month"],
            care_year=values["care_year"],
            service=Service(values["service"]),
            answers=tuple(
                Answer(values[question_field(question)] or Answer.NOT_ANSWERED) for question in Question
            ),
            would_choose_again={"yes": True, "no": False}.get(values["would_choose_again"]),
        )

    def proof(self) -> Proof:
        values = self.cleaned_data
        kind = values["document_kind"]
        return Proof(values["code"], DocumentKind(kind) if kind else None, values["document"])


class ReviewForm(ReviewContentForm):
    """A new review: also who writes it, and where the link to confirm it goes."""

    relationship = forms.ChoiceField(
        label="How do you know this clinic?",
        choices=Relationship,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    email = forms.EmailField(
        label="Your email address",
        help_text="We send a link to confirm that it is yours. It is never shown, never given to the clinic, "
        "and after the decision only a hash of it is kept.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    @property
    def turned_away(self) -> Relationship | None:
        """Why this person can't write a review here; None for patients and before anything was chosen."""
        chosen = self.data.get("relationship", "") if self.is_bound else ""
        if chosen in Relationship.values and chosen != Relationship.PATIENT:
            return Relationship(chosen)
        return None


class EditLinkForm(forms.Form):
    """Where a new link goes."""

    use_required_attribute = False

    email = forms.EmailField(
        label="The email address that you wrote the review with",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
