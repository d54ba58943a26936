"""What a person who signs in sees first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import requires
from providers.models import Membership


@requires("accounts.use_account")
def dashboard(request: HttpRequest) -> HttpResponse:
    memberships = Membership.objects.filter(user=request.user).select_related("practice")
    return render(request, "staff/dashboard.html", {"memberships": memberships, "staff_page": "staff"})


@requires("accounts.administer")
def admin_queue(request: HttpRequest) -> HttpResponse:
    """What waits for an admin: claims, held changes, reports."""
    return render(request, "staff/admin_queue.html", {"staff_page": "admin-queue"})
