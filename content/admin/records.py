"""People, references, glossary entries and readers' answers in the admin."""

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from content.models import GlossaryEntry, Overrule, Person, Reference, UsefulCount
from providers.admin import HTTPS_ADDRESSES


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display: ClassVar = ["name", "credentials", "role", "is_demo"]
    search_fields: ClassVar = ["name", "slug"]
    prepopulated_fields: ClassVar = {"slug": ["name"]}


@admin.register(Reference)
class ReferenceAdmin(admin.ModelAdmin):
    list_display: ClassVar = ["key", "authors", "year", "title", "study_type", "sample_size"]
    list_filter: ClassVar = ["study_type"]
    search_fields: ClassVar = ["key", "authors", "title", "doi", "pmid"]
    formfield_overrides: ClassVar = HTTPS_ADDRESSES


@admin.register(GlossaryEntry)
class GlossaryEntryAdmin(admin.ModelAdmin):
    list_display: ClassVar = ["term", "slug", "definition"]
    search_fields: ClassVar = ["term", "slug", "also"]
    prepopulated_fields: ClassVar = {"slug": ["term"]}


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that the site writes and nobody edits."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(UsefulCount)
class UsefulCountAdmin(ReadOnlyAdmin):
    list_display: ClassVar = ["guide", "day", "useful", "not_useful"]
    list_filter: ClassVar = ["guide"]
    list_select_related: ClassVar = ["guide"]
    date_hierarchy = "day"


@admin.register(Overrule)
class OverruleAdmin(ReadOnlyAdmin):
    list_display: ClassVar = ["version", "finding", "reason", "made_by", "made_at"]
    list_filter: ClassVar = ["version__guide"]
    list_select_related: ClassVar = ["version__guide", "made_by"]
    search_fields: ClassVar = ["finding", "reason"]
