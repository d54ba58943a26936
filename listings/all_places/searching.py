"""Finding locations by what an operator has in hand: a name, a number, a clinician, a website."""

import re

import phonenumbers
from django.db.models import Q, QuerySet

from listings.editor.domains import registrable_domain
from providers.models import Clinician, Location, LocationClinician, Practice
from providers.npi import is_valid_npi


def matching(locations: QuerySet[Location], text: str) -> QuerySet[Location]:
    """Those that `text` names: a ZIP, an NPI, a phone number in any form, a website, our own number with a
    "#", or words of the name of the place, its practice or a clinician there."""
    text = " ".join(text.split())
    if not text:
        return locations
    digits = re.sub(r"\D", "", text, flags=re.ASCII)
    if re.fullmatch(r"#\s?\d{1,18}", text, flags=re.ASCII):
        return locations.filter(pk=int(digits))
    if re.fullmatch(r"\d{5}(-\d{4})?", text, flags=re.ASCII):
        return locations.filter(postal_code=text[:5])
    if is_valid_npi(text) and (found := of_npi(locations, text)).exists():
        return found
    if len(digits) >= 7 and not re.search(r"[^\W\d]{4}", text):  # "x12" and "ext" are parts of a number
        return locations.filter(phone__in=as_phone(text))
    if re.fullmatch(r"\S+\.[^\W\d]\S+", text):
        return of_website(locations, text)
    return named(locations, text)


def of_npi(locations: QuerySet[Location], npi: str) -> QuerySet[Location]:
    people = LocationClinician.objects.filter(clinician__npi=npi).values("location")
    return locations.filter(Q(practice__npi=npi) | Q(pk__in=people))


def as_phone(text: str) -> list[str]:
    """The number as stored, or nothing if it is none."""
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:  # digits, but far too many or too few
        return []
    return [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)]


def of_website(locations: QuerySet[Location], text: str) -> QuerySet[Location]:
    """By the domain, so that any page of the site finds it; otherwise by a part of the address."""
    address = text if "//" in text else f"https://{text}"
    part = registrable_domain(address) or text
    practices = Practice.objects.filter(website__icontains=part).values("pk")
    return locations.filter(Q(website__icontains=part) | Q(practice__in=practices))


def named(locations: QuerySet[Location], text: str) -> QuerySet[Location]:
    """Each word is in the name of the place, or each in that of its practice or of one clinician."""
    own, practices, people = Q(), Practice.objects.all(), Clinician.objects.all()
    for word in text.split():
        own &= Q(name__icontains=word)
        practices = practices.filter(name__icontains=word)
        people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    works_at = LocationClinician.objects.filter(clinician__in=people.values("pk")).values("location")
    return locations.filter(
        Q(pk__in=Location.objects.filter(own).values("pk"))
        | Q(practice__in=practices.values("pk"))
        | Q(pk__in=works_at)
    )
