"""No page, mail or message says again what our voice has dropped."""

from pathlib import Path

import pytest
from django.conf import settings

from content.honesty.phrases import AVOIDED_FILE, avoided_in, avoided_phrases
from content.terms.addresses import term_url
from providers.models import Vocabulary
from providers.vocabulary.files import read_terms
from tests.page_reading import Page

READ_BY_PEOPLE = ("*.html", "*.jinja", "*.txt", "*.md", "*.json", "*.py", "*.js")
# Code, texts and mails of every app; tests quote what they look for.
FOLDERS = (
    *("accounts", "content", "directory", "listings", "mail", "places", "providers", "reviews"),
    *("templates", "static", "docs"),
)


def files() -> list[Path]:
    found = [
        path
        for folder in FOLDERS
        for pattern in READ_BY_PEOPLE
        for path in (Path(settings.BASE_DIR) / folder).rglob(pattern)
        if "vendor" not in path.parts and path != AVOIDED_FILE
    ]
    return [*found, *Path(settings.BASE_DIR).glob("*.md")]


def test_nothing_that_readers_see_says_a_dropped_phrase():
    every = {path: avoided_in(path.read_text(encoding="utf-8", errors="ignore")) for path in files()}
    assert len(every) > 500
    assert {str(path): phrase for path, phrase in every.items() if phrase} == {}


def test_every_phrase_to_avoid_is_one_that_can_be_found():
    for phrase in avoided_phrases():
        assert avoided_in(f"Words before. {phrase} Words after.") == phrase


@pytest.mark.django_db
@pytest.mark.usefixtures("vocabulary", "gazetteer")
def test_pages_of_terms_say_none_either(client):
    """Their headings are put together, so no file has them as they are read."""
    for term in read_terms():
        if term.vocabulary not in (Vocabulary.SCHEDULE, Vocabulary.CONDITION, Vocabulary.DEVICE):
            continue
        page = Page(client.get(term_url(term.vocabulary, term.slug)).content)
        assert avoided_in(page.one("main").text) is None, term.slug
