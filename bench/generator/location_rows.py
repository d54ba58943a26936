"""The columns of demo locations: names, addresses, how to reach them."""

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.card_facts import card_facts
from bench.generator.chance import Codes, Flags, Weights, flags
from bench.generator.copy_format import Column, Strings
from bench.generator.draw import Stretch
from bench.generator.rows import Rows, Sheet, rows_of
from providers.demo.chance import shares
from providers.demo.locations import EXCHANGE, MAILBOXES, OLDEST_BELOW_65, YOUNGEST
from providers.models import Location

STATUSES = [Location.Status.PUBLISHED.value, Location.Status.CLOSED.value]


def location_rows(sheet: Sheet) -> Rows:
    stretch, zips, chosen = sheet.stretch, sheet.setting.zips, sheet.stretch.spots.zips
    confirmed_on, never = stretch.confirmations.oldest(sheet.today)
    is_open = stretch.closed_days == 0
    columns = {
        "id": fmt.numbers(sheet.location_ids, "i8"),
        "practice_id": fmt.numbers(sheet.practice_ids[stretch.practices.of_location], "i8"),
        "name": _names(sheet),
        "status": fmt.choice(Strings.of(STATUSES), np.where(is_open, 0, 1)),
        "closed_on": fmt.dates(sheet.today - stretch.closed_days.astype("timedelta64[D]"), null=is_open),
        **_address(sheet),
        "city": fmt.choice(zips.cities, chosen),
        "state": fmt.choice(zips.states, chosen),
        "postal_code": fmt.choice(zips.codes, chosen),
        "latitude": fmt.numbers(stretch.spots.latitudes, "f8"),
        "longitude": fmt.numbers(stretch.spots.longitudes, "f8"),
        "is_approximate": fmt.numbers(stretch.spots.is_approximate, "?"),
        "time_zone": fmt.choice(zips.time_zones, chosen),
        "phone": _phones(sheet),
        "phone_extension": _extensions(sheet),
        "website": _own_sites(sheet),
        "email": _emails(sheet),
        "about": _about(sheet),
        "accepting_new_patients": fmt.numbers(stretch.accepting == 1, "?", null=stretch.accepting == 2),
        "wait_weeks": fmt.numbers(stretch.wait_weeks, "i2", null=stretch.wait_weeks < 0),
        **_ages(stretch),
        "confirmed_on": fmt.dates(confirmed_on, null=never),
        "card_facts": card_facts(sheet),
    }
    return rows_of("providers_location", columns)


def site(sheet: Sheet, practices: Codes) -> list[Strings]:
    """The web site of each of these practices, in parts."""
    return [fmt.constant("https://", len(practices)), *_host(sheet, practices)]


def _host(sheet: Sheet, practices: Codes) -> list[Strings]:
    return [
        sheet.setting.words.hosts.take(sheet.stretch.name_beginnings[practices]),
        sheet.setting.words.endings.take(sheet.stretch.name_endings[practices]),
        fmt.constant("-tms.example.com", len(practices)),
    ]


def _names(sheet: Sheet) -> Column:
    """The practice's name; one of several locations adds its city, one of several there its part of it."""
    stretch, words = sheet.stretch, sheet.setting.words
    practice, count = stretch.practices.of_location, len(stretch)
    city = [fmt.constant(" – ", count), sheet.setting.zips.cities.take(stretch.spots.zips)]
    area = [fmt.constant(",", count), words.areas.take(stretch.streets)]
    return fmt.text(
        words.beginnings.take(stretch.name_beginnings[practice]),
        words.endings.take(stretch.name_endings[practice]),
        words.kinds.take(stretch.kinds[practice]),
        *fmt.only(city, stretch.practices.sizes[practice] > 1),
        *fmt.only(area, _shares_city(sheet)),
    )


def _shares_city(sheet: Sheet) -> Flags:
    """Where the practice has another location in the same city."""
    cities, stretch = sheet.setting.zips.city_numbers, sheet.stretch
    pairs = stretch.practices.of_location * (cities.max() + 1) + cities[stretch.spots.zips]
    _, which, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    return counts[which] > 1


def _address(sheet: Sheet) -> dict[str, Column]:
    """A street for every exact point; approximate ones are those whose street is not known."""
    words, rng, count = sheet.setting.words, sheet.rng, len(sheet.stretch)
    is_exact = ~sheet.stretch.spots.is_approximate
    street = [
        words.whole_numbers.take(rng.integers(10, 9900, count)),
        words.streets.take(sheet.stretch.streets),
        words.street_kinds.take(Weights(shares("street_kinds").values()).draw(rng, count)),
    ]
    suite = [fmt.constant("Suite ", count), words.whole_numbers.take(rng.integers(1, 90, count) * 10)]
    return {
        "street": fmt.text(*fmt.only(street, is_exact)),
        "street_detail": fmt.text(*fmt.only(suite, flags(rng, 0.5, count) & is_exact)),
    }


def _phones(sheet: Sheet) -> Column:
    words, setting, count = sheet.setting.words, sheet.setting, len(sheet.stretch)
    return fmt.text(
        fmt.constant("+1", count),
        words.whole_numbers.take(setting.area_codes[sheet.stretch.spots.zips]),
        fmt.constant(EXCHANGE, count),
        words.two_digits.take(sheet.rng.integers(0, 100, count)),
    )


def _extensions(sheet: Sheet) -> Column:
    """For one phone in twelve."""
    rng, count = sheet.rng, len(sheet.stretch)
    extensions = sheet.setting.words.whole_numbers.take(rng.integers(2, 900, count))
    return fmt.text(*fmt.only([extensions], flags(rng, 0.08, count)))


def _own_sites(sheet: Sheet) -> Column:
    """A page of its own on the practice's site, for some of several locations."""
    practices, count = sheet.stretch.practices, len(sheet.stretch)
    parts = [
        *site(sheet, practices.of_location),
        fmt.constant("/locations/", count),
        sheet.setting.zips.codes.take(sheet.stretch.spots.zips),
    ]
    has_siblings = practices.sizes[practices.of_location] > 1
    return fmt.text(*fmt.only(parts, flags(sheet.rng, 0.4, count) & has_siblings))


def _emails(sheet: Sheet) -> Column:
    count = len(sheet.stretch)
    parts = [
        Strings.of([f"{name}@" for name in MAILBOXES]).take(sheet.rng.integers(0, len(MAILBOXES), count)),
        *_host(sheet, sheet.stretch.practices.of_location),
    ]
    return fmt.text(*fmt.only(parts, flags(sheet.rng, 0.55, count)))


def _about(sheet: Sheet) -> Column:
    """Three sentences for half of them; the first says that the practice is invented."""
    words, rng, count = sheet.setting.words, sheet.rng, len(sheet.stretch)
    parts = []
    for name in ("about_openings", "about_middles", "about_closings"):
        sentences = words.strings(name)
        parts += [fmt.constant(" ", count), sentences.take(rng.integers(0, len(sentences.lengths), count))]
    return fmt.text(*fmt.only(parts[1:], flags(rng, 0.55, count)))


def _ages(stretch: Stretch) -> dict[str, Column]:
    """The youngest and the oldest age, as the age groups have them."""
    groups = stretch.grid.of("age_group", list(YOUNGEST))
    says = groups.any(axis=1)
    youngest = np.array(list(YOUNGEST.values()))[groups.argmax(axis=1)]
    oldest = np.full(len(says), OLDEST_BELOW_65)
    return {
        "age_min": fmt.numbers(youngest, "i2", null=~says),
        "age_max": fmt.numbers(oldest, "i2", null=~says | stretch.grid["age_group/65-plus"]),
    }
