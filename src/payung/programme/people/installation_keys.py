"""Keys of an installation for what is counted or looked up, and opens nothing."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def key_for(purpose: bytes, about: bytes = b"") -> bytes:
    """Return the 32 bytes for a purpose (at most 16 bytes) and what it is about."""
    secret = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=64).digest()
    return hashlib.blake2b(about, key=secret, digest_size=32, person=purpose).digest()


def keyed(digest: str, purpose: bytes) -> str:
    """Return a plain digest under the key of a purpose: 64 hex digits."""
    return hmac.new(key_for(purpose), digest.encode(), hashlib.sha256).hexdigest()
