"""Every template is used, says at its top what it is given, and holds no style and no script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.utils import get_app_template_dirs

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
APPS = ("accounts", "content", "directory", "listings", "mail", "places", "providers", "reviews")
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
PAGES = [name for name in TEMPLATES if name.endswith((".html", ".jinja"))]
COMPONENTS = [name for name in PAGES if name.startswith("components/")]
ERROR_PAGE = re.compile(r"\d{3}(_csrf)?\.html")  # Django finds them by their names
QUOTED = re.compile(r"""["']([a-z][\w./{}-]*)["']""")


def named_in_source() -> Iterator[re.Pattern[str]]:
    """Every string that may name a template; what an f-string fills in matches any one folder or name."""
    sources = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    for path in [*sources, *(FOLDER / name for name in PAGES)]:
        for text in QUOTED.findall(path.read_text()):
            literal = [re.escape(piece) for piece in re.split(r"\{[^}]*\}", text)]
            yield re.compile("[^/]+".join(literal))


def replaces_one_of_a_package(name: str) -> bool:
    """Whether Django or a package looks for it; our mails of allauth have shorter names than allauth's."""
    mail = re.sub(r"^mail/(\w+)/(\w+)\.txt$", r"\1/email/\2_message.txt", name)
    return any(
        (Path(folder) / each).exists()
        for folder in get_app_template_dirs("templates")
        for each in (name, mail)
    )


def test_every_template_is_used():
    names = list(named_in_source())
    unused = []
    for name in TEMPLATES:
        mail = name.removeprefix("mail/").removesuffix(".txt")
        is_named = any(pattern.fullmatch(name) or pattern.fullmatch(mail) for pattern in names)
        if not (is_named or ERROR_PAGE.fullmatch(name) or replaces_one_of_a_package(name)):
            unused.append(name)
    assert unused == []


@pytest.mark.parametrize("name", PAGES)
def test_a_template_says_what_it_takes_and_holds_no_style_and_no_script(name: str):
    source = (FOLDER / name).read_text()
    assert source.startswith(("{#", "{% comment %}"))
    if name != "mail/layout.html":  # mail programs drop style sheets
        assert " style=" not in source
    assert not re.search(r"\son[a-z]+=", source)
    scripts = re.findall(r"<script(?![^>]*(?:src=|application/ld\+json))[^>]*>", source)
    assert scripts == []


def test_every_component_names_its_parameters():
    comment = re.compile(r"\{(#|% comment %)[^{]*?\b(No p|P)arameters?\b")
    assert [name for name in COMPONENTS if not comment.match((FOLDER / name).read_text())] == []
