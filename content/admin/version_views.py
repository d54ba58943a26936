"""The admin's other pages of a version: preview, differences, publishing and other changes of its state."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from content.admin import diff
from content.admin.forms import MAX_TEXT_LENGTH, PublishForm
from content.admin.live_preview import preview_of
from content.guides import actions
from content.models import GuideVersion, Status

# Name of the page -> what it does, and what it says then.
STATE_CHANGES: dict[str, tuple[Callable[..., None], str]] = {
    "review": (
        actions.send_to_review,
        "It is in review. The preview link below is for its reviewer.",
    ),
    "withdraw": (actions.withdraw, "It is a draft again."),
    "retire": (actions.retire, "Retired: readers don't see it any more."),
}


class VersionViews(admin.ModelAdmin):
    """The views; `GuideVersionAdmin` has the addresses and the rest of the admin."""

    def may_edit(self, request: HttpRequest) -> bool:
        """The permission of editors, which includes publishing."""
        return request.user.has_perm("content.change_guideversion")

    def version_for(self, request: HttpRequest, version_id: int, *, posting: bool = False) -> GuideVersion:
        if not self.may_edit(request):
            raise PermissionDenied
        if posting and request.method != "POST":
            raise Http404  # links must not change anything
        return get_object_or_404(GuideVersion.objects.select_related("guide"), pk=version_id)

    def context(self, request: HttpRequest, version: GuideVersion, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(version),
            "opts": self.model._meta,
            "version": version,
            "back_url": change_url(version),
        }

    def live_preview(self, request: HttpRequest) -> HttpResponse:
        """The text in the form as readers would see it, with the findings of the check; saves nothing."""
        if not self.may_edit(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        preview = preview_of(
            title=request.POST.get("title", ""),
            summary=request.POST.get("summary", ""),
            body=request.POST.get("body", "")[:MAX_TEXT_LENGTH],
            symptoms="symptoms" in request.POST,
        )
        # The editor's script inserts it next to the form. Without scripts it is a page of its own.
        if request.headers.get("X-Requested-With") == "fetch":
            return render(request, "content/admin/preview.html", {"preview": preview})
        context = {**self.admin_site.each_context(request), "title": "Preview", "preview": preview}
        return render(request, "content/admin/preview_page.html", context)

    def diff_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The differences from another version: the requested one, or the one before."""
        version = self.version_for(request, version_id)
        others = version.guide.versions.exclude(pk=version.pk).only("number", "status", "guide")
        wanted = request.GET.get("against", "")
        earlier = others.filter(number__lt=version.number)
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
            earlier = others.filter(number=int(wanted))
        other = earlier.first()
        context = self.context(request, version, "Differences")
        context["others"] = others
        if other is not None:
            other = GuideVersion.objects.get(pk=other.pk)
            context |= {
                "other": other,
                "fields": diff.changed_fields(other, version),
                "lines": diff.diff_lines(other.body, version.body),
            }
        return render(request, "content/admin/diff.html", context)

    def publish_view(self, request: SignedInRequest, version_id: int) -> HttpResponse:
        """Shows the findings of the check; publishes if there are none or a reason is given."""
        version = self.version_for(request, version_id)
        if version.status not in (Status.DRAFT, Status.IN_REVIEW):
            messages.error(request, "Only a draft or a version in review can be published.")
            return HttpResponseRedirect(change_url(version))
        form = PublishForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and self.publish(request, version, form):
            return HttpResponseRedirect(change_url(version))
        context = self.context(request, version, "Publish")
        context |= {"form": form, "findings": actions.findings_for(version)}
        return render(request, "content/admin/publish.html", context)

    def publish(self, request: SignedInRequest, version: GuideVersion, form: PublishForm) -> bool:
        moment, reason = form.cleaned_data["at"], form.cleaned_data["reason"]
        try:
            actions.publish(version=version, by=request.user, at=moment, reason=reason)
        except actions.NotPublishable as error:
            count = len(error.findings)
            form.add_error("reason", f"The check found {count}. Put it right, or say why it may stand.")
            return False
        except actions.AlreadyScheduled:
            form.add_error("at", "Another version is to go out later than this. Withdraw it first.")
            return False
        messages.success(request, "Scheduled." if moment else "Published: readers see it now.")
        return True

    def copy_view(self, request: SignedInRequest, version_id: int) -> HttpResponse:
        version = self.version_for(request, version_id, posting=True)
        draft = actions.copy(version=version, by=request.user)
        messages.success(request, f"This is a draft with the text of version {version.number}.")
        return HttpResponseRedirect(change_url(draft))

    def state_view(self, request: HttpRequest, version_id: int, change: str) -> HttpResponse:
        """Changes the state of a version; `change` is a key of STATE_CHANGES."""
        version = self.version_for(request, version_id, posting=True)
        action, message = STATE_CHANGES[change]
        action(version=version)
        messages.success(request, message)
        return HttpResponseRedirect(change_url(version))

    @admin.action(description="Publish now, if the check finds nothing", permissions=["change"])
    def publish_selected(self, request: SignedInRequest, queryset: QuerySet[GuideVersion]) -> None:
        for version in queryset.filter(status__in=[Status.DRAFT, Status.IN_REVIEW]).select_related("guide"):
            try:
                actions.publish(version=version, by=request.user)
            except actions.NotPublishable as error:
                found = "; ".join(str(finding) for finding in error.findings[:5])
                messages.error(request, f"{version} is not published: {found}")
            except actions.AlreadyScheduled:
                messages.error(request, f"{version} is not published: another version is scheduled.")
            else:
                messages.success(request, f"{version} is published.")


def change_url(version: GuideVersion) -> str:
    return reverse("admin:content_guideversion_change", args=[version.pk])
