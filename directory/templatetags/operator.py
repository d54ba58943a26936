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
    due = due_words(first.days_left()) if first else "To be answered within 45 days."
    return [
        (
            "Site details missing",
            "site-checklist",
            len(gaps(OperatorDetails.objects.current())),
            "What the pages about this site can’t say yet.",
        ),
        ("Privacy requests", "health-data-queue", number, due),
        (
            "Guides that wait to be published",
            "staff-guides",
            GuideVersion.objects.waiting().count(),
            "Also: who reviewed which guide.",
        ),
    ]


def due_words(days: int) -> str:
    if days < 0:
        return "An answer is overdue."
    return (
        "An answer is due today." if days == 0 else f"The next answer is due in {days} day{'s' * (days > 1)}."
    )
