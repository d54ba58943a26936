"""The pages on which a clinic makes visit codes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import VisitCode
from reviews.proof.codes import read_code
from reviews.rating.sums import recompute
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


def test_the_clinic_s_page_never_says_which_code_was_used_or_when(client, cast):
    client.force_login(cast.owner)
    make_on_page(client, cast)
    code = VisitCode.objects.first()
    VisitCode.objects.filter(pk=code.pk).update(used_on=timezone.localdate() - timedelta(days=3))
    recompute(cast.location.pk)
    page = client.get(reverse("visit-codes", args=[cast.practice.pk])).content.decode()
    assert "10 made, 1 used" in page
    assert code.code_hash not in page


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
