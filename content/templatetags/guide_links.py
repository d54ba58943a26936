"""Links from a provider's page to what explains it: the pages of terms, and guides.

{% load guide_links %}
<a href="{% term_url "condition" "ocd" %}">
<a href="{% vocabulary_url "condition" %}">
{% guides_for_location page as guides %}
"""

from django import template

from content.guide_links.published import GuideLink, guides_about
from content.terms import addresses
from providers.listing.location import LocationPage
from providers.models import Vocabulary

register = template.Library()

# More would be a list of everything: a place offers a dozen terms.
MOST_GUIDES = 4


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
    """The guides that explain most of what a place treats and offers. One query a minute by each process."""
    terms = [(Vocabulary.CONDITION.value, treatment.slug) for treatment in page.treatments]
    terms += [
        (term.vocabulary, term.slug) for offered in (page.therapies, *page.tms) for term in offered.terms
    ]
    return guides_about(terms, most=MOST_GUIDES)
