"""What is saved is public at once and in search within a second."""

import pytest

from providers.search.criteria import SearchCriteria
from tests.listings.editor.filling import open_form, save
from tests.listings.editor.listing import full_location, old_hand
from tests.providers.search.asking import found
from tests.providers.search.conftest import clock, search

__all__ = ["clock", "search"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


def test_an_edit_is_in_the_search_of_a_process_at_its_next_look(client, search, clock):
    location = full_location()
    client.force_login(old_hand(location))
    search.start()
    assert found(search, SearchCriteria.asking(payer=("humana",))) == []
    save(client, location, "insurance", open_form(client, location, "insurance"), tms__humana="in-network")
    clock.tick()
    assert found(search, SearchCriteria.asking(payer=("humana",))) == [location.pk]


def test_a_listing_taken_off_the_site_is_found_no_more(client, search, clock):
    location = full_location()
    client.force_login(old_hand(location))
    search.start()
    assert found(search) == [location.pk]
    client.post(f"/staff/locations/{location.pk}/status/unpublish/")
    clock.tick()
    assert found(search) == []
