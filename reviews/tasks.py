"""All jobs of reviews: procrastinate looks for them in each app's `tasks`. A worker runs them:
`python manage.py run_worker` (docs/deployment.md)."""

from reviews.moderation.tasks import lapse
from reviews.proof.tasks import delete_documents
from reviews.writing.tasks import forget, send_edit_links

__all__ = ["delete_documents", "forget", "lapse", "send_edit_links"]
