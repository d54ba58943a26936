"""The search of a process stays true to the database, whoever writes and however transactions overlap."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import connection, transaction

from providers.models import Clinician, Location, Practice, Term
from providers.search import service as service_module
from providers.search.criteria import ProgramCriterion, SearchCriteria, Sort
from providers.search.service import SearchService
from tests.factories import (
    add_terms,
    confirm,
    make_clinician,
    make_location,
    make_payer_network,
    make_program,
    make_term,
)
from tests.providers.search.asking import CHICAGO, EVERYWHERE, ask, assert_agrees, found, make_vocabulary
from tests.providers.search.conftest import Clock


@pytest.mark.django_db
def test_a_new_location_is_found_at_the_next_look(search: SearchService, clock: Clock):
    assert found(search) == []
    location = make_location()
    assert found(search) == []
    clock.tick()
    assert found(search) == [location.pk]


@pytest.mark.django_db(transaction=True)
def test_the_database_is_asked_at_most_every_quarter_of_a_second(
    search: SearchService, clock: Clock, django_assert_num_queries
):
    make_location()
    search.start()
    with django_assert_num_queries(0):
        found(search)
    clock.tick(0.2)
    with django_assert_num_queries(0):
        found(search)
    clock.tick(0.1)
    with django_assert_num_queries(1):
        found(search)


CHANGES: dict[str, Callable[[Location], object]] = {
    "it moves": lambda place: Location.objects.filter(pk=place.pk).update(latitude=10.0),
    "it closes": lambda place: Location.objects.filter(pk=place.pk).update(status="closed"),
    "it is deleted": lambda place: place.delete(),
    "it gains a term": lambda place: add_terms(place, "condition/ptsd"),
    "it loses its terms": lambda place: place.locationterm_set.all().delete(),
    "its terms are replaced": lambda place: place.locationterm_set.filter(term__slug="ocd").update(
        term=make_term("condition/ptsd")
    ),
    "a program starts": lambda place: make_program(place, therapy="pe"),
    "a program ends": lambda place: place.programs.all().delete(),
    "a payer leaves": lambda place: place.payer_networks.update(status="out-of-network"),
    "a section is confirmed": lambda place: confirm(place, "contact", days_ago=95),
    "its practice is renamed": lambda place: Practice.objects.update(name="Zebra Minds"),
    "its clinician marries": lambda place: Clinician.objects.update(last_name="Quixote"),
    "a clinician comes": lambda place: make_clinician(place, last_name="Okafor"),
    "it is rated badly": lambda place: (
        Location.objects.update(rating_average=Decimal("4.5"), rating_count=12),
        Location.objects.filter(pk=place.pk).update(rating_average=Decimal("2.5")),
    ),
    "it stops taking patients": lambda place: Location.objects.update(accepting_new_patients=False),
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_in_the_answers_at_the_next_look(change, search: SearchService, clock: Clock):
    make_vocabulary()
    place = make_location(terms=["condition/ocd", "therapy/erp"], accepting_new_patients=True)
    make_program(place)
    make_payer_network(place)
    make_clinician(place)
    make_location(point=(41.9, -87.7), terms=["condition/mdd"])
    questions = [
        SearchCriteria(),
        SearchCriteria.asking(condition=("ptsd",)),
        SearchCriteria(program=(ProgramCriterion("pe"),)),
        SearchCriteria.asking(payer=("aetna",)),
        SearchCriteria(fresh=True),
        SearchCriteria.asking(accepting=True),
        SearchCriteria(name="zebra"),
        SearchCriteria(name="quixote"),
        SearchCriteria(name="okafor"),
        SearchCriteria(sort=Sort.SCORE),
    ]
    before = [ask(search, question, CHICAGO) for question in questions]
    change(place)
    clock.tick()
    after = [ask(search, question, CHICAGO) for question in questions]
    assert after != before
    for question, result in zip(questions, after, strict=True):
        assert_agrees(result, question, CHICAGO)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_commits_late_is_not_missed(search: SearchService, clock: Clock):
    """Its number is lower than that of a change that was already seen: a timestamp would miss it."""
    slow, quick = make_location(), make_location()
    search.start()
    with psycopg.connect(
        connection.connection.info.dsn, password=connection.settings_dict["PASSWORD"]
    ) as other:
        other.execute("UPDATE providers_location SET latitude = 10 WHERE id = %s", [slow.pk])
        Location.objects.filter(pk=quick.pk).update(latitude=20.0)
        clock.tick()
        assert {hit.latitude for hit in ask(search, EVERYWHERE, CHICAGO).hits} == {slow.latitude, 20.0}
        clock.tick()
        ask(search, EVERYWHERE, CHICAGO)
        other.commit()
    clock.tick()
    assert {hit.latitude for hit in ask(search, EVERYWHERE, CHICAGO).hits} == {10.0, 20.0}


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_is_never_shown(search: SearchService, clock: Clock):
    place = make_location()
    search.start()
    with transaction.atomic():
        Location.objects.filter(pk=place.pk).update(latitude=10.0)
        transaction.set_rollback(True)
    clock.tick()
    assert [hit.latitude for hit in ask(search, EVERYWHERE, CHICAGO).hits] == [place.latitude]


@pytest.mark.django_db
def test_a_location_that_is_deleted_and_comes_back_under_its_id_is_found(search, clock):
    place = make_location()
    search.start()
    id = place.pk
    place.delete()
    clock.tick()
    assert found(search) == []
    make_location(id=id)
    clock.tick()
    assert found(search) == [id]


@pytest.mark.django_db(transaction=True)
def test_a_new_term_can_be_searched_at_once(search: SearchService, clock: Clock):
    place = make_location()
    search.start()
    add_terms(place, "condition/new-one")
    clock.tick()
    assert found(search, SearchCriteria.asking(condition=("new-one",))) == [place.pk]
    Term.objects.filter(slug="new-one").update(label="Renamed")
    clock.tick()
    assert search.index().catalog.label("condition", "new-one") == "Renamed"


@pytest.mark.django_db(transaction=True)
def test_a_large_site_reads_everything_in_the_background_and_serves_the_old_answers_meanwhile(
    search: SearchService, clock: Clock, monkeypatch
):
    monkeypatch.setattr(service_module, "SMALL_SITE_LOCATIONS", 0)
    first = make_location()
    search.start()
    make_term("condition/new-one")  # the vocabularies changed, so everything must be read again
    second = make_location(point=(41.9, -87.7))
    clock.tick()
    assert found(search) in ([first.pk], [first.pk, second.pk])
    for thread in threading.enumerate():
        if thread.name == "search-rebuild":
            thread.join()
    assert found(search) == [first.pk, second.pk]


@pytest.mark.django_db
def test_after_a_day_without_searches_everything_is_read_again(search: SearchService, clock: Clock):
    search.start()
    built_at = search.status().built_at
    clock.tick(25 * 3600)
    place = make_location()
    assert found(search) == [place.pk]
    assert search.status().built_at > built_at


@pytest.mark.django_db
def test_freshness_turns_with_the_day_and_not_with_the_index(search: SearchService):
    today = date(2026, 11, 22)
    make_location(confirmed_days_ago=119, today=today)
    assert ask(search, SearchCriteria(), CHICAGO, today=today).total == 1
    tomorrow = ask(search, SearchCriteria(), CHICAGO, today=today + timedelta(days=1))
    assert (tomorrow.total, tomorrow.unconfirmed) == (0, 1)


@pytest.mark.django_db
def test_the_status_tells_how_the_search_is_doing(search: SearchService):
    assert not search.status().ready
    make_location()
    search.start()
    status = search.status()
    assert status.ready
    assert status.locations == 1
    assert status.database_error == ""
