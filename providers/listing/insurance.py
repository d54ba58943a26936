"""Insurance at a location: each plan, separately for TMS and for therapy, with the date and who said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from providers import words
from providers.listing.listing import Network
from providers.models import UNCONFIRMED_DAYS, PayerNetwork
from providers.vocabulary.catalog import CatalogTerm
from providers.web.freshness import as_of

_SERVICE, _STATUS = PayerNetwork.Service, PayerNetwork.Status


@dataclass(frozen=True)
class NetworkText:
    """The status of one plan for one service: "In network", "Nov 10, 2026, by the clinic"."""

    text: str
    as_of: str
    is_known: bool
    is_old: bool


@dataclass(frozen=True)
class PlanRow:
    plan: str
    tms: NetworkText
    therapy: NetworkText


NETWORK_LABELS = {status: status.label for status in _STATUS}
# Self-pay is listed among the plans, but has no network.
SELF_PAY_LABELS = {_STATUS.IN_NETWORK: "Accepted", _STATUS.OUT_OF_NETWORK: "Not accepted"}
NOT_KNOWN = NetworkText("Not known", "", False, False)


def plan_rows(networks: Iterable[Network], today: date) -> tuple[PlanRow, ...]:
    """One row per payer in the vocabulary's order; a service without a row is not known."""
    payers: dict[int, CatalogTerm] = {}
    found: dict[tuple[int, str], NetworkText] = {}
    for network in networks:
        payers[network.payer.id] = network.payer
        found[network.payer.id, network.service] = _network_text(network, today)
    return tuple(
        PlanRow(
            payer.label,
            found.get((payer.id, _SERVICE.TMS), NOT_KNOWN),
            found.get((payer.id, _SERVICE.THERAPY), NOT_KNOWN),
        )
        for payer in sorted(payers.values(), key=lambda term: term.position)
    )


def _network_text(network: Network, today: date) -> NetworkText:
    age = (today - network.confirmed_on).days if network.confirmed_on else UNCONFIRMED_DAYS
    is_old = age >= UNCONFIRMED_DAYS
    when = as_of(network.confirmed_on, network.confirmed_by)
    if network.confirmed_on and is_old:
        when = f"{when}, {words.days_ago(network.confirmed_on, today)}"
    labels = SELF_PAY_LABELS if network.payer.slug == "self-pay" else NETWORK_LABELS
    return NetworkText(labels[_STATUS(network.status)], when, True, is_old)
