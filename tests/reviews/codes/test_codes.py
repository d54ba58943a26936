"""The pages on which a clinic makes visit codes."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from reviews.codes.actions import make_codes
from reviews.codes.counting import publish_counts
from reviews.models import CodeBatch, RatingSummary, VisitCode
from reviews.proof.codes import read_code
from reviews.rating.sums import recompute
from reviews.reading.summary_page import codes_sentence
from tests.factories import make_location

pytestmark = pytest.mark.django_db


def make_on_page(client, cast, **changes):
    values = {"location": cast.location.pk, "size": "10", **changes}
    return client.post(reverse("visit-codes", args=[cast.practice.pk]), values)


def test_an_editor_makes_a_sheet_with_a_qr_and_a_short_code_for_each(client, cast):
    client.force_login(cast.editor)
    response = make_on_page(client, cast)
    page = response.content.decode()
    assert page.count('class="slip-code"') == page.count('class="qrline"') == 10
    assert "no-store" in response["Cache-Control"]
    assert VisitCode.objects.count() == 10
    shown = [line.split("<")[0] for line in page.split('class="slip-code">')[1:]]
    assert {read_code(code).hash for code in shown} == set(
        VisitCode.objects.values_list("code_hash", flat=True)
    )


def use(number: int, month: date) -> None:
    ids = VisitCode.objects.filter(used_in=None).values_list("pk", flat=True)[:number]
    VisitCode.objects.filter(pk__in=list(ids)).update(used_in=month)


def shown(client, cast) -> str:
    """What the clinic reads, after checking that everybody reads the same."""
    client.force_login(cast.owner)
    page = client.get(reverse("visit-codes", args=[cast.practice.pk])).content.decode()
    summary = RatingSummary.objects.filter(location=cast.location).first()
    public = codes_sentence(summary) if summary else ""
    counts = re.findall(r"at least \d+|fewer than 10", page)
    assert counts == re.findall(r"at least \d+|fewer than 10", public)
    return ", ".join(counts)


def test_counts_are_those_of_last_month_s_end_in_fives_and_none_under_ten(client, cast):
    month = date(2026, 6, 1)
    make_codes(location=cast.location, size=27, user=cast.owner)
    CodeBatch.objects.update(made_on=date(2026, 5, 20), expires_on=date(2026, 11, 1))
    assert shown(client, cast) == ""
    publish_counts(date(2026, 5, 1))
    assert shown(client, cast) == ""
    use(9, date(2026, 5, 1))
    publish_counts(month)
    assert shown(client, cast) == "at least 25, fewer than 10"
    use(5, month)  # in the month that goes on
    assert publish_counts(month) == 0
    assert shown(client, cast) == "at least 25, fewer than 10"
    publish_counts(date(2026, 7, 1))
    assert shown(client, cast) == "at least 25, at least 10"


def test_no_review_and_no_batch_moves_the_counts(client, cast):
    make_codes(location=cast.location, size=40, user=cast.owner)
    CodeBatch.objects.update(made_on=date(2026, 5, 20), expires_on=date(2027, 11, 1))
    publish_counts(date(2026, 6, 1))
    make_codes(location=cast.location, size=40, user=cast.owner)
    use(30, date(2026, 6, 1))
    recompute(cast.location.pk)
    assert shown(client, cast) == "at least 40, fewer than 10"
    call_command("recompute_ratings", check=True)


def test_the_clinic_s_page_names_no_code(client, cast):
    client.force_login(cast.owner)
    make_on_page(client, cast)
    page = client.get(reverse("visit-codes", args=[cast.practice.pk])).content.decode()
    assert VisitCode.objects.first().code_hash not in page
    assert "Numbers appear here at the start of next month" in page


@pytest.mark.parametrize("size", ["9", "201", "0", "-3", "many", "", "1e9"])
def test_a_batch_has_from_10_to_200_codes(client, cast, size):
    client.force_login(cast.editor)
    response = make_on_page(client, cast, size=size)
    assert response.status_code == 400
    assert not VisitCode.objects.exists()


def test_nobody_makes_codes_for_another_practice_s_location(client, cast):
    client.force_login(cast.editor)
    assert make_on_page(client, cast, location=make_location().pk).status_code == 400
    client.force_login(cast.viewer)
    assert make_on_page(client, cast).status_code == 403
    assert not VisitCode.objects.exists()


def test_a_practice_makes_ten_sheets_a_day(client, cast):
    client.force_login(cast.editor)
    assert [make_on_page(client, cast).status_code for _ in range(11)] == [200] * 10 + [429]
