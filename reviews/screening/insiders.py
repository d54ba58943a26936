"""Signs that somebody from the clinic wrote, or that one person used several of its codes.

A moderator sees them as hints. They look at addresses, networks and times, never at a score, and no answer to
anybody else depends on them. Somebody who is at the clinic's desk or on its Wi-Fi may also be a patient.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from accounts.models import UserNetwork
from listings.claims.domains import EXAMPLES, domain_of, host_of, is_public, mail_domains
from listings.models import Membership
from providers import words
from providers.models import Location
from reviews.authors import email_hash
from reviews.models import Review, State
from reviews.proof.redeeming import with_same_code

# Patients use codes one by one; two within minutes may have been typed by one person.
MINUTES_APART = timedelta(minutes=10)


def insider_signs(review: Review) -> list[str]:
    """Sentences, the strongest first."""
    found = [
        from_own_address(review),
        from_own_domain(review),
        from_own_browser(review),
        from_own_network(review),
        codes_of_one_network(review),
        codes_within_minutes(review),
        same_code(review),
    ]
    return [sentence for sentence in found if sentence]


def team_of(review: Review) -> set[int]:
    """Ids of the users on the practice's team."""
    members = Membership.objects.filter(practice=review.location.practice_id)
    return set(members.values_list("user", flat=True))


def from_own_address(review: Review) -> str:
    """Staff can't review their own place: does the address belong to the team, or is it the clinic's own?"""
    if not review.email_hash:
        return ""
    members = Membership.objects.filter(practice=review.location.practice_id)
    if is_one_of(review, members.values_list("user__email", flat=True)):
        return "The author’s address belongs to somebody on this practice’s team."
    listed = Location.objects.filter(practice=review.location.practice_id).exclude(email="")
    if is_one_of(review, listed.values_list("email", flat=True)):
        return "The author’s address is the one that this clinic lists as its own."
    return ""


def is_one_of(review: Review, addresses: Iterable[str]) -> bool:
    return review.email_hash in {email_hash(address) for address in addresses}


def from_own_domain(review: Review) -> str:
    """The address itself is never shown to moderators, and is gone once the review is published."""
    email = Review.objects.filter(pk=review.pk).values_list("email", flat=True).first() or ""
    domain = domain_of(email)
    if not domain or is_public(domain) or domain in EXAMPLES or domain not in own_domains(review):
        return ""
    return "The author’s address is at a mail or website domain of this clinic."


def own_domains(review: Review) -> set[str]:
    """Domains of the practice's websites, of its listed addresses, and of its team."""
    practice = review.location.practice
    listed = list(Location.objects.filter(practice=practice).values_list("website", "email"))
    members = Membership.objects.filter(practice=practice).values_list("user__email", flat=True)
    sites = {
        domain for site, _ in [*listed, (practice.website, "")] for domain in mail_domains(host_of(site))
    }
    return sites | {domain_of(email) for email in [*(email for _, email in listed), *members] if email}


def from_own_browser(review: Review) -> str:
    if not review.sent_by_team:
        return ""
    return "Sent from a browser in which somebody on this practice’s team was signed in, now or before."


def from_own_network(review: Review) -> str:
    known = UserNetwork.objects.filter(key__in=review.networks, user__in=team_of(review))
    if not review.networks or not known.exists():
        return ""
    what = "The code was used" if review.code_key else "The review was sent"
    return f"{what} on a network from which this practice’s team signs in."


def codes_of_one_network(review: Review) -> str:
    """Other codes of this clinic that came from the same network within the time for which networks are
    kept."""
    if not review.code_key or not review.networks:
        return ""
    others = with_other_codes(review).filter(networks__overlap=review.networks)
    number = others.values("code_key").distinct().count()
    if not number:
        return ""
    return f"{words.count(number, 'other code')} of this place came from the same network."


def codes_within_minutes(review: Review) -> str:
    if not review.code_key or review.confirmed_at is None:
        return ""
    around = (review.confirmed_at - MINUTES_APART, review.confirmed_at + MINUTES_APART)
    number = with_other_codes(review).filter(confirmed_at__range=around).values("code_key").distinct().count()
    if not number:
        return ""
    other, was = words.count(number, "review"), "was" if number == 1 else "were"
    return f"{other} with another code of this place {was} confirmed within ten minutes of this one."


def with_other_codes(review: Review) -> QuerySet[Review]:
    others = Review.objects.filter(location=review.location_id).exclude(state=State.UNCONFIRMED)
    return others.exclude(code_key__in=["", review.code_key])


def same_code(review: Review) -> str:
    number = with_same_code(review).count()
    if not number:
        return ""
    return f"{words.count(number, 'other review')} came with the same code."
