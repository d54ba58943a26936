"""The keys of a moderator's page, as a template lists them."""

from django import template

register = template.Library()


@register.filter
def keys_and_actions(text: str) -> list[tuple[str, str]]:
    """ "a approve, d decline" as [("a", "approve"), ("d", "decline")]."""
    pairs = (part.strip().partition(" ") for part in text.split(","))
    return [(key, action) for key, _, action in pairs]
