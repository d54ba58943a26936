"""Which payers' networks demo locations are in, for TMS and for therapy."""

from dataclasses import dataclass

import numpy as np

from providers.demo.chance import Codes, Flags, flags
from providers.demo.geography import Zips
from providers.models import PayerNetwork

PAYERS = {
    "medicare": 0.55,
    "medicare-advantage": 0.28,
    "medicaid": 0.24,
    "tricare-east": 0.25,
    "tricare-west": 0.25,
    "va-community-care": 0.20,
    "uhc-optum": 0.44,
    "aetna": 0.44,
    "cigna-evernorth": 0.34,
    "anthem-elevance": 0.38,
    "bcbs": 0.46,
    "humana": 0.18,
    "kaiser": 0.18,
    "centene-ambetter": 0.18,
    "molina": 0.10,
    "oscar": 0.07,
    "magellan": 0.10,
    "carelon": 0.10,
    "self-pay": 0.0,  # a way to pay, not a network; see `draw_insurance`
}
SLUGS = list(PAYERS)
SERVICES = [service.value for service in PayerNetwork.Service]
STATUSES = [status.value for status in PayerNetwork.Status]
IN_NETWORK = STATUSES.index(PayerNetwork.Status.IN_NETWORK)
OUT_OF_NETWORK = STATUSES.index(PayerNetwork.Status.OUT_OF_NETWORK)

# Plans that exist in some states only.
KAISER = ("CA", "CO", "DC", "GA", "HI", "MD", "OR", "VA", "WA")
ANTHEM = ("CA", "CO", "CT", "GA", "IN", "KY", "ME", "MO", "NH", "NV", "NY", "OH", "VA", "WI")
TRICARE_WEST = (
    *("AK", "AR", "AZ", "CA", "CO", "HI", "IA", "ID", "IL", "KS", "LA", "MN", "MO"),
    *("MT", "ND", "NE", "NM", "NV", "OK", "OR", "SD", "TX", "UT", "WA", "WI", "WY"),
)


@dataclass(frozen=True)
class Insurance:
    """One entry per location, payer and service: arrays of shape (entries,), codes into the lists above."""

    rows: Codes
    payers: Codes
    services: Codes
    statuses: Codes


def payer_shares(zips: Zips) -> np.ndarray:
    """How likely a location at each ZIP is with each payer, shape (z, payers)."""
    shares = np.tile(np.array(list(PAYERS.values())), (len(zips.state_names), 1))
    west = zips.in_states(*TRICARE_WEST)
    for slug, there in {
        "kaiser": zips.in_states(*KAISER),
        "anthem-elevance": zips.in_states(*ANTHEM),
        "tricare-west": west,
        "tricare-east": ~west,
    }.items():
        shares[~there, SLUGS.index(slug)] = 0.0
    return shares


def draw_insurance(
    rng: np.random.Generator, shares: np.ndarray, takes: Flags, offers_therapy: Flags, self_pay: Flags
) -> Insurance:
    """`shares` has shape (n, payers); the others say per location what it takes and offers.

    Who can pay for themselves is found under the payer `self-pay` too: it counts as in network for TMS.
    """
    listed = (rng.random(shares.shape) < shares) & takes[:, None]
    for_tms = listed & (rng.random(shares.shape) < 0.95)
    for_therapy = listed & offers_therapy[:, None] & ((rng.random(shares.shape) < 0.32) | ~for_tms)
    for_tms[:, SLUGS.index("self-pay")] = self_pay
    rows, payers, services = np.nonzero(np.stack([for_tms, for_therapy], axis=2))
    out = flags(rng, 0.06, len(rows)) & (payers != SLUGS.index("self-pay"))
    return Insurance(rows, payers, services, np.where(out, OUT_OF_NETWORK, IN_NETWORK))
