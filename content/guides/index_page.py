"""The index of guides: by topic, or what a search found."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from content.guides.bylines import named, people_of_version
from content.guides.search import END, LONGEST_QUESTION, START, search_guides
from content.markdown.rendering import NOTHING
from content.models import GuideVersion, Part, Topic
from content.models.version import GuideVersionQuerySet

PAGE_SIZE = 60
FOUND_PAGE_SIZE = 10
NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class GuideCard:
    """`is_reviewed`: by somebody real. `excerpt`, in a search only, has what matched in <mark>."""

    title: str
    summary: str
    url: str
    minutes: int
    last_reviewed: date
    is_overdue: bool
    is_reviewed: bool
    excerpt: SafeString = NOTHING


@dataclass(frozen=True)
class TopicCards:
    slug: str
    name: str
    cards: tuple[GuideCard, ...]


@dataclass(frozen=True)
class PageLinks:
    """The ways to the pages before and after; empty addresses at the ends."""

    number: int
    count: int
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class IndexPage:
    """`topics` without a question, `found` with one."""

    question: str
    corrected: str
    total: int
    topics: tuple[TopicCards, ...]
    found: tuple[GuideCard, ...]
    links: PageLinks


def present(question: str, page: str) -> IndexPage:
    """The page of the index; a question of any kind gives an answer, if an empty one."""
    question = re.sub(r"[\x00-\x1f\ud800-\udfff\ue000-\uf8ff]", " ", question)[:LONGEST_QUESTION].strip()
    return answer(question, page) if question else overview(page)


def overview(page: str) -> IndexPage:
    versions = for_cards(GuideVersion.objects.live()).in_reading_order()
    rows = Paginator(versions, PAGE_SIZE).get_page(page)
    topics = tuple(
        TopicCards(topic, Topic(topic).label, tuple(card(version) for version in group))
        for topic, group in groupby(rows, key=lambda version: version.guide.topic)
    )
    return IndexPage("", "", rows.paginator.count, topics, (), page_links(rows, reverse("guides")))


def for_cards(versions: GuideVersionQuerySet) -> GuideVersionQuerySet:
    """Versions with what a card shows, in one query."""
    return (
        versions.select_related("guide")
        .defer("body", "plain_text", "words", "search")
        .annotate(named_people=people_of_version())
    )


def answer(question: str, page: str) -> IndexPage:
    found = search_guides(question)
    rows = Paginator(for_cards(found.versions), FOUND_PAGE_SIZE).get_page(page)
    cards = tuple(card(version, highlighted(version.excerpt)) for version in rows)
    links = page_links(rows, reverse("guides"), {"q": question})
    return IndexPage(question, found.corrected, rows.paginator.count, (), cards, links)


def card(version: GuideVersion, excerpt: SafeString = NOTHING) -> GuideCard:
    return GuideCard(
        title=version.title,
        summary=version.summary,
        url=version.get_absolute_url(),
        minutes=version.reading_minutes,
        last_reviewed=version.last_reviewed,
        is_overdue=version.is_overdue(timezone.localdate()),
        is_reviewed=any(not person.is_demo for person in named(version.named_people, Part.REVIEWER)),
        excerpt=excerpt,
    )


def highlighted(excerpt: str) -> SafeString:
    """The excerpt as HTML: escaped first, so that nothing but our own <mark> is markup.

    Each line was a paragraph, a heading or a cell of a table.
    """
    lines = (" ".join(line.split()) for line in excerpt.splitlines())
    safe = html.escape(" · ".join(line for line in lines if line))
    return mark_safe(safe.replace(START, "<mark>").replace(END, "</mark>"))


def page_links(rows: Page, path: str, parameters: Mapping[str, str] = NO_PARAMETERS) -> PageLinks:
    def url(number: int) -> str:
        return f"{path}?{urlencode({**parameters, 'page': number})}"

    return PageLinks(
        number=rows.number,
        count=rows.paginator.num_pages,
        previous_url=url(rows.previous_page_number()) if rows.has_previous() else "",
        next_url=url(rows.next_page_number()) if rows.has_next() else "",
    )
