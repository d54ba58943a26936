"""Claiming a practice from the page of one of its locations."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from listings.claims.deciding import deny
from listings.models import Claim, Role
from providers.models import Location
from tests.cast import join, make_user
from tests.factories import make_location, make_practice
from tests.jobs import mails, run_jobs
from tests.listings.claims.making import PDF_OF_ONE_PAGE, make_claim, make_claimable, make_proven_claim, png
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def location():
    return make_claimable()


@pytest.fixture
def ana(client):
    user = make_user("ana@example.com")
    client.force_login(user)
    return user


def start(client, location, **fields):
    data = {"position": "Office manager", "method": "phone", **fields}
    return client.post(reverse("claim-start", args=[location.pk]), data)


def errors_of(answer):
    return Page(answer.content).one("div", class_="error-summary").text


def test_the_public_page_links_to_the_claim(client, location, vocabulary):
    page = Page(client.get(location.get_absolute_url()).content)
    assert page.link("Is this your practice?")["href"] == reverse("claim-start", args=[location.pk])


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, location):
    path = reverse("claim-start", args=[location.pk])
    assert client.get(path).url == f"{reverse('account_login')}?next={path}"


def test_the_page_says_what_happens_next_and_how_it_can_be_proven(client, ana, location):
    make_location(practice=location.practice)
    page = Page(client.get(reverse("claim-start", args=[location.pk])).content)
    assert "usually within one business day" in page.text
    assert "claimed once, for all its locations" in page.text
    assert "@lakeviewtms.com" in page.text
    assert "(312) 555-0123" in page.text
    assert [radio["value"] for radio in page.all("input", type="radio")] == [
        "website-email",
        "phone",
        "documents",
    ]


def test_ways_of_proof_that_the_listing_does_not_allow_are_not_offered(client, ana):
    location = make_location(
        status=Location.Status.CLOSED,
        phone="",
        practice=make_practice(website="https://lakeview.wixsite.com/"),
    )
    page = Page(client.get(reverse("claim-start", args=[location.pk])).content)
    assert [radio["value"] for radio in page.all("input", type="radio")] == ["documents"]
    assert "Select a valid choice" in errors_of(start(client, location, method="phone"))


@pytest.mark.parametrize("status", ["draft", "removed"])
def test_a_location_without_a_page_can_not_be_claimed(client, ana, status):
    location = make_location(status=status)
    assert client.get(reverse("claim-start", args=[location.pk])).status_code == 404


def test_a_claim_by_mail_sends_the_code_only_to_that_address(client, ana, location):
    answer = start(client, location, method="website-email", proof_email="office@lakeviewtms.com")
    claim = Claim.objects.get()
    assert answer.url == reverse("claim", args=[claim.pk])
    assert [mail.to for mail in mails()] == ["office@lakeviewtms.com", "ana@example.com"]
    code, received = mails()
    assert "ana@example.com asks to keep the listings of Lakeview TMS" in code.text
    assert "type in the code that we sent to office@lakeviewtms.com" in received.text
    run_jobs()


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("ana@gmail.com", "Anybody can get an address at gmail.com"),
        ("ana@other.com", "not at the practice’s website"),
        ("", "Give your address there"),
        ("nonsense", "Enter a valid email address"),
    ],
)
def test_an_address_that_proves_nothing_gets_an_explanation_and_no_code(client, ana, location, email, words):
    answer = start(client, location, method="website-email", proof_email=email)
    assert words in errors_of(answer)
    page = Page(answer.content)
    assert page.one("input", name="position")["value"] == "Office manager"
    assert page.one("input", name="proof_email").get("value") in (email, None)
    assert not mails()
    assert not Claim.objects.exists()


def test_a_claim_by_phone_is_for_an_admin_to_call(client, ana, location):
    admin = make_user("boss@example.com", is_superuser=True)
    start(client, location)
    assert "waits for a call to the listed number" in mails(admin.email)[0].text
    page = Page(client.get(reverse("claim", args=[Claim.objects.get().pk])).content)
    assert "We call (312) 555-0123" in page.text


def test_documents_are_kept_for_admins(client, ana, location):
    admin = make_user("boss@example.com", is_superuser=True)
    files = [SimpleUploadedFile("letter.pdf", PDF_OF_ONE_PAGE), png()]
    start(client, location, method="documents", documents=files)
    kept = Claim.objects.get().documents.all()
    assert [(document.name, document.content_type) for document in kept] == [
        ("letter.pdf", "application/pdf"),
        ("letter.png", "image/png"),
    ]
    assert "has sent documents" in mails(admin.email)[0].text


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose at least one document"),
        ([SimpleUploadedFile("a.pdf", b"no")], "not a PDF, PNG or JPEG"),
        ([SimpleUploadedFile("a.pdf", b"")], "file is empty"),
        ([SimpleUploadedFile("a.pdf", b"x" * 10_500_000)], "Each file can have at most 10 MB"),
    ],
)
def test_documents_that_we_can_not_take_get_an_explanation(client, ana, location, files, words):
    for file in files:
        file.seek(0)
    answer = start(client, location, method="documents", documents=files)
    assert words in errors_of(answer)
    assert not Claim.objects.exists()


def test_a_claim_without_the_form_s_token_is_refused(location):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    for name, key in (("claim-start", location.pk), ("claim-proof", make_claim(location).pk)):
        assert client.post(reverse(name, args=[key]), {"position": "x"}).status_code == 403


def test_more_than_five_documents_are_refused(client, ana, location):
    answer = start(client, location, method="documents", documents=[png() for _ in range(6)])
    assert "At most 5 files. Choose your files once more" in errors_of(answer)


@pytest.mark.parametrize("npi", ["1234567890", "12345", "abc", "1234567893x"])
def test_an_npi_with_a_wrong_check_digit_is_refused_as_a_typo(client, ana, location, npi):
    assert "NPI" in errors_of(start(client, location, npi=npi))


@pytest.mark.parametrize("position", ["", "x" * 101, "\0"])
def test_a_position_is_required_and_short(client, ana, location, position):
    assert "position" in errors_of(start(client, location, position=position))


def test_a_position_has_no_line_breaks_because_they_matter_in_mails(client, ana, location):
    start(client, location, position="Manager\n\nhttps://evil.example/")
    assert Claim.objects.get().position == "Manager https://evil.example/"


def test_a_practice_with_many_locations_is_claimed_once(client, ana, location):
    other = make_location(practice=location.practice)
    start(client, location)
    claim = Claim.objects.get()
    assert start(client, other).url == reverse("claim", args=[claim.pk])
    assert Claim.objects.count() == 1


def test_two_open_claims_of_one_person_are_refused_by_the_database(location):
    claim = make_claim(location)
    with pytest.raises(IntegrityError, match="claim_is_open_once"), transaction.atomic():
        Claim.objects.create(
            practice=claim.practice, location=location, user=claim.user, position="x", method="phone"
        )


def test_an_owner_is_sent_to_the_team_instead(client, ana, location):
    join(ana, location.practice)
    answer = client.get(reverse("claim-start", args=[location.pk]))
    assert answer.url == reverse("team", args=[location.practice_id])


def test_an_editor_whose_owner_is_gone_may_claim(client, ana, location):
    join(ana, location.practice, Role.EDITOR)
    start(client, location)
    assert Claim.objects.get().user == ana


def test_the_owners_of_a_practice_that_is_claimed_again_are_told(client, ana, location):
    owner, editor = make_user("owner@example.com"), make_user("editor@example.com")
    join(owner, location.practice)
    join(editor, location.practice, Role.EDITOR)
    start(client, location)
    assert mails(owner.email)[0].subject == "Somebody claims Lakeview TMS"
    assert "Office manager" in mails(owner.email)[0].text
    assert not mails(editor.email)


def test_after_a_denial_a_person_may_claim_again_and_the_first_claim_stays_on_record(client, ana, location):
    claim = make_claim(location, ana)
    deny(claim=claim, by=make_user(is_superuser=True), reason="Nobody there knows you.")
    assert "Nobody there knows you." in Page(client.get(reverse("claim", args=[claim.pk])).content).text
    start(client, location)
    assert [each.state for each in Claim.objects.order_by("pk")] == ["denied", "requested"]


def test_the_number_of_claims_is_limited(client, ana, location):
    for _ in range(20):
        client.post(reverse("claim-start", args=[location.pk]), {})
    assert start(client, location).status_code == 429
    assert not Claim.objects.exists()


def test_codes_to_one_address_are_limited(client, ana):
    for number in range(13):
        user = make_user()
        client.force_login(user)
        practice = make_practice(name=f"Lakeview {number}", website="https://lakeviewtms.com/")
        answer = start(
            client,
            make_location(practice=practice),
            method="website-email",
            proof_email="office@lakeviewtms.com",
        )
    assert answer.status_code == 429
    assert len(mails("office@lakeviewtms.com")) == 12
    assert Claim.objects.count() == 12


def test_one_account_cannot_use_up_the_codes_that_go_to_a_clinics_address(client):
    attacker, claimant = make_user(), make_user()
    for number, user in enumerate([attacker] * 6 + [claimant]):
        client.force_login(user)
        practice = make_practice(name=f"Lakeview {number}", website="https://lakeviewtms.com/")
        location = make_location(practice=practice)
        answer = start(client, location, method="website-email", proof_email="office@lakeviewtms.com")
    assert answer.status_code == 302
    assert Claim.objects.filter(user=claimant).exists()
    assert Claim.objects.filter(user=attacker).count() == 5


def test_people_see_their_own_claims_and_nobody_else_s(client, ana, location):
    make_claim(location, ana)
    make_proven_claim(make_location(practice=make_practice(name="Far Away TMS")))
    page = Page(client.get(reverse("my-claims")).content)
    assert page.has_link("Lakeview TMS")
    assert "Far Away" not in page.text


def test_the_page_needs_few_queries(client, ana, location, django_assert_max_num_queries):
    client.get(reverse("claim-start", args=[location.pk]))
    with django_assert_max_num_queries(8):
        client.get(reverse("claim-start", args=[location.pk]))
    with django_assert_max_num_queries(8):
        client.get(reverse("my-claims"))
