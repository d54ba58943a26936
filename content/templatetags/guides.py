"""{% guides_on_home %}: the guides that the start page shows, remembered for a minute."""

from django import template

from content.guide_links.published import published_guides

register = template.Library()

MOST_ON_HOME = 6


@register.inclusion_tag("content/guide_links/on_home.html")
def guides_on_home() -> dict[str, object]:
    """The first guides in reading order; nothing at all where none is published."""
    return {"guides": published_guides()[:MOST_ON_HOME]}
