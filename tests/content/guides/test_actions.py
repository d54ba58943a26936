"""Writing, publishing, scheduling and retiring versions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.guides import actions
from content.models import GuideVersion, Origin, Overrule, Status
from tests.content.factories import make_draft, make_editor, make_live, make_person

pytestmark = pytest.mark.django_db

UNCITED = "About 56% reached remission.\n"


def live_titles(at=None) -> list[str]:
    return [version.title for version in GuideVersion.objects.live(at)]


def test_versions_are_counted_within_their_guide():
    assert [make_draft("one").number, make_draft("two").number, make_draft("one").number] == [1, 1, 2]


def test_computed_fields_are_stored_with_the_text():
    version = make_draft(body="## Magnets\n\n" + "Pulses reach the brain. " * 60)
    assert version.reading_minutes == 2
    assert "pulses" in version.words
    assert version.plain_text.startswith("Magnets\nPulses reach")


def test_publishing_replaces_what_readers_see():
    first = make_live(title="First")
    second = make_draft(title="Second")
    actions.publish(version=second, by=None)
    first.refresh_from_db()
    assert live_titles() == ["Second"]
    assert (first.status, first.published_until) == (Status.RETIRED, second.published_from)


def test_a_text_with_findings_is_not_published_without_a_reason():
    version = make_draft(body=UNCITED)
    with pytest.raises(actions.NotPublishable) as caught:
        actions.publish(version=version, by=None, reason="  ")
    assert "56%" in str(caught.value.findings[0])
    assert live_titles() == []


def test_a_reason_is_stored_with_every_finding_and_the_editor():
    version, editor = make_draft(body=UNCITED), make_editor()
    actions.publish(version=version, by=editor, reason="Quoted as a rumor")
    (kept,) = Overrule.objects.all()
    assert (kept.version, kept.made_by, kept.reason) == (version, editor, "Quoted as a rumor")
    assert "About 56% reached remission." in kept.finding


def test_a_guide_is_published_without_a_reviewer():
    version = make_draft()
    actions.publish(version=version, by=None)
    assert version.is_live()


def test_a_reviewer_signs_one_text_and_a_copy_of_it_is_not_signed():
    version, day = make_live(), timezone.localdate()
    actions.record_review(version=version, reviewer=make_person("maya-lind"), day=day - timedelta(days=1))
    actions.record_review(version=version, reviewer=make_person("maya-lind"), day=day)
    assert [row.reviewed_on for row in version.contributions.filter(contribution="reviewer")] == [day]
    draft = actions.copy(version=version, by=make_editor())
    assert list(draft.contributions.values_list("contribution", "person__slug")) == [("author", "ana-ruiz")]


def test_all_waiting_texts_are_published_in_one_step_and_late_ones_say_that_they_are_late():
    waiting = {"status": Status.IN_REVIEW, "origin": Origin.SHIPPED}
    today = timezone.localdate()
    make_draft("good", **waiting)
    make_draft("late", written_on=today - timedelta(days=9), update_due=today - timedelta(days=1), **waiting)
    wrong = make_draft("wrong", body=UNCITED, **waiting)
    make_draft("editors", status=Status.IN_REVIEW)
    assert actions.publish_waiting(by=make_editor()) == (2, (wrong,))
    assert sorted(GuideVersion.objects.live().values_list("guide__slug", flat=True)) == ["good", "late"]
    assert [row.finding for row in Overrule.objects.all()] == [
        f"line 1: update overdue: The update was due on {today - timedelta(days=1)}."
    ]


def test_a_waiting_text_that_a_newer_one_replaces_is_not_published():
    waiting = {"status": Status.IN_REVIEW, "origin": Origin.SHIPPED}
    make_draft(title="Old", **waiting)
    make_draft(title="New", **waiting)
    assert actions.publish_waiting(by=make_editor()) == (1, ())
    assert live_titles() == ["New"]


def test_a_scheduled_version_takes_over_at_its_moment():
    make_live(title="Now")
    later = timezone.now() + timedelta(days=3)
    actions.publish(version=make_draft(title="Later"), by=None, at=later)
    assert live_titles() == ["Now"]
    assert live_titles(later - timedelta(seconds=1)) == ["Now"]
    assert live_titles(later) == ["Later"]


def test_withdrawing_a_scheduled_version_keeps_the_live_one():
    make_live(title="Now")
    later = timezone.now() + timedelta(days=3)
    scheduled = make_draft(title="Later")
    actions.publish(version=scheduled, by=None, at=later)
    actions.withdraw(version=scheduled)
    assert scheduled.status == Status.DRAFT
    assert live_titles(later) == ["Now"]


def test_nothing_is_published_before_a_scheduled_version():
    actions.publish(version=make_draft(), by=None, at=timezone.now() + timedelta(days=3))
    with pytest.raises(actions.AlreadyScheduled):
        actions.publish(version=make_draft(), by=None)


def test_a_retired_guide_is_not_live():
    version = make_live()
    actions.retire(version=version)
    assert live_titles() == []
    assert version.status == Status.RETIRED


def test_a_copy_is_a_draft_with_the_same_text_people_and_terms():
    version = make_live(title="Same")
    draft = actions.copy(version=version, by=make_editor())
    assert (draft.status, draft.number, draft.title, draft.body) == (Status.DRAFT, 2, "Same", version.body)
    assert list(draft.contributions.values_list("contribution", "person__slug")) == [("author", "ana-ruiz")]


def test_an_update_is_overdue_after_its_due_date():
    version = make_live()
    assert not version.is_overdue(version.update_due)
    assert version.is_overdue(version.update_due + timedelta(days=1))
    assert list(GuideVersion.objects.live().overdue(version.update_due)) == []
    assert list(GuideVersion.objects.overdue(version.update_due + timedelta(days=1))) == [version]
