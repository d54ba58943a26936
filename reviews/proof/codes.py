"""Visit codes: 128 random bits, written so that people can type them and typing errors are noticed.

A code is 26 characters of Crockford's base 32 (no I, L, O, U) and two check characters, in groups of four:
"7ZQ4-K2MN-…". Only its SHA-256 is stored: with 128 bits nobody finds a code by trying (docs/adr/).
"""

import hashlib
import re
import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 128
BODY_LENGTH = 26  # 130 bits: the first two are zero
CHECK_LENGTH = 2
GROUP_LENGTH = 4
LOOK_ALIKES = str.maketrans("OIL", "011")


class MistypedCode(ValueError):
    """It has the wrong length, a character that no code has, or check characters that don't match."""


@dataclass(frozen=True)
class Code:
    """`characters`: 28 of them, without hyphens."""

    characters: str

    def __str__(self) -> str:
        starts = range(0, len(self.characters), GROUP_LENGTH)
        return "-".join(self.characters[at : at + GROUP_LENGTH] for at in starts)

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.characters.encode()).hexdigest()


def new_code() -> Code:
    body = in_base_32(secrets.randbits(BITS), BODY_LENGTH)
    return Code(body + check_characters(body))


def read_code(text: str) -> Code:
    """The code that somebody typed, in upper or lower case, with or without spaces and hyphens.

    Raises MistypedCode.
    """
    typed = re.sub(r"[\s\-–—]+", "", text).upper().translate(LOOK_ALIKES)
    body, check = typed[:BODY_LENGTH], typed[BODY_LENGTH:]
    is_complete = len(typed) == BODY_LENGTH + CHECK_LENGTH and set(typed) <= set(ALPHABET)
    if not is_complete or check != check_characters(body):
        raise MistypedCode(text)
    return Code(typed)


def check_characters(body: str) -> str:
    """Two characters, ten bits of a hash: one in a thousand typing errors goes unnoticed."""
    digest = hashlib.sha256(b"visit code|" + body.encode()).digest()
    return in_base_32(int.from_bytes(digest[:2], "big") & 0x3FF, CHECK_LENGTH)


def in_base_32(number: int, length: int) -> str:
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(length)))
