"""Pictures: what each shows, their order, removal; and the upload of another one."""

from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.uploads.pictures import Picture
from listings.editor.forms.base import SectionForm
from listings.editor.forms.form_fields import text_field
from listings.editor.forms.rows import RowForm, RowForms
from listings.editor.photo_actions import MAX_PHOTOS
from listings.editor.pictures import TOO_LARGE, NotAPicture, read_picture
from providers import words
from providers.fields.field import ListingSection
from providers.fields.kinds import Values

ALTERNATIVE_TEXT_HINT = "For people who can’t see it: “The front door, with a ramp on the left”."


class PhotoForm(RowForm):
    label = "Photo"
    key = forms.CharField(max_length=32, widget=forms.HiddenInput)
    position = forms.IntegerField(label="Place in the order", min_value=1, max_value=99)
    alternative_text = text_field("What the picture shows", 200, required=True)

    @property
    def shown(self) -> Values | None:
        """The picture of this row; None for one that is gone."""
        return self._pictures.get(self["key"].value())

    def __init__(self, *arguments: Any, pictures: dict[str, Values], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._pictures = pictures


class PhotosForm(SectionForm):
    section = ListingSection.PHOTOS
    maximum = MAX_PHOTOS

    def make_rows(self, data: Mapping[str, Any] | None) -> dict[str, RowForms]:
        photos = self.saved["photos"]
        rows = RowForms(
            PhotoForm,
            "photos",
            data=data,
            initial=[{**row, "position": place} for place, row in enumerate(photos, start=1)],
            extra=0,
            maximum=2 * MAX_PHOTOS,
            pictures={row["key"]: row for row in photos},
        )
        return {"photos": rows}

    @property
    def can_add(self) -> bool:
        return len(self.saved["photos"]) < MAX_PHOTOS

    def values(self) -> Values:
        """The pictures that are kept, in the order asked for; one that the form did not have stays last."""
        rows = {form.cleaned_data["key"]: form for form in self.rows["photos"].wanted()}
        sent = {form["key"].value() for form in self.rows["photos"]}
        known = {row["key"]: row for row in self.saved["photos"]}
        kept = [
            {**known[key], "alternative_text": form.cleaned_data["alternative_text"]}
            for key, form in sorted(rows.items(), key=lambda item: item[1].cleaned_data["position"])
            if key in known
        ]
        return {**super().values(), "photos": kept + [row for key, row in known.items() if key not in sent]}


class UploadForm(forms.Form):
    """One picture; `cleaned_data["picture"]` is a Picture, encoded again."""

    picture = forms.FileField(
        label="Picture",
        help_text="JPEG, PNG or WebP, up to 10 MB and 24 megapixels. We remove where and when it was taken.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        allow_empty_file=True,
        max_length=300,
    )
    alternative_text = text_field(
        "What the picture shows", 200, required=True, help_text=ALTERNATIVE_TEXT_HINT
    )

    use_required_attribute = False
    seconds_to_wait = 0  # for someone who has sent too many; a picture is then not read

    def __init__(self, *arguments: Any, was_too_large: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if was_too_large:
            self.fields["picture"].error_messages["required"] = TOO_LARGE
            self.fields["picture"].error_messages["invalid"] = TOO_LARGE

    def clean_picture(self) -> Picture:
        if self.seconds_to_wait:
            minutes = words.count(-(-self.seconds_to_wait // 60), "minute")
            raise forms.ValidationError(f"You have sent many pictures. Choose this one again in {minutes}.")
        upload: UploadedFile = self.cleaned_data["picture"]
        try:
            return read_picture(cast(BinaryIO, upload), upload.size or 0)  # it reads and seeks like a file
        except NotAPicture as error:
            raise forms.ValidationError(str(error)) from error
