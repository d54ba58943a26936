"""The honesty check of one guide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from markdown_it.token import Token

from content.honesty.claims import claim_in
from content.honesty.clearances import clearance_findings
from content.honesty.findings import Finding, Passed, Rule
from content.honesty.links import link_findings
from content.honesty.numbers import course_numbers, number_findings
from content.honesty.phrases import phrase_findings
from content.honesty.readability import MAX_GRADE, grade_level, median_words
from content.honesty.sentences import Sentence, sentences_of
from content.honesty.structure import structure_findings
from content.honesty.subject import Library, Subject
from content.honesty.unsupported import denied_trial_in, unsupported_in
from content.markdown.blocks import Block
from content.markdown.parsing import line_index, tokens_of

# These words need the crisis block, whatever the front matter says.
SYMPTOMS = re.compile(
    r"\b(?:symptoms?|suicid\w*|self-harm\w*|hurt(?:ing)? yourself|kill(?:ing)? yourself)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Report:
    """The findings, those that waivers in the text overrule, the cited references and how the text reads.

    `median_words` is the median length of its sentences.
    """

    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    cited: frozenset[str]
    reading_grade: float
    median_words: float


def check(subject: Subject, library: Library, *, today: date) -> Report:
    """All findings about a guide, by line."""
    tokens = tokens_of(subject.body)
    offset = subject.first_line - 1
    sentences = [replace(sentence, line=sentence.line + offset) for sentence in sentences_of(subject.body)]
    head = [
        Sentence(subject.title, subject.line_of("title"), "title"),
        Sentence(subject.summary, subject.line_of("summary"), "title"),
    ]
    findings, passed = sentence_findings(head + sentences)
    grade = grade_level(sentences)
    findings += [
        *reference_findings(sentences, library),
        *phrase_findings(head + sentences),
        *fact_findings(head + sentences, library),
        *people_findings(subject, library),
        *date_findings(subject, today),
        *term_findings(subject, tokens, library),
        *structure_findings(subject, tokens, library),
        *link_findings(subject, tokens, library),
        *crisis_findings(subject, sentences, tokens),
    ]
    if grade > MAX_GRADE:
        message = f"The text asks for grade {grade:.1f}; at most {MAX_GRADE:.0f} is allowed."
        findings.append(Finding(subject.first_line, Rule.READING_GRADE, message))
    cited = frozenset(key for sentence in sentences for key in sentence.keys)
    return Report(tuple(sorted(findings)), tuple(passed), cited, grade, median_words(sentences))


def statement_findings(name: str, text: str, library: Library) -> Iterator[Finding]:
    """What is wrong in a plain text that carries no sources of its own, such as a definition.

    `name` says in messages which one it is: all texts of a file have the same line.
    """
    sentences = sentences_of(text)
    found = [
        *phrase_findings(sentences),
        *clearance_findings(sentences, library.clearances),
        *(finding for sentence in sentences for finding in claim_findings(sentence)),
    ]
    for finding in found:
        if finding.rule is not Rule.UNCITED_CLAIM:
            yield replace(finding, line=1, message=f"{name}: {finding.message}")


def sentence_findings(sentences: list[Sentence]) -> tuple[list[Finding], list[Passed]]:
    """Uncited and unsupported claims: those that stand, and those that a waiver overrules."""
    findings: list[Finding] = []
    passed: list[Passed] = []
    for sentence in sentences:
        if sentence.reason == "":
            findings.append(
                Finding(sentence.line, Rule.REASON, "A word to the check needs a reason.", sentence.text)
            )
        for finding in claim_findings(sentence):
            if sentence.reason:
                passed.append(Passed(finding, sentence.reason))
            else:
                findings.append(finding)
    return findings, passed


def claim_findings(sentence: Sentence) -> Iterator[Finding]:
    claim = claim_in(sentence.text)
    if claim and not sentence.is_cited:
        message = f"{claim} needs a citation in the same sentence."
        yield Finding(sentence.line, Rule.UNCITED_CLAIM, message, sentence.text)
    if why := unsupported_in(sentence.text):
        yield Finding(sentence.line, Rule.UNSUPPORTED_CLAIM, why, sentence.text)
    if why := denied_trial_in(sentence.text, sentence.keys + sentence.row_keys):
        yield Finding(sentence.line, Rule.DENIED_TRIAL, why, sentence.text)


def fact_findings(sentences: list[Sentence], library: Library) -> Iterator[Finding]:
    """Numbers and clearances that differ from the records of the library."""
    stated = [sentence for sentence in sentences if not sentence.reason]
    if library.figures is not None:
        yield from number_findings(stated, library.figures, course_numbers(library.catalog))
    if library.clearances:
        yield from clearance_findings(stated, library.clearances)


def reference_findings(sentences: list[Sentence], library: Library) -> Iterator[Finding]:
    for sentence in sentences:
        for key in sentence.keys:
            if key not in library.references:
                message = f"There is no reference {key}."
                yield Finding(sentence.line, Rule.UNKNOWN_REFERENCE, message, sentence.text)


def people_findings(subject: Subject, library: Library) -> Iterator[Finding]:
    """Missing or unknown authors. Reviewers aren't checked: a guide may be published before its review, and
    its page says so."""
    for slug in subject.authors:
        if slug not in library.people:
            message = f"There is nobody called {slug}."
            yield Finding(subject.line_of("authors"), Rule.UNKNOWN_PERSON, message)
    if not subject.authors:
        yield Finding(subject.line_of("authors"), Rule.UNKNOWN_PERSON, "Nobody is named as its author.")


def date_findings(subject: Subject, today: date) -> Iterator[Finding]:
    """Dates that are missing or impossible, and updates that are overdue."""
    line = subject.line_of("written_on")
    if subject.written_on is None:
        yield Finding(line, Rule.UNDATED, "It doesn't say when it was written.")
    elif subject.written_on > today:
        yield Finding(line, Rule.UNDATED, "The day it was written is still to come.")
    if subject.update_due is None:
        yield Finding(subject.line_of("update_due"), Rule.UNDATED, "It has no day for the next update.")
    elif subject.update_due < today:
        message = f"The update was due on {subject.update_due}."
        yield Finding(subject.line_of("update_due"), Rule.OVERDUE, message)


def term_findings(subject: Subject, tokens: list[Token], library: Library) -> Iterator[Finding]:
    """Unknown terms of the vocabularies and of the glossary."""
    for vocabulary, slug in subject.terms:
        if library.catalog.get(vocabulary, slug) is None:
            yield Finding(
                subject.line_of("terms"), Rule.UNKNOWN_TERM, f"There is no term {vocabulary}/{slug}."
            )
    for token in tokens:
        for child in token.children or ():
            if child.type == "term" and child.meta["slug"] not in library.glossary:
                line = subject.first_line + line_index(token)
                message = f"The glossary has no entry {child.meta['slug']}."
                yield Finding(line, Rule.UNKNOWN_TERM, message)


def crisis_findings(subject: Subject, sentences: list[Sentence], tokens: list[Token]) -> Iterator[Finding]:
    """A text about symptoms needs the crisis block."""
    if any(token.type == f"container_{Block.CRISIS}_open" for token in tokens):
        return
    if subject.symptoms:
        message = "It talks about symptoms, so the crisis block must stand in the text."
        yield Finding(subject.line_of("symptoms"), Rule.CRISIS_BLOCK, message)
        return
    for sentence in sentences:
        if SYMPTOMS.search(sentence.text):
            message = "This is about symptoms: say so (symptoms: yes) and set the crisis block."
            yield Finding(sentence.line, Rule.CRISIS_BLOCK, message, sentence.text)
            return
