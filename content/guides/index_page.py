"""The index of guides: by topic, or the results of a search."""

import html
import re
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from content.guides.cards import GuideCard, guide_card
from content.guides.page_links import PageLinks, page_links
from content.guides.search import MAX_QUESTION_LENGTH, search_guides
from content.models import GuideVersion, Topic
from content.models.version import EXCERPT_END, EXCERPT_START

PAGE_SIZE = 60
FOUND_PAGE_SIZE = 10


@dataclass(frozen=True)
class TopicCards:
    slug: str
    name: str
    cards: tuple[GuideCard, ...]


@dataclass(frozen=True)
class IndexPage:
    """`topics` without a question, `found` with one. `corrected` is what was searched instead."""

    question: str
    corrected: str
    total: int
    topics: tuple[TopicCards, ...]
    found: tuple[GuideCard, ...]
    links: PageLinks


def index_page(question: str, page: str) -> IndexPage:
    """The page number `page` of the index; any question and any page number give a page."""
    question = re.sub(r"[\x00-\x1f\ud800-\udfff\ue000-\uf8ff]", " ", question)[:MAX_QUESTION_LENGTH].strip()
    return found_page(question, page) if question else topics_page(page)


def topics_page(page: str) -> IndexPage:
    versions = GuideVersion.objects.live().for_cards().in_reading_order()
    rows = Paginator(versions, PAGE_SIZE).get_page(page)
    topics = tuple(
        TopicCards(topic, Topic(topic).label, tuple(guide_card(version) for version in group))
        for topic, group in groupby(rows, key=lambda version: version.guide.topic)
    )
    return IndexPage("", "", rows.paginator.count, topics, (), page_links(rows, reverse("guides")))


def found_page(question: str, page: str) -> IndexPage:
    found = search_guides(question)
    rows = Paginator(found.versions.for_cards(), FOUND_PAGE_SIZE).get_page(page)
    cards = tuple(guide_card(version, highlighted(version.excerpt)) for version in rows)
    links = page_links(rows, reverse("guides"), {"q": question})
    return IndexPage(question, found.corrected, rows.paginator.count, (), cards, links)


def highlighted(excerpt: str) -> SafeString:
    """The excerpt as HTML: escaped first, so that our own <mark> is the only markup.

    Each line was a paragraph, a heading or a table cell.
    """
    lines = (" ".join(line.split()) for line in excerpt.splitlines())
    safe = html.escape(" · ".join(line for line in lines if line))
    return mark_safe(safe.replace(EXCERPT_START, "<mark>").replace(EXCERPT_END, "</mark>"))
