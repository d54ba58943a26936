"""Visit codes: how many were made and used, making more, and the sheet to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.limits import PersonLimit, too_many
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from providers.models import Location, Practice
from reviews.codes.actions import make_codes
from reviews.codes.forms import CodesForm
from reviews.codes.page import code_counts, code_sheet
from reviews.models import CodeBatch

# Of one member, and of the whole team: no member can use up what the others need.
BATCHES = PersonLimit("visit-codes", from_one="10/d", from_all="40/d")
MAX_SHOWN = 20


@never_cache
@requires("reviews.make_codes", Practice)
def visit_codes(request: SignedInRequest, practice: Practice) -> HttpResponse:
    """A POST makes a batch and shows its sheet: the codes are stored nowhere, so this is the only time."""
    locations = Location.objects.with_page().filter(practice=practice).order_by("name", "pk")
    form = CodesForm(request.POST or None, locations=locations)
    if request.method == "POST" and form.is_valid():
        if wait := BATCHES.wait(sender=str(request.user.pk), person=str(practice.pk)):
            return too_many(request, wait)
        batch, codes = make_codes(**form.cleaned_data, user=request.user)
        return render(request, "reviews/codes/sheet.html", {"sheet": code_sheet(batch, codes)})
    batches = CodeBatch.objects.filter(location__practice=practice).select_related("location")
    context = {
        "practice": practice,
        "form": form,
        "counts": code_counts(locations),
        "batches": batches[:MAX_SHOWN],
    }
    return render(request, "reviews/codes/codes.html", context, status=400 if form.errors else 200)
