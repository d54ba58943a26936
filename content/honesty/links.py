"""Finds dead links in a guide."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from markdown_it.token import Token

from content.honesty.findings import Finding, Rule
from content.honesty.subject import Library, Subject
from content.markdown.parsing import line_index
from content.markdown.rendering import render

GUIDE = re.compile(r"/guides/([^/]+)/(?:print/)?$")
PERSON = re.compile(r"/guides/people/([^/]+)/$")
# Ids on the page of every guide, outside its text.
PAGE_IDS = frozenset({"main", "crisis", "references"})


def link_findings(subject: Subject, tokens: list[Token], library: Library) -> Iterator[Finding]:
    """Dead links within the site; links to other sites are not checked."""
    anchors: frozenset[str] | None = None
    for token in tokens:
        for child in token.children or ():
            if child.type != "link_open":
                continue
            address = str(child.attrGet("href") or "")
            if address.startswith("#") and anchors is None:
                anchors = anchors_of(subject.body)
            if why := problem_with(address, library, anchors or frozenset()):
                line = subject.first_line + line_index(token)
                yield Finding(line, Rule.DEAD_LINK, f"{address[:120]}: {why}")


def anchors_of(body: str) -> frozenset[str]:
    """The ids that links in a guide can lead to."""
    pieces = render(body, references={}, glossary={}).pieces
    return PAGE_IDS | frozenset(re.findall(r' id="([^"]+)"', "".join(piece.html for piece in pieces)))


def problem_with(address: str, library: Library, anchors: frozenset[str]) -> str | None:
    """Why a link is dead; None if it works or leads to another site."""
    if address.startswith("#"):
        return None if unquote(address[1:]) in anchors else "there is no such place in this guide."
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if not address.startswith("/"):
        return "write the whole path, beginning with a slash."
    return problem_with_path(unquote(parts.path), library)


def problem_with_path(path: str, library: Library) -> str | None:
    try:
        match = resolve(path)
    except Resolver404:
        return "no page has this address."
    slug = str(match.kwargs.get("slug", ""))
    if match.url_name == f"term-{match.kwargs.get('vocabulary')}":
        known = library.catalog.get(match.kwargs["vocabulary"], slug)
        return None if known else "there is no such term."
    if GUIDE.fullmatch(path) and match.url_name == "guide" and slug not in library.guides:
        return "there is no such guide."
    if PERSON.fullmatch(path) and slug not in library.people:
        return "there is no such person."
    return None
