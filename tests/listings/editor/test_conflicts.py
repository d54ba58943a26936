"""Two people edit a section at once: the second is shown what changed and loses nothing."""

import pytest
from django.test import Client

from providers.listing.values import read_section
from tests.listings.editor.filling import open_form, read_form, save
from tests.listings.editor.listing import full_location, old_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


@pytest.fixture
def location():
    return full_location()


@pytest.fixture
def first(location):
    client = Client()
    client.force_login(old_hand(location))
    return client


@pytest.fixture
def second(location):
    client = Client()
    client.force_login(old_hand(location))
    return client


def test_the_second_sees_field_by_field_what_the_first_saved_and_nothing_is_overwritten(
    first, second, location
):
    mine, yours = open_form(first, location, "about"), open_form(second, location, "about")
    save(first, location, "about", mine, about="Ring twice.")
    response = save(second, location, "about", yours, about="Ring three times.")
    html = response.content.decode()
    assert "Somebody else changed this section" in html
    for words in ("A quiet house by the lake.", "Ring twice.", "Ring three times."):
        assert f'">{words}</td>' in html
    assert read_form(html)["about"] == ["Ring three times."]
    assert read_section(location.pk, "about")["about"] == "Ring twice."


def test_saving_again_after_having_seen_it_saves_yours(first, second, location):
    mine, yours = open_form(first, location, "about"), open_form(second, location, "about")
    save(first, location, "about", mine, about="Ring twice.")
    html = save(second, location, "about", yours, about="Ring three times.").content.decode()
    response = save(second, location, "about", read_form(html))
    assert response.status_code == 302
    assert read_section(location.pk, "about")["about"] == "Ring three times."


def test_what_they_changed_and_you_did_not_is_theirs_in_your_form(first, second, location):
    mine, yours = open_form(first, location, "contact"), open_form(second, location, "contact")
    save(first, location, "contact", mine, email="theirs@example.com")
    html = save(second, location, "contact", yours, phone_extension="7").content.decode()
    form = read_form(html)
    assert (form["email"], form["phone_extension"]) == (["theirs@example.com"], ["7"])
    assert "you left it" in html
    save(second, location, "contact", form)
    location.refresh_from_db()
    assert (location.email, location.phone_extension) == ("theirs@example.com", "7")


def test_rows_of_both_are_kept(first, second, location):
    mine, yours = open_form(first, location, "insurance"), open_form(second, location, "insurance")
    save(first, location, "insurance", mine, tms__humana="in-network")
    html = save(second, location, "insurance", yours, tms__molina="out-of-network").content.decode()
    assert "Humana, for TMS" in html
    save(second, location, "insurance", read_form(html))
    rows = {row["payer"]: row["status"] for row in read_section(location.pk, "insurance")["networks"]}
    assert rows == {"aetna": "in-network", "humana": "in-network", "molina": "out-of-network"}


def test_a_day_that_both_changed_is_yours_and_theirs_is_shown(first, second, location):
    mine, yours = open_form(first, location, "hours"), open_form(second, location, "hours")
    tuesday = {"opens__1__0": "08:00", "closes__1__0": "12:00"}
    save(first, location, "hours", mine, **tuesday)
    html = save(second, location, "hours", yours, **{**tuesday, "closes__1__0": "18:00"}).content.decode()
    assert "8:00 AM to 12:00 PM" in html
    assert read_form(html)["closes-1-0"] == ["18:00"]


def test_a_person_added_by_the_first_stays_when_the_second_adds_another(first, second, location):
    forms = [open_form(client, location, "clinicians") for client in (first, second)]
    for client, form, name in ((first, forms[0], "Ida"), (second, forms[1], "Bo")):
        html = client.post(url(location), form | {"do": "add-clinicians"}).content.decode()
        added = {"clinicians__1__first_name": name, "clinicians__1__last_name": "Long"}
        response = save(client, location, "clinicians", read_form(html), **added)
    save(second, location, "clinicians", read_form(response.content.decode()))
    names = {row["first_name"] for row in read_section(location.pk, "clinicians")["clinicians"]}
    assert names == {"Ana", "Ida", "Bo"}


def test_the_same_change_by_both_is_no_conflict_that_remains(first, second, location):
    mine, yours = open_form(first, location, "about"), open_form(second, location, "about")
    save(first, location, "about", mine, about="Ring twice.")
    html = save(second, location, "about", yours, about="Ring twice.").content.decode()
    assert save(second, location, "about", read_form(html)).status_code == 302


def url(location):
    return f"/staff/locations/{location.pk}/clinicians/"
