"""Keeping, showing and deleting the documents that prove a visit.

`page_content` is the only way to see a page, `settle` goes with every decision on a review.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from reviews.models import ProofLevel, Review, VisitDocument
from reviews.models.documents import MAX_TIME_KEPT
from reviews.secrecy import box

PURPOSE = "documents"


def keep(review: Review, pages: Sequence[bytes], *, moment: datetime) -> None:
    """Encrypt and store JPEGs of pages, for 72 hours at most."""
    VisitDocument.objects.bulk_create(
        VisitDocument(
            review=review,
            page=number,
            content=box(PURPOSE).encrypt(page),
            delete_after=moment + MAX_TIME_KEPT,
        )
        for number, page in enumerate(pages, start=1)
    )


def page_content(document: VisitDocument) -> bytes:
    """The JPEG. Whoever calls this has made sure that a moderator is asking."""
    return box(PURPOSE).decrypt(bytes(document.content))


def settle(review: Review, *, is_accepted: bool) -> None:
    """With the decision: note that the document shows the visit, or not, and delete it. The caller saves."""
    has_document = review.documents.exists()
    if is_accepted and has_document and review.proof_level == ProofLevel.EMAIL:
        review.proof_level = ProofLevel.DOCUMENT
        review.proof_checked_on = timezone.localdate()
    review.documents.all().delete()


def delete_old(moment: datetime) -> int:
    """Delete what is 72 hours old, decided or not; returns how many pages."""
    return VisitDocument.objects.filter(delete_after__lte=moment).delete()[0]
