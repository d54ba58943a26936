"""Fresh links for authors who want to edit or delete what they wrote."""

from django.db import transaction
from django.urls import reverse

from mail.sending import absolute_url, queue_mail
from providers.models import Location
from reviews.appeals.actions import can_be_appealed
from reviews.authors import email_hash
from reviews.decisions.log import last_word
from reviews.models import Review, State
from reviews.takedowns.actions import open_for_answer
from reviews.tokens import seal


@transaction.atomic
def mail_edit_links(*, location: Location, email: str) -> int:
    """Mail a link for each review by this address at this location; how many. Whoever asks is told nothing of
    it, not even by the time it takes (reviews/tasks.py): else one could find out who wrote."""
    links = [links_of(review, email) for review in editable(location, email)]
    if links:
        queue_mail("reviews/writing/edit", to=email, context={"location": location, "links": links})
    return len(links)


def links_of(review: Review, email: str) -> dict[str, str]:
    """To edit or delete; and where that is possible, to appeal and to answer a legal notice: the address is
    not known to us any more, so nobody could tell the author earlier."""
    links = {"care": f"{review.care_month}/{review.care_year}", "url": edit_url(review, email)}
    if can_be_appealed(review):
        links["reason"] = last_word(review).reason_label
        links["appeal_url"] = absolute_url(reverse("appeal", args=[seal("appeal", review, email)]))
    if open_for_answer(review):
        links["answer_url"] = absolute_url(reverse("takedown-answer", args=[seal("answer", review, email)]))
    return links


def editable(location: Location, email: str) -> list[Review]:
    """The newest text of each review: what waits, else what is published; also what was declined or taken
    off, which its author can still delete."""
    rows = list(
        Review.objects.by(email_hash(email))
        .filter(location=location)
        .exclude(state__in=[State.UNCONFIRMED, State.WITHDRAWN, State.REPLACED])
        .order_by("pk")
    )
    superseded = {row.replaces_id for row in rows if row.state in (State.WAITING, State.CHANGE_ASKED)}
    return [row for row in rows if row.pk not in superseded]


def edit_url(review: Review, email: str) -> str:
    return absolute_url(reverse("edit-review", args=[seal("edit", review, email)]))
