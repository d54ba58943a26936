"""schema.org data about the site itself, for its home page and for pages that name it as their publisher."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse


def website(origin: str, site_name: str) -> dict[str, Any]:
    """The WebSite that a page is part of; `origin` is the scheme and host, such as "https://example.com"."""
    return {"@type": "WebSite", "@id": f"{origin}/#website", "name": site_name, "url": f"{origin}/"}


def publisher(origin: str, site_name: str) -> dict[str, Any]:
    """The Organization that publishes the site. /about/ says who that is by law, under the same @id."""
    return {"@type": "Organization", "@id": f"{origin}/#publisher", "name": site_name, "url": f"{origin}/"}


def home_data(origin: str, site_name: str) -> dict[str, Any]:
    """The WebSite with its search by place."""
    return {
        "@context": "https://schema.org",
        **website(origin, site_name),
        "inLanguage": "en-US",
        "publisher": publisher(origin, site_name),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{origin}{reverse('results')}?near={{place}}",
            },
            "query-input": "required name=place",
        },
    }


def term_set(name: str, url: str, terms: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A DefinedTermSet of terms, each a name and an address."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": url,
        "name": name,
        "url": url,
        "hasDefinedTerm": [
            {"@type": "DefinedTerm", "name": term, "url": address, "inDefinedTermSet": url}
            for term, address in terms
        ],
    }
