"""Counting calls and clicks on websites. The links lead where they say; a script reports each use."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from providers.counting.counts import counts
from providers.counting.visits import is_person
from providers.models import DailyCount

RATE = "60/h"


@same_origin_only
@require_POST
@limited("click", RATE)
def call(request: HttpRequest, location_id: int) -> HttpResponse:
    """Somebody pressed the phone number of a location."""
    return count(request, DailyCount.Kind.CALL, location_id)


@same_origin_only
@require_POST
@limited("click", RATE)
def website(request: HttpRequest, location_id: int) -> HttpResponse:
    """Somebody pressed the link to a location's website."""
    return count(request, DailyCount.Kind.WEBSITE, location_id)


def count(request: HttpRequest, kind: DailyCount.Kind, location_id: int) -> HttpResponse:
    if is_person(request):
        counts.add(kind, [location_id])
    return HttpResponse(status=204)
