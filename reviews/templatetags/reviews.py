"""Reviews on pages of other apps.

`{% reviews_for page.id page.name page.is_demo %}` on a location's page asks the database twice, and
`{% moderation_queues as queues %}` on the dashboard once.
"""

from typing import Any

from django import template

from reviews.queues.waiting import waiting_counts
from reviews.reading.for_location import reviews_section

register = template.Library()


@register.inclusion_tag("reviews/reading/for_location.html", takes_context=True)
def reviews_for(context: template.Context, location_id: int, name: str, is_demo: bool) -> dict[str, Any]:
    """The section of reviews; takes the page's URL, `canonical`, from the context."""
    return reviews_section(location_id, name, context.get("canonical") or "", is_demo=is_demo)


@register.simple_tag
def moderation_queues() -> list[tuple[str, str, int, str]]:
    """What waits for moderators: the label, the name of the URL, how many, and no explanation."""
    return [
        (queue.dashboard_label, queue.list_view, number, "") for queue, number in waiting_counts().items()
    ]
