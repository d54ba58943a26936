"""Approving, denying and revoking claims: who joins the team, who is removed, and who gets a mail."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse

from listings.claims.deciding import UnseenRival, approve, deny, revoke
from listings.claims.proving import make_phone_code
from listings.claims.states import NotPossible
from listings.models import Claim, Invitation, Membership, Role
from listings.teams.accepting import accept
from listings.teams.invitations import invite
from listings.teams.members import leave_team
from tests.cast import join, make_user
from tests.factories import make_location
from tests.jobs import mails, run_jobs
from tests.listings.claims.making import make_claim, make_claimable, make_proven_claim
from tests.page_reading import Page

pytestmark = pytest.mark.django_db
NONE = frozenset()


@pytest.fixture
def admin(client):
    user = make_user("boss@example.com", is_superuser=True, second_factor=True)
    client.force_login(user)
    return user


@pytest.fixture
def location():
    return make_claimable()


@pytest.fixture
def ana():
    return make_user("ana@example.com")


def decide(client, claim, what, **data):
    return client.post(reverse(f"claim-{what}", args=[claim.pk]), data, follow=True)


def state_of(claim):
    return Claim.objects.get(pk=claim.pk).state


def test_an_approved_claimant_owns_the_practice_and_all_its_locations(client, admin, location, ana):
    other = make_location(practice=location.practice)
    claim = make_proven_claim(location, ana)
    decide(client, claim, "approve", rivals_seen="")
    assert state_of(claim) == "approved"
    assert ana.has_perm("listings.manage_team", location.practice)
    assert ana.has_perm("listings.edit_listing", other)
    assert mails(ana.email)[-1].subject == "You keep the listings of Lakeview TMS now"
    run_jobs()


def test_a_claim_that_is_not_proven_can_not_be_approved(client, admin, location, ana):
    claim = make_claim(location, ana)
    page = Page(decide(client, claim, "approve", rivals_seen="").content)
    assert "can’t become “Approved”" in page.text
    assert not page.all("button", text="Approve this claim")
    assert not Membership.objects.exists()


def test_an_admin_s_decision_proves_a_claim_with_documents_and_deletes_them(client, admin, location, ana):
    claim = make_claim(location, ana, method="documents")
    decide(client, claim, "approve", rivals_seen="")
    claim.refresh_from_db()
    assert claim.state == "approved"
    assert claim.proven_at
    assert not claim.documents.exists()


def test_denying_deletes_documents_and_mails_the_reason(client, admin, location, ana):
    claim = make_claim(location, ana, method="documents")
    decide(client, claim, "deny", reason="The letter is\nabout another practice.")
    assert state_of(claim) == "denied"
    assert not claim.documents.exists()
    assert "> The letter is about another practice." in mails(ana.email)[-1].text


@pytest.mark.parametrize("what", ["deny", "revoke"])
def test_a_refusal_without_a_reason_asks_for_one(client, admin, location, what):
    claim = make_proven_claim(location)
    if what == "revoke":
        approve(claim=claim, by=admin, rivals_seen=NONE)
    before = state_of(claim)
    assert "Say why" in Page(decide(client, claim, what, reason=" ").content).text
    assert state_of(claim) == before


def test_a_refusal_without_a_reason_is_refused_by_the_database(location):
    claim = make_claim(location)
    with pytest.raises(IntegrityError, match="claim_refusal_has_a_reason"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="denied")


def test_no_claim_is_approved_before_its_rival_was_seen(client, admin, location):
    one, other = make_proven_claim(location), make_proven_claim(location)
    with pytest.raises(UnseenRival):
        approve(claim=one, by=admin, rivals_seen=NONE)
    page = Page(decide(client, one, "approve", rivals_seen="").content)
    assert "since a moment ago" in page.text
    assert not Membership.objects.exists()
    assert page.one("input", name="rivals_seen")["value"] == str(other.pk)


def test_after_comparing_one_rival_is_approved_and_the_other_still_waits(client, admin, location):
    one, other = make_proven_claim(location), make_proven_claim(location)
    decide(client, one, "approve", rivals_seen=str(other.pk))
    assert (state_of(one), state_of(other)) == ("approved", "proven")
    decide(client, other, "deny", reason="The practice belongs to somebody else.")
    assert [member.user_id for member in Membership.objects.all()] == [one.user_id]


@pytest.mark.parametrize("seen", ["x", "1,,2", "²", "9" * 5000, "\0"])
def test_nonsense_in_the_hidden_field_approves_nothing(client, admin, location, seen):
    one = make_proven_claim(location)
    make_proven_claim(location)
    assert decide(client, one, "approve", rivals_seen=seen).status_code == 200
    assert state_of(one) == "proven"


def test_owners_are_told_about_a_new_owner(client, admin, location, ana):
    owner = make_user("owner@example.com")
    join(owner, location.practice)
    approve(claim=make_proven_claim(location, ana), by=admin, rivals_seen=NONE)
    assert "We approved the claim of ana@example.com" in mails(owner.email)[-1].text
    assert admin.email not in mails(owner.email)[-1].text


def test_an_editor_whose_claim_is_approved_becomes_an_owner(admin, location, ana):
    join(ana, location.practice, Role.EDITOR)
    approve(claim=make_proven_claim(location, ana), by=admin, rivals_seen=NONE)
    assert Membership.objects.get().role == Role.OWNER


def test_revoking_ends_the_membership_and_says_why(client, admin, location, ana):
    claim = make_proven_claim(location, ana)
    approve(claim=claim, by=admin, rivals_seen=NONE)
    decide(client, claim, "revoke", reason="The practice says you left.")
    assert state_of(claim) == "revoked"
    assert not ana.has_perm("listings.view_listing", location)
    assert "> The practice says you left." in mails(ana.email)[-1].text


def test_revoking_the_last_owner_ends_the_whole_team(admin, location, ana):
    claim = make_proven_claim(location, ana)
    approve(claim=claim, by=admin, rivals_seen=NONE)
    helper = make_user("helper@example.com")
    join(helper, location.practice, Role.EDITOR)
    invite(practice=location.practice, email="next@example.com", role=Role.EDITOR, by=ana)
    revoke(claim=claim, by=admin, reason="Nobody there knows you.")
    assert not Membership.objects.exists()
    assert mails(helper.email)[-1].subject == "You are no longer in the team of Lakeview TMS"
    assert Invitation.objects.get().withdrawn_at
    assert mails("next@example.com")[-1].subject == "The invitation to Lakeview TMS was withdrawn"


def test_revoking_one_of_two_owners_keeps_the_team_and_withdraws_only_their_invitations(admin, location, ana):
    owner = make_user("owner@example.com")
    join(owner, location.practice)
    claim = make_proven_claim(location, ana)
    approve(claim=claim, by=admin, rivals_seen=NONE)
    for by, email in ((ana, "a@example.com"), (owner, "b@example.com")):
        invite(practice=location.practice, email=email, role=Role.EDITOR, by=by)
    revoke(claim=claim, by=admin, reason="Nobody there knows you.")
    assert [member.user for member in Membership.objects.all()] == [owner]
    assert Invitation.objects.get(withdrawn_at=None).email == "b@example.com"
    assert "We revoked the claim of ana@example.com" in mails(owner.email)[-1].text


def let_in(practice, email, *, by, role=Role.OWNER):
    user = make_user(email)
    accept(invitation=invite(practice=practice, email=email, role=role, by=by), user=user)
    return user


def test_revoking_removes_the_people_the_claimant_let_in(admin, location, ana):
    helper = make_user("helper@example.com")
    join(helper, location.practice, Role.EDITOR)
    claim = make_proven_claim(location, ana)
    approve(claim=claim, by=admin, rivals_seen=NONE)
    puppet = let_in(location.practice, "puppet@example.com", by=ana)
    revoke(claim=claim, by=admin, reason="Nobody there knows you.")
    assert not Membership.objects.exists()
    assert mails(puppet.email)[-1].subject == "You are no longer in the team of Lakeview TMS"


def test_revoking_follows_chains_of_invitations_and_leaves_everybody_else(admin, location, ana):
    practice = location.practice
    owner = make_user("owner@example.com")
    join(owner, practice)
    before = let_in(practice, "before@example.com", by=owner, role=Role.EDITOR)
    claim, other = make_proven_claim(location, ana), make_proven_claim(location)
    approve(claim=claim, by=admin, rivals_seen=frozenset({other.pk}))
    first = let_in(practice, "first@example.com", by=ana)
    second = let_in(practice, "second@example.com", by=first)
    third = let_in(practice, "third@example.com", by=second, role=Role.VIEWER)
    invite(practice=practice, email="fourth@example.com", role=Role.OWNER, by=second)
    EmailAddress.objects.filter(user=second).update(email="changed@example.com")
    leave_team(practice=practice, user=first)
    first.delete()
    honest = let_in(practice, "honest@example.com", by=owner, role=Role.EDITOR)
    accept(
        invitation=invite(practice=practice, email=other.user.email, role=Role.EDITOR, by=ana),
        user=other.user,
    )
    approve(claim=other, by=admin, rivals_seen=NONE)
    revoke(claim=claim, by=admin, reason="Nobody there knows you.")
    stay = {member.user for member in Membership.objects.filter(practice=practice)}
    assert stay == {owner, before, honest, other.user}
    told = mails(owner.email)[-1].text
    assert second.email in told
    assert third.email in told
    assert honest.email not in told
    assert Invitation.objects.get(email="fourth@example.com").withdrawn_at


def test_after_a_revoked_claim_a_person_may_claim_again_and_an_admin_sees_it(client, admin, location, ana):
    claim = make_proven_claim(location, ana)
    approve(claim=claim, by=admin, rivals_seen=NONE)
    revoke(claim=claim, by=admin, reason="The practice says you left.")
    again = make_proven_claim(location, ana)
    page = Page(client.get(reverse("claim-check", args=[again.pk])).content)
    assert "The same person claimed this practice" in page.text
    assert "Revoked" in page.text
    assert "The practice says you left." in page.text
    decide(client, again, "approve", rivals_seen="")
    assert Membership.objects.get().user == ana


def test_nobody_decides_about_their_own_claim(client, admin, location):
    claim = make_proven_claim(location, admin)
    page = Page(client.get(reverse("claim-check", args=[claim.pk])).content)
    assert "This is your own claim" in page.text
    assert "Your decision" not in page.text
    decide(client, claim, "approve", rivals_seen="")
    decide(client, claim, "deny", reason="No.")
    assert state_of(claim) == "proven"


def test_a_claim_is_decided_once(client, admin, location):
    claim = make_proven_claim(location)
    deny(claim=claim, by=admin, reason="No.")
    assert "is “Denied” now" in Page(decide(client, claim, "approve").content).text
    assert "is “Denied” now" in Page(decide(client, claim, "deny", reason="Again.").content).text
    assert Claim.objects.get().reason == "No."


def test_a_decision_that_fails_sends_no_mail(admin, location, ana):
    claim = make_claim(location, ana)
    before = len(mails())
    with pytest.raises(NotPossible):
        approve(claim=claim, by=admin, rivals_seen=NONE)
    assert len(mails()) == before


def test_a_new_phone_code_is_only_for_claims_by_phone(location):
    with pytest.raises(NotPossible, match="by phone"):
        make_phone_code(claim=make_claim(location))
