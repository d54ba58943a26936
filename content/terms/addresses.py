"""Where the pages of a vocabulary and of its terms are: /conditions/ and /conditions/ocd/.

The addresses are stable: other people's links rely on them.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import reverse

from providers.models import Vocabulary


@dataclass(frozen=True)
class VocabularyPages:
    """The pages of one vocabulary. `path` begins their addresses; `one` names a single term in a sentence."""

    vocabulary: Vocabulary
    path: str
    heading: str
    one: str
    lede: str


PAGES: dict[str, VocabularyPages] = {
    pages.vocabulary.value: pages
    for pages in (
        VocabularyPages(
            Vocabulary.CONDITION,
            "conditions",
            "Conditions",
            "condition",
            "What places give TMS for, and whether a TMS device is FDA-cleared for it.",
        ),
        VocabularyPages(
            Vocabulary.THERAPY,
            "therapies",
            "Therapies",
            "therapy",
            "The talk therapies that some places give together with TMS.",
        ),
        VocabularyPages(
            Vocabulary.PROTOCOL,
            "protocols",
            "TMS protocols",
            "protocol",
            "How TMS is given: how long a visit takes and how many there usually are. The clinic sets yours.",
        ),
        VocabularyPages(
            Vocabulary.DEVICE,
            "devices",
            "TMS devices",
            "device",
            "The machines that give TMS. The FDA clears each for stated conditions and ages.",
        ),
        VocabularyPages(
            Vocabulary.TIMING,
            "timings",
            "Timing of therapy",
            "timing",
            "When therapy takes place in relation to TMS. No timing is proven to work better than another.",
        ),
        VocabularyPages(
            Vocabulary.DELIVERY,
            "therapy-settings",
            "Where therapy takes place",
            "setting",
            "Who gives the therapy that goes with TMS, and where.",
        ),
        VocabularyPages(
            Vocabulary.PAYER,
            "insurance",
            "Insurance",
            "plan",
            "Plans that places are in network with, as they say. Ask your plan about TMS and about therapy.",
        ),
        VocabularyPages(
            Vocabulary.PAYMENT, "ways-to-pay", "Ways to pay", "way to pay", "How places let patients pay."
        ),
        VocabularyPages(
            Vocabulary.SCHEDULE,
            "hours",
            "Hours for working people",
            "kind of hours",
            "Hours outside the working day. TMS means many visits, so hours decide who can finish a course.",
        ),
        VocabularyPages(
            Vocabulary.TELEHEALTH,
            "telehealth",
            "By video or phone",
            "way",
            "What can be done from home. TMS itself is always in person.",
        ),
        VocabularyPages(
            Vocabulary.AGE_GROUP, "ages", "Ages", "age group", "The ages of the patients that places take."
        ),
        VocabularyPages(
            Vocabulary.LANGUAGE,
            "languages",
            "Languages",
            "language",
            "Languages that are spoken or signed with patients.",
        ),
        VocabularyPages(
            # /accessibility/ is about this site's own accessibility.
            Vocabulary.ACCESSIBILITY,
            "access",
            "Access",
            "kind of access",
            "What makes a place easier to get into and to be in.",
        ),
        VocabularyPages(
            Vocabulary.CREDENTIAL,
            "credentials",
            "Credentials",
            "credential",
            "What the letters after a clinician's name stand for.",
        ),
    )
}


@lru_cache(2_000)
def term_url(vocabulary: str, slug: str) -> str:
    """The address of a term's page. Raises KeyError for an unknown vocabulary."""
    return reverse(f"term-{PAGES[vocabulary].vocabulary.value}", args=[slug])


@cache
def vocabulary_url(vocabulary: str) -> str:
    """The address of the list of a vocabulary's terms. Raises KeyError for an unknown vocabulary."""
    return reverse(f"terms-{PAGES[vocabulary].vocabulary.value}")
