"""The panel of filters."""

import re

from providers.models import Vocabulary
from providers.results.facets import FacetPanel, facet_panel
from providers.search.criteria import ProgramCriterion, SearchCriteria
from providers.search.features import Features
from providers.search.result import SearchResult
from providers.vocabulary.catalog import Catalog, CatalogTerm

CATALOG = Catalog(
    (
        CatalogTerm(1, Vocabulary.CONDITION, "mdd", "Depression", "Low mood."),
        CatalogTerm(2, Vocabulary.CONDITION, "ocd", "OCD & more", "Unwanted thoughts."),
        CatalogTerm(
            3, Vocabulary.THERAPY, "erp", "Exposure and response prevention (ERP)", "Facing triggers."
        ),
        CatalogTerm(4, Vocabulary.PAYER, "aetna", "Aetna", ""),
    )
)


def result(**counts: int) -> SearchResult:
    """Ten results; `condition_ocd=3` and the like set a facet's count, all others are 0."""
    facets: dict[str, dict[str, int]] = {}
    for parameter, value in Features(CATALOG).keys:
        facets.setdefault(parameter, {})[value] = 0
    facets["fresh"] = {"1": 0}
    for name, count in counts.items():
        parameter, _, value = name.rpartition("_")
        facets[parameter][value] = count
    return SearchResult(total=10, unconfirmed=2, page=1, page_size=20, hits=(), facets=facets)


def choice(html: str, value: str) -> str:
    """The label of one checkbox, markup and all."""
    found = re.search(
        rf'<label class="check">(?:(?!</label>).)*value="{re.escape(value)}".*?</label>', html, re.DOTALL
    )
    assert found, value
    return found[0]


def panel(criteria: SearchCriteria | None = None, found: SearchResult | None = None) -> str:
    return FacetPanel(CATALOG).html(criteria or SearchCriteria(), found or result(condition_ocd=3))


def test_every_choice_has_its_exact_count():
    html = panel(found=result(condition_ocd=1203))
    assert '<span class="facet-count">1,203<span class="visually-hidden"> found</span></span>' in choice(
        html, "ocd"
    )
    assert '<span class="facet-count">0<span class="visually-hidden"> found</span></span>' in choice(
        html, "mdd"
    )


def test_a_choice_that_leads_to_nothing_is_disabled():
    html = panel()
    assert " disabled" in choice(html, "mdd")
    assert " disabled" not in choice(html, "ocd")


def test_what_is_chosen_is_checked_even_if_it_leads_to_nothing():
    html = panel(SearchCriteria.asking(condition=("mdd",)))
    assert " checked" in choice(html, "mdd")
    assert " disabled" not in choice(html, "mdd")


def test_a_group_with_a_choice_is_open_and_says_how_many():
    html = panel(SearchCriteria.asking(payer=("aetna",)))
    group = re.search(r'<details class="facet" id="facet-payer".*?</summary>', html, re.DOTALL)[0]
    assert " open>" in group
    assert '<span class="facet-chosen">1 chosen</span>' in group


def test_a_group_without_a_choice_hides_its_number():
    group = re.search(r'<details class="facet" id="facet-payer".*?</summary>', panel(), re.DOTALL)[0]
    assert " open>" not in group
    assert "hidden" in group


def test_programs_are_choices_by_where_when_and_which():
    html = panel(SearchCriteria(program=(ProgramCriterion("erp"),)))
    assert "Talk therapy on site" in choice(html, "any:any:on-site")
    assert "ERP with TMS" in choice(html, "erp")
    assert " checked" in choice(html, "erp")


def test_the_choice_to_include_the_unconfirmed_counts_both():
    assert (
        '<span class="facet-count">12<span class="visually-hidden"> found</span></span>'
        in re.search(r'name="include_unconfirmed".*?</label>', panel(), re.DOTALL)[0]
    )


def test_without_a_result_nothing_is_counted_and_nothing_is_disabled():
    html = FacetPanel(CATALOG).html(SearchCriteria.asking(condition=("ocd",)), None)
    assert "disabled" not in html
    assert " checked" in choice(html, "ocd")
    assert '<span class="facet-count"></span>' in choice(html, "ocd")


def test_labels_are_escaped():
    assert "OCD &amp; more" in panel()


def test_words_that_need_it_are_explained():
    assert "<dt>Depression</dt>" in panel()
    assert "Low mood." in panel()


def test_every_group_names_its_choices_for_screen_readers():
    html = panel()
    groups = re.findall(r'<div class="facet-choices[^"]*"\s+role="group"\s+aria-label="([^"]+)"', html)
    assert len(groups) == html.count('<details class="facet"')
    assert len(set(groups)) == len(groups)


def test_the_panel_is_made_once_for_each_catalog():
    assert facet_panel(CATALOG) is facet_panel(CATALOG)
    assert facet_panel(Catalog(CATALOG.terms)) is not facet_panel(CATALOG)  # equal, and yet another one


def test_every_checkbox_has_an_id_of_its_own():
    html = panel()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
