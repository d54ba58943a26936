"""schema.org data of a location's page."""

import json
from decimal import Decimal

from providers.listing import structured_data
from providers.listing.listing import Listing
from providers.models import Location, Practice
from providers.web.trail import Step


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


def clinic(**fields) -> dict:
    row = location(**fields)
    return structured_data.clinic(
        Listing(row, row.practice), "https://example.com/providers/1-harbor-tms-chicago/"
    )


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
