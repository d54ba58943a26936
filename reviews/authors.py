"""Authors have no account: an address, kept as a keyed hash, is what finds their review again."""

import hashlib
import hmac

from django.conf import settings

from reviews.secrecy import box

# Their mail program ignores dots before the @.
IGNORES_DOTS = frozenset({"gmail.com", "googlemail.com"})
IN_A_JOB = "address in a job"


def same_mailbox(email: str) -> str:
    """The address without what makes no difference: ana+x@gmail.com and a.na@gmail.com are one person.

    Not so +15551230001@sms.example.com: what begins with the plus is the name itself, and no tag of one.
    """
    name, _, domain = email.strip().lower().rpartition("@")
    name = name.partition("+")[0] or name
    if domain in IGNORES_DOTS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def email_hash(email: str) -> str:
    """64 hexadecimal digits, which nobody can compute from an address without the site's secret."""
    key = hashlib.sha256(b"reviews: authors|" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, same_mailbox(email).encode(), hashlib.sha256).hexdigest()


def sealed_address(email: str) -> str:
    """The address for a job, whose arguments stay in the database for days: only this site can read it."""
    return box(IN_A_JOB).encrypt(email.encode()).decode()


def address_in(sealed: str) -> str:
    return box(IN_A_JOB).decrypt(sealed.encode()).decode()
