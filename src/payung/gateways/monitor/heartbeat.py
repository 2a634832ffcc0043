"""A monitor that is asked for over HTTPS: any service with an address for heartbeats.

The request has no body, no name of the program and no word of a country: an address, a
moment, and where it came from are all that anybody learns. The address itself is a
secret, for whoever has it could say "alive" in our place; it is in no log and no error.
"""

from __future__ import annotations

import ipaddress
import logging
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from .speaking import NotHeard


# What httpx would say of itself and of its version is left out.
_HEADERS = {"User-Agent": "", "Accept": "*/*", "Accept-Encoding": "identity"}


class UnsafeMonitor(ValueError):
    """The address is not one that may be asked; the sentence never quotes it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heartbeat:
    """A monitor at an address that the operator chose; `seconds` a step may take."""

    address: str = field(repr=False)
    seconds: float = 10.0

    def __post_init__(self) -> None:
        """Raise UnsafeMonitor unless it is https, or on this very machine."""
        try:
            parts = urlsplit(self.address)
            host, named = parts.hostname or "", parts.username or parts.password
        except ValueError:
            raise UnsafeMonitor("The monitor's address is none.") from None
        if not host or named or parts.fragment:
            raise UnsafeMonitor("The monitor's address needs a host, and no password.")
        if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host)):
            raise UnsafeMonitor("The monitor's address must begin with https://.")

    def say_alive(self) -> None:
        """Ask for the address once; whatever is answered is not read. Raise NotHeard."""
        try:
            # No proxy of the environment, no cookie, no other place it might name.
            with (
                httpx.Client(
                    timeout=self.seconds,
                    follow_redirects=False,
                    trust_env=False,
                    verify=self.address.startswith("https:"),
                ) as client,
                client.stream("GET", self.address, headers=_HEADERS) as response,
            ):
                status = response.status_code
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError):
            raise NotHeard("not_reached") from None
        if not 200 <= status < 300:
            raise NotHeard("not_taken")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# httpx logs every address at level info. A filter, for levels may be set back.
for _name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy"):
    logging.getLogger(_name).addFilter(lambda _: False)
