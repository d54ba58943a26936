"""A program that is searched for, in words: what a filter and a sentence call it."""

from providers.models import Delivery, Timing, Vocabulary
from providers.search.criteria import ANY, ProgramCriterion
from providers.vocabulary.catalog import Catalog
from providers.web import words

TIMING_WORDS = {
    Timing.DURING_SESSION: "during the TMS session",
    Timing.SAME_DAY_BEFORE: "the same day before TMS",
    Timing.SAME_DAY_AFTER: "the same day after TMS",
    Timing.INTERLEAVED: "on alternate days with TMS",
    Timing.SAME_COURSE: "in the same weeks as TMS",
    Timing.THERAPY_FIRST: "before the TMS course",
    Timing.TMS_FIRST: "after the TMS course",
    Timing.COORDINATION_ONLY: "coordinated with TMS",
    Timing.NONE: "with no set timing",
}
DELIVERY_WORDS = {
    Delivery.ON_SITE: "on site",
    Delivery.PARTNER: "at a partner practice",
    Delivery.REFERRAL_LIST: "from a referral list",
    Delivery.OWN_THERAPIST: "with your own therapist",
}


def program_label(program: ProgramCriterion, catalog: Catalog) -> str:
    """ "ERP on site the same day after TMS", "Talk therapy on site", "ERP with TMS"."""
    if program.therapy == ANY:
        therapy = "Talk therapy"
    else:
        label = catalog.label(Vocabulary.THERAPY, program.therapy)
        therapy = words.capitalized(words.short_label(label))
    parts = [therapy]
    if program.delivery != ANY:
        parts.append(DELIVERY_WORDS[Delivery(program.delivery)])
    if program.timing != ANY:
        parts.append(TIMING_WORDS[Timing(program.timing)])
    return " ".join(parts) if len(parts) > 1 else f"{therapy} with TMS"
