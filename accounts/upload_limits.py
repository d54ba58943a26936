"""Uploads that are too large are not stored, not even for a moment.

    @limits_uploads(10 * 2**20)
    @requires(...)
    def upload(request, ...): if request.upload_was_too_large: ...

Django would write 100 MB to disk before a form could say that it is too much.
"""

from collections.abc import Callable
from functools import wraps

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


class SizeLimit(FileUploadHandler):
    """Drops a file at the first byte over the limit and notes so on the request."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self._most = most
        self._received = 0

    def new_file(self, *arguments: object, **options: object) -> None:
        super().new_file(*arguments, **options)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > self._most:
            self.request.upload_was_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one have the file."""


def limits_uploads(most: int) -> Callable[[View], View]:
    """A decorator, outermost: files of a request may have `most` bytes each.

    CSRF is checked inside, because looking for the token reads the request, after which it is too late
    (Django, "Modifying upload handlers on the fly").
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def limited(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
            request.upload_was_too_large = False
            request.upload_handlers.insert(0, SizeLimit(request, most))
            return protected(request, *arguments, **options)

        return limited

    return decorate
