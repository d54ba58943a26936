"""Places that may be the same as a new one: by name, phone, address, website or NPI."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest

from listings.editor.domains import registrable_domain
from places.text import fold
from providers.models import Location

SIMILAR = 0.45  # trigrams in common: "Harbor TMS" and "Harbor TMS Center" pass, two clinics do not
MAX_FOUND = 10
MAX_COMPARED = 200


@dataclass(frozen=True)
class Duplicate:
    """A place that is there, and why it may be the same: "the same phone number", ..."""

    location: Location
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """What is known of a new place."""

    names: tuple[str, ...]
    phone: str
    street: str
    city: str
    state: str
    postal_code: str
    website: str = ""
    npi: str = ""

    @classmethod
    def of(cls, columns: Mapping[str, str], *, practice: str, website: str, npi: str) -> "Described":
        names = tuple(dict.fromkeys(filter(None, (columns["name"], practice))))
        own = {name: columns[name] for name in ("phone", "street", "city", "state", "postal_code")}
        return cls(names=names, website=website, npi=npi, **own)


def duplicates_of(new: Described, among: QuerySet[Location]) -> tuple[Duplicate, ...]:
    """The likeliest first. `among`: the locations that the person who asks may know about."""
    likeness = Greatest(
        *(TrigramSimilarity(column, name) for name in new.names for column in ("name", "practice__name"))
    )
    rows = among.select_related("practice").annotate(likeness=likeness)
    domain = registrable_domain(new.website) if new.website else ""
    same = Q(phone=new.phone) if new.phone else Q(pk=None)
    if new.npi:
        same |= Q(practice__npi=new.npi)
    if new.street:
        same |= Q(state=new.state, postal_code=new.postal_code, street__iexact=new.street)
    if domain:
        same |= Q(practice__website__icontains=f"{domain}/") | Q(practice__website__iendswith=domain)
    near = Q(state=new.state, likeness__gte=SIMILAR)
    found = [Duplicate(row, reasons(new, domain, row)) for row in rows.filter(same | near)[:MAX_COMPARED]]
    found = [each for each in found if each.reasons]
    found.sort(key=lambda each: (-len(each.reasons), each.location.pk))
    return tuple(found[:MAX_FOUND])


def reasons(new: Described, domain: str, row: Location) -> tuple[str, ...]:
    checks = {
        "the same phone number": bool(new.phone) and row.phone == new.phone,
        "the same address": bool(new.street)
        and row.postal_code == new.postal_code
        and fold(row.street) == fold(new.street),
        "the same NPI": bool(new.npi) and row.practice.npi == new.npi,
        "a similar name": row.likeness >= SIMILAR,  # type: ignore[attr-defined]  # annotated above
        "the same website": bool(domain) and registrable_domain(row.practice.website) == domain,
    }
    return tuple(reason for reason, holds in checks.items() if holds)
