"""Whether a webhook was sent by who says so: HMAC-SHA1 over address and fields."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit


Field = tuple[str, str]


def signature(token: str, url: str, fields: Iterable[Field]) -> str:
    """Return the signature of a form posted to `url`, as the cloud would write it."""
    # A field that comes twice with one value counts once, as the cloud has it.
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    # The cloud's own choice; nobody can use a collision here, only a forgery.
    return b64encode(hmac.digest(token.encode(), signed.encode(), "sha1")).decode()


def is_signed(token: str, url: str, fields: Iterable[Field], given: str) -> bool:
    """Return whether `given` fits, in a time that does not say where it differs.

    The cloud signs with or without the port; both are tried, always.
    """
    listed = list(fields)
    offered = given.encode("ascii", "replace")
    fits = [
        hmac.compare_digest(signature(token, each, listed).encode(), offered)
        for each in _both_spellings(url)
    ]
    return any(fits)


def _both_spellings(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    spelled = (host, f"{host}:{port}")
    return tuple(urlunsplit(parts._replace(netloc=each)) for each in spelled)  # type: ignore[return-value]
