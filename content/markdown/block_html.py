"""The HTML around the text inside a block."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from content.markdown.blocks import Block, Grade, Opening, grade_of

KEY_POINTS_TITLE = "The short version"

# Three bars, filled from the left, or two opposing arrowheads for conflicting results. The words next to it
# say the same: never color alone.
MARK = mark_safe('<span class="grade-mark" aria-hidden="true"><i></i><i></i><i></i></span>')


def block_html(opening: Opening, level: int) -> tuple[str, str]:
    """The HTML before and after a block's text; `level` is that of its heading."""
    match opening.block:
        case Block.KEY_POINTS:
            return start_with_heading("key-points", opening.title or KEY_POINTS_TITLE, level), "</div>\n"
        case Block.EVIDENCE:
            return evidence_start(opening, level), "</div>\n"
        case Block.TIMELINE:
            caption = format_html("<figcaption>{}</figcaption>\n", opening.title) if opening.title else ""
            return f'<figure class="block timeline">{caption}', "</figure>\n"
        case Block.COMPARE:
            return '<div class="block compare">', "</div>\n"
        case Block.FAQ if not opening.title:
            return '<div class="faq">', "</div>\n"
        case _:
            return start_with_heading(opening.block, opening.title, level), "</div>\n"


def start_with_heading(name: str, title: str, level: int) -> SafeString:
    return format_html('<div class="block {}">{}', name, block_heading(title, level))


def block_heading(title: str, level: int) -> SafeString:
    """The heading of a block; empty if it has no title."""
    return format_html('<h{0} class="block-title">{1}</h{0}>\n', level, title) if title else SafeString()


def evidence_start(opening: Opening, level: int) -> SafeString:
    """An evidence block: the question that it answers, and the grade of the evidence."""
    grade = grade_of(opening)
    heading = block_heading(opening.title, level)
    return format_html('<div class="block evidence">{}{}', heading, grade_line(grade) if grade else "")


def grade_line(grade: Grade) -> SafeString:
    """The grade in words and as a shape, with a link to its explanation."""
    words = format_html(
        '<a href="{}#{}">Evidence: {}</a>', reverse("evidence-grades"), grade.value, grade.words
    )
    return format_html('<p class="grade grade-{}">{}{}</p>\n', grade.value, MARK, words)


def grade_label(grade: Grade) -> SafeString:
    """The same without the link, for the page that explains it."""
    return format_html('<span class="grade grade-{}">{}Evidence: {}</span>', grade.value, MARK, grade.words)
