"""How the two processes reach one another: plain HTTP, on one machine or in a tunnel."""

from __future__ import annotations

import ssl
from collections.abc import Mapping


class NotNear(ValueError):
    """An address that is not plain HTTP: the other process is on this machine."""


def base_of(address: str) -> str:
    """Return an address with a slash at its end; raise NotNear for all but http."""
    if not address.startswith("http://"):
        raise NotNear(
            "The other process is reached by http:// on this machine or through a"
            " tunnel such as WireGuard."
        )
    return address.rstrip("/") + "/"


def saying(token: str) -> Mapping[str, str]:
    """Return the header that proves who asks."""
    return {"Authorization": f"Bearer {token}"}


def no_authorities() -> ssl.SSLContext:
    """Return a TLS context that trusts nobody.

    It is never used; httpx would spend 30 ms on reading authorities for each client.
    """
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
