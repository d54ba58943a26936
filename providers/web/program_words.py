"""A program that is searched for, in words: what a filter and a sentence call it."""

from providers import words
from providers.fields.kinds.programs import DELIVERY_WORDS, TIMING_WORDS
from providers.models import Delivery, Timing, Vocabulary
from providers.search.criteria import ANY, ProgramCriterion
from providers.vocabulary.catalog import Catalog


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
