"""The last step for all HTML that comes from a text: only the tags and attributes listed here are kept."""

import nh3

TAGS = frozenset(
    {
        "a",
        "b",
        "blockquote",
        "br",
        "button",
        "caption",
        "code",
        "div",
        "em",
        "figcaption",
        "figure",
        "hr",
        "i",
    }
    | {"h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section", "span", "strong", "sup", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "rel", "title", "aria-label", "role"},
    # A glossary term's button opens its explanation without a script.
    "button": {"type", "popovertarget"},
    "div": {"role", "tabindex", "aria-label", "aria-labelledby"},
    "ol": {"start"},
    "span": {"aria-hidden", "popover"},
    "th": {"scope"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})


def clean(html: str) -> str:
    """`html` without anything that could run, load or send something."""
    return nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None)
