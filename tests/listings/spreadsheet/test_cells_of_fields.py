"""What a download writes into cells is what an upload reads from them, for every field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.editor.forms.base import FormContext
from listings.editor.forms.sections import FORMS
from listings.editor.section_check import as_sent
from listings.spreadsheet.columns import OF_SECTION, normal
from listings.spreadsheet.forms.checking import EMPTY_LISTING
from listings.spreadsheet.forms.section_data import section_data
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.fields.sections import SECTIONS
from tests.providers.fields.values import CATALOG, values_of_section


@pytest.mark.parametrize("section", [one for one in ListingSection if OF_SECTION[one]])
@given(data=st.data())
def test_values_come_back_from_their_cells(section: ListingSection, data: st.DataObject):
    values: Values = data.draw(values_of_section(SECTIONS[section].entries))
    if section == ListingSection.AVAILABILITY and None not in (values["age_min"], values["age_max"]):
        values["age_min"], values["age_max"] = sorted((values["age_min"], values["age_max"]))
    cells = {column.name: normal(column.text({section: values})) for column in OF_SECTION[section]}
    sent, wrong = section_data(section, cells, CATALOG)
    saved = {
        name: values[name] if SECTIONS[section].entries[place].is_derived else nothing
        for place, (name, nothing) in enumerate(EMPTY_LISTING[section].items())
    }
    saved |= {name: values[name] for name in saved if name == "clinicians"}  # people are known by their ids
    form = FORMS[section](as_sent(sent), saved=saved, context=FormContext(CATALOG, looks_up=False))
    assert wrong == {}
    assert form.is_valid(), list(form.wrong())
    assert form.values() == values
