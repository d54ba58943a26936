"""The page of an author or reviewer."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from content.guides.cards import GuideCard, guide_card
from content.guides.page_links import PageLinks, page_links
from content.models import GuideVersion, Person, VersionPerson

PAGE_SIZE = 30


@dataclass(frozen=True)
class PersonPage:
    """`cards` are one page of the guides that this person wrote or reviewed."""

    person: Person
    cards: tuple[GuideCard, ...]
    links: PageLinks


def person_page(person: Person, page: str) -> PersonPage:
    contributed = VersionPerson.objects.filter(person=person).values("version")
    versions = GuideVersion.objects.live().filter(pk__in=contributed).for_cards().in_reading_order()
    rows = Paginator(versions, PAGE_SIZE).get_page(page)
    cards = tuple(guide_card(version) for version in rows)
    return PersonPage(person, cards, page_links(rows, person.get_absolute_url()))
