"""Cards: a provider in a list of results.

A card answers, in this order: what it is and where, does it treat what I asked for and with which therapy
on site, does it take my insurance, is it taking patients, how fresh is this, what do reviews say. Not more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache
from django.utils.safestring import SafeString

from providers import words
from providers.fields.definitions import FIELD_BY_NAME, FIELDS
from providers.fields.filters import FILTERS
from providers.fields.kinds import VocabularyTerms
from providers.fields.patient_lines import line_text
from providers.models import Delivery, PayerNetwork, Vocabulary
from providers.models.location import location_slug
from providers.results.card_rows import CARD_COLUMNS, CardFacts, CardRow
from providers.search.criteria import SearchCriteria
from providers.search.result import Hit
from providers.vocabulary.catalog import Catalog
from providers.web.addresses import address_of
from providers.web.freshness import Confirmed, confirmed
from providers.web.reviews_line import reviews_line
from providers.web.stencil import Stencil, hole

NOT_KNOWN = "Not known"
# Instead of the date: the dates are those of the facts in doubt.
DOUBTED = Confirmed("Reported as closed or with a wrong number; not confirmed since", True)
# About 2 KB each. People near one another ask for the same things, so the same cards come up again.
MAX_CARDS = 5_000
# Nearest first: a card names the first way that a location has for a therapy.
_WAYS = {
    Delivery.ON_SITE.value: "on site",
    Delivery.PARTNER.value: "at a partner practice",
    Delivery.OWN_THERAPIST.value: "with your own therapist",
    Delivery.REFERRAL_LIST.value: "from a list of names",
}
_RANKS = {delivery: rank for rank, delivery in enumerate(_WAYS)}
_SERVICES = {PayerNetwork.Service.TMS.value: "TMS", PayerNetwork.Service.THERAPY.value: "therapy"}
_TREATS, _THERAPY, _INSURANCE = [
    FIELD_BY_NAME[name].label_on_card for name in ("condition", "therapy", "networks")
]
_MILES = hole("miles")
ON_CARD = tuple(field for field in FIELDS if field.on_card)
_OTHER_PARAMETERS = frozenset(
    search_filter.parameter
    for search_filter in FILTERS
    if search_filter.field.on_card and isinstance(search_filter.field.kind, VocabularyTerms)
)


class Named(NamedTuple):
    """A term as a card names it; terms sort by their order in the vocabulary."""

    order: int
    id: str
    slug: str
    name: str


class CardTerms:
    """The terms of a catalog by id, as cards name them and as `CardFacts` has it. `others` are those of
    further vocabularies that the definitions show on cards, by field."""

    def __init__(self, catalog: Catalog) -> None:
        self.conditions = self._named(catalog, Vocabulary.CONDITION, words.short_label)
        self.therapies = self._named(catalog, Vocabulary.THERAPY, words.short_label)
        self.payers = self._named(catalog, Vocabulary.PAYER, str)
        self.others = {
            field.name: self._named(catalog, field.kind.vocabulary, words.short_label)
            for field in ON_CARD
            if isinstance(field.kind, VocabularyTerms)
        }

    @staticmethod
    def _named(catalog: Catalog, vocabulary: Vocabulary, name: Callable[[str], str]) -> dict[str, Named]:
        terms = enumerate(catalog.of(vocabulary))
        named = [Named(order, str(term.id), term.slug, name(term.label)) for order, term in terms]
        return {term.id: term for term in named}


@lru_cache(maxsize=2)  # the catalog in force; for a moment, the next one
def card_terms(catalog: Catalog) -> CardTerms:
    return CardTerms(catalog)


class SearchedTerms(NamedTuple):
    """What a card puts first: the slugs that the search named."""

    conditions: tuple[str, ...] = ()
    therapies: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, criteria: SearchCriteria) -> "SearchedTerms":
        programs = [program.therapy for program in criteria.program]
        return cls(
            criteria.values("condition"),
            (*criteria.values("therapy"), *programs),
            criteria.values("payer"),
            tuple((name, values) for name, values in criteria.chosen if name in _OTHER_PARAMETERS),
        )


class Fact(NamedTuple):
    """A line of a card: `strong` is what was asked for, `text` the rest; neither: not known."""

    label: str
    strong: str = ""
    text: str = ""


class Cards:
    """Makes the cards of one search."""

    def __init__(self, catalog: Catalog, criteria: SearchCriteria, today: date) -> None:
        self.terms, self.today = card_terms(catalog), today
        self.searched = SearchedTerms.of(criteria)
        self.version = catalog.version

    def html(self, hits: Sequence[Hit], rows: Mapping[int, CardRow]) -> SafeString:
        """All cards in the order of the hits; a hit without a row has none."""
        shown = [(hit, rows[hit.id]) for hit in hits if hit.id in rows]
        keys = {hit.id: self._key(hit, row) for hit, row in shown}
        with _lock:
            known = {key: _cards[key] for key in keys.values() if key in _cards}
        made = {
            keys[hit.id]: self.card(row, hit.miles is not None).partition(_MILES)
            for hit, row in shown
            if keys[hit.id] not in known
        }
        with _lock:
            _cards.update(made)
        known |= made
        pieces: list[str] = []
        for hit, _ in shown:
            before, _, after = known[keys[hit.id]]
            pieces += (before, _distance(hit), after)
        return SafeString("".join(pieces))  # pieces of filled stencils; a distance is digits and a word

    def _key(self, hit: Hit, row: CardRow) -> tuple[object, ...]:
        """Everything that a card depends on but the distance."""
        return (row.id, row.changed_in, self.version, self.today, self.searched, hit.miles is not None)

    def card(self, row: CardRow, has_distance: bool) -> SafeString:
        """A card, with a mark in place of its distance if it `has_distance`."""
        known = CardFacts.read(row.facts)
        fresh = DOUBTED if row.is_doubted else confirmed(row.confirmed_on, known.confirmed_by, self.today)
        facts = [self.treats(known), self.therapy(known), self.insurance(known), *self.others(row, known)]
        return _card_stencil(has_distance).fill(
            {
                "distance": _MILES,
                "url": location_url(row),
                "name": row.name,
                "address": address(row),
                "facts": SafeString("".join([_fact_html(fact) for fact in facts])),  # filled stencils
                "freshness_class": fresh.css_class,
                "freshness": fresh.text,
                "reviews": reviews_line(row.rating_average, row.rating_count),
            }
        )

    def treats(self, facts: CardFacts) -> Fact:
        return _asked_first(_TREATS, _known(self.terms.conditions, facts.term_ids), self.searched.conditions)

    def therapy(self, facts: CardFacts) -> Fact:
        """The therapies that are combined with TMS, by where they take place; else the therapies offered."""
        ways = self._ways(facts)
        if not ways:
            fact = _asked_first(
                _THERAPY, _known(self.terms.therapies, facts.term_ids), self.searched.therapies
            )
            is_known = fact.strong or fact.text
            text = f"{fact.text} (not known how it goes with TMS)" if is_known else ""
            return Fact(_THERAPY, fact.strong, text)
        asked = [f"{term.name} {_WAYS[way]}" for term, way in ways if term.slug in self.searched.therapies]
        rest: dict[str, list[str]] = {}
        for term, way in ways:
            if term.slug not in self.searched.therapies:
                rest.setdefault(way, []).append(term.name)
        others = "; ".join(f"{words.shortened(rest[way], 3)} {_WAYS[way]}" for way in _WAYS if way in rest)
        return Fact(_THERAPY, words.listed(asked), _joined(asked, others))

    def insurance(self, facts: CardFacts) -> Fact:
        services = dict([network.split(":") for network in facts.networks])

        def with_services(payer: Named) -> str:
            return f"{payer.name} for {_services(services[payer.id])}"

        return _asked_first(
            _INSURANCE, _known(self.terms.payers, services), self.searched.payers, with_services
        )

    def others(self, row: CardRow, facts: CardFacts) -> Iterator[Fact]:
        """The further fields that the definitions show on cards."""
        values = dict(zip(CARD_COLUMNS, row.values, strict=True))
        searched = dict(self.searched.others)
        for field in ON_CARD:
            if isinstance(field.kind, VocabularyTerms):
                found = _known(self.terms.others[field.name], facts.term_ids)
                yield _asked_first(field.label_on_card, found, searched.get(field.name, ()))
            else:
                yield Fact(field.label_on_card, text=line_text(field, values))

    def _ways(self, facts: CardFacts) -> list[tuple[Named, str]]:
        """Each therapy that is combined with TMS and where it takes place; of several ways the nearest."""
        best: dict[Named, str] = {}
        for program in facts.programs:
            therapy_id, _, delivery = program.partition(":")
            therapy = self.terms.therapies.get(therapy_id)
            if therapy and _RANKS[delivery] < _RANKS.get(best.get(therapy, ""), len(_RANKS)):
                best[therapy] = delivery
        return list(best.items())


def address(row: CardRow) -> str:
    city = f"{row.city}, {row.state} {row.postal_code}"
    return f"{row.street}, {city}" if row.street else city


def location_url(row: CardRow) -> str:
    """The address of a location's page, without asking the URL resolver for each card."""
    return f"{address_of('results')}{row.id}-{location_slug(row.name, row.city)}/"


