"""The editor's text as readers would see it, with the findings about the text itself."""

from dataclasses import dataclass

from django.utils import timezone

from content.guides.text import GuideText, guide_text
from content.honesty.check import check
from content.honesty.findings import Finding, Rule
from content.honesty.library import stored_library
from content.honesty.subject import Subject
from providers.search.service import search_index

# About people and dates, which are other fields of the form; the check looks at them before publishing.
NOT_ABOUT_THE_TEXT = frozenset({Rule.UNDATED, Rule.OVERDUE, Rule.UNKNOWN_PERSON})


@dataclass(frozen=True)
class Preview:
    title: str
    summary: str
    text: GuideText
    findings: tuple[Finding, ...]
    reading_grade: str


def preview_of(*, title: str, summary: str, body: str, symptoms: bool) -> Preview:
    subject = Subject(title=title, summary=summary, body=body, symptoms=symptoms)
    report = check(subject, stored_library(), today=timezone.localdate())
    return Preview(
        title=title,
        summary=summary,
        text=guide_text(body, search_index.index_or_none()),
        findings=tuple(finding for finding in report.findings if finding.rule not in NOT_ABOUT_THE_TEXT),
        reading_grade=f"{report.reading_grade:.1f}",
    )
