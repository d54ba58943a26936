"""Inviting a clinic that nobody keeps, by mail: once, and never an address that asked for no mail.

The opt-out holds for good, also if another listing names the address later. Addresses are kept as keyed
hashes only: that is enough to recognize one.
"""

import hashlib
import hmac

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.limits import AccountLimit
from accounts.models import User
from listings.models import ClinicInvitation, Membership, OptOut
from mail.sending import absolute_url, queue_mail
from providers.models import Location

SALT = "listings.no-invitations"
MAILS_A_DAY = AccountLimit("invite-clinics", "300/d")


class CannotInvite(Exception):
    """Says why, in a sentence."""


class WrongLink(Exception):
    """The link in the mail was cut off, or is not ours."""


def address_key(email: str) -> str:
    """64 hexadecimal digits that recognize an address, whatever its case."""
    text = f"invitation|{email.strip().lower()}".encode("utf-8", "replace")
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def why_not(location: Location) -> str:
    """Why the location's practice can't be invited; empty if it can."""
    if not location.email:
        return "The listing names no email address."
    if not location.has_page:
        return "The listing has no page yet."
    if Membership.objects.filter(practice=location.practice_id).exists():
        return "This practice has a team."
    if ClinicInvitation.objects.filter(practice=location.practice_id).exists():
        return "This practice was invited before. One invitation is all we send."
    key = address_key(location.email)
    if OptOut.objects.filter(pk=key).exists():
        return "This address asked us not to write."
    if ClinicInvitation.objects.filter(address_key=key).exists():
        return "This address was invited before, for another practice."
    return ""


@transaction.atomic
def invite_clinic(*, location: Location, by: User) -> ClinicInvitation:
    """Mail the clinic how to claim its listing. Raises CannotInvite."""
    if reason := why_not(location):
        raise CannotInvite(reason)
    if MAILS_A_DAY.wait("all"):
        raise CannotInvite("That is enough invitations for a day. Go on tomorrow.")
    key = address_key(location.email)
    try:
        with transaction.atomic():
            made = ClinicInvitation.objects.create(practice=location.practice, address_key=key, sent_by=by)
    except IntegrityError as error:  # another admin pressed the button at the same moment
        raise CannotInvite("This practice was invited before. One invitation is all we send.") from error
    context = {
        "location": location,
        "page": absolute_url(location.get_absolute_url()),
        "claim": absolute_url(reverse("claim-start", args=[location.pk])),
        "no_mail": absolute_url(reverse("no-invitations", args=[signing.dumps(key, salt=SALT)])),
    }
    queue_mail("calls/clinic_invitation", to=location.email, context=context)
    return made


def opened(token: str) -> str:
    """The address's key that the link in a mail names; it works for good. Raises WrongLink."""
    try:
        return signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise WrongLink from error


def opt_out(key: str) -> None:
    OptOut.objects.get_or_create(pk=key)
