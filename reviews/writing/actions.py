"""What authors do: send a review, confirm their address, edit, delete.

Nothing here publishes anything: a confirmed review waits for a moderator. Deleting takes effect at once.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from mail.sending import queue_mail
from providers.models import Location
from reviews.author_links import use_up
from reviews.authors import email_hash
from reviews.models import PENDING, ProofLevel, Review, State
from reviews.models.review import EMPTIED
from reviews.proof import documents
from reviews.proof.redeeming import code_key, valid_code
from reviews.publishing.actions import forget_text, is_same_course, published_before, unpublish
from reviews.states import Action, NotAllowedNow, lock_author, lock_review, move
from reviews.tokens import Link, link_url
from reviews.writing.consent import consent_fields
from reviews.writing.draft import Draft, Proof, Sender


@transaction.atomic
def submit(*, location: Location, draft: Draft, proof: Proof, email: str, sender: Sender) -> Review:
    """Store what was sent, with its author's consent to publish it, and mail a link to the address; unless
    that is opened, it is deleted after a week.

    A code that is not of this place, or has expired, is ignored without a message. One that was used before
    is taken like any other (reviews/proof/redeeming.py).
    """
    review = Review.objects.create(
        location=location,
        email=email,
        email_hash=email_hash(email),
        **traces_of(sender),
        **proof_fields(location, proof),
        **draft.as_fields(),
        **consent_fields(),
    )
    documents.store(review, proof.pages, moment=timezone.now())
    context = {"location": location, "url": link_url("confirm", review)}
    queue_mail("reviews/writing/confirm", to=email, context=context)
    return review


def proof_fields(location: Location, proof: Proof) -> dict[str, Any]:
    code = valid_code(location, proof.code_hash)
    return {
        "code": code,
        "code_key": code_key(code) if code else "",
        "document_kind": proof.document_kind or "",
    }


def traces_of(sender: Sender) -> dict[str, Any]:
    return {
        "visitor_key": sender.visitor_key,
        "networks": [sender.network] if sender.network else [],
        "sent_by_team": sender.is_on_team,
    }


@transaction.atomic
def confirm(*, link: Link, sender: Sender | None = None) -> Review:
    """The author has confirmed the address: the review joins the queue. Raises NotAllowedNow if it has joined
    before, and Review.DoesNotExist."""
    lock_author(link.review_id)
    review = lock_review(link.review_id)
    review.link_serial += 1
    if sender is not None:
        review.sent_by_team = review.sent_by_team or sender.is_on_team
        review.networks = sorted({*review.networks, sender.network} - {""})
    join_queue(review)
    return review


def join_queue(review: Review) -> None:
    """Wait for a moderator, and save. The caller holds the locks. Raises NotAllowedNow."""
    move(review, Action.CONFIRM)
    review.confirmed_at = timezone.now()
    replace_same_course(review)
    review.save()


def replace_same_course(review: Review) -> None:
    """One review per person, location and course of treatment: one that waits is replaced at once, a
    published one when this one is published. The proof of the same visit remains valid."""
    rows = Review.objects.pending().by(review.email_hash).filter(location=review.location_id)
    for waiting in rows.exclude(pk=review.pk).select_for_update(of=("self",)).order_by("pk"):
        if is_same_course(waiting, review):
            replace_waiting(waiting, by=review)
    for published in published_before(review):
        review.replaces = published
        take_over_proof(review, published)


def replace_waiting(waiting: Review, *, by: Review) -> None:
    take_over_proof(by, waiting)
    move(waiting, Action.REPLACE)
    forget_text(waiting)
    waiting.save()


def take_over_proof(review: Review, earlier: Review) -> None:
    if review.proof_level == ProofLevel.EMAIL:
        review.proof_level = earlier.proof_level
        review.proof_checked_on = earlier.proof_checked_on
        review.document_kind = review.document_kind or earlier.document_kind
    if review.proof_level == ProofLevel.CODE:  # another code stays unused
        review.code, review.code_key = None, earlier.code_key
    elif review.code_id is None:
        review.code_id, review.code_key = earlier.code_id, earlier.code_key
    review.sent_by_team = review.sent_by_team or earlier.sent_by_team
    if not review.documents.exists():
        earlier.documents.update(review=review)


@transaction.atomic
def revise(*, link: Link, draft: Draft, proof: Proof, sender: Sender) -> Review:
    """An author's new text, which waits for a moderator; until then a published one stays.

    Raises NotAllowedNow if the link was used before or the review can't be edited any more, and
    Review.DoesNotExist.
    """
    lock_author(link.review_id)
    earlier = lock_review(link.review_id)
    use_up(earlier, link)
    is_published = earlier.state == State.PUBLISHED
    if not is_published and earlier.state not in PENDING:
        raise NotAllowedNow(f"The review is {earlier.state}.")
    earlier.save(update_fields=["link_serial"])
    review = Review.objects.create(
        location=earlier.location,
        email=link.email,
        email_hash=earlier.email_hash,
        **traces_of(sender),
        replaces=earlier if is_published else earlier.replaces,
        **proof_fields(earlier.location, proof),
        **draft.as_fields(),
        **consent_fields(),
    )
    documents.store(review, proof.pages, moment=timezone.now())
    # Even where the edit changes the month to that of another course: it is the same review.
    if is_published:
        take_over_proof(review, earlier)
    else:
        replace_waiting(earlier, by=review)
    join_queue(review)
    return review


@transaction.atomic
def withdraw(*, link: Link) -> Review:
    """Delete a review at its author's wish, with what waits to replace it, at once. Raises NotAllowedNow and
    Review.DoesNotExist."""
    lock_author(link.review_id)
    review = lock_review(link.review_id)
    use_up(review, link)
    moment = timezone.now()
    family = Review.objects.live().by(review.email_hash).filter(location=review.location_id)
    for other in family.exclude(pk=review.pk).select_for_update(of=("self",)).order_by("pk"):
        if other.pk == review.replaces_id or other.replaces_id == review.pk:
            unpublish(other, Action.WITHDRAW, moment=moment)
    unpublish(review, Action.WITHDRAW, moment=moment)
    return review


@transaction.atomic
def withdraw_all(*, email: str) -> int:
    """Delete every review of an address, whatever its state, because its owner has asked for that and has
    confirmed the address; returns how many. What `withdraw` keeps is kept here too."""
    moment, withdrawn = timezone.now(), 0
    rows = Review.objects.by(email_hash(email)).exclude(state__in=EMPTIED).order_by("location_id", "pk")
    for review_id in list(rows.values_list("pk", flat=True)):
        try:
            lock_author(review_id)
            review = lock_review(review_id)
        except Review.DoesNotExist:  # nobody had confirmed it, and its week is over
            continue
        if review.state not in EMPTIED:
            unpublish(review, Action.WITHDRAW, moment=moment)
            withdrawn += 1
    return withdrawn
