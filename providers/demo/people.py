"""Invented practices and the clinicians who work there."""

from datetime import date

from providers.demo.chance import Chance, shares, words
from providers.demo.redating import made_at
from providers.models import Clinician, Credential, Practice
from providers.npi import npi_with_check_digit

ROLES = {
    Credential.MD: "Psychiatrist",
    Credential.DO: "Psychiatrist",
    Credential.PMHNP: "Psychiatric nurse practitioner",
    Credential.PA: "Physician assistant",
    Credential.PHD: "Psychologist",
    Credential.PSYD: "Psychologist",
    Credential.LCSW: "Therapist",
    Credential.LPC: "Therapist",
    Credential.LMHC: "Therapist",
    Credential.LMFT: "Couples and family therapist",
    Credential.TMS_OPERATOR: "TMS operator",
}
# An NPI is "1" or "2", eight digits that number its holder, and the check digit. Those given out so far
# begin with 1, so one that begins with 2 is valid and belongs to nobody.
FIRST_DIGIT = 2
NPI_NUMBERS = 10**8
# No factor in common with 10**8: multiplying shuffles the numbers and never makes two alike.
NPI_STEP = 61_803_399


def invented_npi(seed: int, holder: int) -> str:
    """A valid NPI for a holder's number (0 to 10**8 - 1); different holders get different ones."""
    return npi_with_check_digit(f"{FIRST_DIGIT}{(holder * NPI_STEP + seed) % NPI_NUMBERS:08}")


def draw_practice(chance: Chance, pk: int, npi: str, today: date) -> Practice:
    """A practice that gives its NPI and its web site, or leaves them out."""
    name = chance.choice(words("name_beginnings")) + chance.choice(words("name_endings"))
    practice = Practice(
        pk=pk,
        name=f"{name} {chance.one_of(shares('practice_kinds'))}",
        npi=npi if chance.happens(0.7) else None,
        is_demo=True,
        created_at=made_at(today),
    )
    if chance.happens(0.9):
        practice.website = f"https://{host_name(practice)}"
    return practice


def host_name(practice: Practice) -> str:
    """Where the sites and mailboxes of an invented practice would be."""
    return f"{practice.name.split()[0].lower()}-tms.example.com"


def draw_clinician(chance: Chance, pk: int, npi: str, *, prescribes: bool) -> Clinician:
    """TMS is prescribed, so that every practice needs a clinician who may."""
    credential = Credential(chance.one_of(shares("prescribers" if prescribes else "other_clinicians")))
    has_npi = credential != Credential.TMS_OPERATOR and chance.happens(0.97)
    return Clinician(
        pk=pk,
        first_name=chance.choice(words("first_names")),
        last_name=chance.choice(words("last_names")),
        credential=credential,
        npi=npi if has_npi else None,
        is_demo=True,
    )
