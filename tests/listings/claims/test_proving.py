"""Typing in the code: wrong, old, used up, twice, and somebody else's."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from listings.claims import codes
from listings.claims.deciding import deny
from listings.claims.proving import Entered, enter_code
from listings.claims.states import NotPossible
from listings.models import Claim, Membership
from tests.cast import make_user
from tests.jobs import mails
from tests.listings.claims.making import mailed_code, make_claim, make_claimable, png, wrong
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client):
    user = make_user("ana@example.com")
    client.force_login(user)
    return user


@pytest.fixture
def claim(ana):
    return make_claim(user=ana)


def type_in(client, claim, code):
    return client.post(reverse("claim", args=[claim.pk]), {"code": code})


def state_of(claim):
    return Claim.objects.get(pk=claim.pk).state


def test_the_right_code_proves_the_claim_and_mails_claimant_and_admins(client, claim):
    admin = make_user("boss@example.com", is_superuser=True)
    assert type_in(client, claim, mailed_code()).url == reverse("claim", args=[claim.pk])
    assert state_of(claim) == "proven"
    assert mails("ana@example.com")[-1].subject == "The code for Lakeview TMS was right"
    assert "It waits for a decision." in mails(admin.email)[-1].text
    page = Page(client.get(reverse("claim", args=[claim.pk])).content)
    assert "Proven, waiting for our check" in page.text
    assert not page.all("input", name="code")


def test_the_right_code_alone_gives_no_rights(client, claim):
    type_in(client, claim, mailed_code())
    assert not Membership.objects.exists()


def test_a_wrong_code_gets_a_message_at_the_field_and_is_counted(client, claim):
    answer = type_in(client, claim, wrong(mailed_code()))
    assert "This is not the code" in Page(answer.content).one("div", class_="error-summary").text
    claim.refresh_from_db()
    assert (claim.state, claim.code_attempts) == ("requested", 1)


def test_after_five_wrong_tries_even_the_right_code_no_longer_works(client, claim):
    code = mailed_code()
    for _ in range(5):
        answer = type_in(client, claim, wrong(code))
    assert "mistyped too often" in Page(answer.content).text
    assert "mistyped too often" in Page(type_in(client, claim, code).content).text
    assert state_of(claim) == "requested"


def test_a_new_code_works_after_the_last_was_used_up(client, claim):
    for _ in range(5):
        type_in(client, claim, wrong(mailed_code()))
    client.post(reverse("claim-new-code", args=[claim.pk]))
    type_in(client, claim, mailed_code())
    assert state_of(claim) == "proven"


def test_a_code_that_is_too_old_does_not_work(client, claim):
    Claim.objects.update(code_expires_at=timezone.now() - timedelta(seconds=1))
    assert "too old" in Page(type_in(client, claim, mailed_code()).content).text
    assert "The code is too old" in Page(client.get(reverse("claim", args=[claim.pk])).content).text
    assert state_of(claim) == "requested"


def test_a_code_works_once(client, claim):
    code = mailed_code()
    type_in(client, claim, code)
    answer = client.post(reverse("claim", args=[claim.pk]), {"code": code}, follow=True)
    assert "there is nothing to prove" in Page(answer.content).text
    assert len(mails("ana@example.com")) == 2


def test_a_code_does_not_work_once_the_claim_is_denied(client, claim):
    code = mailed_code()
    deny(claim=claim, by=make_user(is_superuser=True), reason="Nobody there knows you.")
    type_in(client, claim, code)
    assert state_of(claim) == "denied"


@pytest.mark.parametrize("code", ["", " ", "x" * 21, "12 34", "\0", "٤٢٤٢٤٢٤٢"])
def test_what_is_not_a_code_gets_a_message(client, claim, code):
    assert Page(type_in(client, claim, code).content).one("div", class_="error-summary")


@pytest.mark.parametrize("name", ["claim", "claim-proof", "claim-new-code"])
def test_nobody_else_sees_or_proves_a_claim(client, claim, name):
    client.force_login(make_user())
    for call in (client.get, client.post):
        assert call(reverse(name, args=[claim.pk])).status_code == 403
    assert type_in(client, claim, mailed_code()).status_code == 403
    assert state_of(claim) == "requested"


def test_an_admin_may_look_but_not_prove_a_claim_for_somebody(client, claim):
    client.force_login(make_user(is_superuser=True, second_factor=True))
    assert client.get(reverse("claim", args=[claim.pk])).status_code == 200
    assert type_in(client, claim, mailed_code()).status_code == 403
    assert client.post(reverse("claim-new-code", args=[claim.pk])).status_code == 403


def test_another_claim_s_code_does_not_work(client, claim):
    make_claim(make_claimable(), make_user())  # its mail is the last one
    type_in(client, claim, mailed_code())
    assert state_of(claim) == "requested"


def test_new_codes_are_limited(client, claim):
    answers = [client.post(reverse("claim-new-code", args=[claim.pk])) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302] * 4 + [429]
    assert len(mails("office@lakeviewtms.com")) == 5


def test_choosing_another_proof_ends_the_first(client, claim):
    code = mailed_code()
    path = reverse("claim-proof", args=[claim.pk])
    assert client.get(path).status_code == 200
    client.post(path, {"method": "documents", "documents": [png()]})
    claim.refresh_from_db()
    assert (claim.method, claim.proof_email, claim.documents.count()) == ("documents", "", 1)
    assert enter_code(claim=claim, typed=code) is Entered.EXPIRED
    assert "We have your documents" in Page(client.get(reverse("claim", args=[claim.pk])).content).text
    client.post(path, {"method": "phone"})
    assert claim.documents.count() == 0


def test_documents_need_no_code(client, ana):
    claim = make_claim(user=ana, method="documents")
    answer = client.post(reverse("claim-new-code", args=[claim.pk]), follow=True)
    assert "Documents need no code" in Page(answer.content).text


def test_a_proven_claim_can_not_be_proven_in_another_way(client, claim):
    type_in(client, claim, mailed_code())
    assert client.get(reverse("claim-proof", args=[claim.pk])).url == reverse("claim", args=[claim.pk])
    client.post(reverse("claim-new-code", args=[claim.pk]))
    assert state_of(claim) == "proven"


def test_the_page_needs_few_queries(client, claim, django_assert_max_num_queries):
    for name in ("claim", "claim-proof"):
        with django_assert_max_num_queries(8):
            client.get(reverse(name, args=[claim.pk]))


def test_mails_say_where_to_continue(client, claim):
    assert re.search(rf"/staff/claims/{claim.pk}/", mails("office@lakeviewtms.com")[0].text)


@pytest.mark.django_db(transaction=True)
def test_simultaneous_wrong_codes_are_all_counted():
    claim = make_claim(method="phone")
    code = codes.readable(claim)

    def guess(number):
        try:
            return enter_code(claim=claim, typed=f"{number:08d}")
        except NotPossible:
            return None
        finally:
            connection.close()

    guesses = [number for number in range(12) if f"{number:08d}" != code.replace(" ", "")]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(guess, guesses))
    assert answers.count(Entered.WRONG) == codes.TRIES - 1
    claim.refresh_from_db()
    assert claim.code_attempts == codes.TRIES
