"""People, references, glossary entries and readers' answers in the admin."""

from django.contrib import admin
from django.http import HttpRequest

from content.models import GlossaryEntry, Overrule, Person, Reference, UsefulCount
from providers.admin import HTTPS_ADDRESSES


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["name", "credentials", "role"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Reference)
class ReferenceAdmin(admin.ModelAdmin):
    list_display = ["key", "authors", "year", "title", "study_type", "sample_size"]
    list_filter = ["study_type"]
    search_fields = ["key", "authors", "title", "doi", "pmid"]
    formfield_overrides = HTTPS_ADDRESSES


@admin.register(GlossaryEntry)
class GlossaryEntryAdmin(admin.ModelAdmin):
    list_display = ["term", "slug", "definition"]
    search_fields = ["term", "slug", "also"]
    prepopulated_fields = {"slug": ["term"]}


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only the site writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(UsefulCount)
class UsefulCountAdmin(ReadOnlyAdmin):
    list_display = ["guide", "day", "useful", "not_useful"]
    list_filter = ["guide"]
    list_select_related = ["guide"]
    date_hierarchy = "day"


@admin.register(Overrule)
class OverruleAdmin(ReadOnlyAdmin):
    list_display = ["version", "finding", "reason", "made_by", "made_at"]
    list_filter = ["version__guide"]
    list_select_related = ["version__guide", "made_by"]
    search_fields = ["finding", "reason"]
