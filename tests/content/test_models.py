"""A test breaks each constraint of the guides' tables."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from content.models import Guide, Overrule, UsefulCount, VersionPerson
from tests.content.factories import make_draft, make_entry, make_live, make_person, make_reference

pytestmark = pytest.mark.django_db


def change(row, **fields) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**fields)


def publish_twice() -> None:
    make_live()
    change(make_draft(), status="published", published_from=timezone.now())


def count_twice() -> None:
    guide = make_draft().guide
    for _ in range(2):
        UsefulCount.objects.create(guide=guide, day=timezone.localdate())


BREAKS = {
    "person_slug_is_plain": lambda: change(make_person(), slug="Ana Ruiz"),
    "person_has_a_name": lambda: change(make_person(), name=""),
    "reference_key_is_plain": lambda: change(make_reference(), key="Donse 2018"),
    "reference_year_is_a_year": lambda: change(make_reference(), year=18),
    "reference_doi_is_bare": lambda: change(make_reference(), doi="https://doi.org/10.1/x"),
    "reference_pmid_is_a_number": lambda: change(make_reference(), pmid="PMID 1"),
    "reference_pmcid_has_its_prefix": lambda: change(make_reference(), pmcid="2693184"),
    "reference_url_is_of_the_web": lambda: change(make_reference(), url="javascript:alert(1)"),
    "reference_sample_is_somebody": lambda: change(make_reference(), sample_size=0),
    "glossary_slug_is_plain": lambda: change(make_entry(), slug="E R P"),
    "glossary_entry_says_something": lambda: change(make_entry(), definition=""),
    "guide_slug_is_plain": lambda: change(make_draft().guide, slug="What is TMS?"),
    "guide_slug_is_not_another_page": lambda: change(make_draft().guide, slug="people"),
    "guide_topic_is_known": lambda: change(make_draft().guide, topic="cooking"),
    "version_number_is_unique": lambda: change(make_draft(), number=make_draft().number),
    "version_status_is_known": lambda: change(make_draft(), status="lost"),
    "version_origin_is_known": lambda: change(make_draft(), origin="found"),
    "version_published_has_its_dates": lambda: change(make_live(), written_on=None),
    "version_period_in_order": lambda: change(
        make_live(), published_until=timezone.now() - timedelta(days=9)
    ),
    "version_dates_in_order": lambda: change(make_draft(), update_due=timezone.localdate()),
    "version_one_at_a_time": publish_twice,
    "version_person_is_unique": lambda: VersionPerson.objects.create(
        version=make_draft(), person=make_person(), contribution="author"
    ),
    "version_contribution_is_known": lambda: change(
        make_draft().contributions.first(), contribution="printer"
    ),
    "version_review_has_its_day": lambda: change(
        make_draft().contributions.get(), reviewed_on=timezone.localdate()
    ),
    "overrule_has_a_reason": lambda: Overrule.objects.create(version=make_draft(), finding="x", reason=" "),
    "useful_count_is_one_a_day": count_twice,
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_keeps_the_rule(name):
    with pytest.raises(IntegrityError, match=name):
        BREAKS[name]()


MAKERS = (make_draft, make_person, make_reference, make_entry)


def test_every_constraint_of_the_guides_has_a_test():
    models = [Guide, VersionPerson, Overrule, UsefulCount, *(make().__class__ for make in MAKERS)]
    names = {constraint.name for model in models for constraint in model._meta.constraints}
    # Positive integer columns have their own check, which repeats this one.
    assert names - set(BREAKS) == {"useful_count_is_a_count"}


def test_counts_of_a_day_add_up():
    guide = make_live().guide
    for useful in (True, False, True):
        UsefulCount.objects.add(guide, day=timezone.localdate(), useful=useful)
    assert list(UsefulCount.objects.values_list("useful", "not_useful")) == [(2, 1)]
