"""All jobs of reviews: procrastinate looks for them in each app's `tasks`. A worker runs them:
`python manage.py run_worker` (docs/deployment.md)."""

from reviews.codes.tasks import count_codes
from reviews.ledger.tasks import close_ledger
from reviews.moderation.publication import publish_approved, publish_late
from reviews.moderation.tasks import lapse
from reviews.proof.tasks import delete_documents
from reviews.writing.tasks import forget, send_edit_links

__all__ = [
    "close_ledger",
    "count_codes",
    "delete_documents",
    "forget",
    "lapse",
    "publish_approved",
    "publish_late",
    "send_edit_links",
]
