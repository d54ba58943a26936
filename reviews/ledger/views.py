"""The public ledger: how all reviews were decided on, as a page and as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.limits_in_memory import limited_in_memory
from listings.lists import page_of
from reviews.ledger.closing import last_close
from reviews.ledger.page import closed_page, month_of, star_lines
from reviews.ledger.reading import (
    COLUMNS,
    REASON_COLUMNS,
    ledger,
    median_hours,
    months_of,
    reason_lines,
    reasons,
)

MONTHS_PER_PAGE = 3
RATE = "10/min"  # of files that list all months


def ledger_page(request: HttpRequest) -> HttpResponse:
    """All reviews decided on in closed months, by stars, over all time and then month by month."""
    rows = ledger()
    page = page_of(request, list(months_of(rows).items()), MONTHS_PER_PAGE)
    reason_rows, hours = reasons(month for month, _ in page), median_hours()
    context = {
        "page": page,
        "closed": closed_page(last_close()),
        "overall": star_lines(rows),
        "months": [month_of(month, its_rows, reason_rows, hours.get(month)) for month, its_rows in page],
    }
    return render(request, "reviews/ledger/ledger.html", context)


@limited_in_memory("ledger", RATE, methods=("GET", "HEAD"))
def ledger_csv(request: HttpRequest) -> HttpResponse:
    return csv_response("ledger.csv", COLUMNS, (row.as_line() for row in ledger()))


@limited_in_memory("ledger", RATE, methods=("GET", "HEAD"))
def reasons_csv(request: HttpRequest) -> HttpResponse:
    return csv_response("ledger-reasons.csv", REASON_COLUMNS, reason_lines())


def csv_response(name: str, columns: list[str], lines: Iterable[Sequence[str | int]]) -> HttpResponse:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows(lines)
    response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
