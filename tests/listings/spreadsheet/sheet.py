"""Spreadsheets in tests: a download as rows that can be changed, and the upload of such rows."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from listings.spreadsheet.writing import as_csv
from providers.models import Practice

Rows = list[dict[str, str]]


def rows_of(practice: Practice) -> Rows:
    """The download, as a spreadsheet program reads it."""
    return list(csv.DictReader(io.StringIO(as_csv(practice).decode("utf-8-sig"), newline="")))


def as_file(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def upload(client: Client, practice: Practice, content: bytes, *, follow: bool = True) -> Any:
    file = SimpleUploadedFile("locations.csv", content, content_type="text/csv")
    return client.post(reverse("spreadsheet", args=[practice.pk]), {"file": file}, follow=follow)


def page(response: Any) -> str:
    return response.content.decode()
