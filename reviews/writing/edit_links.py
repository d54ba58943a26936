"""New links for authors who want to edit or delete what they wrote."""

from django.db import transaction

from mail.sending import queue_mail
from providers.models import Location
from reviews.appeals.actions import appealable_decision
from reviews.authors import email_hash
from reviews.models import EMPTIED, PENDING, Review, State
from reviews.takedowns.actions import open_for_answer
from reviews.tokens import link_url


@transaction.atomic
def mail_edit_links(*, location: Location, email: str) -> int:
    """Mail a link for each review by this address about this location; how many. The person who asked is told
    nothing about it, not even by the time it takes (writing/tasks.py): it would reveal who has written."""
    links = [links_of(review, email) for review in editable(location, email)]
    if links:
        queue_mail("reviews/writing/edit", to=email, context={"location": location, "links": links})
    return len(links)


def links_of(review: Review, email: str) -> dict[str, str]:
    """To edit or delete; where possible also to appeal, and to answer a legal notice. The author could not be
    told of these before, because we no longer know the address."""
    links = {
        "care": f"{review.care_month}/{review.care_year}",
        "url": link_url("edit", review, email),
    }
    if decision := appealable_decision(review):
        links["reason"] = decision.reason_label
        links["appeal_url"] = link_url("appeal", review, email)
    if open_for_answer(review):
        links["answer_url"] = link_url("answer", review, email)
    return links


def editable(location: Location, email: str) -> list[Review]:
    """The newest text of each review: the one that waits, else the published one; also those that were
    declined or taken off, which their author can still delete."""
    rows = list(
        Review.objects.by(email_hash(email))
        .filter(location=location)
        .exclude(state__in=[State.UNCONFIRMED, *EMPTIED])
        .order_by("pk")
    )
    superseded = {row.replaces_id for row in rows if row.state in PENDING}
    return [row for row in rows if row.pk not in superseded]
