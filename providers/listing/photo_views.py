"""Pictures of places. Only those that a listing has: the files alone make no page.

A listing that has no page shows its pictures to its team and to admins alone.
"""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.second_factor import lacks_second_factor
from providers.listing.photo_files import file_path
from providers.models import Location

# The picture at an address never changes: another one has another key.
PUBLIC = f"public, max-age={365 * 86_400}, immutable"
# Anyone who leaves the team should not find it in the browser for long.
PRIVATE = "private, max-age=300"


@require_safe
def photo(request: HttpRequest, key: str, size: int) -> HttpResponseBase:
    """One size of a picture."""
    try:
        path = file_path(key, size)
    except ValueError as error:
        raise Http404("No such picture.") from error
    location = Location.objects.filter(photos__key=key).only("status", "practice").first()
    if location is None:
        raise Http404("No such picture.")
    is_public = location.has_page
    if not is_public and not is_of_the_team(request, location):
        raise Http404("No such picture.")  # nobody else learns that there is one
    try:
        file = path.open("rb")
    except OSError as error:  # the row was restored from a backup without its files
        raise Http404("The file of this picture is gone.") from error
    headers = {"Cache-Control": PUBLIC if is_public else PRIVATE, "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type="image/jpeg", headers=headers)


def is_of_the_team(request: HttpRequest, location: Location) -> bool:
    """Whether a member of the team or an admin asks. Reads the session, which public pictures don't need."""
    user = request.user
    return (
        user.is_authenticated
        and user.has_perm("listings.view_listing", location)
        and not lacks_second_factor(user)
    )
