"""The layout of our mails: plain text and HTML are both made from one text.

Paragraphs are separated by empty lines. Lines that begin with "- " are a list. A paragraph that consists of
one address is what the mail asks the reader to do: a link that is easy to hit. A line "> ..." quotes
somebody.

Only our own addresses become links: any other was written by somebody else, and we send nobody there.
"""

import re
from functools import cache

from django.conf import settings
from django.template.backends.django import Template
from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")
PARAGRAPHS = re.compile(r"\n\s*\n")


def as_text(body: str) -> str:
    """The plain text: the paragraphs, separated by empty lines, and who sent it."""
    paragraphs = "\n\n".join(paragraph.strip() for paragraph in paragraphs_of(body))
    return f"{paragraphs}\n\n-- \n{settings.SITE_NAME}, {settings.SITE_URL}/\n"


def as_html(body: str) -> str:
    blocks = mark_safe("\n".join(block(paragraph) for paragraph in paragraphs_of(body)))  # block escapes
    return layout().render({"blocks": blocks, "site_name": settings.SITE_NAME, "site_url": settings.SITE_URL})


def paragraphs_of(body: str) -> list[str]:
    return [paragraph for paragraph in PARAGRAPHS.split(body.strip()) if paragraph.strip()]


def block(paragraph: str) -> SafeString:
    """One paragraph as HTML, escaped. Styles are in the tags, because mail programs drop style sheets.

    Everything that is marked safe here was escaped by `linked` or `format_html`.
    """
    lines = [line.strip() for line in paragraph.strip().splitlines()]
    if len(lines) == 1 and ADDRESS.fullmatch(lines[0]) and is_ours(lines[0]):
        return format_html(
            '<p style="margin:24px 0"><a href="{0}" style="color:#0b5a5f;font-weight:bold">{0}</a></p>',
            lines[0],
        )
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{linked(line[2:])}</li>" for line in lines)
        return mark_safe(f"<ul>{items}</ul>")
    if all(line.startswith(">") for line in lines):
        words = "<br>".join(linked(line[1:].strip()) for line in lines)
        style = "margin:16px 0;padding-left:12px;border-left:3px solid #dfdbd0"
        return mark_safe(f'<blockquote style="{style}">{words}</blockquote>')
    return mark_safe(f"<p>{linked(' '.join(lines))}</p>")


def linked(words: str) -> str:
    """`words` escaped, with our addresses as links."""
    parts, end = [], 0
    for match in ADDRESS.finditer(words):
        if not is_ours(match[0]):
            continue
        address = escape(match[0])
        parts += [
            escape(words[end : match.start()]),
            f'<a href="{address}" style="color:#0b5a5f">{address}</a>',
        ]
        end = match.end()
    return "".join([*parts, escape(words[end:])])


def is_ours(address: str) -> bool:
    """Whether an address is on our site. The slash matters: another site's name may begin like ours."""
    return f"{address}/".startswith(f"{settings.SITE_URL}/")


@cache
def layout() -> Template:
    template = get_template("mail/layout.html")
    assert isinstance(template, Template)  # and not one of another engine
    return template
