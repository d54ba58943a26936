"""A stand-in for the address that a request comes from.

Limits on sign-in attempts and the list of one's own sessions must tell visitors apart, but no address is
kept (domain rules, "Privacy"). So what is kept is a keyed hash of it, in the form of an IPv6 address of the
private range fd00::/8, which the libraries' tables accept. It changes every day, so that nobody can be
followed for longer, and nobody without the site's secret can compute it.
"""

import hashlib
import hmac
from datetime import date
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def visitor_address(request: HttpRequest) -> str:
    """The stand-in of today, such as "fd4f:…": the same for all requests from one line in one day."""
    digest = visitor_digest(request, purpose="address")
    return str(IPv6Address(b"\xfd" + digest[:15]))


def visitor_key(request: HttpRequest, *, purpose: str, day: date | None = None) -> str:
    """Tells visitors apart within one day (today, or `day`) and one purpose; 32 hexadecimal digits."""
    return visitor_digest(request, purpose=purpose, day=day)[:16].hex()


def visitor_digest(request: HttpRequest, *, purpose: str, day: date | None = None) -> bytes:
    message = f"{purpose}|{day or timezone.localdate():%Y-%m-%d}|{line_of(remote_address(request))}"
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).digest()


def remote_address(request: HttpRequest) -> str:
    """The address that our own proxy saw, or without one the address of the connection.

    A visitor can write anything into X-Forwarded-For, so only what our proxy added last counts.
    """
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def line_of(address: str) -> str:
    """What one line to the internet has: an IPv4 address, or the first 64 bits of IPv6 ones, of which every
    home and every rented server gets at least so many (RFC 6177). Whatever else it is, as it came."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return address
    return str(known.ipv4_mapped or IPv6Network((known, 64), strict=False).network_address)
