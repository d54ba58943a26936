"""The network that a request comes from, without its address.

Somebody who changes address within a provider's range, or uses two devices at one desk, is in one network:
the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. What is stored is a keyed hash, which
nobody can compute without the site's secret. `network_key` stays the same, so each use
of it says for how long it is kept; `daily_network_key` changes every day, as in accounts/visitor.py.
"""

import hashlib
import hmac
from datetime import date
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

from accounts.visitor import daily_digest, remote_address

IPV4_BITS = 24
IPV6_BITS = 48


def network_of(address: str) -> str:
    """ "192.0.2.0/24" or "2001:db8::/48". Text that is no address is returned unchanged."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv4Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    if isinstance(known, IPv4Address):
        return str(IPv4Network((known, IPV4_BITS), strict=False))
    return str(IPv6Network((known, IPV6_BITS), strict=False))


def network_key(request: HttpRequest, *, purpose: str) -> str:
    """32 hexadecimal digits; the same for all requests from one network for this purpose."""
    message = f"network|{purpose}|{network_of(remote_address(request))}"
    digest = hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).digest()
    return digest[:16].hex()


def daily_network_key(request: HttpRequest, *, purpose: str, day: date | None = None) -> str:
    """Tells networks apart within one day (today, or `day`) and one purpose; 32 hexadecimal digits."""
    network = f"network {network_of(remote_address(request))}"
    return daily_digest(purpose, network, day)[:16].hex()
