"""What the page of a spreadsheet can say while a job applies it."""

import time
from typing import Self

from django.db import connection

from listings.models import SpreadsheetUpload

SECONDS_BETWEEN_NOTES = 0.5


def note_refusal(upload: SpreadsheetUpload, problem: str) -> None:
    SpreadsheetUpload.objects.filter(pk=upload.pk).update(requested_at=None, problem=problem[:500])


class ProgressNotes:
    """Writes how many rows are done, on a connection of its own: nobody sees the work's transaction before it
    ends.

    with ProgressNotes(upload) as tell:
        tell(1)
    """

    def __init__(self, upload: SpreadsheetUpload) -> None:
        self.upload_id = upload.pk
        self.noted_at = 0.0

    def __enter__(self) -> Self:
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
