"""Words that no reader should see: our workflow, a review that nobody made, and phrases we have dropped."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from content.honesty.findings import Finding, Rule
from content.honesty.sentences import Sentence

# One phrase a line: what our pages used to say and must not say again.
AVOIDED_FILE = Path(__file__).resolve().parent.parent / "data" / "avoided_phrases.txt"

WORKFLOW = re.compile(
    r"\bto be (?:checked|confirmed)\b|\b(?:still|not yet) (?:checked|confirmed|verified against)\b"
    r"|\b(?:in|from) our (?:records|notes)\b|\bour first list\b|\bstored (?:public )?cop(?:y|ies)\b"
    r"|\bnames no maker\b|\bshortened in\b|\bamong our sources\b|\bTODO\b|\bas far as our list goes\b"
    r"|\bwe have no (?:K |FDA )?number for it\b|\bfigures? unread\b|\bsecond-hand\b|\beditor'?s note\b",
    re.IGNORECASE,
)
REVIEW_CLAIM = re.compile(
    r"\b(?:medically|clinically) reviewed\b|\blast reviewed\b"
    r"|\breviewed by (?:an? |our |the )?(?:\w+ )?(?:clinician|doctor|physician|psychiatrist|expert|medical)",
    re.IGNORECASE,
)
# "not yet reviewed by a clinician" says the opposite.
NOT_REVIEWED = re.compile(r"\b(?:not|never|nobody|no clinician)\b[^.]{0,30}\breviewed\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def avoided_phrases() -> tuple[str, ...]:
    """The phrases of the file, without the comments."""
    lines = AVOIDED_FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def avoided_in(text: str) -> str | None:
    """The first phrase to avoid in a text, whatever its spaces and capitals; None if there is none."""
    plain = " ".join(text.split()).lower()
    return next((phrase for phrase in avoided_phrases() if phrase.lower() in plain), None)


def phrase_findings(sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """Workflow notes, phrases to avoid, and claims of a review: the page says who signed a text, and when."""
    for sentence in sentences:
        text = sentence.text
        if found := WORKFLOW.search(text):
            yield Finding(sentence.line, Rule.WORKFLOW_NOTE, f"Readers don't need “{found[0]}”.", text)
        if phrase := avoided_in(text):
            yield Finding(sentence.line, Rule.AVOIDED_PHRASE, f"We no longer say “{phrase}”.", text)
        if REVIEW_CLAIM.search(text) and not NOT_REVIEWED.search(text):
            message = "The page names the reviewers who signed this text, if any; the text must not."
            yield Finding(sentence.line, Rule.REVIEW_CLAIM, message, text)
