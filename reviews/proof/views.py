"""Pages of documents that prove a visit, for the moderator who has the review open, and nobody else."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.permissions import requires
from reviews.models import Subject, VisitDocument
from reviews.proof.documents import page_content
from reviews.queues.holds import has_hold


@requires("accounts.moderate", VisitDocument)
def visit_document(request: HttpRequest, visitdocument: VisitDocument) -> HttpResponse:
    """The picture as it is, without a mark. No cache keeps it, not even the browser's."""
    review_id = visitdocument.review_id
    if not has_hold(subject=Subject.REVIEW, subject_id=review_id, moderator=request.user):
        raise PermissionDenied("Another moderator has this review open, or nobody has.")
    response = HttpResponse(page_content(visitdocument), content_type="image/jpeg")
    response["Cache-Control"] = "no-store, private"
    response["Content-Disposition"] = "inline"
    return response
