"""Rejecting uploads that are too large, without storing them even for a moment.

    @limits_uploads(10 * 2**20)
    @requires(...)
    def upload(request: UploadRequest, ...): if request.upload_was_too_large: ...

    @limits_uploads(10 * 2**20, protect=same_origin_only)  # on pages that set no cookie

A file over the limit is dropped while it is received, so the form can say so beside its field and keeps what
was typed. A body of more than twice what the form takes is refused unread (bodies.py).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.requests import PublicUploadRequest, View
from accounts.uploads.bodies import MAX_BODY, limits_body


class SizeLimit(FileUploadHandler):
    """Drops a file at the first byte over the limit, and records that on the request."""

    def __init__(self, request: PublicUploadRequest, max_bytes: int) -> None:
        super().__init__(request)
        self._request = request
        self._max_bytes = max_bytes
        self._received = 0

    def new_file(self, *arguments: Any, **options: Any) -> None:
        super().new_file(*arguments, **options)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > self._max_bytes:
            self._request.upload_was_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the handlers after this one."""


def limits_uploads(
    max_bytes: int, *, files: int = 1, protect: Callable[[View], View] = csrf_protect
) -> Callable[[View], View]:
    """A decorator, to be the outermost one: a request may have so many files of `max_bytes` each.

    `protect` refuses requests from other sites. It runs inside, because looking for the CSRF token reads the
    request, and then it is too late (Django, "Modifying upload handlers on the fly").
    """

    def decorate(view: View) -> View:
        protected = protect(view)

        @csrf_exempt
        @limits_body(2 * files * max_bytes + MAX_BODY, max_file_bytes=max_bytes)
        @wraps(view)
        def limited(request: PublicUploadRequest, *arguments: object, **options: object) -> HttpResponse:
            request.upload_was_too_large = False
            request.upload_handlers.insert(0, SizeLimit(request, max_bytes))
            return protected(request, *arguments, **options)

        return limited

    return decorate
