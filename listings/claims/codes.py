"""Codes that prove a claim: eight digits, easy to read out and to type.

A code is derived from the site's secret, the claim and the time at which it expires, so an admin can be shown
the code to read out although only its hash is stored. The database alone is not enough to derive it. Eight
digits, five tries per code and a few codes a day leave a guesser one chance in millions.
"""

import hashlib
import hmac
import re
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from listings.models import Claim

DIGITS = 8
TRIES = 5
LASTS = {
    Claim.Method.WEBSITE_EMAIL: timedelta(hours=24),
    Claim.Method.PHONE: timedelta(days=7),  # it can take days to reach somebody on the phone
}


def issue(claim: Claim) -> str:
    """Give `claim`, a locked row, a new code; the last one stops working."""
    claim.code_expires_at = expires = timezone.now() + LASTS[Claim.Method(claim.method)]
    claim.code_attempts = 0
    code = derived_code(claim, expires)
    claim.code_hash = hashed(code)
    claim.save(update_fields=["code_expires_at", "code_attempts", "code_hash"])
    return code


def readable(claim: Claim) -> str:
    """The code that works now, for an admin to read out: "1234 5678"; empty if none does."""
    expires = claim.code_expires_at
    if not claim.code_hash or expires is None or is_expired(claim) or claim.code_attempts >= TRIES:
        return ""
    code = derived_code(claim, expires)
    return spaced(code) if matches(claim, code) else ""


def spaced(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def is_expired(claim: Claim) -> bool:
    return claim.code_expires_at is None or claim.code_expires_at <= timezone.now()


def matches(claim: Claim, typed: str) -> bool:
    """Whether the code was typed; spaces and hyphens don't count. Takes the same time either way."""
    digits = re.sub(r"[\s-]", "", typed, flags=re.ASCII)
    return hmac.compare_digest(hashed(digits), claim.code_hash)


def derived_code(claim: Claim, expires: datetime) -> str:
    digest = keyed(f"claim-code|{claim.pk}|{expires.timestamp():.6f}")
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}d}"


def hashed(code: str) -> str:
    """64 hexadecimal digits. Keyed, because eight digits could be found by trying them all."""
    return keyed(f"claim-code-hash|{code}").hex()


def keyed(text: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode("utf-8", "replace"), hashlib.sha256).digest()
