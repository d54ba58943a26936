"""The page of one version of a guide."""

from dataclasses import dataclass, replace
from datetime import date

from content.guides.bylines import Byline, bylines, last_review
from content.guides.text import GuideText, guide_text
from content.models import Contribution, GuideVersion
from content.terms.addresses import term_url
from providers.search.index import SearchIndex
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class TermLink:
    label: str
    url: str


@dataclass(frozen=True)
class GuidePage:
    """Everything that a guide's page shows; printing it needs no query."""

    version: GuideVersion
    authors: tuple[Byline, ...]
    reviewers: tuple[Byline, ...]
    text: GuideText
    terms: tuple[TermLink, ...]

    @property
    def reviewed_on(self) -> date | None:
        """The day on which a clinician last signed this text; None if nobody did."""
        return last_review(self.reviewers)


def guide_page(version: GuideVersion, index: SearchIndex) -> GuidePage:
    """The page of a version that was read with `for_page`: two more queries, for references and glossary."""
    return GuidePage(
        version=version,
        authors=bylines(version.named_people, Contribution.AUTHOR),
        reviewers=bylines(version.named_people, Contribution.REVIEWER),
        text=guide_text(version.body, index),
        terms=term_links(version.term_ids, index.catalog),
    )


def without_forms(page: GuidePage) -> GuidePage:
    """The same page for print."""
    return replace(page, text=page.text.without_forms())


def term_links(ids: list[int], catalog: Catalog) -> tuple[TermLink, ...]:
    """Links to the terms that a guide explains, in the order of the vocabularies."""
    wanted = frozenset(ids)
    return tuple(
        TermLink(term.label, term_url(term.vocabulary, term.slug)) for term in catalog if term.id in wanted
    )
