"""A version that isn't published, for anyone who has its link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from content.guides.preview_links import PreviewLinkInvalid, version_of
from content.guides.views import guide_context, page_of
from content.models import GuideVersion


@never_cache
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page as readers would see it, marked as a preview and closed to search engines."""
    try:
        version_id = version_of(token)
    except PreviewLinkInvalid as error:
        raise Http404 from error
    version = get_object_or_404(GuideVersion.objects.for_page(), pk=version_id)
    context = guide_context(request, page_of(version)) | {"preview_of": version, "structured_data": []}
    response = render(request, "content/guides/guide.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
