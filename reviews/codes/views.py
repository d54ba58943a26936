"""Visit codes: how many were made and used, making more, and the sheet to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.limits import Limit, seconds_to_wait, too_many
from accounts.permissions import requires
from providers.models import Location, Practice
from reviews.codes import page as presenter
from reviews.codes.actions import make_codes
from reviews.codes.forms import CodesForm
from reviews.models import CodeBatch

BATCHES = Limit.parse("10/d")
SHOWN_BATCHES = 20


@never_cache
@requires("reviews.make_codes", Practice)
def visit_codes(request: HttpRequest, practice: Practice) -> HttpResponse:
    """A POST makes a batch and shows its sheet: the codes are stored nowhere, so this is the only time."""
    locations = Location.objects.with_page().filter(practice=practice).order_by("name", "pk")
    form = CodesForm(request.POST or None, locations=locations)
    if request.method == "POST" and form.is_valid():
        if wait := seconds_to_wait("visit-codes", str(practice.pk), BATCHES):
            return too_many(request, wait)
        batch, codes = make_codes(**form.cleaned_data, user=request.user)
        return render(request, "reviews/codes/sheet.html", {"sheet": presenter.sheet(batch, codes)})
    context = {
        "practice": practice,
        "form": form,
        "counts": presenter.counts(locations),
        "batches": CodeBatch.objects.filter(location__practice=practice).select_related("location")[
            :SHOWN_BATCHES
        ],
    }
    return render(request, "reviews/codes/codes.html", context, status=400 if form.errors else 200)
