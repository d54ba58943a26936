"""Claiming a practice, as the person who claims sees it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.limits import limited, too_many
from accounts.permissions import requires
from accounts.upload_limits import limits_uploads
from listings.claims import words as claim_words
from listings.claims.documents import MOST_BYTES
from listings.claims.forms import ClaimForm, CodeForm, ProofForm
from listings.claims.proving import Entered, enter_code
from listings.claims.starting import (
    AlreadyClaimed,
    AlreadyOwner,
    TooManyCodes,
    change_proof,
    open_claim_of,
    owns,
    send_new_code,
    start_claim,
)
from listings.claims.states import NotPossible
from listings.models import Claim
from listings.teams.accepting import invitations_for
from providers.models import Location

PAGE_SIZE = 20
WITH_ALL = ("practice", "location", "user")
NOT_RIGHT = {
    Entered.WRONG: "This is not the code. Look again, or ask for a new one.",
    Entered.EXPIRED: "The code is too old. Ask for a new one.",
    Entered.USED_UP: "The code was mistyped too often, so it no longer works. Ask for a new one.",
}


@requires("accounts.use_account")
def my_claims(request: HttpRequest) -> HttpResponse:
    """One's own claims, newest first, and invitations to one's address."""
    claims = Claim.objects.filter(user=request.user).select_related("practice")
    page = Paginator(claims, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [claim_words.own_row(claim) for claim in page],
        "invitations": invitations_for(request.user)[:PAGE_SIZE],
        "staff_page": "staff",
    }
    return render(request, "listings/claims/mine.html", context)


@limits_uploads(MOST_BYTES)
@limited("claim", "20/h")
@requires("accounts.use_account", Location, select_related=("practice",))
def claim_start(request: HttpRequest, location: Location) -> HttpResponse:
    """Ask for the practice that has this location, saying how to prove it."""
    if location.status not in (Location.Status.PUBLISHED, Location.Status.CLOSED):
        raise Http404  # it has no page, so nobody was led here
    if owns(location.practice, request.user):
        return redirect("team", location.practice_id)
    if claim := open_claim_of(location.practice, request.user):
        return redirect("claim", claim.pk)
    form = ClaimForm(
        request.POST or None, request.FILES or None, location=location, too_large=request.upload_was_too_large
    )
    if request.method == "POST" and form.is_valid():
        return start(request, location, form)
    context = {
        "location": location,
        "form": form,
        "phone": claim_words.listed_phone(location),
        "locations": location.practice.locations.published().count(),
        "staff_page": "staff",
    }
    return render(request, "listings/claims/start.html", context)


def start(request: HttpRequest, location: Location, form: ClaimForm) -> HttpResponse:
    try:
        claim = start_claim(
            location=location,
            user=request.user,
            position=form.cleaned_data["position"],
            npi=form.cleaned_data["npi"],
            proof=form.proof,
        )
    except AlreadyOwner:  # approved in the moment between
        return redirect("team", location.practice_id)
    except AlreadyClaimed as already:  # sent twice
        return redirect("claim", already.claim.pk)
    except TooManyCodes as error:
        return too_many(request, error.seconds)
    return redirect("claim", claim.pk)


@limited("claim-code", "60/h")
@requires("listings.own_claim", Claim, select_related=WITH_ALL)
def claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Where a claim stands; a code is typed in here."""
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        only_for_claimant(request, claim)
        if form.is_valid() and code_is_done_with(request, claim, form):
            return redirect("claim", claim.pk)
    context = {
        "claim": claim,
        "form": form,
        "code_state": claim_words.code_state(claim),
        "phone": claim_words.listed_phone(claim.location),
        "claimed_on": claim_words.day_of(claim.created_at),
        "staff_page": "staff",
    }
    return render(request, "listings/claims/claim.html", context)


def code_is_done_with(request: HttpRequest, claim: Claim, form: CodeForm) -> bool:
    """Whether the code was right, or is asked for no longer; else `form` says what is wrong."""
    try:
        entered = enter_code(claim=claim, typed=form.cleaned_data["code"])
    except NotPossible as error:  # typed twice, or decided meanwhile
        messages.warning(request, str(error))
        return True
    if entered is Entered.RIGHT:
        messages.success(request, "Thank you, the code was right.")
        return True
    form.add_error("code", NOT_RIGHT[entered])
    return False


@limits_uploads(MOST_BYTES)
@limited("claim", "20/h")
@requires("listings.own_claim", Claim, select_related=("practice", "location__practice", "user"))
def claim_proof(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Prove the claim in another way than first chosen."""
    if claim.state != Claim.State.REQUESTED:
        return redirect("claim", claim.pk)
    form = ProofForm(
        request.POST or None,
        request.FILES or None,
        location=claim.location,
        too_large=request.upload_was_too_large,
        initial={"method": claim.method, "proof_email": claim.proof_email},
    )
    if request.method == "POST":
        only_for_claimant(request, claim)
        if form.is_valid():
            return prove_anew(request, claim, form)
    context = {
        "claim": claim,
        "form": form,
        "phone": claim_words.listed_phone(claim.location),
        "staff_page": "staff",
    }
    return render(request, "listings/claims/proof.html", context)


def prove_anew(request: HttpRequest, claim: Claim, form: ProofForm) -> HttpResponse:
    try:
        change_proof(claim=claim, proof=form.proof)
    except NotPossible as error:  # proven or decided meanwhile
        messages.warning(request, str(error))
    except TooManyCodes as error:
        return too_many(request, error.seconds)
    return redirect("claim", claim.pk)


@requires("listings.own_claim", Claim, select_related=WITH_ALL)
@require_POST
def claim_new_code(request: HttpRequest, claim: Claim) -> HttpResponse:
    only_for_claimant(request, claim)
    try:
        send_new_code(claim=claim)
    except NotPossible as error:  # proven or decided meanwhile
        messages.warning(request, str(error))
    except TooManyCodes as error:
        return too_many(request, error.seconds)
    else:
        by_phone = claim.method == Claim.Method.PHONE
        told = (
            "We call again with a new code."
            if by_phone
            else f"A new code is on its way to {claim.proof_email}."
        )
        messages.success(request, f"{told} The one before no longer works.")
    return redirect("claim", claim.pk)


def only_for_claimant(request: HttpRequest, claim: Claim) -> None:
    """Admins may look at a claim, but not prove it for somebody."""
    if claim.user_id != request.user.pk:
        raise PermissionDenied
