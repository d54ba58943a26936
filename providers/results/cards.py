"""Cards: a provider in a list of results.

A card answers, in this order: what it is, how far, and whether it is open; how it joins TMS and therapy; each
thing that was asked for; what reviews say and how fresh all this is; then how to call. Not more.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from threading import Lock

from cachetools import LRUCache
from django.utils.safestring import SafeString

from providers import words
from providers.fit.answers import Answer, answers_of
from providers.fit.closeness import Fit, fit_of
from providers.fit.offered import Offered, OfferedProgram
from providers.models.location import location_slug
from providers.results.card_opening import opening_words
from providers.results.card_rows import CARD_COLUMNS, CardFacts, CardRow
from providers.search.criteria import SearchCriteria
from providers.search.result import Hit
from providers.vocabulary.catalog import Catalog, CatalogTerm
from providers.web.addresses import address_of
from providers.web.freshness import Confirmed, confirmed
from providers.web.reviews_line import reviews_line
from providers.web.stencil import Stencil, hole

# Instead of the date: the dates are those of the facts in doubt.
DOUBTED = Confirmed("Reported as closed or with a wrong number; not confirmed since", True)
# About 2 KB each. People near one another ask for the same things, so the same cards come up again.
MAX_CARDS = 5_000
_PLANS = {"t": True, "f": False, "": None}
_HOLES = (
    "distance",
    "opening",
    "url",
    "name",
    "city",
    "fit",
    "answers",
    "freshness_class",
    "freshness",
    "reviews",
    "call",
    "id",
)


class Cards:
    """Makes the cards of one search. Facts are as old as they are `today`; hours are those of `moment`."""

    def __init__(self, catalog: Catalog, criteria: SearchCriteria, today: date, moment: datetime) -> None:
        self.catalog, self.criteria = catalog, criteria
        self.today, self.moment = today, moment
        self.therapies = [
            *criteria.values("therapy"),
            *(program.therapy for program in criteria.program),
        ]
        # What a card says depends on what was asked for, and not on the place, the order or the page.
        self.question = (criteria.chosen, criteria.program)

    def html(
        self, hits: Sequence[Hit], rows: Mapping[int, CardRow], named: Mapping[int, str] | None = None
    ) -> SafeString:
        """All cards in the order of the hits; a hit without a row has none. `named` says, for some, who was
        found by the name that was asked for."""
        shown = [(hit, rows[hit.id]) for hit in hits if hit.id in rows]
        names = named or {}
        keys = {hit.id: self._key(row, hit.miles is not None, names.get(row.id, "")) for hit, row in shown}
        with _lock:
            known = {key: _cards[key] for key in keys.values() if key in _cards}
        made = {
            keys[hit.id]: self._card(row, hit.miles is not None, names.get(row.id, ""))
            for hit, row in shown
            if keys[hit.id] not in known
        }
        with _lock:
            _cards.update(made)
        known |= made
        pieces: list[str] = []
        for hit, row in shown:
            pieces.append(
                known[keys[hit.id]].fill({"distance": _distance(hit), "opening": self._opening(row)})
            )
        return SafeString("".join(pieces))  # filled stencils

    def _key(self, row: CardRow, has_distance: bool, named: str) -> tuple[object, ...]:
        """Everything that a card depends on but the distance and the time of day."""
        return (row.id, row.changed_in, self.catalog.version, self.today, self.question, has_distance, named)

    def _card(self, row: CardRow, has_distance: bool, named: str) -> Stencil:
        """A card with two holes: its distance, and whether it is open."""
        facts = CardFacts.read(row.facts)
        offered = offered_by(row, facts, self.catalog)
        fit = fit_of(offered, programs=self.criteria.program, therapies=self.therapies)
        fresh = DOUBTED if row.is_doubted else confirmed(row.confirmed_on, facts.confirmed_by, self.today)
        answers = list(answers_of(offered, self.criteria, self.catalog, fit))
        if named:
            answers.insert(0, Answer.found(named))
        filled = _card_stencil(has_distance, bool(row.phone)).fill(
            {
                "distance": hole("distance"),
                "opening": hole("opening"),
                "url": location_url(row),
                "name": row.name,
                "city": f"{row.city}, {row.state}",
                "fit": fit_html(fit),
                "answers": SafeString("".join(map(_answer_html, answers))),  # filled stencils
                "freshness_class": fresh.css_class,
                "freshness": words.inside_sentence(fresh.brief),
                "reviews": reviews_line(row.rating_average, row.rating_count),
                "call": words.phone_link(row.phone, row.phone_extension),
                "id": row.id,
            }
        )
        return Stencil(filled)

    def _opening(self, row: CardRow) -> str:
        facts = row.facts.rsplit(";", 2)
        return opening_words(facts[1], facts[2], row.time_zone, self.moment)


def offered_by(row: CardRow, facts: CardFacts, catalog: Catalog) -> Offered:
    """What a location's row says that it offers. Terms newer than the catalog are left out."""
    terms = _terms_by_id(catalog)
    networks = dict(network.split(":") for network in facts.networks)
    return Offered(
        terms=tuple(terms[term_id] for term_id in facts.term_ids if term_id in terms),
        programs=tuple(_program(text, terms) for text in facts.programs if text.split(":")[0] in terms),
        in_network={
            terms[payer_id].slug: tuple(services.split(","))
            for payer_id, services in networks.items()
            if payer_id in terms
        },
        values=dict(zip(CARD_COLUMNS, row.values, strict=True)),
        says_what_it_offers=row.confirmed_on is not None,
    )


def _program(text: str, terms: Mapping[str, CatalogTerm]) -> OfferedProgram:
    therapy_id, delivery, timing, plan = text.split(":")
    return OfferedProgram(terms[therapy_id], timing, delivery, _PLANS[plan])


@lru_cache(maxsize=2)  # the catalog in force; for a moment, the next one
def _terms_by_id(catalog: Catalog) -> dict[str, CatalogTerm]:
    return {str(term.id): term for term in catalog}


def location_url(row: CardRow) -> str:
    """The address of a location's page, without asking the URL resolver for each card."""
    return f"{address_of('results')}{row.id}-{location_slug(row.name, row.city)}/"


def forget_cards() -> None:
    """Forget all cards, so that each is made again."""
    with _lock:
        _cards.clear()


def _distance(hit: Hit) -> str:
    return "" if hit.miles is None else words.miles(hit.miles)


@cache
def _card_stencil(has_distance: bool, has_phone: bool) -> Stencil:
    context = {"has_distance": has_distance, "has_phone": has_phone}
    return Stencil.from_template("components/card.html", _HOLES, context)


@lru_cache(maxsize=4096)  # the same fits and answers are on many cards
def fit_html(fit: Fit) -> SafeString:
    """The drawing with its words."""
    stencil = _fit_stencil(fit.closeness)
    return stencil.fill({"headline": fit.headline, "detail": fit.detail})


@cache
def _fit_stencil(closeness: str) -> Stencil:
    return Stencil.from_template("components/fit.html", ("headline", "detail"), {"closeness": closeness})


@lru_cache(maxsize=4096)
def _answer_html(answer: Answer) -> SafeString:
    return _answer_stencil(answer.sign).fill({"text": answer.text})


@cache
def _answer_stencil(sign: str) -> Stencil:
    return Stencil.from_template("components/answer.html", ("text",), {"sign": sign})


# By all that a card depends on.
_cards: LRUCache[tuple[object, ...], Stencil] = LRUCache(MAX_CARDS)
_lock = Lock()
