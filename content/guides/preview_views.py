"""A version that isn't published, for whoever has its link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from content.guides import page as presenter
from content.guides.preview_links import PreviewLinkInvalid, version_of
from content.guides.views import context_of
from content.models import GuideVersion


@never_cache
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page as readers would see it, marked as a preview, for no search engine."""
    try:
        version_id = version_of(token)
    except PreviewLinkInvalid as error:
        raise Http404 from error
    version = get_object_or_404(presenter.with_all(GuideVersion.objects.all()), pk=version_id)
    context = context_of(request, version) | {"preview_of": version, "structured_data": []}
    response = render(request, "content/guides/guide.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
