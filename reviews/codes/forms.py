"""Making a batch of visit codes."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from providers.models import Location
from reviews.models.codes import MAX_BATCH_SIZE

MIN_BATCH_SIZE = 10  # in a smaller batch the clinic could guess who used which code


class CodesForm(forms.Form):
    """For which location, and how many."""

    use_required_attribute = False

    location = forms.ModelChoiceField(
        label="For which location", queryset=Location.objects.none(), empty_label="Choose"
    )
    size = forms.IntegerField(
        label="How many codes",
        min_value=MIN_BATCH_SIZE,
        max_value=MAX_BATCH_SIZE,
        initial=40,
        help_text=f"From {MIN_BATCH_SIZE} to {MAX_BATCH_SIZE}: one for every patient of the next weeks.",
    )

    def __init__(self, *arguments: Any, locations: QuerySet[Location], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = cast("forms.ModelChoiceField[Location]", self.fields["location"])
        field.queryset = locations
        if locations.count() == 1:
            field.initial = locations.first()
