"""Each kind of field: nothing is lost between a value and its facts, and every fact can be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.fields.change_words import change_lines
from providers.fields.definitions import FIELDS
from providers.fields.facts import changes_between, facts_of, merged, values_of
from providers.fields.field import Field
from providers.fields.kinds import VocabularyTerms
from tests.providers.fields.values import values_of_kind

by_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)


@by_field
@given(data=st.data())
def test_values_come_back_from_their_facts(field: Field, data: st.DataObject):
    value = data.draw(values_of_kind(field.kind))
    assert values_of(facts_of({field.name: value}), [field.name]) == {field.name: value}


@by_field
def test_a_listing_that_says_nothing_comes_back_too(field: Field):
    nothing = {field.name: field.kind.nothing()}
    assert values_of(facts_of(nothing), [field.name]) == nothing


@by_field
@given(data=st.data())
def test_every_change_is_told_and_a_change_to_the_same_is_none(field: Field, data: st.DataObject):
    before, after = (facts_of({field.name: data.draw(values_of_kind(field.kind))}) for _ in range(2))
    changes = changes_between(before, after)
    lines = change_lines(changes, {})
    assert bool(lines) == bool(changes)
    assert all(line.label for line in lines)
    assert changes_between(after, after) == []


@by_field
@given(data=st.data())
def test_merging_your_changes_into_what_is_unchanged_gives_yours(field: Field, data: st.DataObject):
    base, yours = (facts_of({field.name: data.draw(values_of_kind(field.kind))}) for _ in range(2))
    assert merged(base, base, yours) == yours
    assert merged(base, yours, base) == yours


def test_terms_are_a_field_under_the_name_of_their_vocabulary():
    """Facts, labels and addresses all name a term as "vocabulary/slug"."""
    for field in FIELDS:
        if isinstance(field.kind, VocabularyTerms):
            assert field.name == field.kind.vocabulary


def test_names_and_spreadsheet_headers_are_told_apart():
    names = [field.name for field in FIELDS]
    headers = [column.header for field in FIELDS for column in field.spreadsheet_columns]
    assert len(names) == len(set(names))
    assert len(headers) == len(set(headers))
