"""Versions of guides in the admin: the list, the editor, and buttons for its other pages."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.requests import SignedInRequest
from content.admin.forms import VersionForm
from content.admin.version_views import STATE_CHANGES, VersionViews
from content.guides import actions
from content.guides.preview_links import preview_url
from content.models import Contribution, GuideVersion, Origin, Overrule, Status, VersionPerson
from content.models.version import GuideVersionQuerySet

EDITABLE = (Status.DRAFT, Status.IN_REVIEW)


class StateFilter(admin.SimpleListFilter):
    """Live, scheduled and overdue versions."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("live", "Seen by readers"), ("scheduled", "Scheduled"), ("overdue", "Update overdue")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[GuideVersion]) -> QuerySet[GuideVersion]:
        versions = cast(GuideVersionQuerySet, queryset)  # the admin begins with the model's manager
        match self.value():
            case "live":
                return versions.live()
            case "scheduled":
                return versions.filter(status=Status.PUBLISHED, published_from__gt=timezone.now())
            case "overdue":
                return versions.live().overdue()
        return versions


class AuthorInline(admin.TabularInline):
    """Authors only: a reviewer signs a finished text, which /staff/guides/ records."""

    model = VersionPerson
    verbose_name, verbose_name_plural = "author", "authors"
    fields = ("person", "position")
    extra = 0
    autocomplete_fields = ["person"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[VersionPerson]:
        return super().get_queryset(request).filter(contribution=Contribution.AUTHOR)


class OverruleInline(admin.TabularInline):
    model = Overrule
    extra = 0
    can_delete = False
    fields = readonly_fields = ("finding", "reason", "made_by", "made_at")

    def has_add_permission(self, request: HttpRequest, obj: GuideVersion | None = None) -> bool:
        return False


@admin.register(GuideVersion)
class GuideVersionAdmin(VersionViews):
    """Published and retired versions are read-only: "new version" makes a draft with the same text."""

    form = VersionForm
    change_form_template = "content/admin/version_form.html"
    list_display = [
        "title",
        "guide",
        "number",
        "state",
        "reviewed_by",
        "written_on",
        "next_update",
    ]
    list_filter = [StateFilter, "status", "origin", "guide__topic"]
    list_select_related = ["guide"]
    search_fields = ["title", "guide__slug", "body"]
    autocomplete_fields = ["guide", "terms"]
    inlines = [AuthorInline, OverruleInline]
    actions = ["publish_selected"]
    view_on_site = False  # the page has this link, but only for live versions

    class Media:
        css = {"all": ["css/tokens.css", "css/pages/guide.css", "css/pages/guide-editor.css"]}
        js = [Script("js/guide-editor.js", defer=True)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[GuideVersion]:
        return (
            super()
            .get_queryset(request)
            .defer("plain_text", "words", "search")
            .prefetch_related("contributions__person")
        )

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, Callable[..., HttpResponse]] = {
            "preview/": self.live_preview,
            "<int:version_id>/diff/": self.diff_view,
            "<int:version_id>/publish/": self.publish_view,
            "<int:version_id>/copy/": self.copy_view,
            **{f"<int:version_id>/{name}/": partial(self.state_view, change=name) for name in STATE_CHANGES},
        }
        return [
            path(
                route,
                self.admin_site.admin_view(view),
                name=f"content_guideversion_{route.split('/')[-2]}",
            )
            for route, view in views.items()
        ] + super().get_urls()

    def has_change_permission(self, request: HttpRequest, obj: GuideVersion | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status in EDITABLE)

    def has_delete_permission(self, request: HttpRequest, obj: GuideVersion | None = None) -> bool:
        return super().has_delete_permission(request, obj) and obj is not None and obj.status in EDITABLE

    def get_readonly_fields(self, request: HttpRequest, obj: GuideVersion | None = None) -> list[str]:
        return ["guide"] if obj else []

    def save_model(self, request: HttpRequest, obj: GuideVersion, form: Any, change: bool) -> None:
        """A text that was changed here belongs to the admin: loading shipped files doesn't replace it."""
        if not change:
            obj.created_by = cast(SignedInRequest, request).user
        stored = GuideVersion.objects.filter(pk=obj.pk).values("title", "summary", "body").first()
        is_new_text = stored != {"title": obj.title, "summary": obj.summary, "body": obj.body}
        if is_new_text:
            obj.origin = Origin.ADMIN
        actions.write(obj)
        if is_new_text:
            actions.forget_reviews(version=obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *arguments: Any, **options: Any
    ) -> HttpResponse:
        version = context.get("original")
        context["may_edit"] = self.may_edit(request)
        if version is not None:
            context |= {
                "preview_link": request.build_absolute_uri(preview_url(version.pk)),
                "is_editable": version.status in EDITABLE,
                "is_draft": version.status == Status.DRAFT,
                "is_live": version.is_live(),
                "is_scheduled": version.is_scheduled(),
                "state": self.state(version),
            }
        return super().render_change_form(request, context, *arguments, **options)

    @admin.display(description="state")
    def state(self, version: GuideVersion) -> str:
        if version.is_scheduled():
            return f"Scheduled for {timezone.localtime(version.published_from):%B %-d, %Y, %-I:%M %p}"
        if version.is_live():
            return "Seen by readers"
        return "Replaced" if version.status == Status.PUBLISHED else version.get_status_display()

    @admin.display(description="reviewed by")
    def reviewed_by(self, version: GuideVersion) -> str:
        names = [
            str(row.person)
            for row in version.contributions.all()
            if row.contribution == Contribution.REVIEWER
        ]
        return ", ".join(names) or "nobody"

    @admin.display(description="update due", ordering="update_due")
    def next_update(self, version: GuideVersion) -> str:
        day = version.update_due
        return f"{day:%B %-d, %Y}{' – overdue' if version.is_overdue() else ''}" if day else "no day"
