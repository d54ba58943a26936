"""Sending a review without cookies, and without storing files that are too large.

@upload_from_here(MOST_BYTES)
def write(request, ...): if request.upload_was_too_large: ...
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from accounts.same_origin import same_origin_only
from accounts.upload_limits import SizeLimit

View = Callable[..., HttpResponse]


def upload_from_here(most: int) -> Callable[[View], View]:
    """A decorator, outermost: POST requests come from our own pages, with files of `most` bytes each."""

    def decorate(view: View) -> View:
        from_here = same_origin_only(view)

        @wraps(from_here)
        def limited(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
            request.upload_was_too_large = False
            request.upload_handlers.insert(0, SizeLimit(request, most))
            return from_here(request, *arguments, **options)

        return limited

    return decorate
