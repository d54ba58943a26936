"""Invitations: by mail, for one address, for two weeks; and what their links do afterwards."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from listings.models import Invitation, Membership, Role
from listings.teams.invitations import CannotInvite, TooManyMails, invite, resend
from tests.cast import join, make_user
from tests.factories import make_practice
from tests.jobs import mails, run_jobs
from tests.page_reading import Page

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture
def practice():
    return make_practice(name="Lakeview TMS")


@pytest.fixture
def owner(client, practice):
    user = make_user("owner@example.com")
    join(user, practice)
    client.force_login(user)
    return user


@pytest.fixture
def invitation(practice, owner):
    return invite(practice=practice, email="Ben@example.com", role=Role.EDITOR, by=owner)


def link_in(message):
    return re.search(r"https?://[^/]+(/\S+)", message.text)[1]


def link():
    return link_in(mails("ben@example.com")[-1])


def accept(client, invitation):
    return client.post(reverse("invitation-accept", args=[invitation.pk]), follow=True)


def text(answer):
    return Page(answer.content).text


def test_an_owner_invites_and_the_secret_is_stored_hashed(client, practice, owner):
    other = make_user("second@example.com")
    join(other, practice)
    answer = client.post(
        reverse("invite", args=[practice.pk]), {"email": "ben@example.com", "role": "editor"}, follow=True
    )
    assert "The invitation is on its way to ben@example.com" in text(answer)
    assert "ben@example.com was invited as an editor." in mails(other.email)[0].text
    secret = link().rstrip("/").rpartition("/")[2]
    assert secret not in str(vars(Invitation.objects.get()))
    run_jobs()


def test_it_is_accepted_by_the_person_who_is_signed_in_with_that_address(client, invitation, owner, practice):
    ben = make_user("ben@example.com")
    client.force_login(ben)
    assert "as an editor" in text(client.get(link()))
    accept(client, invitation)
    assert Membership.objects.get(user=ben).role == Role.EDITOR
    assert "accepted the invitation and is now an editor" in mails(owner.email)[-1].text


def test_the_link_still_works_after_signing_up(client, invitation):
    client.logout()
    page = Page(client.get(link()).content)
    assert page.link("Sign up")["href"].startswith(f"{reverse('account_signup')}?next=/staff/invitations/")
    path = link()
    client.post(reverse("account_signup"), {"email": "ben@example.com", "password1": PASSWORD})
    client.post(link_in(mails("ben@example.com")[-1]))
    client.post(reverse("account_login"), {"login": "ben@example.com", "password": PASSWORD})
    page = Page(client.get(path).content)
    assert "Accept the invitation" in page.text
    accept(client, invitation)
    assert Membership.objects.filter(user__email="ben@example.com").exists()


def test_another_address_gets_an_explanation_and_no_access(client, invitation):
    client.force_login(make_user("eve@example.com"))
    answer = client.get(link())
    assert "You are signed in as eve@example.com, but the invitation went to another address" in text(answer)
    assert "ben@example.com" not in text(answer).lower()
    assert "another address" in text(accept(client, invitation))
    assert not Membership.objects.filter(user__email="eve@example.com").exists()


def test_an_address_that_is_not_confirmed_does_not_count(client, invitation):
    eve = make_user("eve@example.com")
    EmailAddress.objects.create(user=eve, email="ben@example.com", verified=False)
    client.force_login(eve)
    assert accept(client, invitation).status_code == 409
    assert not Membership.objects.filter(user=eve).exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "older than 14 days"),
        ({"withdrawn_at": timezone.now()}, "was withdrawn"),
        ({"accepted_at": timezone.now()}, "accepted already"),
    ],
)
def test_a_link_that_no_longer_works_says_why(client, invitation, fields, words):
    Invitation.objects.update(**fields)
    ben = make_user("ben@example.com")
    client.force_login(ben)
    answer = client.get(link())
    assert answer.status_code == 410
    assert words in text(answer)
    assert words in text(accept(client, invitation))
    assert not Membership.objects.filter(user=ben).exists()


@pytest.mark.parametrize("secret", ["x", "%00", "½" * 300, "..%2f.."])
def test_a_made_up_link_is_not_found(client, secret):
    assert client.get(f"/staff/invitations/{secret}/").status_code == 404


def test_an_invitation_works_once(client, invitation):
    ben = make_user("ben@example.com")
    client.force_login(ben)
    accept(client, invitation)
    Membership.objects.filter(user=ben).delete()
    assert accept(client, invitation).status_code == 409
    assert not Membership.objects.filter(user=ben).exists()


@pytest.mark.parametrize(("has", "gets"), [("viewer", "editor"), ("editor", "editor"), ("owner", "owner")])
def test_a_member_keeps_the_higher_role(client, invitation, practice, has, gets):
    ben = make_user("ben@example.com")
    join(ben, practice, has)
    client.force_login(ben)
    accept(client, invitation)
    assert Membership.objects.get(user=ben).role == gets


def test_sending_again_makes_a_new_link_and_ends_the_old_one(client, invitation):
    old = link()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    client.post(reverse("invitation-resend", args=[invitation.pk]))
    assert link() != old
    assert client.get(old).status_code == 404
    assert client.get(link()).status_code == 200


def test_sending_again_is_limited_even_by_withdrawing_first(client, invitation, owner, practice):
    for _ in range(2):
        resend(invitation=invitation, by=owner)
    assert client.post(reverse("invitation-resend", args=[invitation.pk])).status_code == 429
    client.post(reverse("invitation-withdraw", args=[invitation.pk]))
    with pytest.raises(TooManyMails):
        invite(practice=practice, email="BEN@example.com", role=Role.VIEWER, by=owner)


def test_withdrawing_ends_the_link_and_tells_the_person_who_had_it(client, invitation):
    path = link()
    client.post(reverse("invitation-withdraw", args=[invitation.pk]))
    assert client.get(path).status_code == 410
    assert mails("ben@example.com")[-1].subject == "The invitation to Lakeview TMS was withdrawn"
    answer = client.post(reverse("invitation-withdraw", args=[invitation.pk]), follow=True)
    assert "accepted or withdrawn meanwhile" in text(answer)
    answer = client.post(reverse("invitation-resend", args=[invitation.pk]), follow=True)
    assert "accepted or withdrawn meanwhile" in text(answer)


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("owner@example.com", "in the team already"),
        ("BEN@EXAMPLE.COM", "has an invitation already"),
        ("", "This field is required"),
        ("nonsense", "valid email"),
    ],
)
def test_an_address_that_can_not_be_invited_gets_a_message_at_the_field(
    client, invitation, practice, email, words
):
    answer = client.post(reverse("invite", args=[practice.pk]), {"email": email, "role": "viewer"})
    assert words in Page(answer.content).one("div", class_="error-summary").text
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("role", ["", "boss"])
def test_a_role_must_be_one_of_the_three(client, practice, owner, role):
    answer = client.post(reverse("invite", args=[practice.pk]), {"email": "ben@example.com", "role": role})
    assert "Role" in Page(answer.content).one("div", class_="error-summary").text


def test_open_invitations_of_a_team_are_limited(practice, owner):
    Invitation.objects.bulk_create(
        Invitation(
            practice=practice,
            email=f"a{number}@example.com",
            role="viewer",
            secret_hash=str(number),
            expires_at=timezone.now(),
        )
        for number in range(50)
    )
    with pytest.raises(CannotInvite, match="50 open invitations"):
        invite(practice=practice, email="ben@example.com", role=Role.VIEWER, by=owner)


def test_two_open_invitations_to_one_address_are_refused_by_the_database(invitation):
    with pytest.raises(IntegrityError, match="invitation_is_open_once"), transaction.atomic():
        Invitation.objects.create(
            practice=invitation.practice,
            email="BEN@example.com",
            role="viewer",
            secret_hash="x",
            expires_at=timezone.now(),
        )


def test_people_see_and_accept_the_invitations_to_their_address(client, invitation):
    ben = make_user("ben@example.com")
    client.force_login(ben)
    assert "Lakeview TMS invites you" in text(client.get(reverse("my-claims")))
    client.force_login(make_user("eve@example.com"))
    assert "Lakeview TMS" not in text(client.get(reverse("my-claims")))


def test_the_pages_need_few_queries(client, invitation, practice, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(reverse("invite", args=[practice.pk]))
    client.force_login(make_user("ben@example.com"))
    with django_assert_max_num_queries(8):
        client.get(link())


def test_somebody_who_was_just_removed_invites_nobody(practice, owner, invitation):
    Membership.objects.filter(user=owner).delete()
    with pytest.raises(CannotInvite, match="no longer"):
        invite(practice=practice, email="eve@example.com", role=Role.OWNER, by=owner)
    with pytest.raises(CannotInvite, match="no longer"):
        resend(invitation=invitation, by=owner)
    assert not mails("eve@example.com")
