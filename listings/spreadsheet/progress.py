"""What the page of a spreadsheet is told while a job applies it."""

from __future__ import annotations

import time

from django.db import connection

from listings.models import SpreadsheetUpload

SECONDS_BETWEEN_NOTES = 0.5


def note_refusal(upload: SpreadsheetUpload, problem: str) -> None:
    SpreadsheetUpload.objects.filter(pk=upload.pk).update(requested_at=None, problem=problem[:500])


class ProgressNotes:
    """Writes how many rows are done, on a connection of its own: the work's transaction shows nothing yet.

    with ProgressNotes(upload) as tell:
        tell(1)
    """

    def __init__(self, upload: SpreadsheetUpload) -> None:
        self.upload_id = upload.pk
        self.noted_at = 0.0

    def __enter__(self) -> ProgressNotes:
        self.connection = connection.copy()
        return self

    def __exit__(self, *exception: object) -> None:
        self.connection.close()

    def __call__(self, rows_done: int) -> None:
        if time.monotonic() - self.noted_at < SECONDS_BETWEEN_NOTES:
            return
        self.noted_at = time.monotonic()
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE listings_spreadsheetprogress SET rows_done = %s WHERE upload_id = %s",
                [rows_done, self.upload_id],
            )
