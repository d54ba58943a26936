"""The Atom feed of guides. Its dates are the days on which texts were written, not those of publication."""

from datetime import date, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from content.guides.bylines import bylines
from content.models import Contribution, GuideVersion

MAX_ENTRIES = 20


class GuideFeed(Feed):
    """The guides that were written or rewritten last, newest first."""

    feed_type = Atom1Feed
    link = reverse_lazy("guides")
    subtitle = "Guides to TMS and talk therapy, with their sources and dates."

    def title(self) -> str:
        return f"Guides of {settings.SITE_NAME}"

    def get_object(self, request: HttpRequest, *arguments: object, **options: object) -> None:
        return None

    def items(self) -> list[GuideVersion]:
        return list(
            GuideVersion.objects.live().for_cards().order_by("-written_on", "-published_from")[:MAX_ENTRIES]
        )

    def item_title(self, item: GuideVersion) -> str:
        return item.title

    def item_description(self, item: GuideVersion) -> str:
        return item.summary

    def item_pubdate(self, item: GuideVersion) -> datetime | None:
        return start_of(item.first_written)

    def item_updateddate(self, item: GuideVersion) -> datetime | None:
        return start_of(item.written_on)

    def item_author_name(self, item: GuideVersion) -> str:
        return ", ".join(person.full_name for person in bylines(item.named_people, Contribution.AUTHOR))


def start_of(day: date | None) -> datetime | None:
    """The first moment of a day in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
