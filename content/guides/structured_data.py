"""schema.org data of a guide's page: nothing that the page itself doesn't show.

`lastReviewed` and `reviewedBy` are there only where a named person signed that very version.
"""

from typing import Any

from django.templatetags.static import static

from content.guides.bylines import Byline
from content.guides.page import GuidePage
from content.guides.references import NumberedReference
from providers.web.site_data import publisher, website

# The two circles of the site's mark, 1,200 by 630 pixels.
PICTURE = "images/guides.png"


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
        "image": f"{origin}{static(PICTURE)}",
        "isPartOf": website(origin, site_name),
        "publisher": publisher(origin, site_name),
        "author": [person(author, origin) for author in page.authors],
        "reviewedBy": [person(reviewer, origin) for reviewer in page.reviewers],
        "citation": [citation(reference) for reference in page.text.references],
    }
    if version.written_on:
        data["datePublished"] = (version.first_written or version.written_on).isoformat()
        data["dateModified"] = version.written_on.isoformat()
    if page.reviewed_on:
        data["lastReviewed"] = page.reviewed_on.isoformat()
    return {key: value for key, value in data.items() if value != []}


def person(byline: Byline, origin: str) -> dict[str, Any]:
    """A Person if the byline has credentials; otherwise an Organization: the editors."""
    data: dict[str, Any] = {
        "@type": "Person" if byline.credentials else "Organization",
        "name": byline.name,
        "url": f"{origin}{byline.url}",
    }
    if byline.credentials:
        data["honorificSuffix"] = byline.credentials
    return data


def citation(reference: NumberedReference) -> dict[str, Any]:
    """A ScholarlyArticle if it is indexed as one. Records of the FDA, Medicare and health plans aren't."""
    data: dict[str, Any] = {
        "@type": "ScholarlyArticle" if reference.is_article else "CreativeWork",
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
