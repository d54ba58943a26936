"""A whole demo directory: practices with their clinicians, their locations, and all that hangs off these."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count

from django.db import models

from providers.demo.chance import Chance, shares, words
from providers.demo.geography import Zips
from providers.demo.hours import draw_hours, schedule_terms
from providers.demo.locations import draw_availability, draw_location
from providers.demo.offers import draw_confirmations, draw_payers, draw_programs
from providers.demo.people import ROLES, draw_clinician, draw_practice, invented_npi
from providers.demo.services import TermNames, draw_terms
from providers.demo.terms import TermIds
from providers.models import (
    Clinician,
    Credential,
    Location,
    LocationClinician,
    LocationTerm,
    OpeningHours,
    Practice,
    Section,
)

MAX_CLINICIANS = 6


@dataclass(frozen=True)
class DemoDirectory:
    """The places and terms that a directory is drawn from, and the ids for its new rows."""

    zips: Zips
    term_ids: TermIds
    ids: dict[type[models.Model], Iterator[int]]  # of practices, clinicians and locations

    def rows(self, locations: int, seed: int, today: date) -> Iterator[models.Model]:
        """Every row of a directory of so many locations; none is saved. Raises MissingTerms."""
        chance = Chance(seed)
        # There are at most as many practices as locations, so the numbers of clinicians come after those.
        of_practices, of_clinicians = (map(partial(invented_npi, seed), count(n)) for n in (0, locations))
        left = locations
        while left:
            practice = draw_practice(chance, next(self.ids[Practice]), next(of_practices), today)
            yield practice
            size = min(int(chance.one_of(shares("practice_sizes"))), left)
            left -= size
            team = [
                draw_clinician(chance, next(self.ids[Clinician]), next(of_clinicians), prescribes=rank == 0)
                for rank in range(min(size + _up_to_three(chance, 0.33), MAX_CLINICIANS))
            ]
            yield from team
            yield from self._locations(chance, practice, size, team, today)

    def _locations(
        self, chance: Chance, practice: Practice, size: int, team: list[Clinician], today: date
    ) -> Iterator[models.Model]:
        # A practice buys one device for all its locations.
        device, takes_insurance = chance.one_of(shares("devices")), chance.happens(0.88)
        zips = self.zips.draw(chance, size)
        in_city = Counter(place.city for place in zips)
        # Different streets, which tell apart the locations in one city.
        streets = chance.sample(list(zip(words("streets"), words("areas"), strict=True)), size)
        for place, (street, area) in zip(zips, streets, strict=True):
            terms = draw_terms(chance, device=device, state=place.state, takes_insurance=takes_insurance)
            pk = next(self.ids[Location])
            location = draw_location(chance, pk, practice, place, street, terms, today)
            if size > 1:
                location.name += f" – {place.city}"
                if practice.website and chance.happens(0.4):
                    location.website = f"{practice.website}/locations/{place.code}"
            if in_city[place.city] > 1:
                location.name += f", {area}"
            yield from self._parts(chance, location, terms, today)
            yield location
            for clinician in chance.sample(team, min(1 + _up_to_three(chance, 0.4), len(team))):
                role = ROLES[Credential(clinician.credential)]
                yield LocationClinician(location_id=pk, clinician_id=clinician.pk, role=role)

    def _parts(
        self, chance: Chance, location: Location, terms: TermNames, today: date
    ) -> Iterator[models.Model]:
        """What hangs off a location but its clinicians; fills in what the availability section says."""
        confirmations = draw_confirmations(chance, location, today)
        yield from confirmations
        confirmed = {confirmation.section: confirmation for confirmation in confirmations}
        if Section.AVAILABILITY in confirmed:
            for name, value in draw_availability(chance).items():
                setattr(location, name, value)
        hours = draw_hours(chance)
        for span in hours:
            yield OpeningHours(location_id=location.pk, **span._asdict())
        for name in sorted(terms | schedule_terms(hours)):
            yield LocationTerm(location_id=location.pk, term_id=self.term_ids[name])
        yield from draw_payers(chance, location, terms, self.term_ids, confirmed.get(Section.INSURANCE))
        if Section.PROGRAMS in confirmed:
            yield from draw_programs(chance, location, terms, self.term_ids, confirmed[Section.PROGRAMS])


def _up_to_three(chance: Chance, share: float) -> int:
    """How often of three times something of this share happens."""
    return sum(chance.happens(share) for _ in range(3))
