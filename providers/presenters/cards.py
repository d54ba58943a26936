"""Cards: a provider in a list of results.

A card answers, in this order: what it is and where, does it treat what I asked for and with which therapy
on site, does it take my insurance, is it taking patients, how fresh is this, what do reviews say. Not more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from providers.models import Delivery, Location, PayerNetwork, Vocabulary
from providers.presenters import words
from providers.presenters.availability import new_patients
from providers.presenters.card_rows import CardRow
from providers.presenters.freshness import confirmed
from providers.presenters.reviews import reviews_line
from providers.presenters.stencil import Stencil
from providers.search.criteria import SearchCriteria
from providers.search.result import Hit
from providers.vocabulary.catalog import Catalog

NOT_KNOWN = "Not known"
_WAYS = {
    Delivery.ON_SITE: "on site",
    Delivery.PARTNER: "at a partner practice",
    Delivery.OWN_THERAPIST: "with your own therapist",
    Delivery.REFERRAL_LIST: "from a list of names",
}
_SERVICES = {PayerNetwork.Service.TMS: "TMS", PayerNetwork.Service.THERAPY: "therapy"}


@dataclass(frozen=True)
class Asked:
    """What a card puts first: the slugs that the search named."""

    conditions: tuple[str, ...] = ()
    therapies: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()

    @classmethod
    def by(cls, criteria: SearchCriteria) -> "Asked":
        programs = [program.therapy for program in criteria.program]
        return cls(criteria.condition, (*criteria.therapy, *programs), criteria.payer)


@dataclass(frozen=True)
class Fact:
    """A line of a card: `strong` is what was asked for, `text` the rest; neither: not known."""

    label: str
    strong: str = ""
    text: str = ""

    def html(self) -> SafeString:
        if self.strong:
            values = {"label": self.label, "strong": words.capitalized(self.strong), "text": self.text}
        else:
            values = {"label": self.label, "strong": "", "text": words.capitalized(self.text) or NOT_KNOWN}
        return _fact_stencil(bool(self.strong), bool(self.strong or self.text)).fill(values)


class Cards:
    """Makes the cards of one search."""

    def __init__(self, catalog: Catalog, criteria: SearchCriteria, today: date) -> None:
        self.catalog, self.today = catalog, today
        self.asked = Asked.by(criteria)
        self.therapies = {term.id: term for term in catalog.of(Vocabulary.THERAPY)}

    def html(self, hits: Sequence[Hit], rows: Mapping[int, CardRow]) -> SafeString:
        """All cards in the order of the hits; a hit without a row has none."""
        cards = [self.card(rows[hit.id], hit.miles) for hit in hits if hit.id in rows]
        return mark_safe("".join(cards))  # each is a filled stencil

    def card(self, row: CardRow, miles: float | None) -> SafeString:
        fresh = confirmed(row.confirmed_on, row.confirmed_by or "", self.today)
        taking = Fact("New patients", text=new_patients(row.accepting_new_patients, row.wait_weeks))
        facts = [self.treats(row), self.therapy(row), self.insurance(row), taking]
        return _card_stencil(miles is not None).fill(
            {
                "distance": "" if miles is None else words.miles(miles),
                "url": location_url(row),
                "name": row.name,
                "address": address(row),
                "facts": mark_safe("".join(fact.html() for fact in facts)),  # each is a filled stencil
                "freshness_class": fresh.css_class,
                "freshness": fresh.text,
                "reviews": reviews_line(row.rating_average, row.rating_count),
            }
        )

    def treats(self, row: CardRow) -> Fact:
        found = self._labels(Vocabulary.CONDITION, row)
        return _asked_first("Treats", found, self.asked.conditions, most=3)

    def therapy(self, row: CardRow) -> Fact:
        """What joins TMS here, by where it takes place; else the therapies offered."""
        ways = self._ways(row)
        if not ways:
            offered = self._labels(Vocabulary.THERAPY, row)
            fact = _asked_first("Therapy", offered, self.asked.therapies, most=3)
            return (
                Fact("Therapy", fact.strong, f"{fact.text} (not known how it goes with TMS)")
                if offered
                else fact
            )
        asked = [f"{name} {way}" for slug, (name, way) in ways.items() if slug in self.asked.therapies]
        rest: dict[str, list[str]] = {}
        for therapy, (name, way) in ways.items():
            if therapy not in self.asked.therapies:
                rest.setdefault(way, []).append(name)
        others = [f"{words.shortened(rest[way], 3)} {way}" for way in _WAYS.values() if way in rest]
        return Fact("Therapy", words.listed(asked), _joined(asked, "; ".join(others)))

    def insurance(self, row: CardRow) -> Fact:
        services: dict[int, list[str]] = {}
        for network in row.networks:
            payer_id, service, status = network.split(" ")
            if status == PayerNetwork.Status.IN_NETWORK:
                payer = self.catalog.by_id(int(payer_id))
                services.setdefault(payer.slug, []).append(_SERVICES[PayerNetwork.Service(service)])
        label = {slug: self.catalog.label(Vocabulary.PAYER, slug) for slug in services}
        asked = [
            f"{label[slug]} for {words.listed(services[slug])}"
            for slug in self.asked.payers
            if slug in services
        ]
        rest = [label[term.slug] for term in self.catalog.of(Vocabulary.PAYER) if term.slug in label]
        rest = [name for name in rest if name not in {label.get(slug) for slug in self.asked.payers}]
        return Fact("Insurance", words.listed(asked), _joined(asked, words.shortened(rest, 3)))

    def _labels(self, vocabulary: Vocabulary, row: CardRow) -> dict[str, str]:
        """Slug -> short label of the row's terms of one vocabulary, in its order."""
        has = set(row.term_ids)
        return {
            term.slug: words.short_label(term.label) for term in self.catalog.of(vocabulary) if term.id in has
        }

    def _ways(self, row: CardRow) -> dict[str, tuple[str, str]]:
        """Therapy slug -> (short label, where it takes place), the nearest way where there are several."""
        order = list(_WAYS)
        best: dict[str, tuple[int, str]] = {}
        for program in row.programs:
            therapy_id, _, delivery = program.split(" ")
            therapy = self.therapies.get(int(therapy_id))
            if therapy is None:  # came after this catalog was read
                continue
            rank = order.index(Delivery(delivery))
            if therapy.slug not in best or rank < best[therapy.slug][0]:
                best[therapy.slug] = (rank, words.short_label(therapy.label))
        return {slug: (name, _WAYS[order[rank]]) for slug, (rank, name) in best.items()}


