"""What the editor's text would look like, with what the check says about the text itself."""

from dataclasses import dataclass

from django.utils import timezone

from content.guides import references as reference_list
from content.guides.page import Drawn, drawn
from content.guides.references import NumberedReference
from content.honesty.check import check
from content.honesty.findings import Finding, Rule
from content.honesty.libraries import stored_library
from content.honesty.subject import Subject
from content.markdown.rendering import parse, render
from content.models import GlossaryEntry, Reference

# About people and dates, which the form has beside the text and the check looks at before publishing.
NOT_ABOUT_THE_TEXT = frozenset({Rule.UNREVIEWED, Rule.OVERDUE, Rule.UNKNOWN_PERSON})


@dataclass(frozen=True)
class Preview:
    title: str
    summary: str
    drawn: tuple[Drawn, ...]
    references: tuple[NumberedReference, ...]
    findings: tuple[Finding, ...]
    reading_grade: str


def preview_of(*, title: str, summary: str, body: str, symptoms: bool) -> Preview:
    parsed = parse(body)
    references = {row.key: row for row in Reference.objects.filter(key__in=parsed.keys)}
    glossary = {row.slug: row for row in GlossaryEntry.objects.filter(slug__in=parsed.slugs)}
    rendered = render(parsed, references=references, glossary=glossary)
    subject = Subject(
        title=title,
        summary=summary,
        body=body,
        authors=(),
        reviewers=(),
        last_reviewed=None,
        next_review_due=None,
        symptoms=symptoms,
    )
    report = check(subject, stored_library(), today=timezone.localdate())
    return Preview(
        title=title,
        summary=summary,
        drawn=tuple(drawn(piece) for piece in rendered.pieces),
        references=reference_list.present(rendered.cited, references),
        findings=tuple(finding for finding in report.findings if finding.rule not in NOT_ABOUT_THE_TEXT),
        reading_grade=f"{report.reading_grade:.1f}",
    )
