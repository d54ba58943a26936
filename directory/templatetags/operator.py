"""What waits for the operator, on the dashboard of admins."""

from django import template

from content.models import GuideVersion
from directory.models import HealthDataRequest, OperatorDetails
from directory.trust.gaps import gaps

register = template.Library()


@register.simple_tag
def operator_queues() -> list[tuple[str, str, int, str]]:
    """For each queue its name, the name of its address, how many wait, and what they are; four queries."""
    requests = HealthDataRequest.objects.to_answer()
    number, first = requests.count(), requests.first()
    due = f"The next answer is due in {first.days_left()} days." if first else ""
    return [
        (
            "Site details missing",
            "site-checklist",
            len(gaps(OperatorDetails.objects.current())),
            "What the pages about this site can’t say yet.",
        ),
        ("Privacy requests", "health-data-queue", number, due or "To be answered within 45 days."),
        (
            "Guides that wait to be published",
            "staff-guides",
            GuideVersion.objects.waiting().count(),
            "Also: who reviewed which guide.",
        ),
    ]
