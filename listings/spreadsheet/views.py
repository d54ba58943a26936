"""All locations of a practice as a spreadsheet: download, upload, preview, apply."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django_htmx.middleware import HtmxDetails

from accounts.limits import limited
from accounts.permissions import requires
from accounts.requests import SignedInRequest, UploadRequest
from accounts.uploads.limits import limits_uploads
from listings.models import SpreadsheetUpload
from listings.spreadsheet.errors import CellError
from listings.spreadsheet.forms.checking import Known, check_table
from listings.spreadsheet.forms.upload import UploadForm
from listings.spreadsheet.page import (
    column_help,
    done_sentence,
    error_list,
    progress_of,
    row_previews,
    summary,
)
from listings.spreadsheet.plan import keep_upload, rows_of, with_reasons
from listings.spreadsheet.requests import is_being_applied, request_applying
from listings.spreadsheet.table import MAX_BYTES
from listings.spreadsheet.writing import as_csv, listings_of
from providers.listing.values import values_of
from providers.models import Practice, Term
from providers.vocabulary.catalog import Catalog

PAGE_SIZE = 20


class PageRequest(SignedInRequest):
    """Perhaps a request of htmx, for a part of the page."""

    htmx: HtmxDetails


@limits_uploads(MAX_BYTES)
@limited("spreadsheet", "60/h")
@requires("listings.edit_listing", Practice)
def spreadsheet(request: UploadRequest, practice: Practice) -> HttpResponse:
    """Download, and upload: a file without errors leads to its preview."""
    catalog = Catalog.from_rows(Term.objects.all())
    form = UploadForm(request.POST or None, request.FILES or None)
    errors: list[CellError] = []
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if request.upload_was_too_large:
            form.full_clean()
            form.errors.clear()
            form.add_error("file", f"The file is larger than {MAX_BYTES // 2**20} MB.")
        elif form.is_valid():
            upload, errors = check(request, practice, form.cleaned_data, catalog)
            if upload is not None:
                return redirect("spreadsheet-preview", spreadsheetupload_id=upload.pk)
            if not errors:
                messages.success(request, "No changes: the file says what the listings say already.")
                return redirect("spreadsheet", practice_id=practice.pk)
    context = {
        "practice": practice,
        "form": form,
        "columns": column_help(catalog),
        "wrong": error_list(errors) if errors else None,
        "staff_page": "staff",
    }
    status = 422 if errors or form.errors else 200
    return render(request, "listings/spreadsheet/upload.html", context, status=status)


def check(
    request: UploadRequest, practice: Practice, sent: Mapping[str, Any], catalog: Catalog
) -> tuple[SpreadsheetUpload | None, list[CellError]]:
    """The upload that was kept, or None if it has errors or changes nothing. `sent`: an UploadForm's data."""
    listings = listings_of(practice)
    locations = {pk: listing.location for pk, listing in listings.items()}
    values = {pk: values_of(listing) for pk, listing in listings.items()}
    checked = check_table(sent["table"], Known(locations, values, catalog))
    if checked.errors or not checked.rows:
        return None, checked.errors
    rows = with_reasons(checked.rows, locations, request.user)
    name = sent["file"].name
    upload = keep_upload(
        practice=practice, user=request.user, name=name, rows=rows, unchanged=checked.unchanged
    )
    return upload, []


@requires("listings.view_listing", Practice)
def download(request: SignedInRequest, practice: Practice) -> HttpResponse:
    name = slugify(practice.name)[:60] or "locations"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"}
    return HttpResponse(as_csv(practice), content_type="text/csv; charset=utf-8", headers=headers)


@requires("listings.edit_listing", SpreadsheetUpload, select_related=("practice", "progress"))
def preview(request: PageRequest, spreadsheetupload: SpreadsheetUpload) -> HttpResponse:
    """Every change that the spreadsheet would make; on POST has a worker make them all, or none.

    Meanwhile the page asks again and again for the section about its progress (`HX-Request`).
    """
    practice, upload = spreadsheetupload.practice, spreadsheetupload
    if request.method == "POST":
        request_applying(upload=upload, user=request.user)
        return redirect("spreadsheet-preview", spreadsheetupload_id=upload.pk)
    state = {
        "practice": practice,
        "upload": upload,
        "progress": progress_of(upload) if is_being_applied(upload) else None,
        "done": done_sentence(upload) if upload.applied_at else "",
    }
    if request.htmx:
        return render(request, "listings/spreadsheet/state.html", state)
    rows = rows_of(upload)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **state,
        "summary": summary(rows, upload.unchanged),
        "page": page,
        "rows": row_previews(list(page)),
        "staff_page": "staff",
    }
    return render(request, "listings/spreadsheet/preview.html", context)
