"""The form of a place that is new here, for the rooms that add one, and writing what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.forms.base import FormContext
from listings.editor.forms.new_place import NewPlaceForm
from listings.editor.saving import made_by, save_section, source_of
from listings.editor.statuses import add_location
from providers.fields.kinds import Values
from providers.models import Confirmation, Location, Practice, Section, Term
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class NewPlace:
    """A practice with its first place, as typed and checked. `npi` is unchecked against the registry."""

    practice_name: str
    website: str
    npi: str
    columns: Mapping[str, Any]
    sections: Mapping[str, Values]


def new_place_form(data: Mapping[str, Any] | None, *, looks_up: bool = True) -> NewPlaceForm:
    """`looks_up`: the address may be looked up, also on another machine."""
    return NewPlaceForm(data, FormContext(Catalog.from_rows(Term.objects.all()), looks_up=looks_up))


def new_place_of(form: NewPlaceForm) -> NewPlace:
    """What a valid form says."""
    practice = form.practice_values()
    return NewPlace(
        practice["name"], practice["website"], practice["npi"], form.values(), form.section_values()
    )


@transaction.atomic
def add_place(new: NewPlace, *, by: User, is_confirmed: bool, today: date | None = None) -> Location:
    """The practice and its first place, a draft. `is_confirmed`: all of it is right today, by this person's
    word. The practice gets no NPI yet, because NPIs are unique and anybody can type another's."""
    with made_by(by):
        practice = Practice.objects.create(name=new.practice_name, website=new.website)
        location = add_location(practice=practice, values=dict(new.columns), user=by)
        for section, values in new.sections.items():
            save_section(location=location, section=section, values=values, user=by, confirms=False)
        if is_confirmed:
            day, source = today or timezone.localdate(), source_of(by)
            Confirmation.objects.bulk_create(
                Confirmation(location=location, section=section, confirmed_on=day, confirmed_by=source)
                for section in Section
            )
    location.refresh_from_db()
    return location


def give_npi(practice: Practice, npi: str) -> bool:
    """Give the practice its NPI, unless another one has it; returns whether it did."""
    if not npi or practice.npi or Practice.objects.filter(npi=npi).exists():
        return False
    practice.npi = npi
    practice.save(update_fields=["npi"])
    return True
