"""A substitute for the address that a request comes from.

Limits on sign-in attempts and the list of one's own sessions must tell visitors apart, but no address is
stored (domain rules, "Privacy"). What is stored is a keyed hash, in the form of an IPv6 address of the
private range fd00::/8, which the libraries' tables accept. It changes every day, so nobody can be followed
for longer, and nobody can compute it without the site's secret.
"""

import hashlib
import hmac
from datetime import date
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def visitor_address(request: HttpRequest) -> str:
    """Today's substitute, such as "fd4f:…": the same for all requests from one network on one day."""
    digest = visitor_digest(request, purpose="address")
    return str(IPv6Address(b"\xfd" + digest[:15]))


def visitor_key(request: HttpRequest, *, purpose: str, day: date | None = None) -> str:
    """Tells visitors apart within one day (today, or `day`) and one purpose; 32 hexadecimal digits."""
    return visitor_digest(request, purpose=purpose, day=day)[:16].hex()


def visitor_digest(request: HttpRequest, *, purpose: str, day: date | None = None) -> bytes:
    return daily_digest(purpose, network_of(remote_address(request)), day)


def daily_digest(purpose: str, network: str, day: date | None) -> bytes:
    message = f"{purpose}|{day or timezone.localdate():%Y-%m-%d}|{network}"
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).digest()


def remote_address(request: HttpRequest) -> str:
    """The address that our own proxy saw, or the address of the connection if there is no proxy.

    A visitor can write anything into X-Forwarded-For, so only what our proxy added last counts.
    """
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def network_of(address: str) -> str:
    """The network of one home or server: an IPv4 address, or the first 64 bits of an IPv6 address.

    Every home and every rented server gets at least that many IPv6 addresses (RFC 6177). Text that is no
    address is returned unchanged.
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return address
    return str(known.ipv4_mapped or IPv6Network((known, 64), strict=False).network_address)
