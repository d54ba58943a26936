"""The five kinds of items that wait for moderators, and where their pages are."""

from dataclasses import dataclass

from django.urls import reverse

from reviews.models import Subject


@dataclass(frozen=True)
class Queue:
    """`tab`, `heading`, `dashboard_label`: its names in the navigation, on its page, and on the dashboard.
    `list_view`, `item_view`: the names of the URLs of the queue and of one item."""

    subject: Subject
    tab: str
    heading: str
    dashboard_label: str
    list_view: str
    item_view: str

    def url(self) -> str:
        return reverse(self.list_view)

    def item_url(self, item_id: int) -> str:
        return reverse(self.item_view, args=[item_id])


REVIEWS = Queue(
    subject=Subject.REVIEW,
    tab="Reviews",
    heading="Reviews to moderate",
    dashboard_label="Reviews to moderate",
    list_view="moderation",
    item_view="moderate-review",
)
REPLIES = Queue(
    subject=Subject.REPLY,
    tab="Replies",
    heading="Replies to moderate",
    dashboard_label="Replies of clinics",
    list_view="moderate-replies",
    item_view="moderate-reply",
)
APPEALS = Queue(
    subject=Subject.APPEAL,
    tab="Appeals",
    heading="Appeals",
    dashboard_label="Appeals",
    list_view="moderate-appeals",
    item_view="decide-appeal",
)
REPORTS = Queue(
    subject=Subject.REPORT,
    tab="Reports",
    heading="Reports by readers",
    dashboard_label="Reports of reviews",
    list_view="moderate-reports",
    item_view="decide-report",
)
TAKEDOWNS = Queue(
    subject=Subject.TAKEDOWN,
    tab="Legal notices",
    heading="Legal notices",
    dashboard_label="Legal notices",
    list_view="moderate-takedowns",
    item_view="decide-takedown",
)
QUEUES = (REVIEWS, REPLIES, APPEALS, REPORTS, TAKEDOWNS)
