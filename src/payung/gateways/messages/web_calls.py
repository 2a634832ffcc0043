"""Asks services of others over HTTPS, and says no word of it anywhere.

httpx logs the address of every request at level info: in it stand numbers, texts and
tokens. Redirects are not followed and no proxy is taken from the environment, so that
what is meant for one service goes to no other.
"""

from __future__ import annotations

import ipaddress
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from .speaking import ChannelGone


LONGEST_ANSWER = 1_000_000  # octets
_SILENT = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy")


class UnsafeAddress(ValueError):
    """The address of a service is not one that secrets may be sent to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a service answered: a status of HTTP, and its JSON or None."""

    status: int
    said: Any = field(repr=False)

    @property
    def is_good(self) -> bool:
        """Return whether it did what it was asked."""
        return 200 <= self.status < 300


class WebService:
    """A service at one address."""

    def __init__(self, address: str, *, seconds: float = 10.0) -> None:
        """Raise UnsafeAddress unless it is https, or on this very machine."""
        self._address = checked(address)
        # On this machine nothing is encrypted; there the certificates of the world,
        # which take a tenth of a second to read, are of no use.
        self._client = httpx.Client(
            timeout=seconds,
            follow_redirects=False,
            trust_env=False,
            verify=urlsplit(address).scheme == "https",
        )

    def ask(
        self,
        method: str,
        path: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        said: Any = None,
    ) -> Answer:
        """Ask, and return the answer; raise ChannelGone where there is none."""
        try:
            with self._client.stream(
                method,
                self._address.rstrip("/") + path if path else self._address,
                headers=headers,
                params=query,
                data=form,
                json=said,
            ) as response:
                return Answer(status=response.status_code, said=_read(response))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
            raise ChannelGone("service_gone") from None

    def close(self) -> None:
        """Close its connections."""
        self._client.close()


def checked(address: str) -> str:
    """Return an address secrets may be sent to; raise UnsafeAddress."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        secret = parts.username is not None or parts.password is not None
    except ValueError:
        raise UnsafeAddress("It is no address.") from None
    if not host or secret or parts.fragment:
        raise UnsafeAddress("It needs a host, and no password in it.")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host)):
        raise UnsafeAddress("It must begin with https://.")
    return address


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _read(response: httpx.Response) -> Any:
    read = b""
    for chunk in response.iter_bytes():
        read += chunk
        if len(read) > LONGEST_ANSWER:
            return None
    try:
        return json.loads(read)
    except (ValueError, RecursionError):
        return None


# A filter, for whoever configures logging may set levels back.
for _name in _SILENT:
    logging.getLogger(_name).addFilter(lambda _: False)
