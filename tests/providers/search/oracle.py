"""A second, naive implementation of the search: plain Python and geopy, one listing at a time."""

from collections.abc import Iterable, Sequence
from datetime import date

from geopy.distance import great_circle

from places.text import similarity, trigrams, words
from providers.models import Delivery, Timing
from providers.search.criteria import ANY, Area, Point, SearchCriteria, Sort, Where
from providers.search.ranking import MIN_FOR_SCORE
from tests.providers.search.listings import SLUGS, Listing

KILOMETERS_PER_MILE = 1.609344  # geopy's own factor has nine digits only
ALL_OF = {"condition", "therapy", "accessibility"}


def miles_between(point: Point, listing: Listing) -> float:
    distance = great_circle((point.latitude, point.longitude), (listing.latitude, listing.longitude))
    return round(distance.kilometers / KILOMETERS_PER_MILE, 6)


def age_in_days(listing: Listing, today: date) -> float:
    return float("inf") if listing.confirmed_on is None else (today - listing.confirmed_on).days


def meets_vocabulary(listing: Listing, criteria: SearchCriteria, vocabulary: str) -> bool:
    asked = [(vocabulary, slug) in listing.terms for slug in criteria.values(vocabulary)]
    if not asked:
        return True
    return all(asked) if vocabulary in ALL_OF else any(asked)


def meets_programs(listing: Listing, criteria: SearchCriteria) -> bool:
    def has(asked) -> bool:
        return any(
            asked.therapy in (ANY, therapy)
            and asked.timing in (ANY, timing)
            and asked.delivery in (ANY, delivery)
            for therapy, timing, delivery in listing.programs
        )

    return all(has(asked) for asked in criteria.program)


# Titles and credentials: nobody's name holds them, so they are asked for only where nothing else is.
TITLES = {"dr", "doctor", "prof", "professor", "mr", "mrs", "ms"}
CREDENTIALS = {
    *("md", "do", "pmhnp", "pa", "phd", "psyd", "lcsw", "lpc", "lmhc", "lmft", "np", "dnp", "aprn"),
    *("arnp", "crnp", "fnp", "rn", "bsn", "msn", "pac", "npc", "pmhnpbc", "edd", "msw", "lmsw"),
    *("licsw", "lcpc", "lpcc", "mft", "facs", "mph", "mba"),
}
# As they are written with points or hyphens, folded to words.
IN_PIECES = {"m d": "md", "d o": "do", "ph d": "phd", "psy d": "psyd", "pa c": "pac", "r n": "rn"}


def name_words(name: str) -> list[str]:
    """What is asked for by a name that was typed."""
    text = " ".join(words(name))
    if "." in name or "-" in name:
        for pieces, joined in IN_PIECES.items():
            text = f" {text} ".replace(f" {pieces} ", f" {joined} ").strip()
    typed = list(dict.fromkeys(text.split()))
    for left_out in (TITLES | CREDENTIALS, TITLES, set()):
        asked = [word for word in typed if word not in left_out]
        if asked:
            return asked[:8]
    return []


def meets_name(listing: Listing, criteria: SearchCriteria, everyone: Iterable[Listing]) -> bool:
    own = words(listing.name)
    for asked in name_words(criteria.name):
        is_known = any(word.startswith(asked) for other in everyone for word in words(other.name))
        if is_known:
            found = any(word.startswith(asked) for word in own)
        else:
            found = len(asked) >= 4 and any(
                similarity(trigrams(asked), trigrams(word)) >= 0.33 for word in own
            )
        if not found:
            return False
    return True


def meets_place(listing: Listing, criteria: SearchCriteria, where: Where) -> bool:
    """In an area or within the radius of its middle; of a point, within the radius."""
    if where is None or criteria.radius is None:
        return True
    return is_inside(listing, where) or miles_between(middle_of(where), listing) <= criteria.radius


def is_inside(listing: Listing, where: Where) -> bool:
    if not isinstance(where, Area):
        return False
    return listing.county in where.counties if where.counties else listing.state == where.state


def middle_of(where: Where) -> Point:
    return where.middle if isinstance(where, Area) else where


