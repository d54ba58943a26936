"""Links from other pages to the pages of terms and to guides.

{% load guide_links %}
<a href="{% term_url "condition" "ocd" %}">
<a href="{% vocabulary_url "condition" %}">
{% guides_for_location page as guides %}
{% guides_on_home %}
"""

from django import template

from content.guide_links.published import GuideLink, guides_about, published_guides
from content.terms import addresses
from providers.fields.field import PageBlock
from providers.listing.location import LocationPage
from providers.models import Vocabulary

register = template.Library()

# A place offers a dozen terms, so without a limit nearly all guides would be listed.
MAX_GUIDES = 4
MAX_GUIDES_ON_HOME = 6


@register.simple_tag
def term_url(vocabulary: str, slug: str) -> str:
    """The address of a term's page."""
    return addresses.term_url(vocabulary, slug)


@register.simple_tag
def vocabulary_url(vocabulary: str) -> str:
    """The address of the list of a vocabulary's terms."""
    return addresses.vocabulary_url(vocabulary)


@register.simple_tag
def guides_for_location(page: LocationPage) -> tuple[GuideLink, ...]:
    """The guides that explain most of what a place treats and offers."""
    terms = [(Vocabulary.CONDITION.value, treatment.slug) for treatment in page.treatments]
    terms += [(term.vocabulary, term.slug) for line in page.lines[PageBlock.OFFERS] for term in line.terms]
    return guides_about(terms, limit=MAX_GUIDES)


@register.inclusion_tag("content/guide_links/on_home.html")
def guides_on_home() -> dict[str, object]:
    """The first guides in reading order; nothing if none is published."""
    return {"guides": published_guides()[:MAX_GUIDES_ON_HOME]}
