"""What tests look at in a page, by the names its markup has."""

import html
import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from providers.words import long_date

VOID = {"meta", "link", "input", "br", "img", "hr", "circle", "path"}


@dataclass
class Element:
    """An element with its attributes; `text` is all text inside, spaces collapsed."""

    tag: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """A page's elements in order."""

    def __init__(self, content: bytes | str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.source = content.decode() if isinstance(content, bytes) else content
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of a tag; `class_` must be among the classes, other attributes must be equal.

        An underscore in a name stands for a hyphen: `data_summary=""`.
        """
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(
                value in element.classes if name == "class" else element.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    @property
    def text(self) -> str:
        """All text of the body, spaces collapsed."""
        return self.one("body").text

    @property
    def summary(self) -> str:
        return self.one("p", data_summary="").text

    @property
    def names(self) -> list[str]:
        """The names on the cards, in order."""
        return [heading.text for heading in self.all("h2", class_="card-name")]

    def link(self, text: str) -> Element:
        """The first link with exactly this text."""
        found = [link for link in self.all("a") if link.text == text]
        assert found, text
        return found[0]

    def has_link(self, text: str) -> bool:
        return any(link.text == text for link in self.all("a"))


def date_in_text(day: date) -> str:
    """A day as `Element.text` has it, where a no-break space is a space like any other."""
    return " ".join(long_date(day).split())


def words(text: str) -> str:
    """Plain text of a piece of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