def search(
    listings: Sequence[Listing], criteria: SearchCriteria, where: Where, today: date, page_size: int
) -> dict:
    """The answer as plain values: total, unconfirmed, hits as (id, miles), facets."""

    def meets(listing: Listing, skip: str = "", hidden_too: bool = False) -> bool:
        weeks = [int(number) for number in criteria.values("first_visit") if skip != "first_visit"]
        return (
            meets_place(listing, criteria, where)
            and all(
                meets_vocabulary(listing, criteria, vocabulary.value)
                for vocabulary in SLUGS
                if vocabulary.value != skip
            )
            and meets_programs(listing, criteria)
            and meets_name(listing, criteria, listings)
            and (not criteria.values("accepting") or listing.accepting)
            and (not weeks or (listing.wait_weeks is not None and listing.wait_weeks <= max(weeks)))
            and (not criteria.fresh or age_in_days(listing, today) < 90)
            and (criteria.include_unconfirmed or hidden_too or age_in_days(listing, today) < 120)
        )

    results = [listing for listing in listings if meets(listing)]
    all_ratings = sum(listing.rating_hundredths / 100 * listing.rating_count for listing in listings)
    reviews = sum(listing.rating_count for listing in listings)
    mean = all_ratings / reviews if reviews else 0.0

    def score(listing: Listing) -> float:
        if listing.rating_count < MIN_FOR_SCORE:
            return 0
        count = listing.rating_count
        return round((10 * mean + count * listing.rating_hundredths / 100) / (10 + count), 6)

    def key(listing: Listing) -> tuple:
        order = criteria.sort
        if order == Sort.SCORE:
            miles = miles_between(middle_of(where), listing) if where else 0.0
            return (-score(listing), miles, age_in_days(listing, today), listing.id)
        if order == "first-visit":
            return (listing.wait_weeks is None, listing.wait_weeks or 0, listing.id)
        if where and order != Sort.FRESH:
            return (miles_between(middle_of(where), listing), listing.id)
        return (age_in_days(listing, today), listing.id)

    def inside_first(listing: Listing) -> tuple:
        return (not is_inside(listing, where), *key(listing))

    def facet(vocabulary: str, slug: str) -> int:
        skip = "" if vocabulary in ALL_OF else vocabulary
        return sum((vocabulary, slug) in listing.terms for listing in listings if meets(listing, skip))

    facets = {
        vocabulary.value: {slug: facet(vocabulary.value, slug) for slug in slugs}
        for vocabulary, slugs in SLUGS.items()
    }
    parts = [
        *((slug, 0, slug) for slug in SLUGS["therapy"]),
        *((f"any:{timing}", 1, timing) for timing in Timing.values),
        *((f"any:any:{delivery}", 2, delivery) for delivery in Delivery.values),
    ]
    facets["program"] = {
        key: sum(any(program[place] == slug for program in listing.programs) for listing in results)
        for key, place, slug in parts
    } | {
        f"{therapy}:any:on-site": sum(
            any((program[0], program[2]) == (therapy, "on-site") for program in listing.programs)
            for listing in results
        )
        for therapy in SLUGS["therapy"]
    }
    facets["accepting"] = {"1": sum(listing.accepting for listing in results)}
    facets["first_visit"] = {
        str(weeks): sum(
            listing.wait_weeks is not None and listing.wait_weeks <= weeks
            for listing in listings
            if meets(listing, "first_visit")
        )
        for weeks in (1, 2, 4, 8)
    }
    facets["fresh"] = {"1": sum(age_in_days(listing, today) < 90 for listing in results)}
    ordered = sorted(results, key=inside_first)
    first = (criteria.page - 1) * page_size
    return {
        "total": len(results),
        "inside": sum(is_inside(listing, where) for listing in results) if isinstance(where, Area) else None,
        "unconfirmed": sum(meets(listing, hidden_too=True) for listing in listings) - len(results),
        "hits": [
            (listing.id, miles_between(middle_of(where), listing) if where else None)
            for listing in ordered[first : first + page_size]
        ],
        "facets": facets,
    }
