"""The log of decisions, for moderators."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import page_of
from reviews.decisions.forms import LogFilter
from reviews.decisions.log import decisions_for
from reviews.decisions.page import log_lines
from reviews.queues.lists import tabs_context


@never_cache
@requires("accounts.moderate")
def decision_log(request: SignedInRequest) -> HttpResponse:
    """The stars that a line keeps for the ledger are not read: the author of a declined text may appeal, or
    send another."""
    # Not by a join, which would leave out what was decided by people and about locations that are gone.
    rows = decisions_for(request.user).defer("stars").prefetch_related("moderator", "location")
    filters = LogFilter(request.GET, queryset=rows)
    page = page_of(request, filters.qs)
    context = {**tabs_context(None), "page": page, "lines": log_lines(page), "filters": filters}
    return render(request, "reviews/decisions/log.html", context)
