"""“Your clinic isn’t listed? Add it”, for clinics; and “Add a practice”, for admins.

A clinic fills in the form, sees what may be the same place, signs up, and proves the claim. Nobody needs an
account before the last step, and nothing that was typed is lost on the way.
"""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.limits import limited, too_many
from accounts.permissions import requires
from accounts.requests import SignedInRequest, UploadRequest
from accounts.same_origin import same_origin_only
from accounts.uploads.limits import limits_uploads
from listings.claims.adding.actions import add_practice, claim_new_practice
from listings.claims.adding.drafts import TooLong, as_sent, draft_of, keep
from listings.claims.adding.forms import AdminForm, NewClaimForm
from listings.claims.documents import MAX_BYTES, MAX_FILES
from listings.claims.proving import TooManyCodes
from listings.claims.words import listed_phone
from listings.editor.duplicates import Described, Duplicate, duplicates_of
from listings.editor.new_place import NewPlace, new_place_form, new_place_of
from listings.editor.statuses import NotReady
from listings.models import Claim
from providers import words
from providers.models import Location, Practice

MAX_OPEN = 5  # claims of new practices that one person can have waiting


@never_cache
@same_origin_only
@limited("add-clinic", "40/h")
def add_clinic(request: HttpRequest) -> HttpResponse:
    """The form. What was typed before is still there."""
    if request.method == "POST":
        form = new_place_form(request.POST)
        if form.is_valid():
            try:
                keep(request, new_place_of(form))
            except TooLong:
                form.add_error(None, "This is more text than we can keep. Shorten it.")
            else:
                return redirect("add-clinic-check")
    else:
        draft = draft_of(request) if has_session(request) else None
        form = new_place_form(as_sent(draft) if draft else None, looks_up=False)
        if draft:
            form.forget_errors()
    context = {"form": form, "wrong": list(form.wrong()), "staff_page": "staff"}
    return render(request, "listings/claims/adding/form.html", context)


def has_session(request: HttpRequest) -> bool:
    """Whether the browser has a session to look into. Without one, none is made."""
    return bool(request.session.session_key)


@never_cache
def add_clinic_check(request: HttpRequest) -> HttpResponse:
    """Places that may be the same, which the clinic claims instead."""
    new = drafted(request)
    if new is None:
        return redirect("add-clinic")
    found = duplicates(new, Location.objects.with_page())
    if not found:
        return redirect("add-clinic-prove")
    context = {"found": found, "name": new.columns["name"], "staff_page": "staff"}
    return render(request, "listings/claims/adding/duplicates.html", context)


def drafted(request: HttpRequest) -> NewPlace | None:
    """What the draft says; None if there is none."""
    draft = draft_of(request) if has_session(request) else None
    return NewPlace(**draft.checked) if draft else None


def duplicates(new: NewPlace, among: QuerySet[Location]) -> tuple[Duplicate, ...]:
    described = Described.of(new.columns, practice=new.practice_name, website=new.website, npi=new.npi)
    return duplicates_of(described, among)


@never_cache
@limits_uploads(MAX_BYTES, files=MAX_FILES)
@limited("claim", "20/h")
@requires("accounts.use_account")
def add_clinic_prove(request: UploadRequest) -> HttpResponse:
    """Who claims the new clinic, and how it is proven."""
    new = drafted(request)
    if new is None:
        return redirect("add-clinic")
    place = as_location(new)
    form = NewClaimForm(
        request.POST or None, request.FILES or None, location=place, too_large=request.upload_was_too_large
    )
    if request.method == "POST" and form.is_valid():
        waiting = Claim.objects.filter(
            user=request.user, adds_practice=True, state__in=["requested", "proven"]
        )
        if waiting.count() < MAX_OPEN:
            return make_claim(request, new, form)
        form.add_error(
            None, f"{MAX_OPEN} clinics that you added wait for us. Add more once we have seen them."
        )
    context = {
        "form": form,
        "location": place,
        "phone": listed_phone(place),
        "staff_page": "staff",
    }
    return render(request, "listings/claims/adding/prove.html", context)


def as_location(new: NewPlace) -> Location:
    """The place in memory, for what proofs need to know of it."""
    return Location(practice=Practice(name=new.practice_name, website=new.website), **new.columns)


def make_claim(request: SignedInRequest, new: NewPlace, form: NewClaimForm) -> HttpResponse:
    try:
        claim = claim_new_practice(
            new=new, user=request.user, position=form.cleaned_data["position"], proof=form.proof
        )
    except TooManyCodes as error:
        return too_many(request, error.seconds)
    return redirect("claim", claim.pk)


@limited("add-practice", "120/h")
@requires("accounts.administer")
def add_practice_view(request: SignedInRequest) -> HttpResponse:
    """An admin's form; what may be the same is shown once before it is added."""
    data = request.POST if request.method == "POST" else None
    form, admin_form = new_place_form(data), AdminForm(data)
    found: tuple[Duplicate, ...] = ()
    if data is not None and form.is_valid() and admin_form.is_valid():
        new = new_place_of(form)
        found = duplicates(new, Location.objects.exclude(status=Location.Status.REMOVED))
        if not found or "anyway" in request.POST:
            try:
                location = add_practice(new=new, by=request.user, **admin_form.cleaned_data)
            except NotReady as error:
                form.add_error(None, f"It can’t be published: it needs {words.listed(error.missing)}.")
            else:
                messages.success(request, f"{location.name} is added.")
                return redirect("listing", location.pk)
    context = {
        "form": form,
        "admin_form": admin_form,
        "wrong": list(form.wrong()),
        "found": found,
        "staff_page": "all-places",
    }
    return render(request, "listings/claims/adding/admin.html", context)
