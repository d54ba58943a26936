"""Writing who works at a location. A person is one row, at however many locations of the practice."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from listings.editor.errors import NotSaved
from places.text import fold
from providers.fields.kinds import Change
from providers.models import Clinician, Location, LocationClinician

OWN = ("first_name", "last_name", "credential", "npi")


def write_clinicians(location: Location, changes: Sequence[Change]) -> None:
    """Add, edit and remove. Raises NotSaved with the key of the clinician it is about."""
    gone = [int(change.key.partition("/")[2]) for change in changes if change.after is None]
    LocationClinician.objects.filter(location=location, clinician__in=gone).delete()
    for change in changes:
        if change.after is None:
            continue
        key = change.key.partition("/")[2]
        person = _known(location, key, change) if key.isdigit() else _added(location, change)
        _write_link(location, person, change.after["role"])


def _known(location: Location, key: str, change: Change) -> Clinician:
    """The person with this id, with the facts asked for."""
    person = Clinician.objects.filter(pk=int(key)).first()
    if person is None:
        raise NotSaved(change.key, "This person is not on record any more. Add them anew.")
    asked = {name: change.after[name] for name in OWN}
    if asked == {name: getattr(person, name) or "" for name in OWN}:
        return person
    if works_elsewhere(person, location):
        raise NotSaved(
            change.key,
            f"{person.full_name} works for another practice too, so name, credential and NPI can't be "
            "changed here. Write to us.",
        )
    _write_person(person, asked, change.key)
    return person


def _added(location: Location, change: Change) -> Clinician:
    """A new person, or one who is on record already, found by NPI or, within the practice, by name."""
    asked = {name: change.after[name] for name in OWN}
    person = _on_record(location, asked, change.key)
    if person is None:
        person = Clinician(is_demo=location.practice.is_demo)
    elif works_elsewhere(person, location):
        return person  # another practice lists them too, so their facts stay
    _write_person(person, asked, change.key)
    return person


def _on_record(location: Location, asked: dict[str, str], key: str) -> Clinician | None:
    name = fold(f"{asked['first_name']} {asked['last_name']}")
    if asked["npi"]:
        person = Clinician.objects.filter(npi=asked["npi"]).first()
        if person and fold(f"{person.first_name} {person.last_name}") != name:
            raise NotSaved(key, "This NPI is on record with another name. Check the number.")
        if person:
            return person
    colleagues = Clinician.objects.filter(
        locations__practice=location.practice_id, credential=asked["credential"]
    )
    if asked["npi"]:
        colleagues = colleagues.filter(npi=None)  # with another number it is a namesake
    return next(
        (one for one in colleagues.distinct() if fold(f"{one.first_name} {one.last_name}") == name), None
    )


def works_elsewhere(person: Clinician, location: Location) -> bool:
    """Whether another practice lists this person too: no practice changes facts of another."""
    return person.pk is not None and person.locations.filter(~Q(practice=location.practice_id)).exists()


def _write_person(person: Clinician, asked: dict[str, Any], key: str) -> None:
    npi = asked["npi"] or (person.npi if person.pk and key.partition("/")[2].startswith("new-") else None)
    if npi and Clinician.objects.filter(npi=npi).exclude(pk=person.pk).exists():
        raise NotSaved(key, "Another clinician is on record with this NPI. Check the number.")
    for name in ("first_name", "last_name", "credential"):
        setattr(person, name, asked[name])
    person.npi = npi
    person.save()


def _write_link(location: Location, person: Clinician, role: str) -> None:
    """Another role is a new link: the one with the old role is deleted."""
    links = LocationClinician.objects.filter(location=location, clinician=person)
    if links.filter(role=role).exists():
        return
    links.delete()
    LocationClinician.objects.create(location=location, clinician=person, role=role)
