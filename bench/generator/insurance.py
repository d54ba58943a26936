"""Which payers' networks demo locations are in, for TMS and for therapy."""

from dataclasses import dataclass

import numpy as np

from bench.generator.chance import Codes, Flags, flags
from bench.generator.geography import Zips
from providers.demo.chance import shares
from providers.demo.offers import is_offered_in
from providers.models import PayerNetwork

# Self-pay is a way to pay, not a network; see `draw_insurance`.
PAYERS = shares("payers") | {"self-pay": 0.0}
SLUGS = list(PAYERS)
SERVICES = [service.value for service in PayerNetwork.Service]
STATUSES = [status.value for status in PayerNetwork.Status]
IN_NETWORK = STATUSES.index(PayerNetwork.Status.IN_NETWORK)
OUT_OF_NETWORK = STATUSES.index(PayerNetwork.Status.OUT_OF_NETWORK)


@dataclass(frozen=True)
class Insurance:
    """One entry per location, payer and service: arrays of shape (entries,), codes into the lists above."""

    rows: Codes
    payers: Codes
    services: Codes
    statuses: Codes


def payer_shares(zips: Zips) -> np.ndarray:
    """How likely a location at each ZIP is with each payer, shape (z, payers)."""
    chances = np.tile(np.array(list(PAYERS.values())), (len(zips.state_names), 1))
    for state in set(zips.state_names):
        for slug in SLUGS:
            if not is_offered_in(slug, state):
                chances[zips.in_states(state), SLUGS.index(slug)] = 0.0
    return chances


def draw_insurance(
    rng: np.random.Generator, chances: np.ndarray, takes: Flags, offers_therapy: Flags, self_pay: Flags
) -> Insurance:
    """`chances` has shape (n, payers); the others say per location what it takes and offers.

    Who can pay for themselves is found under the payer `self-pay` too: it counts as in network for TMS.
    """
    listed = (rng.random(chances.shape) < chances) & takes[:, None]
    for_tms = listed & (rng.random(chances.shape) < 0.95)
    for_therapy = listed & offers_therapy[:, None] & ((rng.random(chances.shape) < 0.32) | ~for_tms)
    for_tms[:, SLUGS.index("self-pay")] = self_pay
    rows, payers, services = np.nonzero(np.stack([for_tms, for_therapy], axis=2))
    out = flags(rng, 0.06, len(rows)) & (payers != SLUGS.index("self-pay"))
    return Insurance(rows, payers, services, np.where(out, OUT_OF_NETWORK, IN_NETWORK))
