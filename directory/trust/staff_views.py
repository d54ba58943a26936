"""The operator's checklist and the form for what the trust pages say."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from content.models import GuideVersion
from directory.models import HealthDataRequest, OperatorDetails
from directory.trust.forms import DetailsForm
from directory.trust.gaps import gaps


@requires("accounts.administer")
def checklist(request: SignedInRequest) -> HttpResponse:
    """What a new site still needs, and what waits for its operator."""
    context = {
        "gaps": gaps(OperatorDetails.objects.current()),
        "waiting_guides": GuideVersion.objects.waiting().count(),
        "unreviewed_guides": GuideVersion.objects.live().without_review().count(),
        "requests": HealthDataRequest.objects.to_answer().count(),
        "staff_page": "staff",
    }
    return render(request, "directory/details/checklist.html", context)


@requires("accounts.administer")
def details(request: SignedInRequest) -> HttpResponse:
    """The form. Whatever stays empty is on the checklist, and pages say that it is missing."""
    stored = OperatorDetails.objects.current()
    form = DetailsForm(request.POST if request.method == "POST" else None, instance=stored)
    if form.is_valid():
        form.save()
        messages.success(request, "Saved. The pages say it now.")
        return redirect("site-checklist")
    context = {"form": form, "sections": form.sections(), "staff_page": "staff"}
    return render(request, "directory/details/form.html", context, status=400 if form.errors else 200)
