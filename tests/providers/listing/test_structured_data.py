"""schema.org data of a location's page."""

import json
from datetime import date, timedelta
from decimal import Decimal

from providers.listing import structured_data
from providers.listing.listing import ClosedDays, Listing
from providers.models import Location, Practice
from providers.web.trail import Step

TODAY = date(2026, 11, 30)


def location(**fields) -> Location:
    defaults = {
        "pk": 1,
        "practice": Practice(name="Harbor"),
        "name": "Harbor TMS",
        "street": "1 Main Street",
        "city": "Chicago",
        "state": "IL",
        "postal_code": "60602",
        "latitude": 41.88,
        "longitude": -87.63,
        "phone": "+13125550123",
    }
    return Location(**{**defaults, **fields})


def clinic(*, closures: tuple[ClosedDays, ...] = (), **fields) -> dict:
    row = location(**fields)
    listing = Listing(row, row.practice, closures=closures)
    return structured_data.clinic(listing, "https://example.com/providers/1-harbor-tms-chicago/", TODAY)


def closed_from(first: date, last: date, label: str = "") -> dict:
    name = {"name": label} if label else {}
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": first.isoformat(),
        "validThrough": last.isoformat(),
        "opens": "00:00",
        "closes": "00:00",
        **name,
    }


def test_days_on_which_it_is_closed_are_told_until_they_are_over():
    last_year = ClosedDays(date(2025, 12, 25), date(2025, 12, 26), "")
    ends_today = ClosedDays(TODAY - timedelta(days=3), TODAY, "Renovation")
    holiday = ClosedDays(date(2026, 12, 25), date(2026, 12, 25), "")
    closures = (last_year, ends_today, holiday)
    assert clinic(closures=closures)["specialOpeningHoursSpecification"] == [
        closed_from(ends_today.first_day, TODAY, "Renovation"),
        closed_from(holiday.first_day, holiday.last_day),
    ]
    assert "specialOpeningHoursSpecification" not in clinic(closures=closures, status="closed")


def test_a_clinic_says_what_the_page_shows():
    data = clinic(accepting_new_patients=True)
    assert data["@type"] == "MedicalClinic"
    assert data["telephone"] == "+13125550123"
    assert data["isAcceptingNewPatients"] is True
    assert data["address"]["addressRegion"] == "IL"
    assert data["geo"]["latitude"] == 41.88


def test_what_is_not_known_is_left_out_and_a_no_stays():
    assert "isAcceptingNewPatients" not in clinic()
    assert clinic(accepting_new_patients=False)["isAcceptingNewPatients"] is False
    assert "streetAddress" not in clinic(street="")["address"]


def test_a_point_that_is_only_approximate_is_left_out():
    assert "geo" not in clinic(is_approximate=True)


def test_a_rating_is_left_out_below_the_number_that_the_page_shows_one_for():
    assert "aggregateRating" not in clinic(rating_average=Decimal(5), rating_count=4)
    shown = clinic(rating_average=Decimal("4.62"), rating_count=5)["aggregateRating"]
    assert (shown["ratingValue"], shown["reviewCount"]) == (4.6, 5)


def test_breadcrumbs_have_absolute_addresses():
    data = structured_data.breadcrumbs(
        [Step("Home", "/"), Step("Illinois", "/tms/il/")], "https://example.com"
    )
    assert [item["item"] for item in data["itemListElement"]] == [
        "https://example.com/",
        "https://example.com/tms/il/",
    ]


def test_a_name_cannot_end_the_element():
    text = structured_data.as_json({"name": "</script><script>alert(1)</script>"})
    assert "<" not in text
    assert json.loads(text) == {"name": "</script><script>alert(1)</script>"}
