"""What an admin sees of one claim: everything on one page."""

from datetime import date

import pytest
from django.urls import reverse

from listings.claims import codes
from listings.claims.deciding import deny
from listings.models import Claim
from tests.cast import join, make_user
from tests.factories import make_location, make_practice
from tests.listings.claims.making import (
    NPI,
    PDF_OF_ONE_PAGE,
    make_claim,
    make_proven_claim,
    make_record,
    wrong,
)
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def check(client, claim):
    return Page(client.get(reverse("claim-check", args=[claim.pk])).content)


def test_two_rivals_are_shown_side_by_side(client, admin, location):
    one = make_proven_claim(location, make_user("one@example.com"), position="Owner")
    other = make_claim(location, make_user("other@example.com"), position="Front desk")
    page = check(client, one)
    assert "1 other person claims this practice too" in page.text
    sides = page.all("article", class_="panel")
    assert "one@example.com" in sides[0].text
    assert "Owner" in sides[0].text
    assert "other@example.com" in sides[1].text
    assert "Front desk" in sides[1].text
    assert page.one("input", name="rivals_seen")["value"] == str(other.pk)


def test_an_admin_sees_code_and_number_for_the_call(client, admin, location):
    claim = make_claim(location, method="phone")
    page = check(client, claim)
    assert page.one("p", class_="claim-code").text == codes.readable(claim)
    assert page.link("(312) 555-0123")["href"] == "tel:+13125550123"


def test_a_used_up_code_can_be_replaced(client, admin, location):
    claim = make_claim(location, method="phone")
    Claim.objects.update(code_attempts=codes.TRIES)
    assert not check(client, claim).all("p", class_="claim-code")
    client.post(reverse("claim-phone-code", args=[claim.pk]))
    claim.refresh_from_db()
    assert check(client, claim).one("p", class_="claim-code").text == codes.readable(claim)


def test_a_code_sent_by_mail_is_not_shown(client, admin, location):
    claim = make_claim(location)
    assert not check(client, claim).all("p", class_="claim-code")
    assert "A code by mail to office@lakeviewtms.com: not typed in yet" in check(client, claim).text


def test_wrong_tries_are_shown(client, admin, location):
    claim = make_claim(location)
    client.force_login(claim.user)
    client.post(reverse("claim", args=[claim.pk]), {"code": wrong("00000000")})
    client.force_login(admin)
    assert "1 wrong try" in check(client, claim).text


def test_documents_are_downloads_that_no_browser_opens_under_our_domain(client, admin, location):
    claim = make_claim(location, method="documents")
    path = check(client, claim).link("letter.pdf")["href"]
    answer = client.get(path)
    assert answer.content == PDF_OF_ONE_PAGE
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


def test_only_admins_see_documents_and_only_through_their_claim(client, admin, location):
    claim, other = make_claim(location, method="documents"), make_claim(location)
    document = claim.documents.get()
    path = reverse("claim-document", args=[claim.pk, document.pk])
    assert client.get(reverse("claim-document", args=[other.pk, document.pk])).status_code == 404
    for user in (claim.user, make_user(is_moderator=True, second_factor=True)):
        client.force_login(user)
        assert client.get(path).status_code == 403
    client.logout()
    assert client.get(path).status_code == 302


def test_the_registry_is_compared_with_the_listing_field_by_field(client, admin, location):
    location.practice.npi = NPI
    location.practice.save()
    make_record()
    page = check(client, make_claim(location))
    assert f"NPI {NPI} matched to NPPES on Nov 8, 2026." in page.text
    assert "The check digit is right" in page.text
    rows = {row.text.split()[0]: row.text for row in page.all("tr")}
    assert rows["Name"].endswith("the same")
    assert rows["Street"].endswith("the same")
    assert rows["Phone"] == "Phone (312) 555-0123 (312) 555-0123 the same"
    assert "verified" not in page.text.lower()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"deactivated_on": date(2025, 3, 1)}, "was deactivated on Mar 1, 2025, as of the NPPES file of"),
        ({"name": "Harbor Dental"}, "is in the NPPES file of Nov 8, 2026, under another name."),
        ({"npi": "2000000002"}, f"NPI {NPI} is not in our copy of NPPES."),
        (
            {"name": "", "entity_type": None, "phone": "", "street": "", "city": "", "state": ""},
            "another name",
        ),
    ],
)
def test_doubts_about_an_npi_are_shown(client, admin, location, fields, words):
    make_record(**fields)
    page = check(client, make_claim(location, npi=NPI))
    assert words in page.text
    assert "As the claimant gives it" in page.text


def test_a_wrong_check_digit_is_shown(client, admin, location):
    claim = make_claim(location)
    Claim.objects.update(npi="1234567890")
    assert "The check digit is wrong" in check(client, claim).text


def test_a_practice_with_a_team_and_an_address_at_the_parent_domain_are_pointed_out(client, admin):
    practice = make_practice(name="Lakeview TMS", website="https://chicago.lakeviewtms.com/")
    join(make_user("owner@example.com"), practice)
    page = check(client, make_claim(make_location(practice=practice)))
    assert "has a team already" in page.text
    assert "owner@example.com: Owner" in page.text
    assert "at the domain above the website’s own" in page.text


def test_other_claims_of_the_same_person_are_shown(client, admin, location):
    ana = make_user("ana@example.com")
    claim = make_claim(make_location(practice=make_practice(name="Oak TMS")), ana, method="phone")
    deny(claim=claim, by=admin, reason="No such person there.")
    page = check(client, make_claim(location, ana))
    assert "The same person claimed Oak TMS on" in page.text
    assert "No such person there." in page.text


def test_what_people_typed_is_shown_as_text(client, admin, location):
    claim = make_claim(location, position="<script>alert(1)</script>")
    source = client.get(reverse("claim-check", args=[claim.pk])).content.decode()
    assert "<script>alert" not in source


@pytest.mark.parametrize("method", ["documents", "phone", "website-email"])
def test_the_page_needs_few_queries(client, admin, location, django_assert_max_num_queries, method):
    location.practice.npi = NPI
    location.practice.save()
    make_record()
    for _ in range(5):
        join(make_user(), location.practice)
        make_claim(location)
    claim = make_claim(location, method=method)
    check(client, claim)
    with django_assert_max_num_queries(8):
        check(client, claim)


@pytest.mark.parametrize(
    "name", ["claim-check", "claim-approve", "claim-deny", "claim-revoke", "claim-phone-code"]
)
def test_only_admins_decide(client, location, name):
    claim = make_proven_claim(location)
    people = [claim.user, make_user(is_moderator=True, second_factor=True), make_user()]
    for user in people:
        client.force_login(user)
        answer = client.post(reverse(name, args=[claim.pk]), {"reason": "x", "rivals_seen": ""})
        assert answer.status_code == 403
    assert Claim.objects.get(pk=claim.pk).state == "proven"
