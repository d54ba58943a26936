"""The network that an address belongs to."""

import pytest
from django.test import RequestFactory

from accounts.network import network_key, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("unknown", "unknown"),
    ],
)
def test_a_network_is_24_bits_of_ipv4_and_48_of_ipv6(address, network):
    assert network_of(address) == network


def test_a_key_is_the_same_within_a_network_and_differs_by_purpose():
    one, near, far = (
        RequestFactory().get("/", REMOTE_ADDR=address)
        for address in ("203.0.113.9", "203.0.113.200", "203.0.114.9")
    )
    assert network_key(one, purpose="a") == network_key(near, purpose="a")
    keys = {network_key(request, purpose=purpose) for request in (one, far) for purpose in "ab"}
    assert len(keys) == 4
    assert all(len(key) == 32 and "203" not in key for key in keys)
