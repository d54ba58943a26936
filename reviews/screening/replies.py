"""Signs in a clinic's reply that somebody was, or was not, a patient (domain rules, "Clinic replies").

    signs_of_a_patient("We are glad your sessions helped.")
        ->  ["Tells that the author was a patient: your sessions"]

HIPAA applies even where the review itself says it all: the clinic may not confirm it. The rules below are
fixed patterns of words, which ask once too often rather than miss one. A moderator decides on every reply.
"""

import re

from reviews.screening.lookalikes import normalized
from reviews.screening.signs import contact_details, names, signs_quoting, whole_words
from reviews.screening.words import CONDITIONS, MEDICINES, TREATMENTS

# What a patient has.
OF_A_PATIENT = (
    "appointment|appointments|care|chart|check-in|claim|claims|clinician|condition|consultation|copay|coverage|"
    "course|deductible|diagnosis|doctor|dose|evaluation|file|follow-up|health|healing|improvement|"
    "insurance|insurer|intake|invoice|bill|mapping|medical history|medication|medicine|mental health|mood|"
    "no-show|nurse|operator|outcome|paperwork|payment|prescription|progress|protocol|provider|record|records|"
    "recovery|referral|remission|results|schedule|session|sessions|sleep|stay|symptoms|technician|therapist|"
    "therapy|time with us|time here|treatment|treatments|visit|visits|wellness|authorization"
)
SEVERAL_WORDS = r"(?:[\w'-]+\s+){0,4}?"
WAS_SEEN = (
    "treat|treated|treating|see|help|serve|support|saw|seen|seeing|met|diagnosed|scheduled|rescheduled|billed|charged|refunded|discharged|"
    "evaluated|examined|prescribed|referred|admitted|enrolled|welcomed|cared for|caring for|looked after|"
    "worked with|working with|spoke with|spoken with|reached out to|called|contacted|helped|helping|serving|"
    "served|supported|supporting"
)
DID = (
    "came|come|visited|visit|arrived|started|began|finished|completed|stopped|ended|attended|missed|cancelled|"
    "canceled|checked in|signed|paid|owe|owed|scheduled|rescheduled|declined|refused|told us|mentioned to us|"
    "called us|were here|were seen|were with us|were treated|were in|were told|were offered|were late|"
    "received|had with us|felt better|feel better|feeling better|got better|improved|responded|recovered|"
    "get better|getting better|chose us|chosen us|left|left us|no-showed|did not show|didn't show"
)

PATTERNS = [
    ("Tells that the author was a patient", rf"\byour\s+{SEVERAL_WORDS}(?:{OF_A_PATIENT})\b"),
    (
        "Tells that the author was a patient",
        (
            r"\b(?:when|while|since|after|before|once|that|because|until|if|glad|hear|happy|see)\s+you\s+"
            rf"{SEVERAL_WORDS}(?:{DID})\b"
        ),
    ),
    (
        "Tells what the author did there",
        rf"\byou\s+(?:have\s+|had\s+|also\s+|never\s+|always\s+)?(?:{DID})\b",
    ),
    ("Tells that the clinic saw the author", rf"\b(?:{WAS_SEEN})\s+(?:to\s+)?you\b"),
    (
        "Tells that the author was a patient",
        r"\b(?:you|we|us|our|a|an|this|former|current|previous|valued|as)\s+(?:\w+\s+)?(?:patient|client)\b",
    ),
    (
        "Tells that the author was a patient",
        (
            r"\b(?:thank you|thanks|grateful|honored|privilege|pleasure)\s+(?:for\s+|to\s+(?:have\s+)?)?"
            r"(?:choosing|coming|visiting|trusting|completing|being\s+(?:our|a|part)|letting us|allowing us|"
            r"treat|treated|help|helped|care|cared|be part)\b"
        ),
    ),
    (
        "Tells that the clinic knows the author",
        (
            r"\b(?:welcome back|see you (?:again|soon|next|back)|have you back|"
            r"we (?:do\s+)?(?:remember|recall|know) you|know who you are|come back|"
            r"your next|your last|your first|your final|miss you)\b"
        ),
    ),
    (
        "Speaks of records",
        (
            r"\b(?:our|the|your|medical)\s+(?:records?|files?|charts?|notes|logs?|system|schedule|cameras?)\b|"
            r"\b(?:looked|checked|reviewed|went)\s+(?:up|into|through|over)?\s*your\b"
        ),
    ),
    (
        "Tells whether the author was a patient; that nobody was may not be said either",
        (
            r"\b(?:no|never|not|cannot|can't|don't|didn't|unable to)\s+(?:\w+\s+){0,4}?"
            r"(?:a patient|our patient|patient of|record of|find you|treated you|seen you|client of|"
            r"identify you|match)\b"
        ),
    ),
    (
        "Speaks of somebody close to the author",
        (
            r"\byour\s+(?:husband|wife|spouse|partner|mother|mom|father|dad|son|daughter|child|parents?|family|"
            r"brother|sister|friend|loved one)\b"
        ),
    ),
    (
        "Tells what was paid or covered",
        r"\$\s?\d|\b\d+\s+dollars\b|\b(?:copay|deductible|refund(?:ed)?|billed|invoice|out-of-pocket)\b",
    ),
    (
        "Counts sessions or time",
        (
            r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|first|second|third|last)\s+"
            r"(?:\w+\s+)?(?:sessions?|visits?|appointments?|treatments?|weeks?|months?|courses?)\b"
        ),
    ),
    (
        "Addresses somebody by name",
        (
            r"(?m)^\s*(?-i:(?:Dear|Hi|Hello|Hey|Thanks|Thank you),?\s+"
            r"(?!All\b|Everyone\b|Reader\b)[A-Z][a-z]+)\b"
        ),
    ),
]

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATES = [
    rf"\b{MONTH}\.?\s+\d{{1,4}}(?:st|nd|rd|th)?\b",
    rf"\b(?:in|last|this|since|during|until|of)\s+{MONTH}\b",
    r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b",
    r"\b(?:19|20)\d\d\b",
    r"\b(?:on|last|this|every)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b",
    r"\b(?:yesterday|last (?:week|month|year|spring|summer|fall|winter)|that (?:day|morning))\b",
]


def signs_of_a_patient(text: str) -> list[str]:
    """Sentences that quote what to look at, each once; empty if the rules find nothing."""
    plain = normalized(text)
    dates = [match for pattern in DATES for match in matches(pattern, plain)]
    found = [
        *((label, matches(pattern, plain)) for label, pattern in PATTERNS),
        ("Holds a date", dates),
        ("Names a treatment", whole_words(plain, TREATMENTS)),
        ("Names a condition or a medicine", whole_words(plain, (*CONDITIONS, *MEDICINES))),
    ]
    signs = [sign for label, quotes in found for sign in signs_quoting(label, quotes)]
    return list(dict.fromkeys([*signs, *names(plain, ())]))


def signs_in_reply(text: str) -> list[str]:
    """For moderators: the same signs, and ways to reach somebody.

    The clinic's own phone number gives away nothing about the author, so the clinic is not asked about it.
    """
    return [*signs_of_a_patient(text), *contact_details(normalized(text))]


def matches(pattern: str, text: str) -> list[str]:
    return [match[0] for match in re.finditer(pattern, text, re.IGNORECASE)]
