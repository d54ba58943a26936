"""Claims as admins see them: the queue, the check of one claim, and the decision."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.claims import queue
from listings.claims.check_page import claim_check
from listings.claims.deciding import UnseenRival, approve, deny, revoke
from listings.claims.forms import ApproveForm, DecidedClaimFilter, OpenClaimFilter, ReasonForm
from listings.claims.page import queue_row
from listings.claims.proving import make_phone_code
from listings.claims.states import NotPossible
from listings.lists import page_of
from listings.models import Claim

WITH_ALL = ("practice", "location", "user", "decided_by")
MAX_RELATED = 200


@requires("accounts.administer")
def claim_queue(request: SignedInRequest) -> HttpResponse:
    """Claims that wait, or with `?decided=1` those that were decided."""
    shows_decided = request.GET.get("decided") == "1"
    if shows_decided:
        filters = DecidedClaimFilter(request.GET, queryset=queue.decided_claims())
    else:
        filters = OpenClaimFilter(request.GET, queryset=queue.open_claims())
    page = page_of(request, filters.qs)
    open_claims = {} if shows_decided else queue.open_claims_by_practice(page)
    context = {
        "page": page,
        "rows": [queue_row(claim, rivals=open_claims.get(claim.practice_id, 1) - 1) for claim in page],
        "shows_decided": shows_decided,
        "filters": filters,
        "staff_page": "admin-queue",
    }
    return render(request, "listings/claims/queue.html", context)


@requires("accounts.administer", Claim, select_related=WITH_ALL)
def check(request: SignedInRequest, claim: Claim) -> HttpResponse:
    return check_page(request, claim, ReasonForm())


def check_page(request: SignedInRequest, claim: Claim, form: ReasonForm) -> HttpResponse:
    found = claim_check(
        claim,
        queue.related_claims(claim)[:MAX_RELATED],
        queue.team_of(claim)[:MAX_RELATED],
        queue.registry_records(claim),
        admin=request.user,
    )
    sends_documents = claim.method == Claim.Method.DOCUMENTS
    context = {
        "check": found,
        "claim": claim,
        "form": form,
        "documents": queue.documents_of(claim) if sends_documents else [],
        "staff_page": "admin-queue",
    }
    return render(request, "listings/claims/check.html", context)


@requires("accounts.administer", Claim, select_related=WITH_ALL)
@require_POST
def approve_claim(request: SignedInRequest, claim: Claim) -> HttpResponse:
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return redirect("claim-check", claim.pk)
    try:
        approve(claim=claim, by=request.user, rivals_seen=form.cleaned_data["rivals_seen"])
    except UnseenRival:
        messages.warning(request, "Somebody else claims this practice too, since a moment ago. Compare them.")
    except NotPossible as error:  # decided by another admin, or one's own
        messages.warning(request, str(error))
    else:
        messages.success(request, f"{claim.user.email} is an owner of {claim.practice.name} now.")
    return redirect("claim-check", claim.pk)


@requires("accounts.administer", Claim, select_related=WITH_ALL)
@require_POST
def deny_claim(request: SignedInRequest, claim: Claim) -> HttpResponse:
    return refuse(request, claim, deny, "The claim is denied.")


@requires("accounts.administer", Claim, select_related=WITH_ALL)
@require_POST
def revoke_claim(request: SignedInRequest, claim: Claim) -> HttpResponse:
    return refuse(request, claim, revoke, "The claim is revoked and the membership ended.")


def refuse(request: SignedInRequest, claim: Claim, action: Callable[..., Claim], done: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return check_page(request, claim, form)
    try:
        action(claim=claim, by=request.user, reason=form.cleaned_data["reason"])
    except NotPossible as error:  # decided by another admin, or one's own
        messages.warning(request, str(error))
    else:
        messages.success(request, f"{done} {claim.user.email} is told by mail.")
    return redirect("claim-check", claim.pk)


@requires("accounts.administer", Claim)
@require_POST
def new_phone_code(request: SignedInRequest, claim: Claim) -> HttpResponse:
    """A new code to read out, when the last one is too old or was mistyped too often."""
    try:
        make_phone_code(claim=claim)
    except NotPossible as error:  # proven or decided in the meantime
        messages.warning(request, str(error))
    return redirect("claim-check", claim.pk)


@requires("accounts.administer", Claim)
def document(request: SignedInRequest, claim: Claim, document_id: int) -> HttpResponse:
    """A document as a download: a browser must not open a stranger's file under our domain."""
    found = get_object_or_404(claim.documents, pk=document_id)
    headers = {
        "Content-Disposition": content_disposition_header(True, found.name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(bytes(found.content), content_type=found.content_type, headers=headers)
