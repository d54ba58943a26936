"""Insurance, apart for TMS and for therapy."""

from datetime import date, timedelta

from providers.listing import insurance
from providers.listing.listing import Network
from providers.models import Vocabulary
from providers.vocabulary.catalog import CatalogTerm

TODAY = date(2026, 11, 22)
MEDICARE = CatalogTerm(1, Vocabulary.PAYER, "medicare", "Medicare", "", position=0)
AETNA = CatalogTerm(2, Vocabulary.PAYER, "aetna", "Aetna", "", position=7)


def network(payer: CatalogTerm = AETNA, service: str = "tms", days_ago: int | None = 12, **fields) -> Network:
    day = None if days_ago is None else TODAY - timedelta(days=days_ago)
    defaults = {"status": "in-network", "confirmed_on": day, "confirmed_by": "clinic"}
    return Network(payer=payer, service=service, **{**defaults, **fields})


def test_a_plan_has_one_row_with_both_services_and_their_dates():
    rows = insurance.plan_rows([network(), network(service="therapy", status="out-of-network")], TODAY)
    (row,) = rows
    assert row.plan == "Aetna"
    assert (row.tms.text, row.tms.as_of) == ("In network", "Nov\xa010, 2026, by the clinic")
    assert row.therapy.text == "Out of network"


def test_a_service_that_nobody_told_is_not_known_instead_of_no():
    (row,) = insurance.plan_rows([network()], TODAY)
    assert row.therapy == insurance.NOT_KNOWN


def test_plans_come_in_the_order_of_the_vocabulary():
    rows = insurance.plan_rows([network(AETNA), network(MEDICARE)], TODAY)
    assert [row.plan for row in rows] == ["Medicare", "Aetna"]


def test_an_old_date_asks_for_caution_in_words():
    (row,) = insurance.plan_rows([network(days_ago=100)], TODAY)
    assert row.tms.is_old
    assert row.tms.as_of == "Aug\xa014, 2026, by the clinic, 100 days ago"


def test_a_missing_date_asks_for_caution_too():
    (row,) = insurance.plan_rows([network(days_ago=None, confirmed_by="")], TODAY)
    assert row.tms.is_old
    assert row.tms.as_of == "date not known"


def test_paying_oneself_has_no_network():
    self_pay = CatalogTerm(3, Vocabulary.PAYER, "self-pay", "Self-pay", "", position=18)
    (row,) = insurance.plan_rows([network(self_pay)], TODAY)
    assert row.tms.text == "Accepted"
