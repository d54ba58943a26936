"""Addresses that programs look for: where to report a security problem, and where to change a password."""

from datetime import UTC, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from directory.models import OperatorDetails

# RFC 9116 recommends less than a year, so that nobody relies on an outdated file.
VALID_DAYS = 180


def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. The file is made on request, so it never expires while the site runs; 404 without a
    contact."""
    contact = OperatorDetails.objects.current().security_contact
    if not contact:
        raise Http404("The operator has named no contact.")
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expiry(timezone.now()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def expiry(moment: datetime) -> datetime:
    """The start of a day half a year ahead, so that the file changes only once a day."""
    day = moment.astimezone(UTC).date() + timedelta(days=VALID_DAYS)
    return datetime.combine(day, time.min, tzinfo=UTC)


def change_password(request: HttpRequest) -> HttpResponse:
    """Password managers send people here (W3C, "A Well-Known URL for Changing Passwords")."""
    return redirect("account_change_password")
