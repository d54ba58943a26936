"""A clinic that isn't listed adds itself, with a claim; and an admin adds a practice."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from listings.calls.finding import to_call
from listings.claims import codes
from listings.claims.deciding import approve, deny
from listings.models import Claim, ClinicDraft, Membership
from listings.upkeep.tasks import forget
from providers.models import Confirmation, Location, Practice
from providers.search.service import search_index
from tests.cast import make_user
from tests.factories import make_location, make_practice
from tests.jobs import mails
from tests.listings.claims.making import make_record
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]
NPI = "1234567893"
SAME_SITE = {"origin": "http://testserver"}
TYPED = {
    "name": "Harbor TMS",
    "practice_website": "https://harbor-tms.example/",
    "street": "12 Harbor Street",
    "street_detail": "",
    "city": "Chicago",
    "state": "IL",
    "postal_code": "60614",
    "phone": "(312) 555-0177",
    "phone_extension": "",
    "conditions": ["mdd", "ocd"],
    "therapies": ["erp"],
    "payers": ["aetna"],
    "accepting": "yes",
    "practice_npi": NPI,
}


def type_it(client, **changed):
    return client.post(reverse("add-clinic"), TYPED | changed, headers=SAME_SITE)


def prove(client, method="phone"):
    data = {"position": "Office manager", "method": method}
    return client.post(reverse("add-clinic-prove"), data)


def claimed(client):
    user = make_user("ana@harbor-tms.example", name="Ana")
    client.force_login(user)
    type_it(client)
    prove(client)
    return Claim.objects.get()


@pytest.fixture
def admin():
    return make_user("admin@example.com", second_factor=True, is_staff=True, is_superuser=True)


def searched():
    search_index.forget()
    answer = Client().get("/api/v1/locations/", {"near": "60614", "condition": "ocd", "payer": "aetna"})
    return [row["name"] for row in answer.json()["results"]]


def test_reading_the_form_makes_no_session(client):
    assert client.get(reverse("add-clinic")).status_code == 200
    assert not client.cookies


def test_mistakes_are_shown_beside_the_fields_and_nothing_typed_is_lost(client):
    page = Page(type_it(client, phone="12", practice_npi="123").content)
    assert "Enter a phone number with its area code" in page.text
    assert "An NPI has ten digits." in page.text
    assert page.one("input", name="name")["value"] == "Harbor TMS"
    assert not ClinicDraft.objects.exists()


def test_a_form_from_another_site_is_refused(client):
    answer = client.post(reverse("add-clinic"), TYPED, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


def test_what_was_typed_survives_signing_up_and_confirming_in_another_browser(client):
    assert type_it(client).url == reverse("add-clinic-check")
    assert client.get(reverse("add-clinic-check")).url == reverse("add-clinic-prove")
    asked = client.get(reverse("add-clinic-prove"))
    assert asked.url == f"{reverse('account_login')}?next={reverse('add-clinic-prove')}"
    secret = "a long new secret"
    client.post(reverse("account_signup"), {"email": "ana@harbor-tms.example", "password1": secret})
    link = re.search(r"/accounts/confirm-email/\S+", mails("ana@harbor-tms.example")[-1].text)[0]
    elsewhere = Client()
    elsewhere.post(link)
    User.objects.get(email="ana@harbor-tms.example").set_password(secret)
    elsewhere.force_login(User.objects.get(email="ana@harbor-tms.example"))
    assert "Add Harbor TMS" in Page(elsewhere.get(reverse("add-clinic-prove")).content).text
    form = Page(elsewhere.get(reverse("add-clinic")).content)
    assert form.one("input", name="street")["value"] == "12 Harbor Street"


def test_what_was_typed_goes_to_the_account_that_signs_in(client):
    user = make_user("ana@harbor-tms.example")
    user.set_password("a long new secret")
    user.save()
    type_it(client)
    client.post(reverse("account_login"), {"login": user.email, "password": "a long new secret"})
    assert ClinicDraft.objects.get().user == user
    assert "Add Harbor TMS" in Page(client.get(reverse("add-clinic-prove")).content).text


def test_nobody_sees_what_another_browser_typed(client):
    type_it(client)
    other = Client()
    assert other.get(reverse("add-clinic-check")).url == reverse("add-clinic")
    assert "Harbor" not in other.get(reverse("add-clinic")).content.decode()


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        ({"name": "Harbor TMS Center", "phone": "+13125550100"}, "a similar name"),
        ({"name": "Elm Psychiatry", "phone": "+13125550177"}, "the same phone number"),
        (
            {"name": "Elm Psychiatry", "street": "12 HARBOR STREET", "postal_code": "60614"},
            "the same address",
        ),
    ],
)
def test_places_that_may_be_the_same_are_shown_first(client, listed, reason):
    place = make_location(practice=make_practice(name=listed["name"]), **listed)
    make_location(practice=make_practice(name="Quiet Street Psychiatry"), name="Quiet Street")
    make_location(practice=make_practice(name="Harbor TMS"), name="Harbor TMS", status="draft")
    type_it(client)
    page = Page(client.get(reverse("add-clinic-check")).content)
    assert reason in page.text
    claims = [link["href"] for link in page.all("a") if "/staff/claim/" in link["href"]]
    assert claims == [reverse("claim-start", args=[place.pk])]


def test_the_claim_has_the_practice_and_its_first_place_which_nobody_sees_yet(client):
    claim = claimed(client)
    assert (claim.adds_practice, claim.npi, claim.state) == (True, NPI, "requested")
    assert claim.location.status == "draft"
    assert claim.practice.npi is None
    assert not ClinicDraft.objects.exists()
    assert searched() == []
    page = Page(client.get(reverse("claim", args=[claim.pk])).content)
    assert "Patients find Harbor TMS as soon as we have approved the claim." in page.text
    assert not Membership.objects.exists()


def test_an_admin_sees_the_claim_beside_the_registry_record_and_what_may_be_the_same(client, admin):
    make_record(name="HARBOR TMS LLC", street="12 HARBOR ST", postal_code="60614", phone="3125550177")
    make_location(practice=make_practice(name="Harbour TMS"), name="Harbour TMS", status="draft")
    claim = claimed(client)
    client.force_login(admin)
    text = Page(client.get(reverse("claim-check", args=[claim.pk])).content).text
    for words in ("This practice is new here", "HARBOR TMS LLC", "the same", "Harbour TMS (draft)"):
        assert words in text


def test_an_approved_clinic_is_in_search_at_once_confirmed_by_itself(client, admin):
    claim = claimed(client)
    client.post(reverse("claim", args=[claim.pk]), {"code": codes.readable(claim)})
    claim.refresh_from_db()
    approve(claim=claim, by=admin, rivals_seen=frozenset())
    assert searched() == ["Harbor TMS"]
    rows = Confirmation.objects.filter(location=claim.location)
    assert {(row.confirmed_by, row.confirmed_on) for row in rows} == {("clinic", timezone.localdate())}
    assert Practice.objects.get(pk=claim.practice_id).npi == NPI
    assert Membership.objects.get().user == claim.user


def test_a_clinic_that_waits_for_a_decision_is_not_on_the_call_list(client, admin):
    claim = claimed(client)
    assert not to_call(timezone.now()).exists()
    Claim.objects.filter(pk=claim.pk).delete()  # with the account of the person who claimed
    assert to_call(timezone.now()).exists()


def test_an_npi_that_another_practice_has_is_not_given_twice(client, admin):
    make_practice(name="The real one", npi=NPI)
    claim = claimed(client)
    client.post(reverse("claim", args=[claim.pk]), {"code": codes.readable(claim)})
    claim.refresh_from_db()
    approve(claim=claim, by=admin, rivals_seen=frozenset())
    assert Practice.objects.get(pk=claim.practice_id).npi is None


def test_a_denied_clinic_is_removed_and_can_be_added_again(client, admin):
    claim = claimed(client)
    deny(claim=claim, by=admin, reason="We can't reach anybody there.")
    claim.location.refresh_from_db()
    assert claim.location.status == "removed"
    assert reverse("add-clinic") in mails("ana@harbor-tms.example")[-1].text
    assert reverse("add-clinic") in client.get(reverse("claim", args=[claim.pk])).content.decode()


def test_one_person_has_at_most_five_added_clinics_waiting(client):
    client.force_login(make_user("ana@harbor-tms.example"))
    for number in range(6):
        type_it(client, name=f"Harbor TMS {number}")
        answer = prove(client)
    assert "Add more once we have seen them" in Page(answer.content).text
    assert Claim.objects.count() == 5


def test_more_text_than_any_clinic_needs_is_not_kept(client):
    page = Page(type_it(client, other="x" * 21_000).content)
    assert "more text than we can keep" in page.text
    assert not ClinicDraft.objects.exists()


def test_characters_that_the_database_cannot_hold_are_left_out(client):
    type_it(client, other="a\0b", **{"na\0me": "x"})
    draft = ClinicDraft.objects.get()
    assert draft.data["other"] == ["ab"]
    assert "na\0me" not in draft.data


def test_drafts_are_deleted_after_30_days(client):
    type_it(client)
    forget(timestamp=0)
    assert ClinicDraft.objects.exists()
    ClinicDraft.objects.update(saved_at=timezone.now() - timezone.timedelta(days=31))
    forget(timestamp=0)
    assert not ClinicDraft.objects.exists()


def test_the_form_is_offered_where_clinics_look_for_themselves(client, admin):
    address = reverse("add-clinic")
    place = make_location()
    client.force_login(make_user())
    pages = (
        reverse("home"),
        reverse("account_signup"),
        reverse("claim-start", args=[place.pk]),
        reverse("my-claims"),
        f"{reverse('results')}?near=99501&condition=tinnitus",
    )
    for page in pages[1:]:
        assert f'href="{address}"' in client.get(page, follow=True).content.decode(), page
    assert f'href="{address}"' in Client().get(pages[0]).content.decode()


def test_an_admin_adds_a_practice_in_one_form_with_its_first_place(client, admin):
    client.force_login(admin)
    answer = client.post(reverse("add-practice"), TYPED | {"is_confirmed": "on", "publishes": "on"})
    place = Location.objects.get()
    assert answer.url == reverse("listing", args=[place.pk])
    assert (place.status, place.practice.npi, place.time_zone) == ("published", NPI, "America/Chicago")
    assert {row.confirmed_by for row in Confirmation.objects.filter(location=place)} == {"directory"}
    assert searched() == ["Harbor TMS"]


def test_an_admin_is_shown_what_may_be_the_same_and_adds_it_anyway(client, admin):
    client.force_login(admin)
    make_location(name="Harbor TMS", practice=make_practice(name="Harbor TMS"), status="draft")
    page = Page(client.post(reverse("add-practice"), TYPED | {"publishes": "on"}).content)
    assert "It may be listed already" in page.text
    assert Location.objects.count() == 1
    client.post(reverse("add-practice"), TYPED | {"publishes": "on", "anyway": "1"})
    assert Location.objects.count() == 2
    assert not Confirmation.objects.filter(location=Location.objects.latest("pk")).exists()
