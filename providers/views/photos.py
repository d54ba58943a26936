"""Pictures of places. Only those that a listing has: the files alone make no page."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from providers.models import Photo
from providers.staff.editing.photo_files import file_path

# The picture at an address never changes: another one has another key.
CACHE_SECONDS = 365 * 86_400


@require_safe
def photo(request: HttpRequest, key: str, size: int) -> HttpResponseBase:
    """One size of a picture."""
    try:
        path = file_path(key, size)
    except ValueError as error:
        raise Http404("No such picture.") from error
    if not Photo.objects.filter(key=key).exists():
        raise Http404("No such picture.")
    try:
        file = path.open("rb")
    except OSError as error:  # the row was restored from a backup without its files
        raise Http404("The file of this picture is gone.") from error
    headers = {
        "Cache-Control": f"public, max-age={CACHE_SECONDS}, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(file, content_type="image/jpeg", headers=headers)
