"""Encryption of what only this site may read: stored documents, addresses in links and in jobs.

The keys are derived from SECRET_KEY, one for each purpose (HKDF, RFC 5869). When the operator changes
SECRET_KEY, documents that wait for a moderator can't be read any more and links stop working: both live for
days at most.
"""

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def cipher(purpose: str) -> Fernet:
    """Encrypts and decrypts for one purpose, such as "documents"."""
    derivation = HKDF(SHA256(), length=32, salt=None, info=f"reviews: {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derivation.derive(settings.SECRET_KEY.encode())))
