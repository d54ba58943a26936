"""The form with which a spreadsheet is uploaded."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from listings.spreadsheet.errors import BadSpreadsheet
from listings.spreadsheet.table import MAX_BYTES, Table, read_table


class UploadForm(forms.Form):
    """`cleaned_data["table"]` is the table in the file."""

    file = forms.FileField(
        label="CSV file",
        help_text=f"At most {MAX_BYTES // 2**20} MB. Nothing changes before you have seen what would.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        if file := values.get("file"):
            try:
                values["table"] = self.table(file)
            except BadSpreadsheet as error:
                self.add_error("file", str(error))
        return values

    def table(self, file: UploadedFile) -> Table:
        if (file.size or 0) > MAX_BYTES:
            raise BadSpreadsheet(f"The file is larger than {MAX_BYTES // 2**20} MB.")
        return read_table(file.read())
