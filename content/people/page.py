"""The page of an author or reviewer."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from content.guides.index_page import GuideCard, PageLinks, card, for_cards, page_links
from content.models import GuideVersion, Person, VersionPerson

PAGE_SIZE = 30


@dataclass(frozen=True)
class PersonPage:
    """`cards` are the guides that this person wrote or reviewed, a page of them."""

    name: str
    credentials: str
    role: str
    bio: str
    is_demo: bool
    cards: tuple[GuideCard, ...]
    links: PageLinks


def present(person: Person, page: str) -> PersonPage:
    written = VersionPerson.objects.filter(person=person).values("version")
    versions = for_cards(GuideVersion.objects.live().filter(pk__in=written)).in_reading_order()
    rows = Paginator(versions, PAGE_SIZE).get_page(page)
    return PersonPage(
        name=person.name,
        credentials=person.credentials,
        role=person.role,
        bio=person.bio,
        is_demo=person.is_demo,
        cards=tuple(card(version) for version in rows),
        links=page_links(rows, person.get_absolute_url()),
    )