def address(row: CardRow) -> str:
    city = f"{row.city}, {row.state} {row.postal_code}"
    return f"{row.street}, {city}" if row.street else city


def location_url(row: CardRow) -> str:
    """The address of a location's page, without asking the URL resolver for each card."""
    return f"{_results_url()}{row.id}-{Location.slug.fget(row)}/"


@cache
def _results_url() -> str:
    return reverse("results")


def _asked_first(label: str, found: Mapping[str, str], asked: Sequence[str], *, most: int) -> Fact:
    first = [found[slug] for slug in asked if slug in found]
    rest = [name for slug, name in found.items() if slug not in asked]
    return Fact(label, words.listed(first), _joined(first, words.shortened(rest, most)))


def _joined(first: Sequence[str], rest: str) -> str:
    """What follows the strong part: "; also depression and PTSD"."""
    return f"; also {rest}" if first and rest else rest


@cache
def _card_stencil(has_distance: bool) -> Stencil:
    holes = ("distance", "url", "name", "address", "facts", "freshness_class", "freshness", "reviews")
    return Stencil.from_template("components/card.html", holes, {"has_distance": has_distance})


@cache
def _fact_stencil(has_strong: bool, is_known: bool) -> Stencil:
    context = {"has_strong": has_strong, "is_known": is_known}
    return Stencil.from_template("components/fact.html", ("label", "strong", "text"), context)
