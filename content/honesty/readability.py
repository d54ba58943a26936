"""The reading grade of a text: how many years of school its readers need."""

import re
from collections.abc import Iterable
from functools import lru_cache
from statistics import median

import pyphen

from content.honesty.sentences import Sentence

MAX_GRADE = 9.0
# The formula was made for passages and means nothing for a few words.
MIN_WORDS = 50
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
# Abbreviations that are spelled out: TMS, OCD, CBT.
INITIALS = re.compile(r"[A-Z]{2,5}s?")


@lru_cache(maxsize=1)
def hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=1, right=1)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The number of syllables of a word; an abbreviation that is spelled out has one per letter."""
    if INITIALS.fullmatch(word):
        return len(word.rstrip("s"))
    return hyphenation().inserted(word.lower(), hyphen="\0").count("\0") + 1


def grade_level(sentences: Iterable[Sentence]) -> float:
    """The Flesch-Kincaid grade of running text (paragraphs and list items); 0 if there are under MIN_WORDS.

    0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others, 1975).
    """
    lines = running_text(sentences)
    words = [word for line in lines for word in line]
    if len(words) < MIN_WORDS:
        return 0.0
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(lines) + 11.8 * per_word - 15.59


def median_words(sentences: Iterable[Sentence]) -> float:
    """The median number of words of the sentences of running text; 0 if there are none."""
    lines = running_text(sentences)
    return float(median(map(len, lines))) if lines else 0.0


def running_text(sentences: Iterable[Sentence]) -> list[list[str]]:
    """The words of each sentence of paragraphs and list items."""
    lines = [
        WORD.findall(sentence.text) for sentence in sentences if sentence.kind in ("p", "li", "blockquote")
    ]
    return [words for words in lines if words]
