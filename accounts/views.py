"""The pages of an account that allauth doesn't have: the overview, and deleting the account."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts import deleting
from accounts.forms import NameForm
from accounts.permissions import requires
from accounts.requests import SignedInRequest


@requires("accounts.use_account")
def account(request: SignedInRequest) -> HttpResponse:
    context = {"has_second_factor": is_mfa_enabled(request.user), "staff_page": "account"}
    return render(request, "account/index.html", context)


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
