"""The sheets to print."""

import pytest

from content.sheets.views import QUESTIONS
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def test_the_questions_have_room_for_two_clinics(client):
    page = Page(client.get("/guides/sheets/questions-for-a-clinic/").content)
    assert page.one("h1").text == "Questions for a clinic"
    rows = page.all("tr")
    assert len(rows) == len(QUESTIONS) + 1
    assert len(page.all("td")) == 2 * len(QUESTIONS)


def test_the_letter_has_blanks_and_no_field_that_could_be_sent(client):
    page = Page(client.get("/guides/sheets/letter-to-your-therapist/").content)
    assert page.one("h1").text == "A letter to your therapist"
    assert len(page.all("span", class_="sheet-blank")) > 10
    letter = page.source.partition("sheet-letter")[2].partition("</article>")[0]
    assert not any(tag in letter for tag in ("<input", "<textarea", "<form"))


@pytest.mark.parametrize("name", ["questions-for-a-clinic", "letter-to-your-therapist"])
def test_a_sheet_costs_no_query(client, name, django_assert_num_queries):
    client.get("/guides/")
    with django_assert_num_queries(0):
        client.get(f"/guides/sheets/{name}/")
