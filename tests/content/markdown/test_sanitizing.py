"""Whatever a text contains, its HTML can't run, load or send anything."""

import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from content.markdown.rendering import render
from content.models import GlossaryEntry, Reference

REFERENCES = {
    "a1": Reference(key="a1", authors='<script>"x"</script>', year=2020, title="<img onerror=x src=x>"),
}
GLOSSARY = {
    "erp": GlossaryEntry(
        slug="erp", term='"><script>x</script>', definition="<a href=javascript:x onclick=y>z</a>"
    ),
}
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "sms:")
URLS_IN = ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "srcset")
FORBIDDEN = {
    *("script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "img", "link", "meta"),
    *("base", "video", "audio", "template", "textarea", "select", "frame", "frameset", "noscript"),
}

# Texts that broke other renderers, combined at random with the syntax of our own blocks.
PIECES = st.sampled_from(
    [
        *(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href='javascript:x'>",
        ),
        *(
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\nscript:x)",
            "[x](&#106;avascript:x)",
        ),
        *(
            "[x](\\javascript:x)",
            "[x](data:text/html,<script>1</script>)",
            "[x](vbscript:x)",
            "[x]( javascript:x )",
        ),
        *(
            "[x]: javascript:x",
            "[x][x]",
            "<javascript:alert(1)>",
            '<https://a.b/"onclick=x>',
            "![x](javascript:x)",
        ),
        *(
            '[x](/a "onclick=alert(1)")',
            '[x](/a"onmouseover="x)',
            "[x](<javascript:x>)",
            "[x](/a 't\"onfocus=x')",
        ),
        *("::: callout <script>x</script>", "::: evidence strong <b onclick=x>", '::: evidence "><script> y'),
        *(
            '::: compare "><script>',
            "::: timeline <svg onload=x>",
            "::: faq",
            "::: key-points <x>",
            ":::",
            "::::",
        ),
        *('::: find-providers "><script>x</script>=1&x=<y>', "::: checklist <img onerror=x>", "::: crisis"),
        *(
            "[@a1]",
            "[@a1; @nope]",
            "[@<script>]",
            "[[erp]]",
            "[[erp|<script>x</script>]]",
            '[[erp|"onclick=x]]',
            "[[nope]]",
        ),
        *(
            "## <script>x</script>",
            '### " onclick=x',
            "- [ ] <b>",
            "| <script> | x |\n|---|---|\n| [x](javascript:x) | y |",
        ),
        *(
            "```\n<script>\n```",
            "`<script>`",
            "<!-- checked: <script>x</script> -->",
            "<!--><script>x</script>-->",
            "&lt;script&gt;",
        ),
        *(
            "\n\n",
            "\n",
            " ",
            "> ",
            "- ",
            "1. ",
            "\x00",
            "\ue000",
            "\ud7ff",
            "\u202e",
            "&#0;",
            "&Tab;",
            "\\",
            "*",
            "_",
            "]",
            "(",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=14).map("".join)


class Watcher(HTMLParser):
    """Reads HTML as a browser would, and collects what could do harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self.harm.append(tag)
        for name, value in attrs:
            # Browsers ignore spaces and control characters; no scheme (RFC 3986, 3.1) means this site.
            plain = "".join(letter for letter in (value or "").lower() if letter > " ")
            scheme = SCHEME.match(plain)
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.harm.append(f"{tag} {name}")
            if name in URLS_IN and scheme and scheme[0] not in SAFE_SCHEMES:
                self.harm.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


def harm_in(html: str) -> list[str]:
    watcher = Watcher()
    watcher.feed(html)
    watcher.close()
    return watcher.harm


def test_the_watcher_sees_harm():
    bad = '<p onclick="x"><script>y</script><a href=" JAVAscript:z">w</a><a href="java\tscript:z">w</a>'
    assert harm_in(bad) == ["p onclick", "script", "a href= JAVAscript:z", "a href=java\tscript:z"]
    assert harm_in('<p><a href="/x:y">x</a> <a href="https://a.b/">y</a></p>') == []


@given(TEXTS)
@example("[x](javascript:alert(1))")
@example("::: callout <script>alert(1)</script>\nx\n:::")
@example("[[erp]] [@a1]")
def test_no_script_handler_or_javascript_link_comes_out(text):
    rendered = render(text, references=REFERENCES, glossary=GLOSSARY)
    for piece in rendered.pieces:
        assert harm_in("".join([piece.html, *piece.items])) == []
