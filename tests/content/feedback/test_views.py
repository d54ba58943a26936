""" "Was this useful?": answers are counted, and nothing about readers is stored."""

import pytest
from django.test import Client
from django.utils import timezone

from content.models import UsefulCount
from tests.content.factories import make_live
from tests.page_reading import Page

pytestmark = pytest.mark.django_db

URL = "/guides/what-is-tms/useful/"
OURS = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def guide():
    return make_live()


def counts() -> list[tuple[int, int]]:
    return list(UsefulCount.objects.values_list("useful", "not_useful"))


def test_the_guide_s_form_is_counted_and_thanked_for(client):
    form = Page(client.get("/guides/what-is-tms/").content).one("form", class_="useful")
    assert (form["action"], form["method"]) == (URL, "post")
    response = client.post(form["action"], {"answer": "yes"}, **OURS)
    assert (response.status_code, response["Location"]) == (302, f"{URL}?thanks")
    assert "Your answer was counted" in Page(client.get(response["Location"]).content).text
    client.post(URL, {"answer": "no"}, REMOTE_ADDR="198.51.100.7", **OURS)
    assert counts() == [(1, 1)]
    assert UsefulCount.objects.get().day == timezone.localdate()
    assert not client.cookies


def test_another_site_s_form_is_not_counted(client):
    response = client.post(URL, {"answer": "yes"}, HTTP_ORIGIN="https://elsewhere.example")
    assert response.status_code == 403
    assert "That answer was not counted" in Page(response.content).text
    assert counts() == []


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_an_invalid_answer_is_asked_for_again(client, answer):
    response = client.post(URL, {"answer": answer}, **OURS)
    assert response.status_code == 400
    assert "Please choose yes or no." in Page(response.content).text


def test_a_visitor_has_a_limited_number_of_answers(client):
    statuses = [client.post(URL, {"answer": "yes"}, **OURS).status_code for _ in range(11)]
    assert statuses == [302] * 10 + [429]
    assert counts() == [(1, 0)]


def test_a_network_is_counted_once_for_each_guide_and_thanked_each_time(client):
    for address in ("198.51.100.7", "198.51.100.8", "2001:db8:1:2::1", "2001:db8:1:3::1"):
        answer = client.post(URL, {"answer": "yes"}, REMOTE_ADDR=address, **OURS)
        assert answer.status_code == 302
    assert counts() == [(2, 0)]


def test_the_question_has_a_page_of_its_own(client):
    page = Page(client.get(URL).content)
    assert page.one("form", class_="useful")["action"] == URL
    assert client.get("/guides/nothing/useful/").status_code == 404
