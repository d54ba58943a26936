"""What authors do: send a review, confirm their address, edit, delete.

Nothing here publishes anything: a confirmed review waits for a moderator. Deleting takes effect at once.
"""

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from mail.sending import absolute_url, queue_mail
from providers.models import Location
from reviews.authors import email_hash
from reviews.models import ProofLevel, Review, State, VisitCode
from reviews.proof import documents
from reviews.publishing.actions import forget_text, is_same_course, published_before, take_off
from reviews.rating.sums import recompute
from reviews.states import Action, NotAllowedNow, locked, move
from reviews.tokens import Link, seal
from reviews.writing.draft import Draft, Proof


@transaction.atomic
def submit(*, location: Location, draft: Draft, proof: Proof, email: str, visitor_key: str) -> Review:
    """Keep what was sent and mail a link to the address; without its confirmation it is deleted after a week.

    A code that does not fit is passed over in silence: an answer would tell a clinic which of the codes that
    it handed out was used. The label of the published review shows what came of it.
    """
    review = Review.objects.create(
        location=location,
        email=email,
        email_hash=email_hash(email),
        visitor_key=visitor_key,
        code=usable_code(location, proof.code_hash),
        document_kind=proof.document_kind or "",
        **draft.as_fields(),
    )
    documents.keep(review, proof.pages, moment=timezone.now())
    url = absolute_url(reverse("confirm-review", args=[seal("confirm", review)]))
    queue_mail("reviews/writing/confirm", to=email, context={"location": location, "url": url})
    return review


def usable_code(location: Location, code_hash: str) -> VisitCode | None:
    codes = VisitCode.objects.filter(
        code_hash=code_hash,
        used_on=None,
        batch__location=location,
        batch__expires_on__gte=timezone.localdate(),
    )
    return codes.first() if code_hash else None


@transaction.atomic
def confirm(*, link: Link) -> Review:
    """The address is the author's: the review joins the queue. Raises NotAllowedNow if it has before, and
    Review.DoesNotExist."""
    one_of_an_author_at_a_time(link.review_id)
    review = locked(link.review_id)
    move(review, Action.CONFIRM)
    review.confirmed_at = timezone.now()
    review.link_serial += 1
    queue_behind_nothing(review)
    is_code_used = use_code(review)
    review.save()
    if is_code_used:
        recompute(review.location_id)
    return review


def one_of_an_author_at_a_time(review_id: int) -> None:
    """Until this transaction ends: two texts of one person at one place are confirmed one after the other, so
    that the second finds the first."""
    email = Review.objects.values_list("location_id", "email_hash").get(pk=review_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["{}:{}".format(*email)])


def queue_behind_nothing(review: Review) -> None:
    """One review per person, location and course of treatment: what waits already gives way at once, what is
    published when this is published. The proof of the same visit stays good."""
    rows = Review.objects.pending().by(review.email_hash).filter(location=review.location_id)
    for waiting in rows.exclude(pk=review.pk).select_for_update(of=("self",)).order_by("pk"):
        if is_same_course(waiting, review):
            take_over_proof(review, waiting)
            move(waiting, Action.REPLACE)
            forget_text(waiting)
            waiting.save()
    for published in published_before(review):
        review.replaces = published
        take_over_proof(review, published)


def take_over_proof(review: Review, earlier: Review) -> None:
    if review.proof_level == ProofLevel.EMAIL:
        review.proof_level = earlier.proof_level
        review.proof_checked_on = earlier.proof_checked_on
        review.document_kind = review.document_kind or earlier.document_kind
    if not review.documents.exists():
        earlier.documents.update(review=review)


def use_code(review: Review) -> bool:
    """Whether the review's code was still free; then it is used now, and nothing says for which review."""
    code_id, review.code = review.code_id, None
    if code_id is None or review.proof_level == ProofLevel.CODE:
        return False
    code = VisitCode.objects.select_for_update().filter(pk=code_id, used_on=None).first()
    if code is None:  # somebody else sent the same code and was quicker
        return False
    code.used_on = timezone.localdate()
    code.save(update_fields=["used_on"])
    review.proof_level = ProofLevel.CODE
    review.proof_checked_on = None
    return True


@transaction.atomic
def revise(*, link: Link, draft: Draft, proof: Proof, visitor_key: str) -> Review:
    """An author's new text, which waits for a moderator; a published one stays until then.

    Raises NotAllowedNow if the link was used before or the review can't be edited any more, and
    Review.DoesNotExist.
    """
    one_of_an_author_at_a_time(link.review_id)
    earlier = locked(link.review_id)
    take_serial(earlier, link)
    if earlier.state not in (State.WAITING, State.CHANGE_ASKED, State.PUBLISHED):
        raise NotAllowedNow(f"The review is {earlier.state}.")
    earlier.save(update_fields=["link_serial"])
    review = Review.objects.create(
        location=earlier.location,
        email=link.email,
        email_hash=earlier.email_hash,
        visitor_key=visitor_key,
        code=usable_code(earlier.location, proof.code_hash),
        document_kind=proof.document_kind or "",
        replaces=earlier if earlier.state == State.PUBLISHED else earlier.replaces,
        **draft.as_fields(),
    )
    documents.keep(review, proof.pages, moment=timezone.now())
    replace_what_waits(earlier, by=review)
    move(review, Action.CONFIRM)
    review.confirmed_at = timezone.now()
    queue_behind_nothing(review)
    is_code_used = use_code(review)
    review.save()
    if is_code_used:
        recompute(review.location_id)
    return review


def replace_what_waits(earlier: Review, *, by: Review) -> None:
    """Also where the edit moves the month to another course: it is the same review."""
    take_over_proof(by, earlier)
    if earlier.state != State.PUBLISHED:
        move(earlier, Action.REPLACE)
        forget_text(earlier)
        earlier.save()


def take_serial(review: Review, link: Link) -> None:
    """A link works once. Raises NotAllowedNow."""
    if review.link_serial != link.serial:
        raise NotAllowedNow("This link was used before.")
    review.link_serial += 1


@transaction.atomic
def withdraw(*, link: Link) -> Review:
    """Delete a review at its author's wish, with what waits to replace it, at once. Raises NotAllowedNow and
    Review.DoesNotExist."""
    one_of_an_author_at_a_time(link.review_id)
    review = locked(link.review_id)
    take_serial(review, link)
    moment = timezone.now()
    family = Review.objects.live().by(review.email_hash).filter(location=review.location_id)
    for other in family.exclude(pk=review.pk).select_for_update(of=("self",)).order_by("pk"):
        if other.pk == review.replaces_id or other.replaces_id == review.pk:
            take_off(other, Action.WITHDRAW, moment=moment)
    take_off(review, Action.WITHDRAW, moment=moment)
    return review
