"""Adding a location to a practice, and whether patients see it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.limits import limited
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.editor.forms.adding import AddLocationForm
from listings.editor.forms.base import FormContext
from listings.editor.statuses import (
    STEP_LABELS,
    STEPS,
    NotPossibleNow,
    NotReady,
    add_location,
    take_step,
)
from providers import words
from providers.models import Location, Practice
from providers.vocabulary.catalog import Catalog

MAX_LOCATIONS = 500

WHAT_HAPPENS = {
    "publish": "Patients will find this listing at once.",
    "unpublish": "Patients will not find this listing any more, and its page will be gone. You can publish "
    "it again at any time.",
    "close": "The page will say that this place has closed, and searches will leave it out. Choose this only "
    "if it is closed for good; for holidays, use Hours.",
    "reopen": "The page will be as before, and patients will find this listing again.",
}
DONE = {
    "publish": "Published: patients find this listing now.",
    "unpublish": "Taken off the site.",
    "close": "Marked as closed.",
    "reopen": "Open again.",
}


@limited("add-location", "60/h")
@requires("listings.edit_listing", Practice)
def add(request: SignedInRequest, practice: Practice) -> HttpResponse:
    """A new location: a draft, filled in section by section and then published."""
    data = request.POST if request.method == "POST" else None
    form = AddLocationForm(data, FormContext(Catalog(())))
    if data is not None and form.is_valid():
        if Location.objects.filter(practice=practice).count() < MAX_LOCATIONS:
            location = add_location(practice=practice, values=form.values(), user=request.user)
            messages.success(
                request, f"{location.name} is added. Patients don’t see it until you publish it."
            )
            return redirect("listing", location_id=location.pk)
        form.add_error(None, f"A practice has at most {MAX_LOCATIONS} locations here. Write to us.")
    context = {"form": form, "wrong": list(form.wrong()), "practice": practice, "staff_page": "listing"}
    return render(request, "listings/editor/add_location.html", context)


@requires("listings.edit_listing", Location)
def status(request: SignedInRequest, location: Location, step: str) -> HttpResponse:
    """Asks whether to publish, unpublish, close or reopen, then does it."""
    if step not in STEPS:
        raise Http404("No such step.")
    if request.method != "POST":
        context = {
            "location": location,
            "label": STEP_LABELS[step],
            "what_happens": WHAT_HAPPENS[step],
            "staff_page": "listing",
        }
        return render(request, "listings/editor/status.html", context)
    try:
        take_step(location=location, step=step, user=request.user)
    except NotReady as error:
        messages.error(request, f"It can’t be public yet: it needs {words.listed(error.missing)}.")
    except NotPossibleNow:
        messages.warning(request, "Nothing was changed: somebody else has changed its status meanwhile.")
    else:
        messages.success(request, DONE[step])
    return redirect("listing", location_id=location.pk)
