"""The operator's queue of requests: how many days are left for each, and answering it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from directory.health_data import actions
from directory.health_data.forms import AnswerForm
from directory.health_data.holdings import erase, holdings
from directory.models import HealthDataRequest

PAGE_SIZE = 25
State = HealthDataRequest.State


@requires("accounts.administer")
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits, the earliest due first; or what was answered."""
    shows_answered = "answered" in request.GET
    rows = HealthDataRequest.objects.answered() if shows_answered else HealthDataRequest.objects.to_answer()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "page": page,
        "query": "&answered=1" if shows_answered else "",
        "rows": [(row, row.days_left(today)) for row in page],
        "shows_answered": shows_answered,
        "staff_page": "staff",
    }
    return render(request, "directory/health_data/queue.html", context)


@requires("accounts.administer", HealthDataRequest)
def decide(request: SignedInRequest, healthdatarequest: HealthDataRequest) -> HttpResponse:
    """One request: what the site holds for its address, deleting that, and the answer."""
    found = healthdatarequest
    waits = found.state in (State.OPEN, State.APPEALED)
    form = AnswerForm()
    if request.method == "POST" and waits:
        if request.POST.get("action") == "erase":
            messages.success(request, f"Deleted: {erase(found.email)}. Now write your answer.")
            return redirect("health-data-request-answer", healthdatarequest_id=found.pk)
        form = AnswerForm(request.POST)
        if form.is_valid() and send_answer(request, found, form):
            return redirect("health-data-queue")
    context = {
        "made": found,
        "days_left": found.days_left(),
        "waits": waits,
        "is_appeal": found.state == State.APPEALED,
        "holdings": holdings(found.email) if waits else (),
        "form": form,
        "staff_page": "staff",
    }
    status = 400 if form.errors else 200
    return render(request, "directory/health_data/decide.html", context, status=status)


def send_answer(request: SignedInRequest, found: HealthDataRequest, form: AnswerForm) -> bool:
    """Whether the answer was sent; otherwise the form or a message says why not."""
    outcome = HealthDataRequest.Outcome(form.cleaned_data["outcome"])
    try:
        actions.answer(
            request_id=found.pk, admin=request.user, outcome=outcome, text=form.cleaned_data["text"]
        )
    except actions.OwnAnswer:
        form.add_error(None, "You gave the first answer. Another admin has to answer the appeal.")
        return False
    except actions.NotPossibleNow:
        messages.warning(request, "Nothing was sent: somebody else has answered this meanwhile.")
        return True
    messages.success(request, "Your answer is on its way.")
    return True
