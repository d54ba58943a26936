"""The request of a person who has signed in."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view behind `requires` is given: its `user` is a real one. Only type checkers need it."""

    user: User


class UploadRequest(SignedInRequest):
    """What a view behind `limits_uploads` and `requires` is given."""

    upload_was_too_large: bool
