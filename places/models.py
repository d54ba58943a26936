"""Places: the points people search from. They come from the gazetteer's files, never from users."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q


class Place(models.Model):
    """A ZIP code, a city or town, or a state (or territory) of the United States.

    `load_places` writes these rows from the compressed files in `places/data`.
    """

    class Kind(models.TextChoices):
        ZIP = "zip", "ZIP code"
        CITY = "city", "City or town"
        STATE = "state", "State or territory"

    kind = models.CharField(max_length=5, choices=Kind.choices)
    code = models.CharField(
        max_length=12,
        help_text="Identifies the place permanently: the ZIP, the GeoNames id or the state's two letters.",
    )
    name = models.CharField(max_length=80, help_text="Such as 60614, Chicago or Illinois.")
    label = models.CharField(
        max_length=160,
        help_text="How pages name it, such as 60614 (Chicago, IL); Chicago, IL; Illinois.",
    )
    folded = models.CharField(max_length=80, help_text="The name as search compares it, such as saint paul.")
    aliases = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Other names that people type, folded, such as nyc or philly.",
    )
    state = models.CharField(max_length=2, help_text="The two letters of the state or territory.")
    slug = models.CharField(max_length=100, help_text="Its part of an address, such as chicago or il.")
    latitude = models.FloatField(help_text="Degrees north, WGS84.")
    longitude = models.FloatField(help_text="Degrees east, WGS84.")
    population = models.PositiveIntegerField(
        default=0,
        help_text="For a ZIP an equal share of its city's, meant only for ordering.",
    )
    time_zone = models.CharField(max_length=40, help_text="IANA name, such as America/Chicago.")
    near_city = models.CharField(
        max_length=80,
        blank=True,
        help_text="For a ZIP: the city it is in or nearest to.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="place_kind_code"),
            models.UniqueConstraint(
                fields=["state", "slug"],
                condition=Q(kind="city"),
                name="place_city_address",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["zip", "city", "state"]),
                name="place_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="place_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(kind="zip") | Q(near_city=""),
                name="place_only_zips_are_near_a_city",
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="place_has_a_search_key"),
        ]
        indexes = [
            # LIKE 'chic%' needs text_pattern_ops in every collation but C.
            models.Index(
                OpClass(F("folded"), name="text_pattern_ops"),
                F("population").desc(),
                name="place_prefix",
            ),
            GinIndex(fields=["aliases"], name="place_aliases"),
            # Misspellings are searched only among names; 33,791 ZIPs would triple the index for nothing.
            GinIndex(
                OpClass(F("folded"), name="gin_trgm_ops"),
                name="place_trigrams",
                condition=Q(kind__in=["city", "state"]),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class GazetteerLoad(models.Model):
    """Which gazetteer the places table holds. A single row, so that loading the same one again is quick."""

    checksum = models.CharField(max_length=64, help_text="SHA-256 of what the rows were made from.")
    places = models.PositiveIntegerField(help_text="How many rows were loaded.")
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.places} places, {self.checksum[:12]}"
