"""Claiming a practice, as the person who claims it sees it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.limits import limited, too_many
from accounts.permissions import requires
from accounts.requests import SignedInRequest, UploadRequest
from accounts.uploads.limits import limits_uploads
from listings.claims.documents import MAX_BYTES, MAX_FILES
from listings.claims.forms import ClaimForm, CodeForm, ProofForm
from listings.claims.proving import Entered, TooManyCodes, change_proof, enter_code, send_new_code
from listings.claims.starting import AlreadyClaimed, AlreadyOwner, open_claim_of, owns, start_claim
from listings.claims.states import NotPossible
from listings.claims.words import code_problem, listed_phone
from listings.lists import PAGE_SIZE, page_of
from listings.models import Claim
from listings.teams.accepting import invitations_for
from providers.models import Location

WITH_ALL = ("practice", "location", "user")
NOT_RIGHT = {
    Entered.WRONG: "This is not the code. Look again, or ask for a new one.",
    Entered.EXPIRED: "The code is too old. Ask for a new one.",
    Entered.USED_UP: "The code was mistyped too often, so it no longer works. Ask for a new one.",
}


@requires("accounts.use_account")
def my_claims(request: SignedInRequest) -> HttpResponse:
    """One's own claims, newest first, and invitations to one's address."""
    claims = Claim.objects.filter(user=request.user).select_related("practice")
    page = page_of(request, claims)
    context = {
        "page": page,
        "invitations": invitations_for(request.user)[:PAGE_SIZE],
        "staff_page": "staff",
    }
    return render(request, "listings/claims/mine.html", context)


@limits_uploads(MAX_BYTES, files=MAX_FILES)
@limited("claim", "20/h")
@requires("accounts.use_account", Location, select_related=("practice",))
def claim_start(request: UploadRequest, location: Location) -> HttpResponse:
    """Ask for the practice that has this location, saying how to prove it."""
    if not location.has_page:
        raise Http404  # it has no page, so nothing links here
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
        "phone": listed_phone(location),
        "locations": location.practice.locations.published().count(),
        "staff_page": "staff",
    }
    return render(request, "listings/claims/start.html", context)


def start(request: SignedInRequest, location: Location, form: ClaimForm) -> HttpResponse:
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
def claim(request: SignedInRequest, claim: Claim) -> HttpResponse:
    """Where a claim stands; a code is typed in here."""
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        only_for_claimant(request, claim)
        if form.is_valid() and is_done_with_code(request, claim, form):
            return redirect("claim", claim.pk)
    context = {
        "claim": claim,
        "form": form,
        "code_problem": code_problem(claim),
        "phone": listed_phone(claim.location),
        "staff_page": "staff",
    }
    return render(request, "listings/claims/claim.html", context)


def is_done_with_code(request: SignedInRequest, claim: Claim, form: CodeForm) -> bool:
    """Whether the code was right or is no longer needed; otherwise `form` says what is wrong."""
    try:
        entered = enter_code(claim=claim, typed=form.cleaned_data["code"])
    except NotPossible as error:  # typed twice, or decided in the meantime
        messages.warning(request, str(error))
        return True
    if entered is Entered.RIGHT:
        messages.success(request, "Thank you, the code was right.")
        return True
    form.add_error("code", NOT_RIGHT[entered])
    return False


@limits_uploads(MAX_BYTES, files=MAX_FILES)
@limited("claim", "20/h")
@requires("listings.own_claim", Claim, select_related=("practice", "location__practice", "user"))
def claim_proof(request: UploadRequest, claim: Claim) -> HttpResponse:
    """Choose another way to prove the claim."""
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
            return use_new_proof(request, claim, form)
    context = {
        "claim": claim,
        "form": form,
        "phone": listed_phone(claim.location),
        "staff_page": "staff",
    }
    return render(request, "listings/claims/proof.html", context)


def use_new_proof(request: SignedInRequest, claim: Claim, form: ProofForm) -> HttpResponse:
    try:
        change_proof(claim=claim, proof=form.proof)
    except NotPossible as error:  # proven or decided in the meantime
        messages.warning(request, str(error))
    except TooManyCodes as error:
        return too_many(request, error.seconds)
    return redirect("claim", claim.pk)


@requires("listings.own_claim", Claim, select_related=WITH_ALL)
@require_POST
def claim_new_code(request: SignedInRequest, claim: Claim) -> HttpResponse:
    only_for_claimant(request, claim)
    try:
        send_new_code(claim=claim)
    except NotPossible as error:  # proven or decided in the meantime
        messages.warning(request, str(error))
    except TooManyCodes as error:
        return too_many(request, error.seconds)
    else:
        what = f"A new code is on its way to {claim.proof_email}."
        if claim.method == Claim.Method.PHONE:
            what = "We call again with a new code."
        messages.success(request, f"{what} The one before no longer works.")
    return redirect("claim", claim.pk)


def only_for_claimant(request: SignedInRequest, claim: Claim) -> None:
    """Admins may look at a claim, but not prove it for the claimant."""
    if claim.user_id != request.user.pk:
        raise PermissionDenied
