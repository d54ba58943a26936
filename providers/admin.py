"""The admin site's pages for the directory: what the editor, the list of places and the vocabulary's editor
leave, each with links to those."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from places.addresses import ADDRESS_FIELDS, AddressNotFound, find_point, time_zone_at
from providers.models import (
    Clearance,
    Clinician,
    CombinedProgram,
    Confirmation,
    Location,
    OpeningHours,
    PayerNetwork,
    Practice,
    Term,
    Vocabulary,
)
from providers.web.form_fields import OneLine, PhoneField
from providers.web.staff_links import listing_links, practice_links

# An address typed without its scheme, such as "example.org", becomes https.
HTTPS_ADDRESSES: dict[type[models.Field], dict[str, Any]] = {models.URLField: {"assume_scheme": "https"}}
NAMES_ON_ONE_LINE: dict[type[models.Field], dict[str, Any]] = {models.CharField: {"form_class": OneLine}}


class OffersItsVocabulary:
    """A choice of terms offers those of its own vocabulary, and no retired ones that the row doesn't have."""

    vocabularies = {
        "payer": Vocabulary.PAYER,
        "therapy": Vocabulary.THERAPY,
        "condition": Vocabulary.CONDITION,
        "device": Vocabulary.DEVICE,
    }

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **options: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.vocabularies:
            terms = Term.objects.of(self.vocabularies[db_field.name])
            options["queryset"] = terms.filter(merged_into=None)
        return super().formfield_for_foreignkey(db_field, request, **options)  # type: ignore[misc]  # a mixin


class LocationForm(forms.ModelForm):
    """As the editor does: a phone in any form, and point and time zone from the address."""

    phone = PhoneField(label="Phone", required=False)
    website = forms.URLField(label="Website", max_length=300, required=False, assume_scheme="https")

    class Meta:
        model = Location
        exclude: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        has_moved = bool({"latitude", "longitude"} & set(self.changed_data))
        is_new_address = bool(set(ADDRESS_FIELDS) & set(self.changed_data))
        given = cleaned.get("latitude"), cleaned.get("longitude")
        if None in given or (is_new_address and not has_moved):
            self._look_up(cleaned)
        elif has_moved:
            cleaned["is_approximate"] = False
        if not self.errors and (zone := time_zone_at(cleaned["latitude"], cleaned["longitude"])):
            self.instance.time_zone = zone
        return cleaned

    def _look_up(self, cleaned: dict[str, Any]) -> None:
        try:
            point = find_point(*(cleaned[name] for name in ADDRESS_FIELDS))
        except AddressNotFound as error:
            self.add_error("street", str(error))
            return
        cleaned |= {
            "latitude": point.latitude,
            "longitude": point.longitude,
            "is_approximate": point.is_approximate,
        }


class OpeningHoursInline(admin.TabularInline):
    model = OpeningHours
    extra = 0


class ProgramInline(OffersItsVocabulary, admin.StackedInline):
    model = CombinedProgram
    extra = 0


class PayerNetworkInline(OffersItsVocabulary, admin.TabularInline):
    model = PayerNetwork
    extra = 0


class ConfirmationInline(admin.TabularInline):
    model = Confirmation
    extra = 0


@admin.register(Location)
class LocationAdmin(admin.ModelAdmin):
    """A location ends with its status; its row stays."""

    list_display = ("name", "practice", "city", "state", "status", "confirmed_on")
    list_filter = ("status", "state")
    search_fields = ("name", "practice__name", "city", "postal_code")
    raw_id_fields = ("practice",)
    formfield_overrides = HTTPS_ADDRESSES | NAMES_ON_ONE_LINE
    form = LocationForm
    readonly_fields = ("better_pages", "time_zone", "confirmed_on", "rating_average", "rating_count")
    inlines = (OpeningHoursInline, ProgramInline, PayerNetworkInline, ConfirmationInline)
    # Counting a million rows twice for one list page is what makes the admin slow.
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Location]:
        return super().get_queryset(request).select_related("practice")

    def has_delete_permission(self, request: HttpRequest, obj: Location | None = None) -> bool:
        return False

    @admin.display(description="pages that know more")
    def better_pages(self, location: Location) -> SafeString:
        if location._state.adding:
            return SafeString("")
        links = [(link.url, link.label) for link in listing_links(location.pk)]
        links.append(
            (f"{reverse('all-places')}?practice={location.practice_id}", "All places of the practice")
        )
        return format_html_join(" · ", '<a href="{}">{}</a>', links)


@admin.register(Practice)
class PracticeAdmin(admin.ModelAdmin):
    list_display = ("name", "npi", "website", "is_demo")
    search_fields = ("name", "npi")
    readonly_fields = ("better_pages",)
    formfield_overrides = HTTPS_ADDRESSES | NAMES_ON_ONE_LINE
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Practice | None = None) -> bool:
        return False  # it would delete its locations too; they end with their status

    @admin.display(description="pages that know more")
    def better_pages(self, practice: Practice) -> SafeString:
        if practice._state.adding:
            return SafeString("")
        links = [(link.url, link.label) for link in practice_links(practice.pk)]
        links.append((f"{reverse('all-places')}?practice={practice.pk}", "Places"))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)


@admin.register(Clinician)
class ClinicianAdmin(admin.ModelAdmin):
    list_display = ("last_name", "first_name", "credential", "npi")
    search_fields = ("last_name", "first_name", "npi")
    show_full_result_count = False


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    """To be looked up only, as in the form of a guide: /staff/vocabulary/ is where terms are edited."""

    list_display = ("label", "vocabulary", "slug", "position", "is_retired")
    list_filter = ("vocabulary",)
    search_fields = ("label", "slug")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Term | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Term | None = None) -> bool:
        return False


@admin.register(Clearance)
class ClearanceAdmin(OffersItsVocabulary, admin.ModelAdmin):
    list_display = ("condition", "device", "decision_date", "number", "is_verified", "checked_on")
    list_filter = ("condition", "device")
    formfield_overrides = HTTPS_ADDRESSES
