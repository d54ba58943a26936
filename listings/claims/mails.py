"""Mails about claims: to the claimant, to the practice's address, to its owners and to admins."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from listings.models import Claim
from listings.teams.mails import name_and_email
from listings.teams.owners import owners_of
from mail.sending import absolute_url, queue_mail


def tell_claimant(name: str, claim: Claim) -> None:
    queue_mail(name, to=claim.user.email, context=context_of(claim))


def send_code(claim: Claim, code: str) -> None:
    """To the practice's address. It says who asked, so that the reader can judge whether to pass it on."""
    queue_mail("claims/code", to=claim.proof_email, context={**context_of(claim), "code": code})


def tell_owners(claim: Claim) -> None:
    """Tell the owners of a practice that already has a team that somebody claims it."""
    for owner in owners_of(claim.practice).exclude(user=claim.user_id):
        queue_mail("claims/to_owners", to=owner.user.email, context=context_of(claim))


def tell_admins(claim: Claim) -> None:
    """Tell admins that something waits for them: a call, documents, or a decision."""
    url = absolute_url(reverse("claim-check", args=[claim.pk]))
    for admin in User.objects.filter(is_superuser=True, is_active=True).exclude(pk=claim.user_id):
        queue_mail("claims/to_admins", to=admin.email, context={**context_of(claim), "url": url})


def context_of(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim,
        "practice": claim.practice,
        "location": claim.location,
        "claimant": name_and_email(claim.user),
        "is_proven": claim.state == Claim.State.PROVEN,
        "by_phone": claim.method == Claim.Method.PHONE,
        "by_mail": claim.method == Claim.Method.WEBSITE_EMAIL,
        "url": absolute_url(reverse("claim", args=[claim.pk])),
        "adds_practice": claim.adds_practice,
        "page": absolute_url(page_of_claim(claim)),
        "team": absolute_url(reverse("team", args=[claim.practice_id])),
    }


def page_of_claim(claim: Claim) -> str:
    """Where the practice can be claimed again; where a place that was added and denied can be added again."""
    return claim.location.get_absolute_url() if claim.location.has_page else reverse("add-clinic")
