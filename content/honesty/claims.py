"""Finds sentences that state a figure or compare treatments, so that they need a source.

These are patterns, which don't understand a text. When in doubt they ask for a source: an editor can add a
waiver.
"""

import re

SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
SPELLED = rf"(?:(?:{TENS})(?:-(?:one|{SMALL}))?|{TEENS}|{SMALL}|(?:a |one )?hundred|(?:a |one )?thousand)"
FIGURE = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?)"
NUMBER = rf"(?:{FIGURE}|{SPELLED})"
# Up to three words between the number and the people: "103 combat veterans with PTSD".
PEOPLE = (
    r"(?:people|persons|patients|adults|veterans|participants|volunteers|teens|teenagers|adolescents|children|"
    r"men|women|users|americans|individuals|cases)"
)
WORK = r"(?:randomi[sz]ed|controlled|clinical|completed|small|large|open|sham|blinded|pilot)"
TRIALS = rf"(?:{WORK},?\s+)*(?:trials|studies|rcts)"

PERCENTAGE = re.compile(rf"{NUMBER}\s*(?:%|per\s?cent\b|percentage points?\b)", re.IGNORECASE)
UNITS = r"(?:minutes|hours|days|weeks|months|years|visits|sessions)"
PARTS = r"(?:half|a third|two thirds|a quarter|three quarters|a fifth|one third|one half)"
RATE = re.compile(
    # "56 in 100 people", "one in five", "0.31 per 10,000", but not "cleared in 2018" or "five in seven days"
    rf"\b(?:{NUMBER}|one|an?)\s+(?:out of|in|in every|per|for every)\s+(?:every\s+|about\s+)?"
    rf"(?!(?:19|20)[0-9][0-9]\b){NUMBER}\b(?!\s*{UNITS}\b)"
    rf"|\b{FIGURE}\s+of\s+(?:the\s+)?{FIGURE}\b(?!\s*{UNITS}\b)"
    rf"|\b{PARTS} of (?:the |all |these |those )?(?:\w+\s+)?{PEOPLE}\b",
    re.IGNORECASE,
)
COUNT_OF_PEOPLE = re.compile(rf"\b{NUMBER}\s+(?:[a-z-]+\s+){{0,3}}?{PEOPLE}\b", re.IGNORECASE)
SAMPLE = re.compile(r"\bn\s*=\s*[0-9]", re.IGNORECASE)
COUNT_OF_TRIALS = re.compile(rf"\b{NUMBER}\s+{TRIALS}\b", re.IGNORECASE)
STATISTIC = re.compile(
    r"\bp\s*[=<>]\s*0?\.[0-9]|\b(?:SMD|odds ratio|hazard ratio|effect size|confidence interval)\b",
    re.IGNORECASE,
)
QUALITY = (
    r"(?:effective|successful|powerful|helpful|beneficial|reliable|durable|potent|safe|risky|dangerous|"
    r"likely to (?:help|work|respond|recover|improve|get better|relapse|drop out))"
)
COMPARISON = re.compile(
    rf"\b(?:more|less|as|equally)\s+{QUALITY}\b"
    r"|\b(?:most|least)\s+(?:effective|successful|powerful|reliable)\b"
    r"|\b(?:better|worse|faster|quicker|sooner|slower|safer|stronger|weaker|riskier)\s+than\b"
    r"|\b(?:superior|inferior)\s+to\b"
    r"|\b(?:work|help|do|respond|recover|improve)(?:s|es|ed|ing)?\s+(?:better|worse|faster|quicker|best|sooner)\b"
    r"|\b(?:higher|lower|greater|smaller|fewer|larger|bigger)\s+(?:[a-z-]+\s+){0,2}than\b(?!\s+[0-9])"
    r"|\b(?:outperform\w*|surpass\w*|superior|beats|speeds up|boosts|doubles|triples|halves)\b"
    r"|\b(?:twice|three times|[0-9]+ times)\s+(?:as|more|the)\b"
    r"|\bstrongest evidence\b|\bmore than (?:either|therapy|medication|TMS|sham|drugs|pills)\b",
    re.IGNORECASE,
)

CLAIMS = (
    ("a percentage", PERCENTAGE),
    ("a rate", RATE),
    ("a number of people", COUNT_OF_PEOPLE),
    ("a number of people", SAMPLE),
    ("a number of studies", COUNT_OF_TRIALS),
    ("a statistic", STATISTIC),
    ("a comparison", COMPARISON),
)


def claim_in(sentence: str) -> str | None:
    """The kind of claim in `sentence` that needs a source, such as "a percentage"; None if there is none.

    A question makes no comparison ("Is it better than pills?"), but a figure in it still counts.
    """
    is_question = sentence.rstrip("\"')”’ ").endswith("?")
    for name, pattern in CLAIMS:
        if is_question and pattern is COMPARISON:
            continue
        if pattern.search(sentence):
            return name
    return None
