"""The fit: which drawing a place gets, and what stands beside it."""

import pytest

from providers.fit.closeness import Closeness, fit_of
from providers.fit.offered import Offered, OfferedProgram
from providers.models import Delivery, Timing
from providers.search.criteria import ProgramCriterion
from providers.vocabulary.catalog import CatalogTerm

CBT = CatalogTerm(1, "therapy", "cbt", "Cognitive behavioral therapy (CBT)", "", 0)
ERP = CatalogTerm(2, "therapy", "erp", "Exposure and response prevention (ERP)", "", 1)
DBT = CatalogTerm(3, "therapy", "dbt", "Dialectical behavior therapy (DBT)", "", 2)
ACT = CatalogTerm(4, "therapy", "act", "Acceptance and commitment therapy (ACT)", "", 3)


def program(
    therapy: CatalogTerm = ERP, timing: str = "none", delivery: str = "on-site", shared: bool | None = None
) -> OfferedProgram:
    return OfferedProgram(therapy, timing, delivery, shared)


@pytest.mark.parametrize(
    ("delivery", "closeness"),
    [
        ("on-site", Closeness.TOGETHER),
        ("partner", Closeness.PARTNER),
        ("referral-list", Closeness.APART),
        ("own-therapist", Closeness.APART),
    ],
)
def test_the_drawing_follows_where_therapy_takes_place(delivery, closeness):
    assert fit_of(Offered(programs=(program(delivery=delivery),))).closeness == closeness


@pytest.mark.parametrize("delivery", Delivery.values)
@pytest.mark.parametrize("timing", Timing.values)
def test_every_way_of_combining_has_words(delivery, timing):
    fit = fit_of(Offered(programs=(program(timing=timing, delivery=delivery),)))
    assert fit.headline.startswith("ERP ")
    assert fit.detail


def test_a_headline_says_therapy_and_place_and_the_detail_when_and_with_what_plan():
    fit = fit_of(Offered(programs=(program(timing="same-day-after", shared=True),)))
    assert (fit.headline, fit.detail) == ("ERP on site", "Same day, after TMS, one plan")


def test_the_nearest_way_is_told():
    near, far = program(ERP, delivery="on-site"), program(CBT, delivery="referral-list")
    assert fit_of(Offered(programs=(far, near))).headline == "ERP on site"


def test_the_therapy_that_was_asked_for_is_told_even_if_another_is_nearer():
    near, far = program(CBT, delivery="on-site"), program(ERP, delivery="partner")
    fit = fit_of(Offered(programs=(near, far)), therapies=["erp"])
    assert (fit.headline, fit.closeness) == ("ERP at a partner practice", Closeness.PARTNER)


def test_the_program_that_was_asked_for_is_told():
    before, after = program(timing="same-day-before"), program(timing="same-day-after")
    asked = ProgramCriterion("erp", timing="same-day-after")
    fit = fit_of(Offered(programs=(before, after)), programs=[asked], therapies=["erp"])
    assert fit.detail == "Same day, after TMS"


def test_therapies_that_take_place_alike_are_told_together():
    fit = fit_of(Offered(programs=(program(CBT), program(ERP))))
    assert (fit.headline, fit.therapies) == ("CBT and ERP on site", ("cbt", "erp"))


def test_a_therapy_at_several_times_is_named_once_and_no_time_is_claimed():
    fit = fit_of(Offered(programs=(program(timing="same-course"), program(timing="tms-first"))))
    assert (fit.headline, fit.detail) == ("ERP on site", "When it takes place isn’t set")


def test_a_therapy_without_a_program_is_not_taken_for_one():
    fit = fit_of(Offered(terms=(CBT,)))
    assert (fit.closeness, fit.headline) == (Closeness.UNKNOWN, "Offers CBT")
    assert "isn’t known" in fit.detail


def test_of_many_therapies_those_asked_for_come_first():
    fit = fit_of(Offered(terms=(CBT, ERP, DBT, ACT)), therapies=["act"])
    assert fit.headline == "Offers ACT, CBT, and 2 more"


def test_tms_only_is_said_of_places_that_have_confirmed_all_they_offer():
    assert fit_of(Offered(says_what_it_offers=True)).closeness == Closeness.ALONE
    assert fit_of(Offered()).closeness == Closeness.UNKNOWN
