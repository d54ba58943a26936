"""What views are given and return. Type checkers need the requests, whose attributes decorators set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.models import User

View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    """What a view behind `requires` is given: its `user` is a real one."""

    user: User
    refused_for: str  # the permission that the user lacks, if the view was not reached


class UploadRequest(SignedInRequest):
    """What a view behind `limits_uploads` and `requires` is given."""

    upload_was_too_large: bool


class PublicUploadRequest(HttpRequest):
    """What a view behind `limits_uploads` is given, whether or not anybody has signed in."""

    upload_was_too_large: bool
