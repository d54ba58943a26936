""" "Still right": confirming sections of a listing, signed in or by the link in a mail."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from accounts.same_origin import same_origin_only
from listings.upkeep import mail_links
from listings.upkeep.confirming import confirm_sections
from listings.upkeep.forms import SectionsForm
from listings.upkeep.section_states import sections_of
from providers import words
from providers.listing.reading import read_listing
from providers.models import Location, Section


@requires("listings.view_listing", Location)
def confirmations(request: SignedInRequest, location: Location) -> HttpResponse:
    """All sections with what they say, when each was confirmed, and a button for each."""
    context = {
        "location": location,
        "sections": sections_of(read_listing(location.pk), timezone.localdate()),
        "can_confirm": request.user.has_perm("listings.edit_listing", location),
        "staff_page": "staff",
    }
    return render(request, "listings/upkeep/confirmations.html", context)


@requires("listings.edit_listing", Location)
@require_POST
def confirm_section(request: SignedInRequest, location: Location) -> HttpResponse:
    """One tap: the sections named in the form were right today."""
    form = SectionsForm(request.POST)
    if form.is_valid():
        sections = form.cleaned_data["section"]
        confirm_sections(location=location, sections=sections, user=request.user)
        messages.success(request, confirmed_words(location, sections))
    else:
        messages.error(request, "Nothing was confirmed: that is no part of a listing.")
    return redirect(back_to(request, location))


@never_cache
@same_origin_only
def confirm_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a reminder. Opening it shows the facts; only the button confirms, because mail scanners
    follow links. The token is what allows it: there is no session that a forged request could use."""
    today = timezone.localdate()
    try:
        with transaction.atomic():
            opened = mail_links.open_token(token, today=today, lock=request.method == "POST")
            form = SectionsForm(request.POST) if request.method == "POST" else SectionsForm()
            if form.is_valid():
                sections = form.cleaned_data["section"]
                confirm_sections(
                    location=opened.location, sections=sections, user=opened.member.user, today=today
                )
                return done(request, opened.location, sections)
    except mail_links.LinkDoesNotWork as problem:
        return does_not_work(request, problem)
    context = {
        "location": opened.location,
        "sections": sections_of(read_listing(opened.location.pk), today),
        "form": form,
    }
    return render(request, "listings/upkeep/by_mail.html", context, status=400 if form.errors else 200)


def done(request: HttpRequest, location: Location, sections: list[Section]) -> HttpResponse:
    """Not a redirect: the link has been used by now, and its page would say so."""
    context = {"location": location, "confirmed": confirmed_words(location, sections)}
    return render(request, "listings/upkeep/by_mail_done.html", context)


def does_not_work(request: HttpRequest, problem: mail_links.LinkDoesNotWork) -> HttpResponse:
    location = problem.location if isinstance(problem, mail_links.UsedLink) else None
    context = {"problem": type(problem).__name__, "location": location}
    return render(request, "listings/upkeep/by_mail_problem.html", context, status=200 if location else 410)


def confirmed_words(location: Location, sections: list[Section]) -> str:
    names = words.listed(section.label.lower() for section in sections)
    return f"Thank you. Noted as right today at {location.name}: {names}."


def back_to(request: HttpRequest, location: Location) -> str:
    """The page that the button was on, if it is one of ours."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    if is_ours and "/" in page:  # without a slash, `redirect` would take it for the name of a page
        return page
    return reverse("confirmations", args=[location.pk])
