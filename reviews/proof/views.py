"""Pages of documents that prove a visit: only for the moderator who has the review open."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from reviews.models import Subject, VisitDocument
from reviews.proof.documents import page_content
from reviews.queues.holds import has_hold


@requires("accounts.moderate", VisitDocument)
def visit_document(request: SignedInRequest, visitdocument: VisitDocument) -> HttpResponse:
    """The picture itself. No cache keeps it, not even the browser's."""
    review_id = visitdocument.review_id
    if not has_hold(subject=Subject.REVIEW, subject_id=review_id, moderator=request.user):
        raise PermissionDenied("Another moderator has this review open, or nobody has.")
    response = HttpResponse(page_content(visitdocument), content_type="image/jpeg")
    response["Cache-Control"] = "no-store, private"
    response["Content-Disposition"] = "inline"
    return response
