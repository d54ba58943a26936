"""schema.org data of a guide's page: nothing that the page itself doesn't show."""

from typing import Any

from content.guides.bylines import Byline
from content.guides.page import GuidePage
from content.guides.references import NumberedReference


def medical_web_page(page: GuidePage, *, url: str, origin: str, site_name: str) -> dict[str, Any]:
    """A MedicalWebPage with its dates, its authors and reviewers, and its sources."""
    version = page.version
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": url,
        "url": url,
        "inLanguage": "en-US",
        "name": version.title,
        "headline": version.title,
        "description": version.summary,
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "isPartOf": {"@type": "WebSite", "name": site_name, "url": f"{origin}/"},
        "author": [person(author, origin) for author in page.authors],
        "reviewedBy": [person(reviewer, origin) for reviewer in page.reviewers],
        "citation": [citation(reference) for reference in page.text.references],
    }
    if version.last_reviewed:
        data["lastReviewed"] = version.last_reviewed.isoformat()
    return {key: value for key, value in data.items() if value != []}


def person(byline: Byline, origin: str) -> dict[str, Any]:
    """A Person if the byline has credentials or is a placeholder; otherwise an Organization: the editors."""
    data: dict[str, Any] = {
        "@type": "Person" if byline.credentials or byline.is_demo else "Organization",
        "name": byline.name,
        "url": f"{origin}{byline.url}",
    }
    if byline.credentials:
        data["honorificSuffix"] = byline.credentials
    return data


def citation(reference: NumberedReference) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "ScholarlyArticle" if reference.source else "CreativeWork",
        "name": reference.title,
        "author": reference.authors,
        "datePublished": str(reference.year),
    }
    if reference.links:
        data["url"] = reference.links[0].address
    return data


def faq_page(page: GuidePage, *, url: str) -> dict[str, Any]:
    """A FAQPage with the questions of the guide's FAQ blocks."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "@id": f"{url}#faq-data",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": question.answer},
            }
            for question in page.text.questions
        ],
    }
