"""The answers of a place to what was asked: each filter of a search has its line on each card."""

from html import unescape

import pytest

from providers.fields.filters import FILTERS
from providers.fit.answers import Sign, answers_of
from providers.fit.closeness import fit_of
from providers.fit.offered import Offered
from providers.models import Term, Vocabulary
from providers.search.criteria import SearchCriteria
from providers.search.reader import read_catalog
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog
from tests.factories import (
    make_clearance,
    make_clinician,
    make_location,
    make_payer_network,
    make_program,
    make_term,
)

pytestmark = pytest.mark.django_db


def lines(offered: Offered, **asked: object) -> list[tuple[str, str]]:
    criteria = SearchCriteria.asking(**asked)
    catalog = read_catalog()
    fit = fit_of(offered, programs=criteria.program, therapies=criteria.values("therapy"))
    return [(answer.sign.value, answer.text) for answer in answers_of(offered, criteria, catalog, fit)]


def known(**values: object) -> Offered:
    return Offered(values={"accepting_new_patients": None, "wait_weeks": None, **values})


def terms(*names: str) -> tuple:
    for name in names:
        make_term(name)
    catalog = Catalog.from_rows(Term.objects.all())
    return tuple(catalog.get(*name.split("/")) for name in names)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({}, (Sign.UNKNOWN, "First visit: not known")),
        ({"accepting_new_patients": True}, (Sign.YES, "Taking new patients")),
        ({"accepting_new_patients": False, "wait_weeks": 3}, (Sign.NO, "Not taking new patients")),
        ({"accepting_new_patients": True, "wait_weeks": 0}, (Sign.YES, "First visit this week")),
        ({"wait_weeks": 3}, (Sign.YES, "First visit in about 3 weeks")),
    ],
)
def test_everybody_reads_how_soon_a_first_visit_is_possible(values, line):
    assert lines(known(**values)) == [line]


def test_insurance_says_for_what_it_pays():
    make_term("payer/aetna")
    offered = {"aetna": ("tms", "therapy"), "humana": ("tms",)}
    both = Offered(in_network=offered, values=known().values)
    assert lines(both, payer=("aetna",))[0] == (Sign.YES, f"{label('payer/aetna')} for both")


def label(name: str) -> str:
    vocabulary, slug = name.split("/")
    return Term.objects.get(vocabulary=vocabulary, slug=slug).label


def test_insurance_for_tms_alone_is_said_as_such_and_a_plan_that_is_not_listed_is_not_called_a_no():
    make_term("payer/aetna")
    only = Offered(in_network={"aetna": ("tms",)}, values=known().values)
    assert lines(only, payer=("aetna",))[0] == (Sign.YES, f"{label('payer/aetna')} for TMS only")
    assert lines(known(), payer=("aetna",))[0] == (Sign.UNKNOWN, f"{label('payer/aetna')}: not listed")


def test_a_condition_is_called_cleared_only_with_a_device_that_is_used_here():
    ocd, brainsway, other = terms("condition/ocd", "device/brainsway", "device/other")
    make_clearance("brainsway", "ocd")
    with_device = Offered(terms=(ocd, brainsway), values=known().values)
    without = Offered(terms=(ocd, other), values=known().values)
    assert lines(with_device, condition=("ocd",))[0][1].endswith(" (cleared)")
    assert "(" not in lines(without, condition=("ocd",))[0][1]


def test_a_condition_that_no_device_is_cleared_for_is_called_off_label():
    (ptsd,) = terms("condition/ptsd")
    assert lines(Offered(terms=(ptsd,), values=known().values), condition=("ptsd",))[0][1].endswith(
        "(off-label)"
    )


@pytest.mark.usefixtures("vocabulary")
def test_each_card_says_something_of_each_filter_that_was_chosen(client):
    """For every choice of every filter, on the card of a place that has it."""
    everything = [
        f"{vocabulary}/{term.slug}"
        for vocabulary in Vocabulary.values
        for term in Term.objects.filter(vocabulary=vocabulary)
        if vocabulary not in ("payer", "timing", "delivery", "credential")
    ]
    place = make_location(name="Whole House", terms=everything, accepting_new_patients=True, wait_weeks=1)
    for term in Term.objects.filter(vocabulary="payer"):
        make_payer_network(place, term.slug)
    for term in Term.objects.filter(vocabulary="therapy"):
        make_program(place, therapy=term.slug)
    catalog = search_index.index().catalog
    asked = 0
    for search_filter in FILTERS:
        values = search_filter.values(catalog)
        for value in values:
            html = client.get("/providers/", {search_filter.parameter: value}).content.decode()
            card = html.partition('<li class="card"')[2].partition("</li>\n</ol>")[0]
            assert "Whole House" in card, (search_filter.parameter, value)
            told = expected_words(search_filter, value, catalog)
            assert any(text in unescape(card) for text in told), (search_filter.parameter, value, told)
            asked += 1
    for program in ("erp", "erp:any:on-site", "any:any:on-site"):
        card = (
            client.get("/providers/", {"program": program}).content.decode().partition('<li class="card"')[2]
        )
        assert "on site" in card
    assert asked > 100


def expected_words(search_filter, value, catalog) -> list[str]:
    if search_filter.field.name in ("accepting_new_patients", "wait_weeks"):
        return ["First visit in about 1 week"]
    return [search_filter.answer_label(value, catalog)]


def test_a_name_search_names_the_clinician_that_it_found(client):
    place = make_location(name="Harbor TMS")
    make_location(name="Pier TMS")
    make_clinician(place, first_name="Ana", last_name="Quarrowby")
    html = client.get("/providers/", {"name": "quarowby"}).content.decode()
    assert "Ana Quarrowby" in html
    assert "works here" in html
    assert "Pier TMS" not in html
