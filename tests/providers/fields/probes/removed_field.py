"""For a copy of the project without the definition of NAME: test_plain_field.py makes it and runs this.

The model still has the column. Nothing here asks the database.
"""

from drf_spectacular.generators import SchemaGenerator

from listings.editor.completeness import ASKED_GAPS
from listings.editor.forms.base import FormContext
from listings.editor.forms.sections import FORMS
from listings.history.row_facts import LOCATION_COLUMNS
from listings.spreadsheet.columns import COLUMNS
from listings.spreadsheet.forms.checking import EMPTY_LISTING
from providers.fields.change_words import change_lines
from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.filters import FILTERS, NUMBER_COLUMNS, ORDERS
from providers.fields.kinds import Change
from providers.fields.patient_lines import line_text
from providers.fields.sections import SECTIONS
from providers.models import Location
from providers.results.api.rows import API_FIELDS
from providers.results.card_rows import CARD_COLUMNS
from providers.search.filterset import SearchFilterSet
from providers.vocabulary.catalog import Catalog
from tests.providers.fields.test_plain_field import NAME


def test_the_column_is_there_and_its_definition_is_not():
    assert NAME in {column.name for column in Location._meta.concrete_fields}
    assert NAME not in FIELD_BY_NAME


def test_the_editor_does_not_ask_for_it():
    for section, form_class in FORMS.items():
        form = form_class(None, saved=EMPTY_LISTING[section], context=FormContext(Catalog(())))
        assert NAME not in form.fields
        assert NAME not in SECTIONS[section].fields
    assert NAME not in {field.name for field, _ in ASKED_GAPS}


def test_history_has_no_words_for_it():
    assert NAME not in LOCATION_COLUMNS
    assert [line.label for line in change_lines([Change(NAME, 1, 2)], {})] == [NAME]


def test_the_spreadsheet_has_no_column_for_it():
    assert NAME not in {column.name for column in COLUMNS}


def test_page_and_cards_say_nothing_of_it():
    assert NAME not in CARD_COLUMNS
    accepting = FIELD_BY_NAME["accepting_new_patients"]
    assert line_text(accepting, {accepting.name: True, NAME: 3}) == "Yes"


def test_nothing_filters_or_sorts_by_it():
    assert NAME not in {search_filter.field.name for search_filter in FILTERS}
    assert NAME not in {field.name for field in ORDERS.values()}
    assert NAME not in NUMBER_COLUMNS
    assert NAME not in SearchFilterSet.base_filters


def test_the_api_does_not_tell_it():
    assert NAME not in {field.name for field in API_FIELDS}
    schema = SchemaGenerator().get_schema(request=None, public=True)
    assert NAME not in schema["components"]["schemas"]["Location"]["properties"]
