"""Appeals: one per review, decided by another moderator."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.appeals.actions import SameModerator, decide_appeal
from reviews.decisions.log import last_word
from reviews.models import Appeal, Decision, State
from tests.jobs import mails
from tests.reviews.factories import make_appeal, make_review
from tests.reviews.moderating import AUTHOR, act, approve_and_publish, declined, state_of
from tests.reviews.sending import link_in_mail, press

pytestmark = pytest.mark.django_db


def test_an_author_appeals_once_and_another_moderator_decides(client, cast, other):
    review = declined(cast)
    link = link_in_mail(AUTHOR)
    page = client.get(link).content.decode()
    assert "Suspected fake" in page
    assert press(client, link).status_code == 400
    assert press(client, link, text="I was there in March.").status_code == 200
    assert press(client, link, text="Again.").status_code == 409
    appeal = Appeal.objects.get()
    own = act(cast.moderator, "decide-appeal", appeal.pk, "grant")
    assert own.status_code == 403
    assert "your own decision" in own.content.decode()
    act(other, "decide-appeal", appeal.pk, "grant", note="Sorry.")
    assert state_of(review) == State.PUBLISHED
    appeal.refresh_from_db()
    assert (appeal.state, appeal.decided_by, appeal.email) == ("granted", other, "")
    assert "You were right" in mails(AUTHOR)[-1].text


def test_a_refused_appeal_says_why_and_is_the_last(client, cast, other):
    review = declined(cast)
    link = link_in_mail(AUTHOR)
    press(client, link, text="I was there.")
    appeal = Appeal.objects.get()
    assert act(other, "decide-appeal", appeal.pk, "refuse").status_code == 400
    act(other, "decide-appeal", appeal.pk, "refuse", note="It copies another text.")
    assert state_of(review) == State.DECLINED
    assert "copies another text" in mails(AUTHOR)[-1].text
    assert Decision.objects.latest("pk").action == "uphold"
    assert press(client, link, text="But I was there.").status_code == 409


def test_neither_the_actions_nor_the_table_let_the_first_moderator_decide(cast, other):
    appeal = make_appeal(make_review(state=State.DECLINED), against=cast.moderator)
    with pytest.raises(SameModerator):
        decide_appeal(appeal_id=appeal.pk, moderator=cast.moderator, is_granted=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decided_by=cast.moderator)


def test_with_one_moderator_the_admins_are_asked_to_decide(client, cast):
    declined(cast)
    press(client, link_in_mail(AUTHOR), text="I was there.")
    appeal = Appeal.objects.get()
    assert reverse("decide-appeal", args=[appeal.pk]) in mails(cast.admin.email)[-1].text
    act(cast.admin, "decide-appeal", appeal.pk, "grant")
    assert Appeal.objects.get().decided_by == cast.admin


def test_a_later_text_about_the_same_care_stays_when_an_appeal_is_granted(cast, other):
    review = declined(cast)
    later = make_review(cast.location, email=AUTHOR)
    approve_and_publish(review_id=later.pk, moderator=other)
    appeal = make_appeal(review, against=cast.moderator)
    decide_appeal(appeal_id=appeal.pk, moderator=other, is_granted=True)
    assert (state_of(review), state_of(later)) == (State.REPLACED, State.PUBLISHED)
    assert last_word(review).action == "reinstate"


def hours_ago(appeal, hours):
    Appeal.objects.filter(pk=appeal.pk).update(created_at=timezone.now() - timedelta(hours=hours))


def appeal_against(cast, hours):
    appeal = make_appeal(make_review(state=State.DECLINED), against=cast.moderator, email=AUTHOR)
    hours_ago(appeal, hours)
    return appeal


def test_a_sites_only_moderator_decides_after_72_hours_and_the_author_is_told(cast):
    appeal = appeal_against(cast, hours=73)
    act(cast.moderator, "decide-appeal", appeal.pk, "refuse", note="It copies another text.")
    appeal.refresh_from_db()
    assert (appeal.state, appeal.decided_by, appeal.is_by_same_person) == ("refused", cast.moderator, True)
    told = mails(AUTHOR)[-1].text
    assert "reviewed again by the same person, because this site has one moderator" in " ".join(told.split())


def test_before_72_hours_only_an_admin_decides_on_a_site_with_one_moderator(cast):
    appeal = appeal_against(cast, hours=71)
    own = act(cast.moderator, "decide-appeal", appeal.pk, "grant")
    assert own.status_code == 403
    assert "If nobody has decided by" in own.content.decode()
    with pytest.raises(SameModerator):
        decide_appeal(appeal_id=appeal.pk, moderator=cast.moderator, is_granted=True)
    decide_appeal(appeal_id=appeal.pk, moderator=cast.admin, is_granted=False, note="No.")
    assert not Appeal.objects.get().is_by_same_person


def test_with_another_moderator_the_first_one_never_decides(cast, other):
    appeal = appeal_against(cast, hours=1000)
    assert act(cast.moderator, "decide-appeal", appeal.pk, "grant").status_code == 403


def test_the_table_refuses_an_early_decision_and_one_that_does_not_say_who_made_it(cast):
    appeal = appeal_against(cast, hours=71)
    for is_said in (True, False):
        hours_ago(appeal, 71 if is_said else 73)
        decided = {
            "state": "refused",
            "decided_at": timezone.now(),
            "email": "",
            "decided_by": cast.moderator,
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=appeal.pk).update(**decided, is_by_same_person=is_said)


def test_an_author_learns_beforehand_that_the_only_person_here_reads_it_again(client, cast):
    declined(cast)
    User.objects.filter(pk=cast.admin.pk).update(is_active=False)
    page = client.get(link_in_mail(AUTHOR)).content.decode()
    assert "so after 72 hours the same person reviews it again" in page
    User.objects.filter(pk=cast.admin.pk).update(is_active=True)
    assert "A different moderator reviews it" in client.get(link_in_mail(AUTHOR)).content.decode()
