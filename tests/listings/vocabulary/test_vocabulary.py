"""The vocabulary's editor: terms are worded, added, merged and retired without a release."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from listings.spreadsheet.forms.section_data import section_data
from providers.fields.field import ListingSection
from providers.models import Clearance, CombinedProgram, LocationTerm, PayerNetwork, Term
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog
from providers.vocabulary.loader import load_vocabulary
from providers.vocabulary.merging import CannotMerge, listings_with, merge
from tests.cast import make_user
from tests.content.factories import make_live
from tests.factories import (
    make_clearance,
    make_location,
    make_payer_network,
    make_program,
    make_term,
)
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def admin(client):
    user = make_user("admin@example.com", second_factor=True, is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def the(name):
    vocabulary, slug = name.split("/")
    return Term.objects.get(vocabulary=vocabulary, slug=slug)


def found(client, **parameters):
    """How many places a search finds, by what a new process would read."""
    search_index.forget()
    answer = client.get("/api/v1/locations/", {"lat": 41.88, "lng": -87.63, **parameters})
    return answer.json()["total"]


def words_of(term, **changed):
    kept = {
        "label": term.label,
        "explanation": term.explanation,
        "other_names": "\n".join(term.other_names),
        "position": term.position,
    }
    return kept | changed


def test_terms_are_found_by_label_slug_and_other_names(client, admin):
    Term.objects.filter(slug="uhc-optum").update(other_names=["United Behavioral Health", "Golden Rule"])
    page = Page(client.get(reverse("vocabulary"), {"q": "golden"}).content)
    assert [link.text for link in page.all("a") if link["href"].startswith("/staff/vocabulary/")][-1] == (
        the("payer/uhc-optum").label
    )
    assert "Nothing matches" in Page(client.get(reverse("vocabulary"), {"q": "zzz"}).content).text


def test_the_list_needs_at_most_eight_queries(client, admin, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = Page(client.get(reverse("vocabulary")).content)
    assert "Page 1 of" in page.text


def test_a_new_label_is_on_pages_at_once_and_stays_when_the_shipped_file_is_loaded(client, admin):
    term = the("condition/ocd")
    client.post(reverse("edit-term", args=[term.pk]), words_of(term, label="OCD, our words"))
    search_index.forget()
    assert "OCD, our words" in client.get("/conditions/ocd/").content.decode()
    load_vocabulary()
    assert the("condition/ocd").label == "OCD, our words"


def test_a_name_that_means_another_term_is_refused_beside_the_field(client, admin):
    term = the("payer/aetna")
    answer = client.post(reverse("edit-term", args=[term.pk]), words_of(term, other_names="Cigna\nMedicaid"))
    assert "“Medicaid” means Medicaid already." in Page(answer.content).text
    assert the("payer/aetna").other_names == []


def test_other_names_are_understood_in_a_spreadsheet(client, admin):
    term = the("payer/bcbs")
    client.post(
        reverse("edit-term", args=[term.pk]), words_of(term, other_names="BCBS of Florida\nFlorida Blue")
    )
    catalog = Catalog.from_rows(Term.objects.all())
    assert catalog.named("payer", "bcbs of florida").slug == "bcbs"
    data, wrong = section_data(ListingSection.INSURANCE, columns_with("bcbs of florida"), catalog)
    assert not wrong
    assert data["tms-bcbs"] == "in-network"


def columns_with(text):
    from listings.spreadsheet.columns import OF_SECTION  # noqa: PLC0415 - only this test needs them

    names = [column.name for column in OF_SECTION[ListingSection.INSURANCE]]
    return dict.fromkeys(names, "") | {"tms/in-network": text}


def test_a_term_is_added_and_offered_in_forms_and_filters(client, admin):
    data = {"vocabulary": "payer", "slug": "harbor-health", "label": "Harbor Health Plan", "position": "3"}
    client.post(reverse("add-term"), data)
    search_index.forget()
    assert "Harbor Health Plan" in client.get("/providers/").content.decode()
    place = make_location()
    editor = client.get(reverse("edit-section", args=[place.pk, "insurance"])).content.decode()
    assert "Harbor Health Plan" in editor
    again = client.post(reverse("add-term"), data | {"label": "Another plan"})
    assert "a term with this short name" in Page(again.content).text


@pytest.mark.parametrize("slug", ["Harbor", "a b", "é", "-a", "a--b", "a\n"])
def test_a_short_name_that_is_no_part_of_an_address_is_refused(client, admin, slug):
    data = {"vocabulary": "payer", "slug": slug, "label": "Harbor Health Plan", "position": "3"}
    client.post(reverse("add-term"), data)
    assert Term.objects.filter(label="Harbor Health Plan").count() == (slug == "a\n")  # it is stripped


def test_a_retired_term_is_no_longer_offered_but_listings_keep_it(client, admin):
    term = the("payer/aetna")
    place, other = make_location(), make_location()
    make_payer_network(place, "aetna")
    client.post(reverse("retire-term", args=[term.pk]), {"do": "retire"})
    search_index.forget()
    assert 'value="aetna"' not in client.get("/providers/?near=chicago").content.decode()
    assert term.label in client.get(place.get_absolute_url()).content.decode()
    keeps = client.get(reverse("edit-section", args=[place.pk, "insurance"])).content.decode()
    offers = client.get(reverse("edit-section", args=[other.pk, "insurance"])).content.decode()
    assert "tms-aetna" in keeps
    assert "tms-aetna" not in offers
    client.post(reverse("retire-term", args=[term.pk]), {"do": "offer"})
    assert not the("payer/aetna").is_retired


def test_a_retired_therapy_still_has_its_programs_in_search(client, admin):
    make_program(make_location(), "erp")
    client.post(reverse("retire-term", args=[the("therapy/erp").pk]), {"do": "retire"})
    assert found(client, program="erp") == 1


def test_merging_moves_every_link_and_leaves_one_where_there_were_two(client, admin):
    old, into = the("payer/humana"), the("payer/aetna")
    one, both = make_location(), make_location()
    make_payer_network(one, "humana")
    make_payer_network(both, "humana", status="out-of-network")
    make_payer_network(both, "aetna")
    assert found(client, payer="humana") == 1
    preview = client.post(reverse("merge-term", args=[old.pk]), {"into": into.pk})
    assert "2 listings move from" in Page(preview.content).text
    assert listings_with(old) == 2
    client.post(reverse("merge-term", args=[old.pk]), {"into": into.pk, "do": "yes"})
    assert listings_with(old) == 0
    networks = PayerNetwork.objects.filter(payer=into).values_list("location", "status")
    assert set(networks) == {(one.pk, "in-network"), (both.pk, "in-network")}
    assert found(client, payer="aetna") == 2
    assert found(client, payer="humana") == 2  # old bookmarks of searches
    assert the("payer/aetna").other_names == [old.label]


def test_the_address_of_a_merged_term_leads_to_the_other_also_after_a_second_merge(client, admin):
    merge(the("condition/ptsd"), into=the("condition/gad"))
    merge(the("condition/gad"), into=the("condition/mdd"))
    search_index.forget()
    for slug in ("ptsd", "gad", "GAD"):
        answer = client.get(f"/conditions/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, "/conditions/mdd/")
    assert "/conditions/ptsd/" not in client.get("/conditions/").content.decode()


def test_merging_moves_programs_and_clearances_and_guides():
    place = make_location(terms=["therapy/erp", "therapy/cbt"])
    make_program(place, "erp")
    make_program(place, "cbt")
    make_program(place, "erp", timing="same-course")
    merge(the("therapy/erp"), into=the("therapy/cbt"))
    timings = CombinedProgram.objects.filter(therapy__slug="cbt").values_list("timing", flat=True)
    assert sorted(timings) == ["same-course", "same-day-after"]
    assert CombinedProgram.objects.count() == 2
    assert LocationTerm.objects.filter(location=place).count() == 1
    make_clearance("neurostar", "ocd", decision_date="2022", number="K000001")
    make_clearance("magventure", "ocd", decision_date="2022", number="K000001")
    version = make_live()
    version.terms.add(the("device/neurostar"), the("device/magventure"))
    merge(the("device/magventure"), into=the("device/neurostar"))
    assert not Clearance.objects.filter(device__slug="magventure").exists()
    assert Clearance.objects.filter(device__slug="neurostar", number="K000001").count() == 1
    assert [term.slug for term in version.terms.all()] == ["neurostar"]


def test_history_tells_a_merge_and_undoing_it_gives_the_term_that_is_left(client, admin):
    place = make_location(terms=["therapy/erp"])
    client.post(
        reverse("merge-term", args=[the("therapy/erp").pk]), {"into": the("therapy/cbt").pk, "do": "yes"}
    )
    page = Page(client.get(reverse("history", args=[place.pk])).content)
    assert the("therapy/cbt").label in page.text
    assert "admin@example.com" in page.text


def test_what_cannot_be_merged_is_refused_with_a_sentence():
    with pytest.raises(CannotMerge, match="same vocabulary"):
        merge(the("payer/aetna"), into=the("therapy/erp"))
    with pytest.raises(CannotMerge, match="another term"):
        merge(the("payer/aetna"), into=the("payer/aetna"))
    with pytest.raises(CannotMerge, match="part of the software"):
        merge(the("timing/none"), into=the("timing/same-course"))
    merge(the("payer/humana"), into=the("payer/aetna"))
    with pytest.raises(CannotMerge, match="merged already"):
        merge(the("payer/cigna-evernorth"), into=the("payer/humana"))


def test_the_table_refuses_a_merged_term_that_is_not_retired():
    term = make_term("payer/aetna")
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(merged_into=the("payer/humana"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(merged_into=term, is_retired=True)
