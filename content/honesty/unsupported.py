"""Common claims that no source supports, whatever they cite.

We searched the literature for each of them on 2026-11-30.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A sentence that denies a claim or asks about it does not make it.
DENIAL = re.compile(
    r"\b(?:no|not|none|nobody|never|neither|nor|cannot|without|unproven|unknown|unsupported|hypothes[ie]s|whether|"
    r"\w+n['’]t)\b|\?[\"'”’)]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class UnsupportedClaim:
    """`even_if_denied`: denying it is reported too; only a waiver allows these figures."""

    pattern: re.Pattern[str]
    why: str
    even_if_denied: bool = False


def _claim(pattern: str, why: str, *, even_if_denied: bool = False) -> UnsupportedClaim:
    return UnsupportedClaim(re.compile(pattern, re.IGNORECASE), why, even_if_denied)


_UNIT = r"\s*(?:%|per\s?cent|percent|(?:people\s+)?(?:in|out of|of)\s+(?:every\s+)?(?:100|a hundred))?"

UNSUPPORTED = (
    _claim(
        rf"\b55{_UNIT}\s*(?:-|–|—|to|and|or)\s*60\b.*\b40\b"
        rf"|\b40\b.*\b55{_UNIT}\s*(?:-|–|—|to|and|or)\s*60\b"
        r"|\bfifty-five (?:to|and|or) sixty\b",
        "No trial with 55-60% against 40% was found. It looks like a garbling of Donse 2018, which had no "
        "comparison group.",
        even_if_denied=True,
    ),
    _claim(
        r"\bsynerg(?:y|ies|istic|istically)\b",
        "No study shows that TMS and therapy together do more than the two add up to.",
    ),
    _claim(
        r"\b(?:better|stronger|more effective|beats?|outperforms?)\b[^.]{0,30}\beither\b",
        "That both together beat either alone is not supported: controlled studies found no added benefit.",
    ),
    _claim(
        r"\b(?:boosts?|enhances?|improves?) (?:the )?cognitive restructuring\b",
        "One session with 46 people measured small changes in the body: a hypothesis.",
    ),
    _claim(
        r"\b(?:ERP|exposure)\b[^.]{0,60}\bworks? (?:faster|better|more quickly)\b",
        "TIPICCO, the trial of TMS right before ERP, found no difference between its groups.",
    ),
    _claim(
        r"\bspeeds? (?:up )?(?:DBT|dialectical)|\bDBT\b[^.]{0,40}\b(?:works? )?faster\b",
        "A trial of theta burst added to DBT found no significant effect of the addition.",
    ),
    _claim(
        r"\bsame[- ]day (?:therapy |sessions? |timing )?(?:is|are|works?) (?:the )?best\b"
        r"|\b(?:plasticity )?window of (?:\w+ )?hours\b",
        "No timing is proven better; the after-effects of a usual session last under about 70 minutes.",
    ),
    _claim(
        r"\bFDA\b[^.]{0,40}\bapprov(?:ed|es|al)\b",
        'The FDA clears these devices; it does not "approve" them.',
    ),
)


def unsupported_in(sentence: str) -> str | None:
    """Why a claim in `sentence` is unsupported; None if it makes none of the known ones."""
    for claim in UNSUPPORTED:
        if claim.pattern.search(sentence) and (claim.even_if_denied or not DENIAL.search(sentence)):
            return claim.why
    return None


@dataclass(frozen=True)
class Trial:
    """A trial that exists. A sentence that says there is none, and doesn't cite `key`, denies it."""

    key: str
    topic: re.Pattern[str]
    why: str


def _trial(key: str, topic: str, why: str) -> Trial:
    return Trial(key, re.compile(topic, re.IGNORECASE), why)


_YOUNG = r"\b(?:teen\w*|adolescen\w*|young people|these ages)\b"
TRIALS = (
    _trial("fitzsimmons2024", r"\bERP\b|\bexposure and response\b", "TIPICCO gave TMS right before ERP."),
    _trial(
        "croarkin2021",
        rf"{_YOUNG}(?=.*\bsham\b)|\bsham\b(?=.*{_YOUNG})",
        "Croarkin 2021 compared TMS with sham at ages 12 to 21.",
    ),
    _trial("kozel2018", r"\bCPT\b|\bcognitive processing\b", "Kozel 2018 gave TMS before CPT."),
    _trial("kujovic2024", r"\bDBT\b|\bdialectical\b", "Kujovic 2024 added theta burst to DBT."),
    _trial("adu2023", r"\binternet\b(?=.*\bCBT\b)|\bCBT\b(?=.*\binternet\b)", "Adu 2023 added internet CBT."),
)
NO_TRIAL = re.compile(
    r"\b(?:no|without any|not (?:find|found|any|a single)|never|neither|nobody has)\b(?:\W+[\w-]+){0,4}?\W+"
    r"(?:trials?|stud(?:y|ies)|research|test(?:ed)?)\b",
    re.IGNORECASE,
)
# "ERP added to TMS, compared with TMS alone": narrower questions that no trial has answered.
NARROWER = re.compile(
    r"\bin-person\b|\btimings?\b|\bvirtual\b|\badding (?:talk )?therapy\b|\bcompared one\b", re.IGNORECASE
)


def denied_trial_in(sentence: str, keys: Sequence[str]) -> str | None:
    """The trial that a sentence denies though it exists; None if it denies none of the known ones."""
    if not NO_TRIAL.search(sentence) or NARROWER.search(sentence):
        return None
    return next(
        (trial.why for trial in TRIALS if trial.topic.search(sentence) and trial.key not in keys), None
    )
