"""Codes of reviews: which other reviews came with the same one, and redeeming it when a review is published.

No answer depends on whether a code was used before (ADR 0139): every code that is valid gives its review the
same label, and a moderator who reads a second review with the same code sees both.
"""

import hashlib
import hmac

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from providers.models import Location
from reviews.models import ProofLevel, Review, State, VisitCode


def valid_code(location: Location, code_hash: str) -> VisitCode | None:
    """The code with this hash, used or not, if it is of this location and has not expired."""
    codes = VisitCode.objects.filter(
        code_hash=code_hash, batch__location=location, batch__expires_on__gte=timezone.localdate()
    )
    return codes.first() if code_hash else None


def code_key(code: VisitCode) -> str:
    """The same for all reviews with this code; without the site's secret it leads from no code to a
    review."""
    message = f"code of a review|{code.code_hash}"
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).digest()[:16].hex()


def with_same_code(review: Review) -> QuerySet[Review]:
    """Other reviews with the same code, whatever was decided, without those that one author replaced."""
    others = Review.objects.filter(code_key=review.code_key).exclude(code_key="").exclude(pk=review.pk)
    return others.exclude(state__in=[State.UNCONFIRMED, State.REPLACED, State.WITHDRAWN]).order_by("pk")


def redeem(review: Review) -> None:
    """The review is published: its code counts as used, and gives the label unless a document did. The caller
    saves the review."""
    code_id, review.code = review.code_id, None
    if code_id is None:
        return
    month = timezone.localdate().replace(day=1)
    VisitCode.objects.filter(pk=code_id, used_in=None).update(used_in=month)
    if review.proof_level == ProofLevel.EMAIL:
        review.proof_level = ProofLevel.CODE
