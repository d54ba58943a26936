"""The pages of the admin around one version: preview, differences, publishing, other changes of state."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from content.admin import diff
from content.admin.forms import LONGEST_TEXT, PublishForm
from content.admin.live_preview import preview_of
from content.guides import actions
from content.models import GuideVersion, Status


class VersionViews:
    """Mixed into the ModelAdmin of versions, which routes to these."""

    def may_edit(self, request: HttpRequest) -> bool:
        """Editors of guides have this permission; it covers publishing too."""
        return request.user.has_perm("content.change_guideversion")

    def version_for(self, request: HttpRequest, version_id: int, *, posting: bool = False) -> GuideVersion:
        if not self.may_edit(request):
            raise PermissionDenied
        if posting and request.method != "POST":
            raise Http404  # a link can't change anything
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
        """What the text in the form would look like, and what the check says about it; nothing is saved."""
        if not self.may_edit(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        preview = preview_of(
            title=request.POST.get("title", ""),
            summary=request.POST.get("summary", ""),
            body=request.POST.get("body", "")[:LONGEST_TEXT],
            symptoms="symptoms" in request.POST,
        )
        # With a script the answer goes beside the form; without one it is a page of its own.
        whole = request.headers.get("X-Requested-With") != "fetch"
        template = "content/admin/preview_page.html" if whole else "content/admin/preview.html"
        context = {**self.admin_site.each_context(request), "title": "Preview"} if whole else {}
        return render(request, template, {**context, "preview": preview})

    def diff_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """What changed since another version: the one asked for, or the one before."""
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

    def publish_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Shows what the check finds; publishes if it finds nothing or a reason is given."""
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

    def publish(self, request: HttpRequest, version: GuideVersion, form: PublishForm) -> bool:
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

    def copy_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = self.version_for(request, version_id, posting=True)
        draft = actions.copy(version=version, by=request.user)
        messages.success(request, f"This is a draft with the text of version {version.number}.")
        return HttpResponseRedirect(change_url(draft))

    def review_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = self.version_for(request, version_id, posting=True)
        actions.send_to_review(version=version)
        messages.success(request, "It is in review. The preview link below is for its reviewer.")
        return HttpResponseRedirect(change_url(version))

    def withdraw_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = self.version_for(request, version_id, posting=True)
        actions.withdraw(version=version)
        messages.success(request, "It is a draft again.")
        return HttpResponseRedirect(change_url(version))

    def retire_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = self.version_for(request, version_id, posting=True)
        actions.retire(version=version)
        messages.success(request, "Retired: readers don't see it any more.")
        return HttpResponseRedirect(change_url(version))

    @admin.action(description="Publish now, if the check finds nothing", permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[GuideVersion]) -> None:
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
