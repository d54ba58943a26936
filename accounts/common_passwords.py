"""Refuses passwords that many people use: those of Django's list, and 112,000 longer ones.

`data/common_passwords.bin` holds the first five bytes of the SHA-256 of each, sorted. Nobody reads other
people's passwords in it, looking one up takes 17 comparisons, and a password is refused by accident once in
ten million. No request to another server is needed (ADR 0136).
"""

from bisect import bisect_left
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

FILE = Path(__file__).parent / "data" / "common_passwords.bin"
DIGEST_SIZE = 5
# Shorter ones are refused anyway (AUTH_PASSWORD_VALIDATORS).
MIN_LENGTH = 10


def digest(password: str) -> bytes:
    """Capital letters make no difference: "Football123" is as easy to guess as "football123"."""
    return sha256(password.lower().encode("utf-8", "surrogatepass")).digest()[:DIGEST_SIZE]


class CommonDigests:
    """The digests of the file, as a sorted sequence."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __len__(self) -> int:
        return len(self.content) // DIGEST_SIZE

    def __getitem__(self, position: int) -> bytes:
        return self.content[position * DIGEST_SIZE : (position + 1) * DIGEST_SIZE]


@cache
def common_digests() -> CommonDigests:
    return CommonDigests(FILE.read_bytes())


def is_common(password: str) -> bool:
    digests, wanted = common_digests(), digest(password)
    position = bisect_left(digests, wanted)
    return position < len(digests) and digests[position] == wanted


class WidelyUsedPasswordValidator(CommonPasswordValidator):
    """Django's, which knows 20,000 of any length, and the list of longer ones."""

    def validate(self, password: str, user: object = None) -> None:
        if password.lower().strip() in self.passwords or is_common(password):
            raise ValidationError(
                "Many people use this password, so it is among the first that an attacker tries. Four words "
                "that have nothing to do with each other make a better one.",
                code="password_widely_used",
            )

    def get_help_text(self) -> str:
        return "It can’t be one that many people use, or that is known from break-ins at other sites."
