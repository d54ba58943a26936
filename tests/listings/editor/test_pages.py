"""The editor: each section shown, saved, previewed; bad input beside the field, nothing typed lost."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from listings.models import HeldChange
from providers.fields.field import ListingSection
from providers.listing.values import read_section, read_values
from providers.models import Confirmation
from tests.cast import make_user
from tests.factories import make_location, make_practice
from tests.listings.editor.filling import open_form, read_form, save, section_url
from tests.listings.editor.listing import full_location, old_hand
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]
KEY = ("therapy", "condition", "timing")


@pytest.fixture
def location():
    return full_location(confirmed_days_ago=30)


@pytest.fixture
def editor(client, location):
    client.force_login(old_hand(location))
    return client


@pytest.mark.parametrize("section", ListingSection)
def test_saving_a_section_as_it_is_changes_nothing(editor, location, section):
    before = read_values(location.pk)
    response = save(editor, location, section, open_form(editor, location, section))
    assert response.status_code == 302, read_errors(response)
    assert read_values(location.pk) == before


@pytest.mark.parametrize("section", ListingSection)
def test_a_section_of_an_empty_listing_can_be_shown_and_saved(client, section):
    location = make_location(confirmed_days_ago=None, status="draft", phone="", point=None)
    client.force_login(old_hand(location))
    response = save(client, location, section, open_form(client, location, section))
    assert response.status_code == 302, read_errors(response)


@pytest.mark.parametrize("section", ListingSection)
def test_every_page_of_the_editor_costs_at_most_8_queries(
    editor, location, section, django_assert_max_num_queries
):
    editor.get(section_url(location, section))  # the process reads vocabulary and listings once
    with django_assert_max_num_queries(8):
        assert editor.get(section_url(location, section)).status_code == 200


def test_the_website_field_says_what_is_shown_while_it_is_empty(editor, location):
    assert "If empty, we show" not in editor.get(section_url(location, "contact")).content.decode()
    location.practice.website = "https://practice.example/?a=1&b=<2>"
    location.practice.save()
    found = Page(editor.get(section_url(location, "contact")).content).one("p", id="id_website_helptext")
    assert found.text == "If empty, we show the practice’s: https://practice.example/?a=1&b=<2>"


def test_the_overview_and_the_preview_cost_at_most_8_queries(editor, location, django_assert_max_num_queries):
    editor.get(overview_url(location))
    with django_assert_max_num_queries(8):
        assert editor.get(overview_url(location)).status_code == 200
    fields = open_form(editor, location, "about")
    with django_assert_max_num_queries(8):
        assert editor.post(reverse("listing-preview", args=[location.pk]), fields).status_code == 200


def test_the_overview_says_what_patients_miss(client):
    location = make_location()
    client.force_login(old_hand(location))
    html = client.get(overview_url(location)).content.decode()
    assert "Patients can’t see whether you take their insurance." in html
    assert section_url(location, "insurance") in html


def test_a_listing_with_everything_lacks_nothing(editor, location):
    assert "Patients can’t see what you treat." not in editor.get(overview_url(location)).content.decode()


def test_a_viewer_sees_the_overview_and_no_way_to_edit(client, location):
    client.force_login(old_hand(location, role="viewer"))
    html = client.get(overview_url(location)).content.decode()
    assert section_url(location, "about") not in html
    assert client.get(section_url(location, "about")).status_code == 403


def test_the_preview_shows_what_is_typed_and_saves_nothing(editor, location):
    before = read_values(location.pk)
    html = preview(editor, location, "about", about="Ring twice.").content.decode()
    assert "Ring twice." in html
    assert read_values(location.pk) == before


@pytest.mark.parametrize("section", ListingSection)
def test_the_preview_of_what_is_there_is_the_public_page(editor, location, section):
    public = editor.get(location.get_absolute_url()).content.decode()
    sent = open_form(editor, location, section)
    html = editor.post(reverse("listing-preview", args=[location.pk]), sent).content.decode()
    for sentence in ("Obsessive", "ERP later the same day", "Aetna", "Psychologist", "noon, 1 PM to 5 PM"):
        assert (sentence in html) == (sentence in public), sentence
    assert "Step-free access" in html


@pytest.mark.parametrize("section", ListingSection)
def test_headings_with_the_preview_are_in_order_and_the_first_is_the_only_one(editor, location, section):
    page = Page(editor.get(section_url(location, section)).content)
    levels = [int(element.tag[1]) for element in page.elements if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    sent = preview(editor, location, section).content
    assert Page(sent).all("h2")[0].text == location.name


def test_the_preview_has_todays_date_only_for_what_would_be_saved(editor, location):
    location.programs.update(attested_on=timezone.localdate() - timedelta(days=30))
    shown = editor.get(section_url(location, "services")).content.decode()
    assert "Confirmed today" not in shown
    assert "Confirmed today by the clinic" in preview(editor, location, "services").content.decode()


def test_the_preview_takes_what_is_valid_and_leaves_the_rest(editor, location):
    html = preview(editor, location, "contact", name="Harbor TMS", phone="12").content.decode()
    assert "Harbor TMS" in html
    assert "(312) 555-0123" in html


def test_without_javascript_a_button_shows_the_preview_and_keeps_what_was_typed(editor, location):
    fields = open_form(editor, location, "about") | {"about": "Ring twice.", "do": "preview"}
    html = editor.post(section_url(location, "about"), fields).content.decode()
    assert read_form(html)["about"] == ["Ring twice."]
    assert html.count("Ring twice.") > 1
    assert read_section(location.pk, "about")["about"] != "Ring twice."


def test_bad_input_is_named_beside_the_field_and_on_top_and_nothing_is_lost(editor, location):
    fields = open_form(editor, location, "contact")
    response = save(editor, location, "contact", fields, phone="12", npi="1234567890", street="9 Elm Street")
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("Enter a phone number with its area code") == 2
    assert html.count("its check digit is wrong") == 2
    assert 'href="#id_phone"' in html
    sent = read_form(html)
    assert (sent["phone"], sent["npi"], sent["street"]) == (["12"], ["1234567890"], ["9 Elm Street"])


@pytest.mark.parametrize("phone", ["555-0123", "call us", "312 555 0123 x7", "1", "9" * 40])
def test_a_number_that_cannot_be_called_is_named(editor, location, phone):
    response = save(editor, location, "contact", open_form(editor, location, "contact"), phone=phone)
    assert "Enter a phone number with its area code" in response.content.decode()


def test_what_has_its_place_on_one_line_stays_there_and_a_text_keeps_its_lines(editor, location):
    lines = "Lakeview TMS\r\n\r\nhttps://evil.example/confirm\r\n\r\nPlease"
    fields = open_form(editor, location, "contact")
    save(editor, location, "contact", fields, street_detail=lines)
    assert read_section(location.pk, "contact")["street_detail"] == " ".join(lines.split())
    save(editor, location, "about", open_form(editor, location, "about"), about=lines)
    assert read_section(location.pk, "about")["about"] == lines.replace("\r\n", "\n")


def test_contact_is_public_at_once_and_confirmed(editor, location):
    fields = open_form(editor, location, "contact")
    save(editor, location, "contact", fields, email="front@example.com", phone="312-555-0177")
    location.refresh_from_db()
    assert (location.email, location.phone) == ("front@example.com", "+13125550177")
    assert Confirmation.objects.get(location=location, section="contact").confirmed_by == "clinic"


def test_a_suspicious_change_waits_and_the_page_says_so(editor, location):
    fields = open_form(editor, location, "contact")
    changed = {"phone": "312-555-0177", "website": "https://example.net/"}
    response = save(editor, location, "contact", fields, **changed)
    html = editor.get(response["Location"]).content.decode()
    assert "wait for our check" in html
    assert HeldChange.objects.get().after["website"] == "https://example.net/"
    assert "wait for our check" in editor.get(section_url(location, "contact")).content.decode()


def test_insurance_is_kept_apart_for_tms_and_therapy(editor, location):
    fields = open_form(editor, location, "insurance")
    save(editor, location, "insurance", fields, tms__humana="in-network", therapy__humana="out-of-network")
    rows = read_section(location.pk, "insurance")["networks"]
    assert [row["status"] for row in rows if row["payer"] == "humana"] == ["out-of-network", "in-network"]


def test_each_status_shows_since_when_it_is_known(editor, location):
    location.payer_networks.update(confirmed_on="2026-02-01", confirmed_by="directory")
    html = editor.get(section_url(location, "insurance")).content.decode()
    assert html.count("Feb\xa01, 2026, by us, by phone") >= 1


def test_an_empty_listing_misses_everything_and_each_sentence_leads_somewhere(client):
    location = make_location(confirmed_days_ago=None, status="draft", phone="", point=None)
    client.force_login(old_hand(location))
    html = client.get(overview_url(location)).content.decode()
    assert "0 of 21 things that patients look for are there" in html
    for section in ListingSection:
        assert section_url(location, section) in html


def test_the_oldest_age_is_not_below_the_youngest(editor, location):
    fields = open_form(editor, location, "availability")
    response = save(editor, location, "availability", fields, age_min="40", age_max="30")
    assert "must not be below" in response.content.decode()


def test_a_partner_program_needs_the_partners_name(editor, location):
    fields = open_form(editor, location, "programs")
    response = save(editor, location, "programs", fields, programs__0__delivery="partner")
    assert "Name the partner practice" in response.content.decode()
    named = {"programs__0__delivery": "partner", "programs__0__partner_name": "Elm Street Therapy"}
    save(editor, location, "programs", fields, **named)
    assert "at Elm Street Therapy" in editor.get(location.get_absolute_url()).content.decode()


def test_a_program_is_added_and_removed_without_javascript(editor, location):
    fields = open_form(editor, location, "programs") | {"do": "add-programs"}
    html = editor.post(section_url(location, "programs"), fields).content.decode()
    assert "Program 2" in html
    assert "Please check" not in html
    fields = read_form(html)
    added = {
        "programs__0__remove": "on",
        "programs__1__therapy": "cbt",
        "programs__1__timing": "interleaved",
        "programs__1__delivery": "on-site",
    }
    response = save(editor, location, "programs", fields, **added)
    assert response.status_code == 302, read_errors(response)
    assert [row["therapy"] for row in read_section(location.pk, "programs")["programs"]] == ["cbt"]


def test_the_same_program_twice_is_named(editor, location):
    fields = open_form(editor, location, "programs") | {"do": "add-programs"}
    fields = read_form(editor.post(section_url(location, "programs"), fields).content.decode())
    twice = {
        f"programs-1-{name}": fields[f"programs-0-{name}"] for name in ("therapy", "condition", "timing")
    }
    response = save(editor, location, "programs", {**fields, **twice}, programs__1__delivery="on-site")
    assert "listed twice" in response.content.decode()


def test_clinicians_are_edited_with_the_check_digit_beside_the_field(editor, location):
    fields = open_form(editor, location, "clinicians")
    response = save(editor, location, "clinicians", fields, clinicians__0__npi="1999999985")
    html = response.content.decode()
    assert 'id="id_clinicians-0-npi_error"' in html
    assert response.status_code == 200
    save(editor, location, "clinicians", fields, clinicians__0__npi="1558598797")
    assert read_section(location.pk, "clinicians")["clinicians"][0]["npi"] == "1558598797"


def test_a_colleague_of_another_location_is_added_by_a_tick(editor, location):
    sister = full_location(practice=location.practice)
    colleague = sister.clinicians.get()
    fields = open_form(editor, location, "clinicians")
    save(editor, location, "clinicians", fields, colleagues=[str(colleague.pk)])
    assert location.clinicians.count() == 2
    assert colleague.locations.count() == 2


def test_a_clinician_of_another_practice_cannot_be_named_by_number(editor, location):
    stranger = full_location().clinicians.get()
    fields = open_form(editor, location, "clinicians")
    save(editor, location, "clinicians", fields, clinicians__0__id=str(stranger.pk))
    stranger.refresh_from_db()
    assert stranger.locations.count() == 1


def test_an_npi_of_somebody_else_is_said_beside_the_field(editor, location):
    other = full_location().clinicians.get()
    other.npi = "1558598797"
    other.save()
    fields = open_form(editor, location, "clinicians")
    response = save(editor, location, "clinicians", fields, clinicians__0__npi="1558598797")
    html = response.content.decode()
    assert 'id="id_clinicians-0-npi_error"' in html
    assert "Another clinician is on record" in html


def test_a_forged_starting_point_overwrites_nothing(editor, location):
    fields = open_form(editor, location, "about")
    response = save(editor, location, "about", fields, base="{}", about="Mine")
    assert "out of date" in response.content.decode()
    assert read_form(response.content.decode())["about"] == ["Mine"]
    assert read_section(location.pk, "about")["about"] != "Mine"


def test_a_location_is_added_as_a_draft_and_published_once_it_has_a_phone(client):
    practice = make_practice()
    make_location(practice=practice)
    client.force_login(old_hand(practice.locations.get()))
    url = reverse("add-location", args=[practice.pk])
    address = {"name": "Harbor TMS", "street": "2 Elm St", "city": "Chicago", "state": "IL"}
    html = client.post(url, address).content.decode()
    assert 'value="Harbor TMS"' in html
    assert 'href="#id_postal_code"' in html
    response = client.post(url, {**address, "postal_code": "60614"})
    location = practice.locations.get(name="Harbor TMS")
    assert response["Location"] == overview_url(location)
    assert (location.status, location.time_zone, location.is_approximate) == (
        "draft",
        "America/Chicago",
        True,
    )
    publish = reverse("listing-status", args=[location.pk, "publish"])
    assert "needs a phone number" in client.post(publish, follow=True).content.decode()
    save(client, location, "contact", open_form(client, location, "contact"), phone="312 555 0100")
    client.post(publish)
    location.refresh_from_db()
    assert location.status == "published"


def test_closing_asks_first_and_can_be_taken_back(editor, location):
    url = reverse("listing-status", args=[location.pk, "close"])
    assert "closed for good" in editor.get(url).content.decode()
    location.refresh_from_db()
    assert location.status == "published"
    editor.post(url)
    location.refresh_from_db()
    assert (location.status, location.closed_on is None) == ("closed", False)
    editor.post(reverse("listing-status", args=[location.pk, "reopen"]))
    location.refresh_from_db()
    assert (location.status, location.closed_on) == ("published", None)


def test_a_step_that_does_not_fit_any_more_changes_nothing(editor, location):
    url = reverse("listing-status", args=[location.pk, "publish"])
    assert "Nothing was changed" in editor.post(url, follow=True).content.decode()
    assert editor.get(reverse("listing-status", args=[location.pk, "sell"])).status_code == 404


def test_a_form_of_another_site_saves_nothing(location):
    client = Client(enforce_csrf_checks=True)
    client.force_login(old_hand(location))
    fields = open_form(client, location, "about")
    forged = {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}
    assert save(client, location, "about", forged, about="Mine").status_code == 403
    assert save(client, location, "about", fields, about="Ours").status_code == 302


def test_somebody_of_another_practice_gets_nowhere(client, location):
    stranger = make_user()
    client.force_login(stranger)
    for url in (overview_url(location), section_url(location, "about")):
        assert client.get(url).status_code == 403


def overview_url(location):
    return reverse("listing", args=[location.pk])


def preview(client, location, section, **changed):
    fields = open_form(client, location, section) | changed
    return client.post(reverse("listing-preview", args=[location.pk]), fields)


def read_errors(response):
    html = response.content.decode()
    return html[html.find("Please check") :][:1500]
