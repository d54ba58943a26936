"""The admin site's pages for the directory: the operator corrects listings that no clinic keeps yet."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

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
)
from providers.web.form_fields import OneLine

# An address typed without its scheme, such as "example.org", becomes https.
HTTPS_ADDRESSES: dict[type[models.Field], dict[str, Any]] = {models.URLField: {"assume_scheme": "https"}}
NAMES_ON_ONE_LINE: dict[type[models.Field], dict[str, Any]] = {models.CharField: {"form_class": OneLine}}


class OpeningHoursInline(admin.TabularInline):
    model = OpeningHours
    extra = 0


class ProgramInline(admin.StackedInline):
    model = CombinedProgram
    extra = 0


class PayerNetworkInline(admin.TabularInline):
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
    readonly_fields = ("confirmed_on", "rating_average", "rating_count")
    inlines = (OpeningHoursInline, ProgramInline, PayerNetworkInline, ConfirmationInline)
    # Counting a million rows twice for one list page is what makes the admin slow.
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Location]:
        return super().get_queryset(request).select_related("practice")

    def has_delete_permission(self, request: HttpRequest, obj: Location | None = None) -> bool:
        return False


@admin.register(Practice)
class PracticeAdmin(admin.ModelAdmin):
    list_display = ("name", "npi", "website", "is_demo")
    search_fields = ("name", "npi")
    formfield_overrides = HTTPS_ADDRESSES | NAMES_ON_ONE_LINE
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Practice | None = None) -> bool:
        return False  # it would delete its locations too; they end with their status


@admin.register(Clinician)
class ClinicianAdmin(admin.ModelAdmin):
    list_display = ("last_name", "first_name", "credential", "npi")
    search_fields = ("last_name", "first_name", "npi")
    show_full_result_count = False


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    list_display = ("label", "vocabulary", "slug", "position")
    list_filter = ("vocabulary",)
    search_fields = ("label", "slug")


@admin.register(Clearance)
class ClearanceAdmin(admin.ModelAdmin):
    list_display = ("condition", "device", "decision_date", "number", "is_verified", "checked_on")
    list_filter = ("condition", "device")
    formfield_overrides = HTTPS_ADDRESSES
