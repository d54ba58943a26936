"""The shape of the JSON answers; the published schema is made from these."""

from rest_framework import serializers

from places.kinds import Kind
from providers.fields import kinds
from providers.fields.field import Field
from providers.results.api.rows import API_FIELDS


class PlaceSerializer(serializers.Serializer):
    """What the place was understood as."""

    label = serializers.CharField()  # type: ignore[assignment]  # a serializer has a label of its own
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    approximate = serializers.BooleanField(
        help_text="The point stands for more than was asked for: a ZIP of PO boxes, a street address."
    )
    alternatives = serializers.ListField(
        child=serializers.CharField(), help_text="Other places of this name, largest first."
    )
    corrected = serializers.CharField(
        allow_blank=True, help_text="What was typed, if it was taken for a slip of this place's name."
    )


class LocationSerializer(serializers.Serializer):
    """One result. The fields that the definitions put in the API come behind these."""

    id = serializers.IntegerField()
    practice = serializers.CharField()
    miles = serializers.FloatField(allow_null=True, help_text="From the place; null without one.")
    url = serializers.CharField(help_text="Path of the page on this site.")
    confirmed_on = serializers.DateField(
        allow_null=True, help_text="Since when every section is confirmed; null: at least one never was."
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        return {**super().get_fields(), **{field.name: json_field(field) for field in API_FIELDS}}


def json_field(field: Field) -> serializers.Field:
    """How JSON says a field's value."""
    match field.kind:
        case kinds.YesNo():
            return serializers.BooleanField(allow_null=True, help_text=f"{field.label}; null: not known.")
        case kinds.Number():
            return serializers.IntegerField(allow_null=True, help_text=f"{field.label}; null: not known.")
        case kinds.Coordinate():
            return serializers.FloatField(help_text=field.label)
        case kinds.Phone():
            return serializers.CharField(help_text="E.164.")
        case kinds.VocabularyTerms():
            return serializers.ListField(
                child=serializers.CharField(), help_text=f"{field.label}: slugs of the terms."
            )
    return serializers.CharField(help_text=field.label)


class SearchResponseSerializer(serializers.Serializer):
    """A page of a search, with exact totals and facet counts."""

    place = PlaceSerializer(allow_null=True)
    total = serializers.IntegerField()
    inside = serializers.IntegerField(
        allow_null=True,
        help_text="How many of the total are in the state, county or region, and come first; or null.",
    )
    unconfirmed = serializers.IntegerField(
        help_text="Matches left out because they were not confirmed within 120 days."
    )
    page = serializers.IntegerField()
    page_size = serializers.IntegerField()
    results = LocationSerializer(many=True)
    facets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    messages = serializers.ListField(
        child=serializers.CharField(), help_text="What was ignored or understood differently, in words."
    )
    suggestions = serializers.ListField(
        child=serializers.CharField(), help_text="Places that an unknown one may have meant."
    )
