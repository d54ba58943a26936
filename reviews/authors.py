"""Authors have no account: a keyed hash of their email address finds their reviews again."""

import hashlib
import hmac

from django.conf import settings

from reviews.secrecy import cipher

# Gmail ignores dots before the @.
IGNORES_DOTS = frozenset({"gmail.com", "googlemail.com"})
PURPOSE = "address in a job"


def canonical_address(email: str) -> str:
    """One form for all addresses of a mailbox: ana+x@gmail.com and a.na@gmail.com are the same person.

    A plus at the very beginning is no tag: +15551230001@sms.example.com stays as it is.
    """
    name, _, domain = email.strip().lower().rpartition("@")
    name = name.partition("+")[0] or name
    if domain in IGNORES_DOTS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def email_hash(email: str) -> str:
    """64 hexadecimal digits, which nobody can compute from an address without the site's secret."""
    key = hashlib.sha256(b"reviews: authors|" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, canonical_address(email).encode(), hashlib.sha256).hexdigest()


def encrypted_address(email: str) -> str:
    """The address for a job: its arguments stay in the database for days, and only this site can read it."""
    return cipher(PURPOSE).encrypt(email.encode()).decode()


def decrypted_address(encrypted: str) -> str:
    return cipher(PURPOSE).decrypt(encrypted.encode()).decode()
