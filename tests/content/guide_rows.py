"""Published guides for tests of what leads to them."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from content.models import Guide, GuideVersion, Status
from tests.factories import make_term

_numbers = count(1)


def make_published_guide(title: str, *terms: str, **fields) -> GuideVersion:
    """A guide that explains `terms` ("vocabulary/slug") and has been published since yesterday."""
    guide = Guide.objects.create(slug=f"guide-{next(_numbers)}", topic="basics")
    today = timezone.localdate()
    usual = {
        "status": Status.PUBLISHED,
        "published_from": timezone.now() - timedelta(days=1),
        "last_reviewed": today,
        "next_review_due": today + timedelta(days=180),
        "summary": "One sentence.",
        "body": "Text.",
    }
    version = GuideVersion.objects.create(guide=guide, number=1, title=title, **{**usual, **fields})
    version.terms.set([make_term(term) for term in terms])
    return version
