"""The Atom feed of guides."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from content.guides.bylines import named, people_of_version
from content.models import GuideVersion, Part

MOST = 20


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
        versions = (
            GuideVersion.objects.live().select_related("guide").annotate(named_people=people_of_version())
        )
        return list(
            versions.defer("body", "plain_text", "words", "search").order_by("-published_from")[:MOST]
        )

    def item_title(self, item: GuideVersion) -> str:
        return item.title

    def item_description(self, item: GuideVersion) -> str:
        return item.summary

    def item_pubdate(self, item: GuideVersion) -> datetime:
        return item.published_from

    def item_updateddate(self, item: GuideVersion) -> datetime:
        return item.published_from

    def item_author_name(self, item: GuideVersion) -> str:
        return ", ".join(person.full_name for person in named(item.named_people, Part.AUTHOR))
