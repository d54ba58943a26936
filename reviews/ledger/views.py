"""The public ledger: how all reviews were decided on, as a page and as CSV."""

import csv
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.limits_in_memory import limited_in_memory
from listings.lists import page_of
from reviews.ledger.counts import COLUMNS, REASON_COLUMNS, ledger, median_hours, months_of, reasons
from reviews.ledger.page import month_of, star_lines

MONTHS_PER_PAGE = 6
RATE = "10/min"  # of files that list all months


def ledger_page(request: HttpRequest) -> HttpResponse:
    """All reviews by stars, over all time and then month by month."""
    rows = ledger()
    page = page_of(request, list(months_of(rows).items()), MONTHS_PER_PAGE)
    reason_rows, hours = reasons(), median_hours()
    context = {
        "page": page,
        "overall": star_lines(rows),
        "months": [month_of(month, its_rows, reason_rows, hours.get(month)) for month, its_rows in page],
    }
    return render(request, "reviews/ledger/ledger.html", context)


@limited_in_memory("ledger", RATE, methods=("GET", "HEAD"))
def ledger_csv(request: HttpRequest) -> HttpResponse:
    return csv_response("ledger.csv", COLUMNS, (row.as_line() for row in ledger()))


@limited_in_memory("ledger", RATE, methods=("GET", "HEAD"))
def reasons_csv(request: HttpRequest) -> HttpResponse:
    return csv_response("ledger-reasons.csv", REASON_COLUMNS, (row.as_line() for row in reasons()))


def csv_response(name: str, columns: list[str], lines: Iterable[list[str | int]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows(lines)
    return response
