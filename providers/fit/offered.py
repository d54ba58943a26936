"""What a place offers, as the fit and the answers need it; made from a card's row or from a listing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.models import Delivery
from providers.vocabulary.catalog import CatalogTerm

# Nearest first: of several ways that a location has for a therapy, the first one is told.
NEARNESS = {
    delivery: rank
    for rank, delivery in enumerate(
        (
            Delivery.ON_SITE.value,
            Delivery.PARTNER.value,
            Delivery.OWN_THERAPIST.value,
            Delivery.REFERRAL_LIST.value,
        )
    )
}


@dataclass(frozen=True, slots=True)
class OfferedProgram:
    """TMS combined with a therapy: `timing` and `delivery` are values of Timing and Delivery, `shared_plan`
    is None where it isn't known."""

    therapy: CatalogTerm
    timing: str
    delivery: str
    shared_plan: bool | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A place's terms, programs, the services it is in network for by the payer's slug, and its plain values
    by the name of the field.

    `says_what_it_offers`: every section was confirmed at some time, so that what isn't listed isn't offered.
    """

    terms: tuple[CatalogTerm, ...] = ()
    programs: tuple[OfferedProgram, ...] = ()
    in_network: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    says_what_it_offers: bool = False

    def of(self, vocabulary: str) -> list[CatalogTerm]:
        """The terms of one vocabulary, in its order."""
        return sorted(
            (term for term in self.terms if term.vocabulary == vocabulary), key=lambda term: term.position
        )

    def has(self, vocabulary: str, slug: str) -> bool:
        return any(term.slug == slug and term.vocabulary == vocabulary for term in self.terms)
