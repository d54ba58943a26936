"""How reviews are decided on, for everybody: the policy, and the ledger of decisions."""

import csv
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reviews.ledger.counts import COLUMNS, REASON_COLUMNS, ledger, median_hours, months_of, reasons
from reviews.ledger.page import present_month, present_stars
from reviews.policy.reasons import REPLY_RULES, RULES

MONTHS_PER_PAGE = 6


def policy(request: HttpRequest) -> HttpResponse:
    """What is published, what is not and why, in plain English."""
    context = {"rules": RULES, "reply_rules": [(reason.label, covers) for reason, covers in REPLY_RULES]}
    return render(request, "reviews/policy/policy.html", context)


def ledger_page(request: HttpRequest) -> HttpResponse:
    """What became of all reviews, by stars over all time, then month by month."""
    rows = ledger()
    months = list(months_of(rows).items())
    page = Paginator(months, MONTHS_PER_PAGE).get_page(request.GET.get("page"))
    why, hours = reasons(), median_hours()
    context = {
        "page": page,
        "overall": present_stars(rows),
        "months": [present_month(month, five, why, hours.get(month)) for month, five in page],
    }
    return render(request, "reviews/ledger/ledger.html", context)


def ledger_csv(request: HttpRequest) -> HttpResponse:
    return as_csv("ledger.csv", COLUMNS, (row.as_line() for row in ledger()))


def reasons_csv(request: HttpRequest) -> HttpResponse:
    return as_csv("ledger-reasons.csv", REASON_COLUMNS, (row.as_line() for row in reasons()))


def as_csv(name: str, columns: list[str], lines: Iterable[list[str | int]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows(lines)
    return response
