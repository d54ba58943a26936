"""Insurance at a location: each plan, apart for TMS and for therapy, with the date and who said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from providers.models import UNCONFIRMED_DAYS, PayerNetwork, Term
from providers.web import words
from providers.web.freshness import as_of

_SERVICE, _STATUS = PayerNetwork.Service, PayerNetwork.Status


@dataclass(frozen=True)
class Network:
    """The status of one plan for one service: "In network", "Nov 10, 2026, by the clinic"."""

    text: str
    as_of: str
    is_known: bool
    is_old: bool


@dataclass(frozen=True)
class PlanRow:
    plan: str
    tms: Network
    therapy: Network


NETWORK_LABELS = {status: status.label for status in _STATUS}
# Paying oneself is listed among the plans, and has no network.
SELF_PAY_LABELS = {_STATUS.IN_NETWORK: "Accepted", _STATUS.OUT_OF_NETWORK: "Not accepted"}
NOT_KNOWN = Network("Not known", "", False, False)


def present(networks: Iterable[PayerNetwork], today: date) -> tuple[PlanRow, ...]:
    """One row per payer in the vocabulary's order; a service without a row is not known."""
    payers: dict[int, Term] = {}
    found: dict[tuple[int, str], Network] = {}
    for network in networks:
        payers[network.payer_id] = network.payer
        found[network.payer_id, network.service] = _network(network, today)
    return tuple(
        PlanRow(
            payer.label,
            found.get((payer.pk, _SERVICE.TMS), NOT_KNOWN),
            found.get((payer.pk, _SERVICE.THERAPY), NOT_KNOWN),
        )
        for payer in sorted(payers.values(), key=lambda term: term.position)
    )


def _network(network: PayerNetwork, today: date) -> Network:
    age = (today - network.confirmed_on).days if network.confirmed_on else UNCONFIRMED_DAYS
    is_old = age >= UNCONFIRMED_DAYS
    when = as_of(network.confirmed_on, network.confirmed_by)
    if network.confirmed_on and is_old:
        when = f"{when}, {words.days_ago(network.confirmed_on, today)}"
    labels = SELF_PAY_LABELS if network.payer.slug == "self-pay" else NETWORK_LABELS
    return Network(labels[_STATUS(network.status)], when, True, is_old)
