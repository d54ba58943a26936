"""How a place combines TMS with therapy, as sentences built from what the clinic attested.

Only what was attested is said: "the same day" is known, morning or afternoon is not.
"""

from dataclasses import dataclass
from datetime import date

from providers import words
from providers.listing.listing import Program
from providers.models import Credential, Delivery, Timing
from providers.web.freshness import Confirmed, confirmed

_TIMING = {
    Timing.DURING_SESSION: "{therapy} during the TMS session",
    Timing.SAME_DAY_BEFORE: "{therapy} first, TMS later the same day",
    Timing.SAME_DAY_AFTER: "TMS first, {therapy} later the same day",
    Timing.INTERLEAVED: "TMS and {therapy} on alternate days",
    Timing.SAME_COURSE: "{therapy} every week while the TMS course runs",
    Timing.THERAPY_FIRST: "A course of {therapy} first, then TMS",
    Timing.TMS_FIRST: "A course of TMS first, then {therapy}",
    Timing.COORDINATION_ONLY: "{therapy} coordinated with TMS",
    Timing.NONE: "TMS and {therapy}, with no set timing",
}
_DELIVERY = {
    Delivery.ON_SITE: "on site",
    Delivery.PARTNER: "at a partner practice",
    Delivery.REFERRAL_LIST: "with a therapist from the clinic's list of names",
    Delivery.OWN_THERAPIST: "with your own therapist",
}
_PLAN = {True: "one shared plan", False: "separate plans", None: "shared plan not known"}


@dataclass(frozen=True)
class ProgramText:
    """A combined program: the sentence, who it is for, who gives the therapy, and who attested it."""

    therapy: str
    sentence: str
    condition: str
    therapist_credentials: str
    attested: Confirmed


def sentence(program: Program, therapy: str) -> str:
    """ "TMS first, ERP later the same day, on site, one shared plan." """
    where = _DELIVERY[Delivery(program.delivery)]
    if program.delivery == Delivery.PARTNER and program.partner_name:
        where = f"at {program.partner_name}"
    when = _TIMING[Timing(program.timing)].format(therapy=therapy)
    return f"{words.capitalized(when)}, {where}, {_PLAN[program.shared_plan]}."


def program_text(program: Program, today: date) -> ProgramText:
    credentials = [Credential(slug).label for slug in program.therapist_credentials]
    attested = confirmed(program.attested_on, program.attested_by, today)
    return ProgramText(
        therapy=program.therapy.label,
        sentence=sentence(program, words.short_label(program.therapy.label)),
        condition=words.inside_sentence(program.condition.label) if program.condition else "",
        therapist_credentials=words.listed(credentials) or "not known",
        attested=attested,
    )
