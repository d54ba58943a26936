"""The Atom feed of guides."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from content.guides.bylines import bylines
from content.models import Contribution, GuideVersion

MAX_ENTRIES = 20


class GuideFeed(Feed):
    """The guides that were published or changed last, newest first."""

    feed_type = Atom1Feed
    link = reverse_lazy("guides")
    subtitle = "Guides to TMS and talk therapy, with their sources and dates."

    def title(self) -> str:
        return f"Guides of {settings.SITE_NAME}"

    def get_object(self, request: HttpRequest, *arguments: object, **options: object) -> None:
        return None

    def items(self) -> list[GuideVersion]:
        return list(GuideVersion.objects.live().for_cards().order_by("-published_from")[:MAX_ENTRIES])

    def item_title(self, item: GuideVersion) -> str:
        return item.title

    def item_description(self, item: GuideVersion) -> str:
        return item.summary

    def item_pubdate(self, item: GuideVersion) -> datetime | None:
        return item.published_from

    item_updateddate = item_pubdate

    def item_author_name(self, item: GuideVersion) -> str:
        return ", ".join(person.full_name for person in bylines(item.named_people, Contribution.AUTHOR))
