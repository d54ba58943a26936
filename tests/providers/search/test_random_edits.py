"""Random edits, as staff, admins and jobs make them: two processes stay in step with the oracle."""

import random
from decimal import Decimal

import pytest

from places.lookup import find_place
from providers.models import Location, PayerNetwork
from providers.search import snapshot as snapshot_module
from providers.search.criteria import SORTS, Area, SearchCriteria, Where
from providers.search.finding import where_of
from providers.search.service import SearchService
from tests.factories import (
    add_terms,
    confirm,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
)
from tests.providers.search.asking import CHICAGO, ask, assert_agrees, make_vocabulary
from tests.providers.search.listings import SLUGS

# What the factories' locations are in: ZIP 60614.
COOK_COUNTY = where_of(find_place("Cook County, IL").place)


class Site:
    """Random edits through the ORM, as staff, admins and jobs make them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.terms = [f"{vocabulary.value}/{slug}" for vocabulary, slugs in SLUGS.items() for slug in slugs]

    def create(self) -> None:
        place = make_location(
            point=(41.8 + self.random.random() / 5, -87.6 + self.random.random() / 5),
            state=self.random.choice(["IL", "GU"]),
            terms=self.random.sample([name for name in self.terms if "payer" not in name], 6),
            confirmed_days_ago=self.random.choice([None, 0, 89, 90, 119, 120]),
            accepting_new_patients=self.random.choice([True, False, None]),
            wait_weeks=self.random.choice([None, 0, 2, 7]),
            practice=make_practice(name=self.random.choice(["Lakeview TMS", "Smith Center", "Núñez"])),
        )
        if self.random.random() < 0.5:
            make_program(place, therapy=self.random.choice(SLUGS["therapy"]))
        if self.random.random() < 0.5:
            make_payer_network(
                place, "medicare", status=self.random.choice(list(PayerNetwork.Status)), service="tms"
            )

    def any(self) -> Location | None:
        return self.random.choice(list(Location.objects.all()) or [None])

    def edit(self) -> None:
        if place := self.any():
            place.latitude = 41.8 + self.random.random() / 5
            place.status = self.random.choice(["published", "published", "closed", "removed"])
            place.rating_count = self.random.choice([0, 3, 5])
            place.rating_average = Decimal("4.25") if place.rating_count else None
            place.save()

    def retag(self) -> None:
        if place := self.any():
            place.locationterm_set.all().delete()
            add_terms(place, *self.random.sample([name for name in self.terms if "payer" not in name], 4))

    def reconfirm(self) -> None:
        if place := self.any():
            confirm(place, days_ago=self.random.choice([0, 60, 90, 120]))

    def delete(self) -> None:
        if place := self.any():
            place.delete()

    def something(self) -> None:
        self.random.choice([self.create, self.create, self.edit, self.retag, self.reconfirm, self.delete])()

    def question(self) -> tuple[SearchCriteria, Where]:
        chosen = {
            vocabulary.value: (self.random.choice(slugs),)
            for vocabulary, slugs in SLUGS.items()
            if self.random.random() < 0.1
        }
        criteria = SearchCriteria.asking(
            radius=self.random.choice([5.0, 10.0, None]),
            fresh=self.random.random() < 0.2,
            accepting=self.random.random() < 0.2,
            first_visit=self.random.choice([(), (), ("2",)]),
            include_unconfirmed=self.random.random() < 0.3,
            name=self.random.choice(["", "", "", "lake", "smiht"]),
            sort=self.random.choice([None, *SORTS]),
            **chosen,
        )
        return criteria, self.random.choice([CHICAGO, None, Area(CHICAGO, state="GU"), COOK_COUNTY])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(6))
def test_two_processes_agree_with_the_oracle_through_random_edits_and_merges(seed, clock, monkeypatch):
    monkeypatch.setattr(snapshot_module, "MERGE_FROM", 7)
    make_vocabulary()
    site, processes = Site(seed), [SearchService(clock), SearchService(clock)]
    for step in range(25):
        for _ in range(site.random.choice([1, 1, 4])):
            site.something()
        clock.tick()
        question, where = site.question()
        for process in processes[: 1 + step % 2]:  # one of them looks only now and then
            assert_agrees(ask(process, question, where), question, where)
