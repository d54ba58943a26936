"""What the forms of a page would send, as a browser fills them in."""

from html.parser import HTMLParser

# The kinds of inputs that are sent with their value.
SENT_TYPES = frozenset(("text", "hidden", "email", "tel", "url", "number", "date", "month", "time", "search"))


class FormReader(HTMLParser):
    """`forms`: the fields of each form by the path that it posts to. `words`: names of fields that people
    type into, or whose choices are words and no numbers."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: dict[str, dict[str, list[str]]] = {}
        self.form: dict[str, list[str]] | None = None
        self.words: set[str] = set()
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = given.get("method", "get").lower() == "post"
            action = (given.get("action") or self.path).partition("?")[0]
            self.form = self.forms.setdefault(action, {}) if is_post else None
        elif self.form is None or "name" not in {*given, *(["name"] if self.select else [])}:
            return
        elif tag == "select":
            self.select = given["name"]
            self.form.setdefault(self.select, [])
            self.words.add(self.select)
        elif tag == "option" and self.select:
            if given.get("value", "").isdigit():
                self.words.discard(self.select)
            if not self.form[self.select] or "selected" in given:
                self.form[self.select] = [given.get("value", "")]
        elif tag == "textarea":
            self.textarea = given["name"]
            self.form[self.textarea] = [""]
            self.words.add(self.textarea)
        elif tag == "input":
            self.read_input(given)
        elif tag == "button":
            self.form.setdefault(given["name"], [given.get("value", "")])

    def read_input(self, given: dict[str, str]) -> None:
        assert self.form is not None
        kind, value = given.get("type", "text"), given.get("value", "")
        is_choice = kind in ("radio", "checkbox")
        if (is_choice and not value.isdigit()) or (kind in SENT_TYPES and kind != "hidden"):
            self.words.add(given["name"])
        if kind == "radio":
            values = self.form.setdefault(given["name"], [value])
            if "checked" in given:
                values[:] = [value]
        elif kind == "checkbox":
            values = self.form.setdefault(given["name"], [])
            if "checked" in given:
                values.append(value or "on")
        elif kind in SENT_TYPES:
            self.form.setdefault(given["name"], []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea and self.form is not None:
            self.form[self.textarea][-1] += data.removeprefix("\n")


def read_forms(html: str, path: str) -> FormReader:
    reader = FormReader(path)
    reader.feed(html)
    return reader
