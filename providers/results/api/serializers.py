"""The shape of the JSON answers; the published schema is made from these."""

from rest_framework import serializers


class PlaceSerializer(serializers.Serializer):
    """What the place was understood as."""

    label = serializers.CharField()
    kind = serializers.ChoiceField(choices=["zip", "city", "state"])
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    approximate = serializers.BooleanField(
        help_text="The ZIP has no point of its own (a PO box): this is the middle of its prefix's area."
    )
    alternatives = serializers.ListField(
        child=serializers.CharField(), help_text="Other places of this name, largest first."
    )


class LocationSerializer(serializers.Serializer):
    """One result."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    practice = serializers.CharField()
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    miles = serializers.FloatField(allow_null=True, help_text="From the place; null without one.")
    url = serializers.CharField(help_text="Path of the page on this site.")
    city = serializers.CharField()
    state = serializers.CharField()
    postal_code = serializers.CharField()
    phone = serializers.CharField(help_text="E.164.")
    accepting_new_patients = serializers.BooleanField(allow_null=True, help_text="null: not known.")
    confirmed_on = serializers.DateField(
        allow_null=True, help_text="Since when every section is confirmed; null: at least one never was."
    )


class SearchResponseSerializer(serializers.Serializer):
    """A page of a search, with exact totals and facet counts."""

    place = PlaceSerializer(allow_null=True)
    total = serializers.IntegerField()
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
