"""The fixed cast of the journeys: who is where, and what each test may count on.

Distances are from the point of ZIP 60614, due north or due west, so that every one of them is known:

    0.5 miles   Lakeview TMS and Therapy    knows everything, treats OCD with ERP on site
    1 to 13     Neighborhood TMS 1 to 25    every half mile; each third treats OCD and takes new patients
    2.2         the one with a very long name
    3.3         Quiet Street Psychiatry     nothing is known about it but where it is
    4.4         Elm Street TMS              has the point of its ZIP code only
    5.5         Winter Park TMS             was confirmed 95 days ago
    6.6         Long Silence TMS 1 to 3     were confirmed 130 days ago, so they are left out at first
    7.7         Former TMS Center           is closed
    35          Waukegan TMS                is too far for the usual 25 miles

and three in the largest Springfields, of which only the one in Missouri treats tinnitus.
"""

from datetime import date
from typing import Any

from providers.models import Location
from providers.npi import npi_with_check_digit
from tests.factories import (
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
)
from tests.reviews.factories import make_reply, publish_reviews

ZIP_60614 = (41.9227, -87.6472)
MILES_PER_DEGREE = 69.093  # of latitude, on the sphere that the search measures on

NEIGHBORS = 25
WITH_OCD = 1 + NEIGHBORS // 3
UNCONFIRMED = 3
WITHIN_25_MILES = 1 + NEIGHBORS + 4
WITHIN_50_MILES = WITHIN_25_MILES + 1
IN_ILLINOIS = WITHIN_50_MILES + 1

LAKEVIEW = "Lakeview TMS and Therapy"
LAKEVIEW_PHONE = "+13125550142"
QUIET_STREET = "Quiet Street Psychiatry"
ELM_STREET = "Elm Street TMS"
WINTER_PARK = "Winter Park TMS"
FORMER = "Former TMS Center"
LAKEVIEW_ID, QUIET_STREET_ID, ELM_STREET_ID, FORMER_ID, LONG_NAME_ID = range(901, 906)
LONG_NAME = (
    "The Greater Chicagoland Comprehensive Interventional Neuropsychiatry, Transcranial Magnetic "
    "Stimulation, Psychotherapy and Neuropsychopharmacology Institute of the North Side"
)
SPRINGFIELD_MISSOURI = "Ozark TMS"
SPRINGFIELD_ILLINOIS = "Capital TMS"

OTHER_PAYERS = ("cigna-evernorth", "humana", "uhc-optum", "tricare-east")

SPRINGFIELDS = {
    SPRINGFIELD_MISSOURI: ((37.21533, -93.29824), "MO", "65806", ("condition/mdd", "condition/tinnitus")),
    SPRINGFIELD_ILLINOIS: ((39.80172, -89.64371), "IL", "62701", ("condition/mdd", "condition/ptsd")),
    "Pioneer Valley TMS": ((42.10148, -72.58981), "MA", "01103", ("condition/mdd",)),
}


def north(miles: float) -> tuple[float, float]:
    """The point so many miles north of ZIP 60614."""
    return ZIP_60614[0] + miles / MILES_PER_DEGREE, ZIP_60614[1]


def make_cast() -> None:
    """Writes the cast into an empty directory that has its vocabulary."""
    practice = make_practice(name="Demo Practice", is_demo=True)
    make_lakeview()
    for number in range(1, NEIGHBORS + 1):
        make_neighbor(practice, number)
    make_specials(practice)
    for name, (point, state, postal_code, terms) in SPRINGFIELDS.items():
        make_location(
            name=name,
            practice=practice,
            point=point,
            city="Springfield",
            state=state,
            postal_code=postal_code,
            terms=terms,
        )


def make_lakeview() -> Location:
    lakeview = make_location(
        id=LAKEVIEW_ID,
        name=LAKEVIEW,
        practice=make_practice(name="Lakeview Group", website="https://lakeview.example.com/", is_demo=True),
        point=north(0.5),
        street="2500 North Clark Street",
        street_detail="Suite 210",
        postal_code="60614",
        phone=LAKEVIEW_PHONE,
        accepting_new_patients=True,
        wait_weeks=2,
        age_min=18,
        terms=[
            *("condition/mdd", "condition/ocd", "condition/gad", "therapy/erp", "therapy/cbt"),
            *("device/brainsway", "protocol/deep-h1", "protocol/deep-h7-ocd", "age_group/22-64"),
            *("language/en", "language/es", "accessibility/step-free", "telehealth/therapy-video"),
            *("payment/insurance", "schedule/evening"),
        ],
    )
    make_program(
        lakeview,
        condition="ocd",
        shared_plan=True,
        therapist_credentials=["phd", "lcsw"],
    )
    make_payer_network(lakeview, "aetna")
    make_payer_network(lakeview, "aetna", service="therapy", status="out-of-network")
    make_payer_network(lakeview, "bcbs")
    make_clinician(lakeview, role="OCD therapist", npi=npi_with_check_digit("123456789"))
    for weekday in range(7):
        make_hours(lakeview, weekday, "00:00", "23:59")
    make_reply(*publish_reviews(lakeview, [3]), state="published")
    publish_reviews(lakeview, [5] * 6 + [4] * 4 + [1], would_choose_again=True, helpful_count=2)
    return lakeview


def make_neighbor(practice: Any, number: int) -> None:
    """Half a mile further out with each number; no two cards are alike."""
    is_third = number % 3 == 0
    location = make_location(
        name=f"Neighborhood TMS {number}",
        practice=practice,
        point=north(0.5 + number / 2),
        street=f"{100 + 37 * number} West Grand Avenue",
        accepting_new_patients=True if is_third else None,
        wait_weeks=number if is_third else None,
        terms=[
            *("condition/mdd", "therapy/cbt", "device/neurostar", "language/en"),
            *(("condition/ocd", "therapy/erp") if is_third else ("condition/gad", "therapy/ba")),
        ],
    )
    if number % 2:
        make_payer_network(location, "medicare")
    make_payer_network(location, OTHER_PAYERS[number % len(OTHER_PAYERS)])
    if number % 5 == 0:
        make_program(location, "cbt", timing="same-course", delivery="own-therapist")


def make_specials(practice: Any) -> None:
    """Those that a page may find hard to show."""
    plain = {"practice": practice, "terms": ["condition/mdd"]}
    make_location(id=LONG_NAME_ID, name=LONG_NAME, point=north(2.2), **plain)
    make_location(id=QUIET_STREET_ID, name=QUIET_STREET, point=north(3.3), practice=practice)
    make_location(id=ELM_STREET_ID, name=ELM_STREET, point=north(4.4), is_approximate=True, **plain)
    make_location(name=WINTER_PARK, point=north(5.5), confirmed_days_ago=95, **plain)
    for number in range(1, UNCONFIRMED + 1):
        make_location(
            name=f"Long Silence TMS {number}",
            point=north(6.6 + number / 100),
            confirmed_days_ago=130,
            **plain,
        )
    make_location(
        id=FORMER_ID,
        name=FORMER,
        point=north(7.7),
        status=Location.Status.CLOSED,
        closed_on=date(2026, 3, 31),
        **plain,
    )
    make_location(name="Waukegan TMS", point=north(35), city="Waukegan", postal_code="60085", **plain)