def forget_cards() -> None:
    """Forget all cards, so that each is made again."""
    with _lock:
        _cards.clear()


def _distance(hit: Hit) -> str:
    return "" if hit.miles is None else words.miles(hit.miles)


def _known(terms: Mapping[str, Named], term_ids: Iterable[str]) -> list[Named]:
    """Those of a row's terms that are in `terms`, in order."""
    return sorted([terms[term_id] for term_id in term_ids if term_id in terms])


def _name(term: Named) -> str:
    return term.name


def _asked_first(
    label: str, found: Sequence[Named], slugs: Sequence[str], described: Callable[[Named], str] = _name
) -> Fact:
    """What was asked for, as `described`, and the names of the others."""
    first = [described(term) for term in found if term.slug in slugs]
    rest = [term.name for term in found if term.slug not in slugs]
    return Fact(label, words.listed(first), _joined(first, words.shortened(rest, 3)))


@lru_cache(maxsize=8)
def _services(text: str) -> str:
    """ "TMS and therapy" of "tms,therapy"."""
    return words.listed([_SERVICES[service] for service in text.split(",")])


def _joined(first: Sequence[str], rest: str) -> str:
    """What follows the strong part: "; also depression and PTSD"."""
    return f"; also {rest}" if first and rest else rest


@cache
def _card_stencil(has_distance: bool) -> Stencil:
    holes = ("distance", "url", "name", "address", "facts", "freshness_class", "freshness", "reviews")
    return Stencil.from_template("components/card.html", holes, {"has_distance": has_distance})


@lru_cache(maxsize=4096)  # "Yes; first visit in about 3 weeks": the same facts are on many cards
def _fact_html(fact: Fact) -> SafeString:
    if fact.strong:
        values = {"strong": words.capitalized(fact.strong), "text": fact.text}
    else:
        values = {"text": words.capitalized(fact.text) or NOT_KNOWN}
    return _fact_stencil(fact.label, bool(fact.strong), bool(fact.strong or fact.text)).fill(values)


@cache
def _fact_stencil(label: str, has_strong: bool, is_known: bool) -> Stencil:
    context = {"label": label, "has_strong": has_strong, "is_known": is_known}
    return Stencil.from_template("components/fact.html", ("strong", "text"), context)


# By all that a card depends on: the HTML before the distance, the mark of the distance, the HTML after it.
_cards: LRUCache[tuple[object, ...], tuple[str, str, str]] = LRUCache(MAX_CARDS)
_lock = Lock()
