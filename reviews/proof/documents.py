"""Storing, showing and deleting the documents that prove a visit.

`page_content` is the only way to see a page; `settle` is part of every decision on a review.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from reviews.models import ProofLevel, Review, VisitDocument
from reviews.models.documents import MAX_TIME_KEPT
from reviews.secrecy import cipher

PURPOSE = "documents"


def store(review: Review, pages: Sequence[bytes], *, moment: datetime) -> None:
    """Store JPEGs of pages, encrypted, for 72 hours at most."""
    encrypt, delete_after = cipher(PURPOSE).encrypt, moment + MAX_TIME_KEPT
    VisitDocument.objects.bulk_create(
        VisitDocument(review=review, page=number, content=encrypt(page), delete_after=delete_after)
        for number, page in enumerate(pages, start=1)
    )


def page_content(document: VisitDocument) -> bytes:
    """The JPEG. The caller has made sure that a moderator is asking."""
    return cipher(PURPOSE).decrypt(bytes(document.content))


def settle(review: Review, *, is_accepted: bool) -> None:
    """When it is published or declined: note on the review whether the document shows the visit, and delete
    the document. The caller saves the review."""
    if is_accepted and review.proof_level == ProofLevel.EMAIL:
        review.proof_level = ProofLevel.DOCUMENT
        review.proof_checked_on = timezone.localdate()
    review.documents.all().delete()


def delete_old(moment: datetime) -> int:
    """Delete what is 72 hours old, whether decided or not; returns the number of pages."""
    return VisitDocument.objects.filter(delete_after__lte=moment).delete()[0]
