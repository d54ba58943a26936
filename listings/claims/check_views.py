"""Claims, as admins see and decide them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from listings.claims import check_page as presenter
from listings.claims import queue
from listings.claims.deciding import UnseenRival, approve, deny, revoke
from listings.claims.forms import ApproveForm, ReasonForm
from listings.claims.starting import make_phone_code
from listings.claims.states import NotPossible
from listings.claims.words import queue_row
from listings.models import Claim

PAGE_SIZE = 20
WITH_ALL = ("practice", "location", "user", "decided_by")
MOST_RELATED = 200


@requires("accounts.administer")
def claim_queue(request: HttpRequest) -> HttpResponse:
    """Claims that wait, or with `?decided=1` those that were decided."""
    shows_decided = request.GET.get("decided") == "1"
    claims = queue.decided_claims() if shows_decided else queue.open_claims()
    page = Paginator(claims, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [queue_row(claim) for claim in page],
        "shows_decided": shows_decided,
        "page_query": "&decided=1" if shows_decided else "",
        "staff_page": "admin-queue",
    }
    return render(request, "listings/claims/queue.html", context)


@requires("accounts.administer", Claim, select_related=WITH_ALL)
def claim_check(request: HttpRequest, claim: Claim) -> HttpResponse:
    return check_page(request, claim, ReasonForm())


def check_page(request: HttpRequest, claim: Claim, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    check = presenter.present(
        claim,
        queue.related_claims(claim)[:MOST_RELATED],
        queue.team_of(claim)[:MOST_RELATED],
        queue.registry_records(claim),
        admin=request.user,
    )
    sends_documents = claim.method == Claim.Method.DOCUMENTS
    context = {
        "check": check,
        "claim": claim,
        "form": form,
        "documents": queue.documents_of(claim) if sends_documents else [],
        "staff_page": "admin-queue",
    }
    return render(request, "listings/claims/check.html", context, status=status)


@requires("accounts.administer", Claim, select_related=WITH_ALL)
@require_POST
def claim_approve(request: HttpRequest, claim: Claim) -> HttpResponse:
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
def claim_deny(request: HttpRequest, claim: Claim) -> HttpResponse:
    return refuse(request, claim, deny, "The claim is denied.")


@requires("accounts.administer", Claim, select_related=WITH_ALL)
@require_POST
def claim_revoke(request: HttpRequest, claim: Claim) -> HttpResponse:
    return refuse(request, claim, revoke, "The claim is revoked and the membership ended.")


def refuse(request: HttpRequest, claim: Claim, action: Callable[..., Claim], done: str) -> HttpResponse:
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
def claim_phone_code(request: HttpRequest, claim: Claim) -> HttpResponse:
    """A new code to read out, where the one before is too old or was mistyped too often."""
    try:
        make_phone_code(claim=claim)
    except NotPossible as error:  # proven or decided meanwhile
        messages.warning(request, str(error))
    return redirect("claim-check", claim.pk)


@requires("accounts.administer", Claim)
def claim_document(request: HttpRequest, claim: Claim, document_id: int) -> HttpResponse:
    """A document as a download: a browser must not open in our name what a stranger sent."""
    document = get_object_or_404(claim.documents, pk=document_id)
    headers = {
        "Content-Disposition": content_disposition_header(True, document.name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(bytes(document.content), content_type=document.content_type, headers=headers)
