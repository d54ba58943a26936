"""Every sentence about a clearance, on every page, is one of the file of clearances."""

import re

import pytest

from content.shipped.files import shipped_guides
from content.terms.addresses import term_url
from providers.models import Vocabulary
from providers.vocabulary import clearance_words
from providers.vocabulary.clearance_file import read_clearances
from providers.vocabulary.files import read_terms
from tests.content.factories import make_live
from tests.factories import make_location
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]

SENTENCE = re.compile(rf"(?:{clearance_words.NOT_VERIFIED}: c|\bC)leared (?:in|as|for)(?! this with) [^.]*\.")
HEADLINE = re.compile(r"FDA-cleared for (?:this with )?([^.]*)\.")
CLEARANCES = read_clearances()
ALLOWED = {clearance_words.sentence(entry) for entry in CLEARANCES}


def slugs(vocabulary: Vocabulary) -> list[str]:
    return [entry.slug for entry in read_terms() if entry.vocabulary == vocabulary]


def sentences_on(client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return SENTENCE.findall(" ".join(Page(response.content).one("main").text.split()))


@pytest.mark.parametrize("kind", [Vocabulary.CONDITION, Vocabulary.DEVICE])
def test_pages_of_conditions_and_devices_have_all_their_clearances_and_no_other(client, kind):
    for slug in slugs(kind):
        rows = [entry for entry in CLEARANCES if getattr(entry, kind.value) == slug]
        if slug == clearance_words.OTHER_DEVICE:
            continue
        expected = sorted(clearance_words.sentence(entry) for entry in rows)
        assert sorted(sentences_on(client, term_url(kind, slug))) == expected, slug


def test_protocol_pages_say_nothing_about_clearances_that_the_file_does_not_have(client):
    for slug in slugs(Vocabulary.PROTOCOL):
        assert set(sentences_on(client, term_url(Vocabulary.PROTOCOL, slug))) <= ALLOWED


def test_a_location_with_every_condition_and_device_says_only_what_the_file_has(client):
    terms = [f"condition/{slug}" for slug in slugs(Vocabulary.CONDITION)]
    terms += [f"device/{slug}" for slug in slugs(Vocabulary.DEVICE)]
    location = make_location(terms=terms)
    found = sentences_on(client, location.get_absolute_url())
    assert len(found) > 20
    assert set(found) <= ALLOWED


def test_guides_with_lists_of_clearances_print_the_first_of_each_device(client):
    for guide in shipped_guides():
        conditions = re.findall(r"^::: clearances (\S+)", guide.text, re.MULTILINE)
        if not conditions:
            continue
        make_live(guide.slug, "\n\n".join(f"::: clearances {slug}\nDevices\n:::" for slug in conditions))
        found = sentences_on(client, f"/guides/{guide.slug}/")
        devices = {(entry.condition, entry.device) for entry in CLEARANCES if entry.condition in conditions}
        assert len(found) == len(devices)
        assert set(found) <= ALLOWED
