"""The form with which a spreadsheet is uploaded."""

from django import forms

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

    def clean(self) -> dict[str, object]:
        values = super().clean()
        if file := values.get("file"):
            try:
                values["table"] = self.table(file)
            except BadSpreadsheet as error:
                self.add_error("file", str(error))
        return values

    def table(self, file: object) -> Table:
        if file.size > MAX_BYTES:
            raise BadSpreadsheet(f"The file is larger than {MAX_BYTES // 2**20} MB.")
        return read_table(file.read())
