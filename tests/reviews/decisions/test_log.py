"""The log of decisions: who sees what, and that nobody can change it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from reviews.models import Decision, Reason, Review
from reviews.moderation.actions import decline
from reviews.moderation.publication import approve
from tests.cast import join, make_user
from tests.factories import make_location
from tests.reviews.factories import make_review

pytestmark = pytest.mark.django_db


def test_the_log_shows_moderators_no_decision_about_their_own_practice(moderator_client, cast):
    for location in (cast.location, make_location(name="Oak TMS")):
        note = f"You wrote of {location.name} that"
        decline(review_id=make_review(location).pk, moderator=cast.moderator, reason=Reason.ABUSE, note=note)
    assert "You wrote of Harbor TMS that" in moderator_client.get(reverse("decision-log")).content.decode()
    join(cast.moderator, cast.practice)
    page = moderator_client.get(reverse("decision-log")).content.decode()
    assert "Harbor TMS" not in page
    assert "You wrote of Oak TMS that" in page


def test_the_log_keeps_decisions_by_people_and_about_places_that_are_gone(moderator_client, cast):
    former = make_user("former@example.com", is_moderator=True)
    location = make_location(name="Oak TMS")
    note = "It names somebody."
    decline(review_id=make_review(location).pk, moderator=former, reason=Reason.ABUSE, note=note)
    assert "former@example.com" in moderator_client.get(reverse("decision-log")).content.decode()
    Review.objects.all().delete()
    location.practice.delete()
    former.delete()
    page = moderator_client.get(reverse("decision-log")).content.decode()
    assert note in page
    assert "Oak TMS" not in page
    assert "a former moderator" in page
    assert "the site itself" not in page


def execute(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in filter(None, statements):
            cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews_decision SET reason = 'fake'",
        "DELETE FROM reviews_decision",
        "TRUNCATE reviews_decision",
        "TRUNCATE reviews_review CASCADE; TRUNCATE reviews_decision",
    ],
)
@pytest.mark.parametrize("before", ["", "SET LOCAL session_replication_role = replica"])
def test_nobody_can_change_the_log_not_even_the_tables_owner(cast, statement, before):
    approve(review_id=make_review(cast.location).pk, moderator=cast.moderator)
    with pytest.raises(IntegrityError, match="append-only"):
        execute("SET CONSTRAINTS ALL IMMEDIATE", before, statement)
    assert Decision.objects.get().reason == ""
