"""The team: who may change what, who is told, and that an owner always stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.deleting import delete_account, obstacles
from accounts.models import User
from listings.models import Membership, Role
from listings.teams.invitations import invite
from listings.teams.members import change_role, leave_team, remove_member
from listings.teams.owners import LastOwner
from tests.cast import join, make_cast, make_user
from tests.factories import make_practice
from tests.jobs import mails, run_jobs
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def membership(user, practice=None):
    found = Membership.objects.filter(user=user)
    return (found.filter(practice=practice) if practice else found).first()


def text(answer):
    return Page(answer.content).text


def test_everybody_in_the_team_sees_it_and_nobody_else(client, cast):
    path = reverse("team", args=[cast.practice.pk])
    for user in (cast.owner, cast.editor, cast.viewer, cast.admin):
        client.force_login(user)
        assert cast.editor.email in text(client.get(path))
    for user in (cast.outsider, cast.patient, cast.moderator):
        client.force_login(user)
        assert client.get(path).status_code == 403


def test_only_owners_change_the_team(client, cast):
    member = membership(cast.viewer)
    for user in (cast.editor, cast.viewer, cast.outsider, cast.patient, cast.moderator):
        client.force_login(user)
        answers = [
            client.post(reverse("invite", args=[cast.practice.pk]), {"email": "a@b.co", "role": "owner"}),
            client.post(reverse("member", args=[member.pk]), {"role": "owner"}),
            client.post(reverse("member-remove", args=[member.pk])),
        ]
        assert {answer.status_code for answer in answers} == {403}
    assert membership(cast.viewer).role == Role.VIEWER


def test_only_owners_see_buttons(client, cast):
    path = reverse("team", args=[cast.practice.pk])
    client.force_login(cast.editor)
    page = Page(client.get(path).content)
    assert not page.has_link("Invite somebody")
    assert page.has_link("Leave this team")
    client.force_login(cast.owner)
    assert Page(client.get(path).content).has_link("Invite somebody")


def test_a_changed_role_works_at_once_and_is_mailed(client, cast):
    second = make_user("second@example.com")
    join(second, cast.practice)
    client.force_login(cast.owner)
    client.post(reverse("member", args=[membership(cast.editor).pk]), {"role": "viewer"})
    assert not User.objects.get(pk=cast.editor.pk).has_perm("listings.edit_listing", cast.location)
    assert "you are a viewer now" in mails(cast.editor.email)[0].text
    assert "is now a viewer." in mails(second.email)[0].text
    assert not mails(cast.owner.email)
    run_jobs()


def test_a_role_that_keeps_changing_is_mailed_twice_a_day_at_most(client, cast):
    second = make_user("second@example.com")
    join(second, cast.practice)
    client.force_login(cast.owner)
    path = reverse("member", args=[membership(cast.editor).pk])
    for _ in range(5):
        for role in ("viewer", "editor"):
            client.post(path, {"role": role})
            assert membership(cast.editor).role == role
    assert len(mails(cast.editor.email)) == len(mails(second.email)) == 4
    client.post(path, {"role": "owner"})
    assert "you are an owner now" in mails(cast.editor.email)[-1].text
    assert "is now an owner." in mails(second.email)[-1].text


def test_the_same_role_again_mails_nobody(client, cast):
    client.force_login(cast.owner)
    client.post(reverse("member", args=[membership(cast.editor).pk]), {"role": "editor"})
    assert not mails()


def test_a_role_that_does_not_exist_gets_a_message(client, cast):
    client.force_login(cast.owner)
    answer = client.post(reverse("member", args=[membership(cast.editor).pk]), {"role": "boss"})
    assert Page(answer.content).one("div", class_="error-summary")


def test_a_removed_member_is_told_and_loses_access_at_once(client, cast):
    client.force_login(cast.owner)
    client.post(reverse("member-remove", args=[membership(cast.editor).pk]))
    assert membership(cast.editor) is None
    assert mails(cast.editor.email)[0].subject.startswith("You are no longer in the team")


def test_a_member_who_was_removed_in_the_meantime_causes_no_error(client, cast):
    client.force_login(cast.owner)
    gone = membership(cast.editor)
    gone.delete()
    assert client.post(reverse("member-remove", args=[gone.pk or 0])).status_code == 404


def test_a_member_who_leaves_loses_access_and_the_owners_are_told(client, cast):
    client.force_login(cast.viewer)
    path = reverse("leave-team", args=[cast.practice.pk])
    assert "Leave the team of" in text(client.get(path))
    client.post(path)
    assert membership(cast.viewer) is None
    assert f"Viewer ({cast.viewer.email}) left." in mails(cast.owner.email)[0].text
    assert client.post(path).status_code == 403


def test_an_admin_who_is_in_no_team_can_not_leave_it(client, cast):
    client.force_login(cast.admin)
    answer = client.post(reverse("leave-team", args=[cast.practice.pk]), follow=True)
    assert "You are not in this team" in text(answer)


def test_the_last_owner_can_not_leave_lose_the_role_or_be_removed(client, cast):
    client.force_login(cast.owner)
    owner = membership(cast.owner)
    answers = [
        client.post(reverse("leave-team", args=[cast.practice.pk]), follow=True),
        client.post(reverse("member", args=[owner.pk]), {"role": "editor"}),
        client.post(reverse("member-remove", args=[owner.pk]), follow=True),
    ]
    assert all("A team needs an owner" in text(answer) for answer in answers)
    assert membership(cast.owner).role == Role.OWNER


def test_an_admin_who_removes_the_last_owner_ends_the_whole_team(client, cast):
    invite(practice=cast.practice, email="next@example.com", role=Role.EDITOR, by=cast.owner)
    client.force_login(cast.admin)
    path = reverse("member", args=[membership(cast.owner).pk])
    assert "the whole team and its invitations end" in text(client.get(path))
    answer = client.post(reverse("member-remove", args=[membership(cast.owner).pk]), follow=True)
    assert "the whole team has ended" in text(answer)
    assert not cast.practice.memberships.exists()
    for user in (cast.owner, cast.editor, cast.viewer):
        assert mails(user.email)[-1].subject.startswith("You are no longer in the team")
    assert "was withdrawn" in mails("next@example.com")[-1].subject


def test_an_admin_who_removes_one_of_two_owners_keeps_the_team(client, cast):
    join(make_user(), cast.practice)
    client.force_login(cast.admin)
    client.post(reverse("member-remove", args=[membership(cast.owner).pk]))
    assert cast.practice.memberships.count() == 3


def test_one_of_two_owners_may_leave_but_then_not_the_other(cast):
    second = make_user()
    join(second, cast.practice)
    leave_team(practice=cast.practice, user=cast.owner)
    with pytest.raises(LastOwner):
        leave_team(practice=cast.practice, user=second)


def test_an_owner_may_give_up_the_role_while_another_owner_stays(client, cast):
    join(make_user(), cast.practice)
    client.force_login(cast.owner)
    client.post(reverse("member", args=[membership(cast.owner).pk]), {"role": "viewer"})
    assert membership(cast.owner).role == Role.VIEWER


def test_the_last_owner_can_not_delete_the_account(cast):
    assert f"You are the only owner of {cast.practice.name}." in obstacles(cast.owner)[0]
    assert delete_account(cast.owner)
    assert User.objects.filter(pk=cast.owner.pk).exists()


def test_others_can_delete_the_account_and_the_owners_are_told(cast):
    assert not obstacles(cast.editor)
    assert delete_account(cast.editor) == []
    assert not User.objects.filter(pk=cast.editor.pk).exists()
    assert "left and deleted the account" in mails(cast.owner.email)[0].text


def test_every_practice_with_this_only_owner_is_named(cast):
    for name in ("Oak TMS", "Ash TMS"):
        join(cast.owner, make_practice(name=name))
    shared = make_practice(name="Shared TMS")
    join(cast.owner, shared)
    join(make_user(), shared)
    (sentence,) = obstacles(cast.owner)
    assert "Ash TMS, Oak TMS" in sentence
    assert "Shared TMS" not in sentence


def test_the_database_allows_one_membership_per_person(cast):
    with pytest.raises(IntegrityError, match="membership_is_unique"), transaction.atomic():
        join(cast.owner, cast.practice, Role.VIEWER)


def test_the_page_needs_few_queries_and_is_paginated(client, cast, django_assert_max_num_queries):
    for _ in range(30):
        join(make_user(), cast.practice, Role.VIEWER)
    client.force_login(cast.owner)
    path = reverse("team", args=[cast.practice.pk])
    client.get(path)
    with django_assert_max_num_queries(8):
        page = text(client.get(path))
    assert "Page 1 of 2" in page
    with django_assert_max_num_queries(8):
        client.get(reverse("member", args=[membership(cast.editor).pk]))
    with django_assert_max_num_queries(8):
        client.get(reverse("leave-team", args=[cast.practice.pk]))


def leave(practice, user):
    leave_team(practice=practice, user=user)


def demote(practice, user):
    change_role(membership=membership(user, practice), role=Role.EDITOR, by=user)


def remove(practice, user):
    remove_member(membership=membership(user, practice), by=user)


def delete(practice, user):
    if delete_account(user):
        raise LastOwner(membership(user, practice))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ways", [(leave, leave), (leave, demote), (remove, delete), (delete, delete)])
def test_of_two_owners_who_leave_at_the_same_moment_one_stays(ways):
    practice = make_practice()
    owners = [make_user(), make_user()]
    for owner in owners:
        join(owner, practice)
    both_ready = Barrier(2, timeout=10)

    def go(way, user):
        both_ready.wait()
        try:
            way(practice, user)
        except LastOwner:
            return "stays"
        else:
            return "gone"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(go, ways, owners))
    assert answers == ["gone", "stays"]
    assert Membership.objects.filter(practice=practice, role=Role.OWNER).count() == 1
