"""Visit codes: 128 random bits, written so that people can type them and slips are noticed.

A code is 26 signs of Crockford's base 32 (no I, L, O, U) and two that check them, in groups of four:
"7ZQ4-K2MN-…". Only its SHA-256 is kept; at 128 bits nobody finds a code by trying (docs/decisions.md).
"""

import hashlib
import re
import secrets
from dataclasses import dataclass

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 128
BODY_LENGTH = 26  # 130 bits: the first two are zero
CHECK_LENGTH = 2
GROUP = 4
READ_AS = str.maketrans("OIL", "011")


class MistypedCode(ValueError):
    """It has the wrong length, a sign that no code has, or the last two signs don't fit the others."""


@dataclass(frozen=True)
class Code:
    """`signs`: 28 of them, without hyphens."""

    signs: str

    def __str__(self) -> str:
        return "-".join(self.signs[at : at + GROUP] for at in range(0, len(self.signs), GROUP))

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.signs.encode()).hexdigest()


def new_code() -> Code:
    body = in_base_32(secrets.randbits(BITS), BODY_LENGTH)
    return Code(body + check_signs(body))


def read_code(text: str) -> Code:
    """The code that somebody typed; case, spaces and hyphens don't matter. Raises MistypedCode."""
    signs = re.sub(r"[\s\-–—]+", "", text).upper().translate(READ_AS)
    body, check = signs[:BODY_LENGTH], signs[BODY_LENGTH:]
    if len(signs) != BODY_LENGTH + CHECK_LENGTH or set(signs) - set(SIGNS) or check != check_signs(body):
        raise MistypedCode(text)
    return Code(signs)


def check_signs(body: str) -> str:
    """Two signs, ten bits of a hash: of a thousand slips of the finger one passes."""
    digest = hashlib.sha256(b"visit code|" + body.encode()).digest()
    return in_base_32(int.from_bytes(digest[:2], "big") & 0x3FF, CHECK_LENGTH)


def in_base_32(number: int, length: int) -> str:
    return "".join(SIGNS[(number >> 5 * place) & 31] for place in reversed(range(length)))
