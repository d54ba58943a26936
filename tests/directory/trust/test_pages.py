"""The trust pages: they say what the operator has said, name what is missing, and invent nothing."""

import json

import pytest
from django.test import Client

from tests.directory.trust.details import say
from tests.page_reading import Page

pytestmark = pytest.mark.django_db

PAGES = [
    *("/about/", "/contact/", "/terms/", "/privacy/", "/health-data-privacy/", "/takedown/"),
    *("/accessibility/", "/minors/", "/medical-disclaimer/"),
]
MISSING = "The operator of this site has not yet"


def read(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content)


@pytest.mark.parametrize(
    ("address", "missing"),
    [
        ("/about/", ["who they are", "who owns this site", "how this site is paid for"]),
        ("/contact/", ["how to reach them by email", "where letters reach them"]),
        ("/terms/", ["given it an effective date", "so nobody has made these terms with you"]),
        (
            "/privacy/",
            ["given it an effective date", "which companies handle data", "how long backups are kept"],
        ),
        (
            "/health-data-privacy/",
            [
                *("given it an effective date", "who they are", "which companies handle data"),
                *("whether there are affiliates", "how long backups are kept", "how to reach them by email"),
            ],
        ),
        ("/takedown/", ["who takes copyright notices"]),
        ("/accessibility/", ["how far this site meets", "when this site was assessed", "how soon you get"]),
    ],
)
def test_what_the_operator_has_not_said_is_named_as_missing(client, address, missing):
    page = read(client, address)
    notices = " ".join(notice.text for notice in page.all("p", class_="notice-caution"))
    assert [words for words in missing if words not in notices] == []
    assert notices.count(MISSING) >= len(missing)
    assert "contact@example.com" not in page.source
    assert "None" not in page.one("main").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/about/",
            ["Harbor Directory, Inc.", "1 Main Street", "Ana Ruiz owns it.", "Donations pay for it."],
        ),
        ("/contact/", ["Harbor Directory, Inc.", "desk@harbor.example", "Seattle, WA 98101"]),
        ("/terms/", ["Effective November 2, 2026", "Harbor Directory, Inc.", "Washington law."]),
        ("/privacy/", ["Effective November 3, 2026", "Example Mail: sends our mail", "for 30 days"]),
        (
            "/health-data-privacy/",
            ["Effective November 4, 2026", "Example Hosting: runs the servers", "desk@harbor.example"],
        ),
        ("/takedown/", ["Tom Ash", "2 Main Street", "agent@harbor.example"]),
        ("/accessibility/", ["Partially conforms", "November 1, 2026", "within 5 business days"]),
    ],
)
def test_what_the_operator_has_said_stands_on_its_page_and_nothing_is_missing(client, address, said):
    say(further_terms="Washington law.")
    page = read(client, address)
    assert [words for words in said if words not in page.one("main").text] == []
    assert MISSING not in page.text
    assert "This page is a draft." not in page.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_database_once_for_the_details_and_what_they_say_is_escaped(
    client, address, django_assert_max_num_queries
):
    say(legal_name="<script>alert(1)</script>", processors="<b>x</b>", ownership="<b>x</b>")
    client.get(address)  # also whether this is a demo, which is remembered
    with django_assert_max_num_queries(1):
        source = client.get(address).content.decode()
    assert "<script>alert" not in source
    assert "<b>x" not in source


def test_the_home_page_and_every_footer_lead_to_the_health_data_policy(client):
    home = read(client, "/")
    links = [link for link in home.all("a") if link["href"] == "/health-data-privacy/"]
    assert [link.text for link in links] == [
        "consumer health data privacy policy",
        "Consumer health data privacy",
    ]
    assert read(client, "/providers/").link("Consumer health data privacy")["href"] == "/health-data-privacy/"


def test_the_health_data_policy_says_what_the_law_asks_for(client):
    text = read(client, "/health-data-privacy/").one("main").text
    for heading in (
        *("What we collect, and why", "Where it comes from", "With whom we share it", "Affiliates"),
        *("Consent, and withdrawing it", "Your rights", "How to make a request", "What we never do"),
    ):
        assert heading in text
    assert "You get an answer within 45 days." in text
    assert "attorney general" in text


def test_search_engines_learn_who_publishes_the_site_as_far_as_it_was_said(client):
    def data() -> dict:
        return json.loads(read(client, "/about/").one("script", type="application/ld+json").text)

    assert set(data()) == {"@context", "@type", "@id", "name", "url"}
    say(legal_name="Harbor </script>")
    assert data()["legalName"] == "Harbor </script>"
    assert data()["address"] == "1 Main Street, Seattle, WA 98101"


def test_the_review_policy_says_what_our_software_can_not_change(client):
    assert "a log that our software cannot change" in read(client, "/reviews/policy/").text
