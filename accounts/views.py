"""The pages of accounts that allauth has not: the overview, and deleting it."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import deleting
from accounts.permissions import requires


@requires("accounts.use_account")
def account(request: HttpRequest) -> HttpResponse:
    context = {"has_second_factor": is_mfa_enabled(request.user), "staff_page": "account"}
    return render(request, "account/index.html", context)


@requires("accounts.use_account")
@reauthentication_required
def delete_account(request: HttpRequest) -> HttpResponse:
    """Ask, and on POST delete: with the account go its memberships and sessions."""
    if request.method != "POST":
        return render(request, "account/delete.html", {"obstacles": deleting.obstacles(request.user)})
    if in_the_way := deleting.delete_account(request.user):
        return render(request, "account/delete.html", {"obstacles": in_the_way}, status=409)
    logout(request)
    messages.success(request, "Your account is deleted.")
    return redirect("home")
