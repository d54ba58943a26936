"""A template that is rendered once, with holes that are then filled by joining strings.

Rendering twenty cards and a panel of a hundred checkboxes costs Django's template engine several
milliseconds per request, nearly all of it for markup that never changes. A Stencil renders the template
one time with a mark in every hole, cuts the text at the marks, and then fills the holes in microseconds.
The template stays the only source of HTML, and what goes into a hole is escaped as the engine would do it.

All of it is ASCII, with character references for the rest: one “ in a page of fifty kilobytes makes Python
store every letter in two bytes, and join and encode them fifty times as slowly.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Self

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

# Private-use characters: no template, label or name of ours holds them, and escaping leaves them alone.
_OPEN, _CLOSE = "\ue0f1", "\ue0f2"
# Indentation is for readers of the template: a third of the text, sent with every page.
_INDENTATION = re.compile(r"\s*\n\s*")
_SPECIAL = re.compile("[&<>\"'\x80-\U0010ffff]")  # what escaping or ASCII makes something else of
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def hole(name: str) -> SafeString:
    """The placeholder in the template for the value called `name`."""
    return SafeString(f"{_OPEN}{name}{_CLOSE}")  # no markup: two private-use characters and our own key


def as_ascii(html: str) -> str:
    """HTML with references in place of letters beyond ASCII. Not for scripts: none is understood there."""
    return html if html.isascii() else html.encode("ascii", "xmlcharrefreplace").decode("ascii")


def escaped(value: Any) -> str:
    """As `conditional_escape` and `as_ascii`, without their cost if there is nothing to do.

    Most holes hold numbers, plain words or finished markup, which goes in as it is.
    """
    kind = type(value)
    if kind is SafeString:
        return value
    if kind is str:
        return as_ascii(escape(value)) if _SPECIAL.search(value) else value
    return str(value) if kind is int else as_ascii(conditional_escape(value))


class Stencil:
    """HTML with named holes. Immutable; safe to share between threads."""

    __slots__ = ("_names", "_pieces")

    def __init__(self, html: str) -> None:
        pieces = _MARK.split(html)
        pieces[::2] = map(as_ascii, pieces[::2])
        self._names = tuple(pieces[1::2])
        self._pieces = tuple(pieces)

    @classmethod
    def from_template(
        cls, template: str, holes: Iterable[str], context: Mapping[str, Any] | None = None
    ) -> Self:
        """Render `template` with `holes`, a mapping of the names to their marks, and the fixed `context`."""
        marks = {name: hole(name) for name in holes}
        html = render_to_string(template, {**(context or {}), "holes": marks})
        return cls(_INDENTATION.sub("\n", html.strip()))

    @property
    def order(self) -> tuple[str, ...]:
        """The names of the holes, in the order of the template."""
        return self._names

    def fill_in_order(self, values: Sequence[str]) -> SafeString:
        """As `fill`, with the values in `order`. Nothing is escaped: they are our own numbers and words."""
        pieces = list(self._pieces)
        pieces[1::2] = values
        return SafeString("".join(pieces))

    def fill(self, values: Mapping[str, object]) -> SafeString:
        """The HTML with every hole filled. Raises KeyError if a value is missing.

        Text is escaped; a SafeString goes in as it is.
        """
        pieces = list(self._pieces)
        pieces[1::2] = [escaped(values[name]) for name in self._names]
        # Fixed pieces come from a template and the rest was escaped above. Not mark_safe(): it checks for
        # lazy text first, which takes longer than everything else here.
        return SafeString("".join(pieces))
