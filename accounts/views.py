"""The pages of an account that allauth doesn't have: the overview, why a second step is needed, and deleting
the account."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import deleting, lifting_locks
from accounts.forms import AddressForm, NameForm
from accounts.lifting_locks import LinkDoesNotWork
from accounts.limits import limited, too_many
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from accounts.second_factor import lacks_second_factor, where_to_continue


@requires("accounts.use_account")
def account(request: SignedInRequest) -> HttpResponse:
    context = {"has_second_factor": is_mfa_enabled(request.user), "staff_page": "account"}
    return render(request, "account/index.html", context)


@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    """Why this account needs a second step, and the ways to set one up. Then back to the page asked for."""
    user = cast(SignedInRequest, request).user
    if lacks_second_factor(user):
        return render(request, "account/second_step.html", {"staff_page": "account"})
    return redirect(where_to_continue(request))


@limited("lift-lock", "20/h")
def request_lift_lock(request: HttpRequest) -> HttpResponse:
    """Mail a link that lifts a lock. The answer is the same for every address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if wait := lifting_locks.mail_link(request, form.cleaned_data["email"]):
            return too_many(request, wait)
        return render(request, "account/lift_lock_sent.html", {"email": form.cleaned_data["email"]})
    status = 400 if form.errors else 200
    return render(request, "account/lift_lock_request.html", {"form": form}, status=status)


@limited("lift-lock-link", "60/h")
def lift_lock(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button, because mail scanners open links too; pressing it lifts the lock."""
    try:
        user = lifting_locks.holder_of(token)
    except LinkDoesNotWork:
        return render(request, "account/lift_lock_old.html", status=410)
    if request.method != "POST":
        return render(request, "account/lift_lock.html")
    messages.success(request, "The lock is lifted in this browser. Sign in as usual.")
    response = redirect("account_login")
    lifting_locks.lift_lock(request, response, user)
    return response


@requires("accounts.use_account")
def change_name(request: SignedInRequest) -> HttpResponse:
    """One's own name, which teams and admins see."""
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": request.user.name})
    if form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name"])
        messages.success(request, "Your name is saved.")
        return redirect("account")
    return render(request, "account/name.html", {"form": form, "staff_page": "account"})


@requires("accounts.use_account")
@reauthentication_required
def delete_account(request: SignedInRequest) -> HttpResponse:
    """Ask, and on POST delete the account with its memberships and sessions."""
    if request.method != "POST":
        return render(request, "account/delete.html", {"obstacles": deleting.obstacles(request.user)})
    if obstacles := deleting.delete_account(request.user):
        return render(request, "account/delete.html", {"obstacles": obstacles}, status=409)
    logout(request)
    messages.success(request, "Your account is deleted.")
    return redirect("home")
