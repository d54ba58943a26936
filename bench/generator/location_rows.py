"""The columns of demo locations: names, addresses, how to reach them."""

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.card_facts import card_facts
from bench.generator.chance import Codes, Flags, Weights, flags
from bench.generator.copy_format import Column, Strings
from bench.generator.draw import Batch
from bench.generator.rows import RowInputs, Rows, rows_of
from providers.demo.chance import shares
from providers.demo.locations import EXCHANGE, MAILBOXES, OLDEST_BELOW_65, YOUNGEST
from providers.models import Location

STATUSES = [Location.Status.PUBLISHED.value, Location.Status.CLOSED.value]


def location_rows(inputs: RowInputs) -> Rows:
    batch, zips, chosen = inputs.batch, inputs.background.zips, inputs.batch.spots.zips
    confirmed_on, never = batch.confirmations.oldest(inputs.today)
    is_open = batch.closed_days == 0
    columns = {
        "id": fmt.numbers(inputs.location_ids, "i8"),
        "practice_id": fmt.numbers(inputs.practice_ids[batch.practices.of_location], "i8"),
        "name": _names(inputs),
        "status": fmt.choice(Strings.of(STATUSES), np.where(is_open, 0, 1)),
        "closed_on": fmt.dates(inputs.today - batch.closed_days.astype("timedelta64[D]"), null=is_open),
        **_address(inputs),
        "city": fmt.choice(zips.cities, chosen),
        "state": fmt.choice(zips.states, chosen),
        "postal_code": fmt.choice(zips.codes, chosen),
        "latitude": fmt.numbers(batch.spots.latitudes, "f8"),
        "longitude": fmt.numbers(batch.spots.longitudes, "f8"),
        "is_approximate": fmt.numbers(batch.spots.is_approximate, "?"),
        "time_zone": fmt.choice(zips.time_zones, chosen),
        "phone": _phones(inputs),
        "phone_extension": _extensions(inputs),
        "website": _own_sites(inputs),
        "email": _emails(inputs),
        "about": _about(inputs),
        "accepting_new_patients": fmt.numbers(batch.accepting == 1, "?", null=batch.accepting == 2),
        "wait_weeks": fmt.numbers(batch.wait_weeks, "i2", null=batch.wait_weeks < 0),
        **_ages(batch),
        "confirmed_on": fmt.dates(confirmed_on, null=never),
        "card_facts": card_facts(inputs),
    }
    return rows_of("providers_location", columns)


def site(inputs: RowInputs, practices: Codes) -> list[Strings]:
    """The web site of each of these practices, in parts."""
    return [fmt.constant("https://", len(practices)), *_host(inputs, practices)]


def _host(inputs: RowInputs, practices: Codes) -> list[Strings]:
    return [
        inputs.background.words.hosts.take(inputs.batch.name_beginnings[practices]),
        inputs.background.words.endings.take(inputs.batch.name_endings[practices]),
        fmt.constant("-tms.example.com", len(practices)),
    ]


def _names(inputs: RowInputs) -> Column:
    """The practice's name; one of several locations adds its city, one of several there its part of it."""
    batch, words = inputs.batch, inputs.background.words
    practice, count = batch.practices.of_location, len(batch)
    city = [fmt.constant(" – ", count), inputs.background.zips.cities.take(batch.spots.zips)]
    area = [fmt.constant(",", count), words.areas.take(batch.streets)]
    return fmt.text(
        words.beginnings.take(batch.name_beginnings[practice]),
        words.endings.take(batch.name_endings[practice]),
        words.kinds.take(batch.kinds[practice]),
        *fmt.only(city, batch.practices.sizes[practice] > 1),
        *fmt.only(area, _shares_city(inputs)),
    )


def _shares_city(inputs: RowInputs) -> Flags:
    """Where the practice has another location in the same city."""
    cities, batch = inputs.background.zips.city_numbers, inputs.batch
    pairs = batch.practices.of_location * (cities.max() + 1) + cities[batch.spots.zips]
    _, which, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    return counts[which] > 1


def _address(inputs: RowInputs) -> dict[str, Column]:
    """A street for every exact point; approximate ones are those whose street is not known."""
    words, rng, count = inputs.background.words, inputs.rng, len(inputs.batch)
    is_exact = ~inputs.batch.spots.is_approximate
    street = [
        words.whole_numbers.take(rng.integers(10, 9900, count)),
        words.streets.take(inputs.batch.streets),
        words.street_kinds.take(Weights(shares("street_kinds").values()).draw(rng, count)),
    ]
    suite = [fmt.constant("Suite ", count), words.whole_numbers.take(rng.integers(1, 90, count) * 10)]
    return {
        "street": fmt.text(*fmt.only(street, is_exact)),
        "street_detail": fmt.text(*fmt.only(suite, flags(rng, 0.5, count) & is_exact)),
    }


def _phones(inputs: RowInputs) -> Column:
    words, background, count = inputs.background.words, inputs.background, len(inputs.batch)
    return fmt.text(
        fmt.constant("+1", count),
        words.whole_numbers.take(background.area_codes[inputs.batch.spots.zips]),
        fmt.constant(EXCHANGE, count),
        words.two_digits.take(inputs.rng.integers(0, 100, count)),
    )


def _extensions(inputs: RowInputs) -> Column:
    """For one phone in twelve."""
    rng, count = inputs.rng, len(inputs.batch)
    extensions = inputs.background.words.whole_numbers.take(rng.integers(2, 900, count))
    return fmt.text(*fmt.only([extensions], flags(rng, 0.08, count)))


def _own_sites(inputs: RowInputs) -> Column:
    """A page of its own on the practice's site, for some of several locations."""
    practices, count = inputs.batch.practices, len(inputs.batch)
    parts = [
        *site(inputs, practices.of_location),
        fmt.constant("/locations/", count),
        inputs.background.zips.codes.take(inputs.batch.spots.zips),
    ]
    has_siblings = practices.sizes[practices.of_location] > 1
    return fmt.text(*fmt.only(parts, flags(inputs.rng, 0.4, count) & has_siblings))


def _emails(inputs: RowInputs) -> Column:
    count = len(inputs.batch)
    parts = [
        Strings.of([f"{name}@" for name in MAILBOXES]).take(inputs.rng.integers(0, len(MAILBOXES), count)),
        *_host(inputs, inputs.batch.practices.of_location),
    ]
    return fmt.text(*fmt.only(parts, flags(inputs.rng, 0.55, count)))


def _about(inputs: RowInputs) -> Column:
    """Three sentences for half of them; the first says that the practice is invented."""
    words, rng, count = inputs.background.words, inputs.rng, len(inputs.batch)
    parts = []
    for name in ("about_openings", "about_middles", "about_closings"):
        sentences = words.strings(name)
        parts += [fmt.constant(" ", count), sentences.take(rng.integers(0, len(sentences.lengths), count))]
    return fmt.text(*fmt.only(parts[1:], flags(rng, 0.55, count)))


def _ages(batch: Batch) -> dict[str, Column]:
    """The youngest and the oldest age, as the age groups have them."""
    groups = batch.grid.of("age_group", list(YOUNGEST))
    says = groups.any(axis=1)
    youngest = np.array(list(YOUNGEST.values()))[groups.argmax(axis=1)]
    oldest = np.full(len(says), OLDEST_BELOW_65)
    return {
        "age_min": fmt.numbers(youngest, "i2", null=~says),
        "age_max": fmt.numbers(oldest, "i2", null=~says | batch.grid["age_group/65-plus"]),
    }
