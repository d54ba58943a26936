"""The columns of demo locations: names, addresses, how to reach them."""

import numpy as np

from providers.demo import copy_format as fmt
from providers.demo.chance import Codes, Flags, flags
from providers.demo.copy_format import Column, Strings
from providers.demo.draw import Setting, Stretch
from providers.models import Location

STATUSES = [Location.Status.PUBLISHED.value, Location.Status.CLOSED.value]
MAILBOXES = ["hello@", "intake@", "frontdesk@"]
# 555-0100 to 555-0199 are kept for invented numbers.
EXCHANGE = "55501"
# The youngest age of each group, and the oldest where nobody of 65 and older is seen.
YOUNGEST = {"12-14": 12, "15-17": 15, "18-21": 18, "22-64": 22}
OLDEST_BELOW_65 = 64


def location_columns(
    stretch: Stretch,
    setting: Setting,
    ids: Codes,
    practice_ids: Codes,
    today: np.datetime64,
    rng: np.random.Generator,
) -> dict[str, Column]:
    zips, chosen, count = setting.zips, stretch.spots.zips, len(ids)
    confirmed_on, never = stretch.confirmations.oldest(today)
    is_open = stretch.closed_days == 0
    return {
        "id": fmt.numbers(ids, "i8"),
        "practice_id": fmt.numbers(practice_ids, "i8"),
        "name": _names(stretch, setting),
        "status": fmt.choice(Strings.of(STATUSES), np.where(is_open, 0, 1)),
        "closed_on": fmt.dates(today - stretch.closed_days.astype("timedelta64[D]"), null=is_open),
        **_address(stretch, setting, rng),
        "city": fmt.choice(zips.cities, chosen),
        "state": fmt.choice(zips.states, chosen),
        "postal_code": fmt.choice(zips.codes, chosen),
        "latitude": fmt.numbers(stretch.spots.latitudes, "f8"),
        "longitude": fmt.numbers(stretch.spots.longitudes, "f8"),
        "is_approximate": fmt.numbers(stretch.spots.is_approximate, "?"),
        "time_zone": fmt.choice(zips.time_zones, chosen),
        "phone": _phones(setting, chosen, rng),
        "phone_extension": fmt.text(
            *fmt.only(
                [setting.words.whole_numbers.take(rng.integers(2, 900, count))], flags(rng, 0.08, count)
            )
        ),
        "website": _own_sites(stretch, setting, rng),
        "email": _emails(stretch, setting, rng),
        "about": _about(setting, count, rng),
        "accepting_new_patients": fmt.numbers(stretch.accepting == 1, "?", null=stretch.accepting == 2),
        "wait_weeks": fmt.numbers(stretch.wait_weeks, "i2", null=stretch.wait_weeks < 0),
        **_ages(stretch),
        "confirmed_on": fmt.dates(confirmed_on, null=never),
    }


def site(stretch: Stretch, setting: Setting, practices: Codes) -> list[Strings]:
    """The web site of each of these practices, in parts."""
    return [fmt.constant("https://", len(practices)), *_host(stretch, setting, practices)]


def _host(stretch: Stretch, setting: Setting, practices: Codes) -> list[Strings]:
    return [
        setting.words.hosts.take(stretch.name_beginnings[practices]),
        setting.words.endings.take(stretch.name_endings[practices]),
        fmt.constant("-tms.example.com", len(practices)),
    ]


def _names(stretch: Stretch, setting: Setting) -> Column:
    """The practice's name; one of several locations adds its city, one of several there its street."""
    words, practice, count = setting.words, stretch.practices.of_location, len(stretch)
    city = [fmt.constant(" – ", count), setting.zips.cities.take(stretch.spots.zips)]
    street = [fmt.constant(",", count), words.plain_streets.take(stretch.streets)]
    return fmt.text(
        words.beginnings.take(stretch.name_beginnings[practice]),
        words.endings.take(stretch.name_endings[practice]),
        words.kinds.take(stretch.kinds[practice]),
        *fmt.only(city, stretch.practices.sizes[practice] > 1),
        *fmt.only(street, _shares_city(stretch, setting)),
    )


def _shares_city(stretch: Stretch, setting: Setting) -> Flags:
    """Where the practice has another location in the same city."""
    cities = setting.zips.city_numbers
    pairs = stretch.practices.of_location * (cities.max() + 1) + cities[stretch.spots.zips]
    _, which, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    return counts[which] > 1


def _address(stretch: Stretch, setting: Setting, rng: np.random.Generator) -> dict[str, Column]:
    """A street for every exact point; approximate ones are those whose street is not known."""
    words, count = setting.words, len(stretch)
    street = [
        words.whole_numbers.take(rng.integers(10, 9900, count)),
        words.streets.take(stretch.streets),
        words.street_kinds.take(words.weights("street_kinds").draw(rng, count)),
    ]
    suite = [fmt.constant("Suite ", count), words.whole_numbers.take(rng.integers(1, 90, count) * 10)]
    return {
        "street": fmt.text(*fmt.only(street, ~stretch.spots.is_approximate)),
        "street_detail": fmt.text(*fmt.only(suite, flags(rng, 0.5, count) & ~stretch.spots.is_approximate)),
    }


def _phones(setting: Setting, zips: Codes, rng: np.random.Generator) -> Column:
    return fmt.text(
        fmt.constant("+1", len(zips)),
        setting.words.whole_numbers.take(setting.area_codes[zips]),
        fmt.constant(EXCHANGE, len(zips)),
        setting.words.two_digits.take(rng.integers(0, 100, len(zips))),
    )


def _own_sites(stretch: Stretch, setting: Setting, rng: np.random.Generator) -> Column:
    """A page of its own on the practice's site, for some of several locations."""
    practice, count = stretch.practices.of_location, len(stretch)
    parts = [
        *site(stretch, setting, practice),
        fmt.constant("/locations/", count),
        setting.zips.codes.take(stretch.spots.zips),
    ]
    return fmt.text(*fmt.only(parts, flags(rng, 0.4, count) & (stretch.practices.sizes[practice] > 1)))


def _emails(stretch: Stretch, setting: Setting, rng: np.random.Generator) -> Column:
    count = len(stretch)
    parts = [
        Strings.of(MAILBOXES).take(rng.integers(0, len(MAILBOXES), count)),
        *_host(stretch, setting, stretch.practices.of_location),
    ]
    return fmt.text(*fmt.only(parts, flags(rng, 0.55, count)))


def _about(setting: Setting, count: int, rng: np.random.Generator) -> Column:
    words = setting.words
    parts = []
    for name in ("about_openings", "about_middles", "about_closings"):
        sentences = words.strings(name)
        parts += [sentences.take(rng.integers(0, len(sentences.lengths), count)), fmt.constant(" ", count)]
    return fmt.text(*fmt.only(parts[:-1], flags(rng, 0.55, count)))


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
