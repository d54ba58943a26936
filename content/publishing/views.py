"""For the operator: publishing the guides that wait, in one step, and naming who reviewed which."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from content.guides import actions
from content.guides.cards import guide_card
from content.models import GuideVersion, Person
from content.publishing.forms import PersonForm, ReviewForm

PAGE_SIZE = 50


@requires("accounts.administer")
def overview(request: SignedInRequest) -> HttpResponse:
    """What waits, and for each published guide who reviewed it."""
    versions = GuideVersion.objects.live().for_cards().in_reading_order()
    page = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "waiting": GuideVersion.objects.waiting(),
        "page": page,
        "cards": [guide_card(version) for version in page],
        "staff_page": "staff",
    }
    return render(request, "content/publishing/overview.html", context)


@requires("accounts.administer")
@require_POST
def publish_all(request: SignedInRequest) -> HttpResponse:
    """Every guide that waits goes online; those with findings stay, with a link to what is wrong."""
    published, left = actions.publish_waiting(by=request.user)
    if published:
        messages.success(request, f"{published} guide{'s' if published > 1 else ''} published.")
    for version in left:
        messages.warning(
            request, f"{version.title}: not published, because the check has findings. Open it in the admin."
        )
    return redirect("staff-guides")


@requires("accounts.administer", GuideVersion, select_related=("guide",))
def review(request: SignedInRequest, guideversion: GuideVersion) -> HttpResponse:
    """Record that a clinician signed this text, or remove a review that was recorded by mistake."""
    if request.method == "POST" and request.POST.get("action") == "forget":
        actions.forget_reviews(version=guideversion)
        messages.success(request, f"{guideversion.title}: its page names no reviewer any more.")
        return redirect("staff-guides")
    form = ReviewForm(request.POST if request.method == "POST" else None, version=guideversion)
    if form.is_valid():
        reviewer, day = form.cleaned_data["reviewer"], form.cleaned_data["reviewed_on"]
        actions.record_review(version=guideversion, reviewer=reviewer, day=day)
        messages.success(request, f"{guideversion.title}: reviewed by {reviewer}.")
        return redirect("staff-guides")
    context = {
        "version": guideversion,
        "reviews": guideversion.contributions.filter(reviewed_on__isnull=False).select_related("person"),
        "form": form,
        "staff_page": "staff",
    }
    return render(request, "content/publishing/review.html", context, status=400 if form.errors else 200)


@requires("accounts.administer")
def people(request: SignedInRequest) -> HttpResponse:
    """Authors and reviewers, and whether they could be named as reviewers."""
    page = Paginator(Person.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "content/publishing/people.html", {"page": page, "staff_page": "staff"})


@requires("accounts.administer")
def add_person(request: SignedInRequest) -> HttpResponse:
    return edit(request, None)


@requires("accounts.administer", Person)
def edit_person(request: SignedInRequest, person: Person) -> HttpResponse:
    return edit(request, person)


def edit(request: SignedInRequest, person: Person | None) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None, instance=person)
    if form.is_valid():
        saved = form.save()
        messages.success(request, f"{saved} is saved.")
        return redirect("staff-guide-people")
    context = {"form": form, "person": person, "staff_page": "staff"}
    return render(request, "content/publishing/person.html", context, status=400 if form.errors else 200)
