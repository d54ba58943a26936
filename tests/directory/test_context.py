"""What every template can use."""

import pytest
from django.test import RequestFactory

from directory.context import site


def test_the_site_is_named_as_its_operator_says(settings):
    settings.SITE_NAME = "Harbor"
    assert site(RequestFactory().get("/"))["site_name"] == "Harbor"


@pytest.mark.django_db
def test_a_page_that_does_not_ask_for_demo_data_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        context = site(RequestFactory().get("/"))
    with django_assert_num_queries(1):
        assert context["shows_demo_data"]() is False
