"""The columns of invented locations: addresses, how to reach them, what they say about themselves."""

from datetime import date, timedelta

from providers.demo.chance import Chance, shares, words
from providers.demo.geography import Zip, area_code, draw_point
from providers.demo.people import host_name
from providers.demo.services import TermNames, slugs
from providers.fields.patient_lines import followers_of
from providers.models import Location, Practice

MAILBOXES = ["hello", "intake", "frontdesk"]
# 555-0100 to 555-0199 are kept for invented numbers.
EXCHANGE = "55501"
# The youngest age of each group, and the oldest where nobody of 65 and older is seen.
YOUNGEST = {"12-14": 12, "15-17": 15, "18-21": 18, "22-64": 22}
OLDEST_BELOW_65 = 64


def draw_location(
    chance: Chance, pk: int, practice: Practice, place: Zip, street: str, terms: TermNames, today: date
) -> Location:
    """A location that is named as its practice; whether it takes new patients is not said yet."""
    closed_on = today - timedelta(days=chance.randrange(5, 400)) if chance.happens(0.02) else None
    location = Location(
        pk=pk,
        practice_id=practice.pk,
        name=practice.name,
        status=Location.Status.CLOSED if closed_on else Location.Status.PUBLISHED,
        closed_on=closed_on,
        city=place.city,
        state=place.state,
        postal_code=place.code,
        time_zone=place.time_zone,
        phone=f"+1{area_code(place)}{EXCHANGE}{chance.randrange(100):02}",
        phone_extension=str(chance.randrange(2, 900)) if chance.happens(0.08) else "",
        email=f"{chance.choice(MAILBOXES)}@{host_name(practice)}" if chance.happens(0.55) else "",
        about=_about(chance) if chance.happens(0.55) else "",
    )
    # An approximate point is that of a location whose street is not known.
    location.is_approximate = chance.happens(0.03)
    if location.is_approximate:
        location.latitude, location.longitude = place.latitude, place.longitude
    else:
        location.latitude, location.longitude = draw_point(chance, place)
        location.street = f"{chance.randrange(10, 9900)} {street} {chance.one_of(shares('street_kinds'))}"
        location.street_detail = f"Suite {chance.randrange(10, 900, 10)}" if chance.happens(0.5) else ""
    if ages := [YOUNGEST[slug] for slug in slugs(terms, "age_group") if slug in YOUNGEST]:
        location.age_min = min(ages)
        location.age_max = None if "age_group/65-plus" in terms else OLDEST_BELOW_65
    return location


def draw_availability(chance: Chance) -> dict[str, bool | int | None]:
    """Whether new patients are taken, and how many weeks they wait where that is a field; longer where the
    answer is no."""
    accepting = chance.choices([True, False, None], [76, 13, 11])[0]
    weeks = chance.randrange(9) if accepting else chance.randrange(6, 27)
    wait = weeks if accepting is not None and chance.happens(0.65) else None
    name = "accepting_new_patients"
    return {name: accepting, **{field.name: wait for field in followers_of(name)}}


def _about(chance: Chance) -> str:
    """Three sentences, the first of which says that the practice is invented."""
    return " ".join(chance.choice(words(f"about_{part}")) for part in ("openings", "middles", "closings"))
