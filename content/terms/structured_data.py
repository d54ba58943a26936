"""schema.org data of a term's page and of a vocabulary's."""

from typing import Any

from content.terms.page import TermPage, VocabularyPage
from providers.models import Vocabulary
from providers.web.site_data import term_set


def term_data(page: TermPage, *, url: str, set_url: str) -> dict[str, Any]:
    """A MedicalCondition for a condition; for any other term a DefinedTerm of its vocabulary's page."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": f"{url}#term",
        "@type": "MedicalCondition" if page.is_condition else "DefinedTerm",
        "name": page.term.label,
        "url": url,
    }
    if page.explanation:
        data["description"] = page.explanation
    if not page.is_condition:
        data["inDefinedTermSet"] = set_url
    return data


def vocabulary_data(page: VocabularyPage, *, url: str, origin: str) -> dict[str, Any] | None:
    """A DefinedTermSet of the vocabulary's terms; None for conditions, whose pages describe themselves."""
    if page.pages.vocabulary == Vocabulary.CONDITION:
        return None
    terms = [(term.label, f"{origin}{term.url}") for term in page.terms]
    return term_set(page.pages.heading, url, terms)
