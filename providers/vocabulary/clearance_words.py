"""A clearance in words: "Cleared in January 2023 for adults, alongside other treatment."

The FDA clears a device, it does not approve it. What was not found in a source is never stated as a fact.
"""

import re
from datetime import date
from typing import Protocol

from providers.models import ClearanceStatus

# The slug of the term for devices that have none of their own; their rows name the product.
OTHER_DEVICE = "other"
NOT_VERIFIED = "Reported, not verified by us"
PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
FDA_PAGES = {
    "K": "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/pmn.cfm?ID={}",
    "D": "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/denovo.cfm?id={}",
}


class ClearanceFacts(Protocol):
    """What the words need, of a row of the database, of the file, or of a listing."""

    @property
    def age_min(self) -> int | None: ...
    @property
    def age_max(self) -> int | None: ...
    @property
    def for_adults(self) -> bool: ...
    @property
    def is_adjunct(self) -> bool: ...
    @property
    def use(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def decision_date(self) -> str: ...
    @property
    def is_verified(self) -> bool: ...


def is_partial_date(text: str) -> bool:
    """Whether `text` is 2020, 2020-08 or 2020-08-17, with a month and a day that exist."""
    found = PARTIAL_DATE.fullmatch(text)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:  # month 13, February 30
        return False
    return True


def month_and_year(decision_date: str) -> str:
    """ "August 2020" for 2020-08-17 or 2020-08, "2020" for 2020."""
    year, _, rest = decision_date.partition("-")
    return f"{date(int(year), int(rest[:2]), 1):%B} {year}" if rest else year


def sentence(clearance: ClearanceFacts) -> str:
    """One clearance as a sentence: its date, ages and use, and whether it is alongside other treatment."""
    when = f" in {month_and_year(clearance.decision_date)}" if clearance.decision_date else ""
    kind = " as a new kind of device (De Novo)" if clearance.status == ClearanceStatus.DE_NOVO else ""
    whom = f" for {audience(clearance)}" if audience(clearance) else ""
    use = f" {clearance.use}" if clearance.use else ""
    besides = ", alongside other treatment" if clearance.is_adjunct else ""
    words = f"leared{when}{kind}{whom}{use}{besides}."
    return f"C{words}" if clearance.is_verified else f"{NOT_VERIFIED}: c{words}"


def audience(clearance: ClearanceFacts) -> str:
    """ "ages 15 to 21", "ages 12 and older", "ages up to 68", "adults"; empty where the record names none."""
    low, high = clearance.age_min, clearance.age_max
    if low is not None and high is not None:
        return f"ages {low} to {high}"
    if low is not None:
        return f"ages {low} and older"
    if high is not None:
        return f"ages up to {high}"
    return "adults" if clearance.for_adults else ""


def fda_page(number: str) -> str:
    """The FDA's page of a 510(k) or De Novo number; empty without a number."""
    return FDA_PAGES[number[0]].format(number) if number[:1] in FDA_PAGES else ""


def device_name(slug: str, label: str, protocol: str) -> str:
    """The name of the device of a clearance: of a device without a term of its own, the product."""
    return protocol if slug == OTHER_DEVICE and protocol else label
