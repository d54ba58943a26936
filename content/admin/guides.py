"""Guides in the admin: their addresses and their order; the texts are in the versions."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.models import Guide


@admin.register(Guide)
class GuideAdmin(admin.ModelAdmin):
    list_display = ["slug", "topic", "order", "versions_link"]
    list_filter = ["topic"]
    search_fields = ["slug", "versions__title"]

    def has_delete_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        return False  # it would delete the versions too; to end a guide, retire them

    def get_readonly_fields(self, request: HttpRequest, obj: Guide | None = None) -> list[str]:
        return ["slug"] if obj else []  # other people's links depend on it

    @admin.display(description="versions")
    def versions_link(self, guide: Guide) -> SafeString:
        url = reverse("admin:content_guideversion_changelist")
        return format_html('<a href="{}?guide__id__exact={}">versions</a>', url, guide.pk)
