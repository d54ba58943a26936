"""Approving a review, and finding one in the queue; the forms for the other decisions are in
reviews/queues/notes.py."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from listings.lists import Choice, ListFilter
from reviews.models import ProofLevel, Review, VisitDocument
from reviews.queues.filters import Words


class ApproveForm(forms.Form):
    """Whether the document that was sent shows the visit, and that other reviews with the same code were
    read; empty where there is neither."""

    use_required_attribute = False

    shows_visit = forms.ChoiceField(
        label="Does the document show a visit?",
        choices=[("yes", "Yes: it shows a visit to this place"), ("no", "No, or I can’t tell")],
        widget=forms.RadioSelect,
        error_messages={"required": "Please say whether the document shows a visit."},
    )

    has_read_both = forms.BooleanField(
        label="I have read all reviews with this code, and this one may be published.",
        error_messages={
            "required": "Please read the other reviews with this code first, and say that you have."
        },
    )

    def __init__(
        self, *arguments: Any, has_documents: bool, shares_code: bool = False, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        if not has_documents:
            del self.fields["shows_visit"]
        if not shares_code:
            del self.fields["has_read_both"]

    @property
    def document_shows_visit(self) -> bool:
        return self.cleaned_data.get("shows_visit") == "yes"


HAS_DOCUMENT = Exists(VisitDocument.objects.filter(review=OuterRef("pk")))
HAS_CODE = Q(code__isnull=False) | Q(proof_level=ProofLevel.CODE)


class ReviewFilter(ListFilter):
    """What the queue of reviews is filtered by."""

    q = Words("text", "location__name", "location__city")
    proof = Choice(
        "Proof of the visit",
        [("code", "Code from the clinic"), ("document", "Document to check"), ("none", "Neither")],
        empty_label="All",
        method="with_proof",
    )
    kind = Choice(
        "Kind",
        [("new", "New review"), ("edit", "Edit of a published one")],
        empty_label="All",
        method="of_kind",
    )

    def with_proof(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        if value == "none":
            return reviews.exclude(HAS_CODE).exclude(HAS_DOCUMENT)
        return reviews.filter(HAS_CODE if value == "code" else HAS_DOCUMENT)

    def of_kind(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        return reviews.filter(replaces__isnull=value == "new")
