"""What stands around the text inside a block."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from content.markdown.blocks import Block, Grade, Opening, grade_of

KEY_POINTS_TITLE = "The short version"

# Three bars, filled from the first on; for results that conflict, two arrow heads against each other. The
# words beside it say the same: shape and words, never colour alone.
MARK = mark_safe('<span class="grade-mark" aria-hidden="true"><i></i><i></i><i></i></span>')


def block_html(opening: Opening, level: int) -> tuple[str, str]:
    """What goes before and after a block's text; `level` is that of its heading."""
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
    """A block with a heading, if it has a title."""
    heading = format_html('<h{0} class="block-title">{1}</h{0}>\n', level, title) if title else ""
    return format_html('<div class="block {}">{}', name, heading)


def evidence_start(opening: Opening, level: int) -> SafeString:
    """The claim block: the question that it answers, and how good the evidence is."""
    grade = grade_of(opening)
    heading = (
        format_html('<h{0} class="block-title">{1}</h{0}>\n', level, opening.title) if opening.title else ""
    )
    return format_html('<div class="block evidence">{}{}', heading, grade_line(grade) if grade else "")


def grade_line(grade: Grade) -> SafeString:
    """The grade as words and shape, leading to what it means."""
    words = format_html(
        '<a href="{}#{}">Evidence: {}</a>', reverse("evidence-grades"), grade.value, grade.words
    )
    return format_html('<p class="grade grade-{}">{}{}</p>\n', grade.value, MARK, words)


def grade_label(grade: Grade) -> SafeString:
    """The same, without the link: for the page that it leads to."""
    return format_html('<span class="grade grade-{}">{}Evidence: {}</span>', grade.value, MARK, grade.words)
