"""Signs in a review's text that a moderator should look at. Each sign is a sentence, and only a hint.

signs_in(text, clinicians=["Ana Ruiz"])  ->  ["Looks like a phone number: 312 555 0123", ...]
"""

import re
from collections.abc import Iterable

from reviews.fingerprint import folded_words
from reviews.screening.lookalikes import invisible_characters, normalized, words_of_two_alphabets
from reviews.screening.words import ABUSE, CONDITIONS, GIVEN_NAMES, MEDICINES

MAX_QUOTES = 5  # of each kind

PHONE = re.compile(r"(?<![\d-])(?:\+?1[\s.-]*)?\(?[2-9]\d{2}\)?[\s.-]*\d{3}[\s.-]*\d{4}(?!\d)")
EMAIL = re.compile(
    r"[\w.+-]+\s*(?:@|\(at\)|\[at\]|\bat\b)\s*[\w-]+\s*(?:\.|\(dot\)|\[dot\]|\bdot\b)\s*(?:com|org|net|edu|gov|info|io|us|me)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|info|io|biz|us)\b(?:/\S*)?", re.IGNORECASE
)
HANDLE = re.compile(
    r"(?<![\w@])@[A-Za-z_][\w.]{2,}|\b(?:instagram|facebook|tiktok|whatsapp|telegram)\b", re.IGNORECASE
)
STREET = re.compile(
    r"\b\d{1,5}\s+(?:[NSEW]\.?\s+)?[A-Z][A-Za-z]+(?:\s+[A-Z][A-Za-z]+)?\s+"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Way|Place|Pl)\b"
)
PERSONAL_NUMBER = re.compile(r"\b\d{3}-\d{2}-\d{4}\b|\b(?:born|DOB|date of birth)\b.{0,20}\d", re.IGNORECASE)
NAME_AFTER_TITLE = re.compile(
    r"\b(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Nurse|Prof|Professor)\.?\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?"
)
NAME_AFTER_CALLED = re.compile(r"\b(?:named|called|name is|name was)\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?")
CAPITALIZED = re.compile(r"\b[A-Z][a-z'-]+\b")


def signs_in(text: str, *, clinicians: Iterable[str] = ()) -> list[str]:
    """Sentences, in the order in which moderators need them; empty for most texts. `clinicians`: the names of
    people who work there."""
    plain = normalized(text)
    return [
        *contact_details(plain),
        *names(plain, clinicians),
        *health_details(plain),
        *abuse(text),
        *disguises(text),
    ]


def contact_details(plain: str) -> list[str]:
    kinds = [
        ("Looks like a phone number", PHONE),
        ("Looks like an email address", EMAIL),
        ("Looks like a link", LINK),
        ("Names a profile or messenger", HANDLE),
        ("Looks like a street address", STREET),
        ("Looks like a personal number or a date of birth", PERSONAL_NUMBER),
    ]
    return [sign for label, pattern in kinds for sign in signs_quoting(label, pattern.findall(plain))]


def names(plain: str, clinicians: Iterable[str]) -> list[str]:
    listed = [name for name in clinicians if names_clinician(plain, name)]
    people = [*NAME_AFTER_TITLE.findall(plain), *NAME_AFTER_CALLED.findall(plain)]
    known = {word.casefold() for name in (*listed, *people) for word in name.split()}
    given = [word for word in CAPITALIZED.findall(plain) if word.casefold() in GIVEN_NAMES - known]
    return [
        *signs_quoting("Names somebody who works there", listed),
        *signs_quoting("Names a person", people),
        *signs_quoting("May be the name of a person", given),
    ]


def names_clinician(plain: str, name: str) -> bool:
    """By the family name, written with a capital: "Long" is a name, "long" is not."""
    family = name.split()[-1]
    return re.search(rf"\b{re.escape(normalized(family))}\b", plain) is not None


def health_details(plain: str) -> list[str]:
    found = whole_words(plain, (*CONDITIONS, *MEDICINES))
    return signs_quoting("May tell about somebody's health", found)


def abuse(text: str) -> list[str]:
    """Read with digits as letters too: "1d10t"."""
    folded = " ".join(folded_words(text))
    return signs_quoting("May be abusive", whole_words(folded, ABUSE))


def disguises(text: str) -> list[str]:
    sentences = signs_quoting("Letters of two alphabets in one word", words_of_two_alphabets(text))
    if number := invisible_characters(text):
        sentences.append(f"Holds {number} signs that can’t be seen, as copies do that want to look new.")
    return sentences


def whole_words(text: str, wanted: Iterable[str]) -> list[str]:
    either = "|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True))
    return re.findall(rf"\b(?:{either})\b", text, re.IGNORECASE)


def signs_quoting(label: str, found: Iterable[str]) -> list[str]:
    """One sentence that quotes what was found, each finding once; none if nothing was found."""
    quoted = list(dict.fromkeys(" ".join(words.split()) for words in found))
    return [f"{label}: {', '.join(quoted[:MAX_QUOTES])}"] if quoted else []
