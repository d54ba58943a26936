"""The request form, what happens next, confirming the address, and appeals. No account, no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.limits import PersonLimit, limited, too_many
from accounts.network import daily_network_key
from accounts.same_origin import same_origin_only
from directory.health_data import actions
from directory.health_data.forms import AppealForm, RequestForm
from directory.health_data.links import CONFIRM_DAYS, OldLink, request_to_appeal, request_to_confirm
from directory.models import HealthDataRequest
from reviews.authors import email_hash

# Mails to one address, which nobody has confirmed: it may be a stranger's.
MAILS = PersonLimit("health-data-mail", from_one="3/d", from_all="10/d")


@never_cache
@same_origin_only
@limited("health-data-request", "10/h")
def make_request(request: HttpRequest) -> HttpResponse:
    """The form. What it answers is the same whether or not we hold anything for the address."""
    form = RequestForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 400 if form.errors else 200
        return render(request, "directory/health_data/request.html", {"form": form}, status=status)
    email = form.cleaned_data["email"]
    sender = daily_network_key(request, purpose="health-data-mail")
    if wait := MAILS.wait(sender=sender, person=email_hash(email)):
        return too_many(request, wait)
    kind = HealthDataRequest.Kind(form.cleaned_data["kind"])
    actions.receive(kind=kind, words=form.cleaned_data["words"], email=email)
    return redirect("health-data-request-sent")


@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/health_data/sent.html", {"days": CONFIRM_DAYS})


@never_cache
@same_origin_only
@limited("health-data-confirm", "30/h")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button; pressing it confirms."""
    try:
        request_id = request_to_confirm(token)
        found = HealthDataRequest.objects.filter(pk=request_id).first()
        if found is None:
            raise OldLink
    except OldLink:
        return render(request, "directory/health_data/old_link.html", status=404)
    if request.method == "POST" and found.state == HealthDataRequest.State.UNCONFIRMED:
        try:
            found = actions.confirm(request_id=request_id)
        except actions.NotPossibleNow:  # pressed twice at the same time
            found.refresh_from_db()
    is_done = found.state != HealthDataRequest.State.UNCONFIRMED
    return render(request, "directory/health_data/confirm.html", {"made": found, "is_done": is_done})


@never_cache
@same_origin_only
@limited("health-data-appeal", "20/h")
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """The link in an answer: it works until it was used, for 45 days."""
    try:
        request_id = request_to_appeal(token)
        found = HealthDataRequest.objects.filter(
            pk=request_id, state=HealthDataRequest.State.ANSWERED
        ).first()
    except OldLink:
        return render(request, "directory/health_data/old_link.html", status=404)
    if found is None:
        return render(request, "directory/health_data/old_link.html", {"is_used": True}, status=409)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = actions.appeal(request_id=request_id, text=form.cleaned_data["text"])
        except actions.NotPossibleNow:  # sent twice at the same time
            return render(request, "directory/health_data/old_link.html", {"is_used": True}, status=409)
        return render(request, "directory/health_data/appealed.html", {"made": found})
    context = {"made": found, "form": form}
    return render(request, "directory/health_data/appeal.html", context, status=400 if form.errors else 200)
