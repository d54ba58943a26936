"""The signed links in mails about a request. Opening one changes nothing, because mail scanners open links
too."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from directory.models import HealthDataRequest
from mail.sending import absolute_url

CONFIRM_DAYS, APPEAL_DAYS = 7, 45
_CONFIRM, _APPEAL = "health data: confirm", "health data: appeal"


class OldLink(Exception):
    """The link is made up, damaged or too old."""


def confirm_url(request: HealthDataRequest) -> str:
    token = signing.dumps(request.pk, salt=_CONFIRM)
    return absolute_url(reverse("confirm-health-data-request", args=[token]))


def appeal_url(request: HealthDataRequest) -> str:
    token = signing.dumps(request.pk, salt=_APPEAL)
    return absolute_url(reverse("appeal-health-data-request", args=[token]))


def request_to_confirm(token: str) -> int:
    """The id of the request that the link confirms. Raises OldLink."""
    return _request_of(token, _CONFIRM, CONFIRM_DAYS)


def request_to_appeal(token: str) -> int:
    """The id of the request whose answer the link appeals. Raises OldLink."""
    return _request_of(token, _APPEAL, APPEAL_DAYS)


def _request_of(token: str, salt: str, days: int) -> int:
    try:
        return signing.loads(token, salt=salt, max_age=timedelta(days=days))
    except signing.BadSignature as error:
        raise OldLink from error
