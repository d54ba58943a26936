"""A location's page."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from providers.models import Location, Section
from providers.search import service
from tests.factories import (
    confirm,
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
    make_term,
)
from tests.page_reading import Page, date_in_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]


def get(client: Client, location: Location) -> Page:
    response = client.get(location.get_absolute_url())
    assert response.status_code == 200
    return Page(response.content)


def section(page: Page, heading_id: str) -> str:
    return page.one("section", aria_labelledby=heading_id).text


def test_the_phone_is_a_link_to_call(client):
    page = get(client, make_location(phone="+13125550142", phone_extension="7"))
    assert page.link("Call (312) 555-0142, ext. 7")["href"] == "tel:+13125550142;ext=7"


def test_website_and_directions_tell_nobody_where_one_comes_from(client):
    location = make_location(website="https://clinic.example.com/")
    page = get(client, location)
    for text in ("Website", "Directions"):
        assert page.link(text)["rel"] == "noopener noreferrer nofollow"
    assert page.link("Website")["href"] == "https://clinic.example.com/"
    assert page.link("Directions")["href"] == (
        "https://www.openstreetmap.org/directions?route=%3B41.87810%2C-87.62980"
    )


def test_the_practice_s_website_stands_in_for_the_location_s(client):
    practice = make_practice(name="Midwest Brain Health", website="https://practice.example.com/")
    page = get(client, make_location(practice=practice))
    assert page.link("Website")["href"] == "https://practice.example.com/"
    assert "Part of Midwest Brain Health" in page.text


def test_what_it_treats_says_whether_it_is_cleared_with_the_device_there(client, vocabulary):
    offers = ["condition/ocd", "condition/ptsd", "device/brainsway", "device/magstim-horizon"]
    page = get(client, make_location(terms=offers))
    text = section(page, "treats-heading")
    assert "FDA-cleared for this with BrainsWay and Magstim Horizon, used here." in text
    assert "BrainsWay. Cleared in August 2018 as a new kind of device (De Novo) for adults," in text
    assert "Magstim Horizon. Cleared in January 2023 for adults, alongside other treatment." in text
    assert "FDA record K222171. Checked Nov 30, 2026 in this source." in text
    assert "Off-label: not FDA-cleared for this; evidence varies." in text
    assert "CloudTMS" not in text  # cleared as well, and not used here


def test_programs_are_sentences_with_who_attested_them(client):
    make_term("therapy/erp", label="Exposure and response prevention (ERP)")
    make_term("condition/ocd", label="OCD")
    location = make_location()
    program = make_program(location, "erp", "ocd", shared_plan=True, therapist_credentials=["phd"])
    text = section(get(client, location), "programs-heading")
    assert "Exposure and response prevention (ERP) for OCD" in text
    assert "TMS first, ERP later the same day, on site, one shared plan." in text
    assert "Therapists' training: PhD." in text
    assert f"Confirmed today by the clinic ({date_in_text(program.attested_on)})" in text


def test_hours_are_those_of_the_place_and_say_whether_it_is_open(client):
    location = make_location(time_zone="Pacific/Honolulu")
    make_hours(location, 0, "08:00", "12:00")
    make_hours(location, 0, "13:00", "17:30")
    page = get(client, location)
    text = section(page, "visit-heading")
    assert "Monday 8 AM to noon, 1 PM to 5:30 PM" in text.replace(" (today)", "")
    assert "Sunday Closed" in text.replace(" (today)", "")
    assert "(Hawaii time)" in page.one("p", class_="location-now").text


def test_insurance_says_for_each_plan_and_service_since_when(client):
    make_term("payer/aetna", label="Aetna")
    location = make_location()
    network = make_payer_network(location, "aetna")
    row = get(client, location).all("tr")[-1].text
    assert row == f"Aetna In network {date_in_text(network.confirmed_on)}, by the clinic Not known"


def test_clinicians_are_named_with_role_training_and_number(client, vocabulary):
    location = make_location()
    make_clinician(location, role="OCD therapist", first_name="Ines", last_name="Calloway", npi="1234567893")
    text = section(get(client, location), "clinicians-heading")
    assert "Ines Calloway, PhD OCD therapist PhD: Doctor of Philosophy NPI 1234567893" in text


def test_each_part_has_the_date_of_its_own_confirmation(client):
    location = make_location(today=timezone.localdate())
    confirm(location, Section.INSURANCE, days_ago=95, by="directory", today=timezone.localdate())
    page = get(client, location)
    insurance = date_in_text(timezone.localdate() - timedelta(days=95))
    text = f"Not confirmed for 95 days (last by us, by phone, {insurance})"
    assert text in section(page, "insurance-heading")
    assert text not in section(page, "programs-heading")
    assert text in page.one("p", class_="location-fresh").text  # as fresh as its oldest part


def test_unknown_is_said_as_unknown_and_never_left_blank(client):
    location = make_location(confirmed_days_ago=None)
    page = get(client, location)
    assert "Some parts of this listing were never confirmed" in page.text
    for heading in ("treats-heading", "insurance-heading", "clinicians-heading"):
        assert "Not known" in section(page, heading)
    assert "The clinic has told us of no program" in section(page, "programs-heading")
    assert "Opening hours are not known." in section(page, "visit-heading")
    assert "New patients Not known Ages Not known" in section(page, "visit-heading")
    assert section(page, "practical-heading").count("Not known") == 5


@pytest.mark.parametrize(
    ("fields", "terms", "expected"),
    [
        ({"age_min": 18}, [], "18 and older"),
        ({"age_min": 15, "age_max": 21}, [], "15 to 21"),
        ({"age_max": 65}, [], "Up to 65"),
        ({}, ["age_group/15-17", "age_group/18-21"], "15 to 17 and 18 to 21"),
    ],
)
def test_ages_in_words(client, fields, terms, expected):
    for slug in ("15-17", "18-21"):
        make_term(f"age_group/{slug}", label=f"Ages {slug.replace('-', ' to ')}")
    page = get(client, make_location(terms=terms, **fields))
    assert f"Ages {expected} " in section(page, "visit-heading")


@pytest.mark.parametrize("tail", ["/", "-old-name/", "-/", "-HARBOR-TMS-CHICAGO/"])
def test_an_outdated_name_in_the_address_leads_to_the_right_one_for_good(client, tail):
    location = make_location(name="Harbor TMS")
    response = client.get(f"/providers/{location.pk}{tail}")
    assert response.status_code == 301
    assert response["Location"] == f"/providers/{location.pk}-harbor-tms-chicago/"


def test_a_closed_place_says_so_and_is_not_for_search_engines(client):
    location = make_location(status=Location.Status.CLOSED, closed_on=date(2026, 9, 1))
    page = get(client, location)
    assert "This place closed on Sep 1, 2026. It takes no patients." in page.text
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert not any(link.text.startswith("Call (") for link in page.all("a"))


def test_a_closed_place_has_no_news_of_patients_and_its_hours_are_those_of_before(client):
    location = make_location(
        status=Location.Status.CLOSED,
        closed_on=date(2026, 9, 1),
        accepting_new_patients=True,
        wait_weeks=5,
    )
    make_hours(location, 0)
    page = get(client, location)
    visit = section(page, "visit-heading")
    assert "New patients" not in visit
    assert "Hours before it closed" in visit
    assert "Monday 9 AM to 5 PM" in visit
    assert "Open now" not in visit
    assert "Closed now" not in visit
    assert "(today)" not in visit
    clinic = json.loads(page.all("script", type="application/ld+json")[0].text)
    assert clinic["isAcceptingNewPatients"] is False
    assert "openingHoursSpecification" not in clinic


def test_a_closed_place_whose_hours_nobody_knew_says_nothing_of_them(client):
    location = make_location(status=Location.Status.CLOSED, closed_on=date(2026, 9, 1))
    assert "Hours" not in [heading.text for heading in get(client, location).all("h3")]


@pytest.mark.parametrize("status", [Location.Status.DRAFT, Location.Status.REMOVED])
def test_a_place_that_is_not_public_has_no_page(client, status):
    location = make_location(status=status)
    assert client.get(location.get_absolute_url()).status_code == 404


def test_the_data_for_search_engines_agrees_with_the_page(client):
    location = make_location(name="Harbor TMS", rating_average=4.62, rating_count=14)
    make_hours(location, 0)
    page = get(client, location)
    clinic, trail = (json.loads(script.text) for script in page.all("script", type="application/ld+json"))
    assert clinic["@type"] == "MedicalClinic"
    assert clinic["url"] == page.one("link", rel="canonical")["href"]
    assert clinic["aggregateRating"]["ratingValue"] == 4.6
    assert "4.6 of 5, 14 reviews" in page.text
    assert [step["name"] for step in trail["itemListElement"]] == [
        "Home",
        "Illinois",
        "Chicago",
        "Harbor TMS",
    ]


def test_the_way_to_the_page_leads_through_state_and_city(client):
    page = get(client, make_location())
    assert page.link("Illinois")["href"] == "/tms/il/"
    assert page.link("Chicago")["href"] == "/tms/il/chicago/"


def test_a_town_that_the_gazetteer_does_not_have_is_left_out_of_the_way(client):
    page = get(client, make_location(city="Nowhereville"))
    assert page.has_link("Illinois")
    assert not page.has_link("Nowhereville")


def test_a_name_with_markup_is_only_text(client):
    page = get(client, make_location(name="</script><script>alert(1)</script>"))
    assert "<script>alert" not in page.source


def test_the_page_costs_the_same_few_queries_however_much_it_shows(
    client, vocabulary, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(service, "POLL_EVERY_SECONDS", 3600)  # or a slow machine would look for changes
    location = make_location(terms=["condition/ocd", "condition/mdd", "device/brainsway", "language/es"])
    for weekday in range(5):
        make_hours(location, weekday)
    for payer in ("aetna", "medicare", "humana"):
        make_payer_network(location, payer)
    for therapy in ("erp", "cbt", "act"):
        make_program(location, therapy)
        make_clinician(location)
    client.get("/providers/")  # reads the index and asks whether this is a demo
    with django_assert_max_num_queries(6):  # one of them for guides, once a minute
        get(client, location)
