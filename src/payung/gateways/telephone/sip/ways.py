"""Where a phone is reached: directly, as it registered, or through the trunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from payung.gateways.telephone.door.registrar import Binding
from payung.gateways.telephone.door.trunk import Trunk


class NoWay(LookupError):
    """A phone cannot be reached: not registered, or there is no trunk."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """Where an INVITE goes, and who it asks for; none of it is ever shown.

    `uri` is the whole address where a registered phone gave one. `user` and `password`
    answer the other side's question who we are.
    """

    callee: str = field(repr=False)
    host: str = field(repr=False)
    port: int = field(repr=False)
    uri: str = field(default="", repr=False)
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)


def way_to(
    address: str,
    *,
    home: str,
    trunk: Trunk | None,
    bindings: Sequence[Binding] = (),
) -> Way:
    """Return how to reach "tel:+…" or "sip:…"; raise NoWay.

    `home` is the name of our own registrar: a phone of that host is found where it
    registered last (`bindings`, best first).
    """
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "tel":
        return _through(trunk, rest.split(";", 1)[0])
    if scheme.lower() != "sip" or "@" not in rest:
        raise NoWay("A phone needs an address that begins with sip: or tel:.")
    user, host, port = split_address(rest)
    if host == home:
        return _registered(user, bindings)
    if trunk is not None and (host, port) == (trunk.host, trunk.port):
        return _through(trunk, user)
    return Way(callee=user, host=host, port=port)


def split_address(rest: str) -> tuple[str, str, int]:
    """Return user, host and port of "user@host:port;…"; the port is 5060 if unsaid."""
    user, _, where = rest.split("?", 1)[0].rpartition("@")
    hostport = where.split(";", 1)[0]
    host, colon, port = hostport.rpartition(":")
    if not colon or hostport.endswith("]"):
        host, port = hostport, "5060"
    if not port.isdigit():
        raise NoWay("A port is a whole number.")
    return unquote(user.split(";", 1)[0]), host, int(port)


def user_at_home(address: str, *, home: str) -> str:
    """Return whose phone of our own registrar this is, or "" where it is none."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() != "sip" or "@" not in rest:
        return ""
    user, host, _ = split_address(rest)
    return user if host == home else ""


def _through(trunk: Trunk | None, callee: str) -> Way:
    if trunk is None:
        raise NoWay("There is no trunk that this telephone could call through.")
    return Way(
        callee=callee,
        host=trunk.host,
        port=trunk.port,
        user=trunk.user or None,
        password=trunk.secret or None,
    )


def _registered(user: str, bindings: Sequence[Binding]) -> Way:
    if not bindings:
        raise NoWay("This phone has not registered.")
    best = bindings[0]
    _, host, port = split_address(best.uri.partition(":")[2])
    # Behind a router the phone is where its packets came from, not where it says.
    if best.source is not None:
        host, port = best.source
    return Way(callee=user, host=host, port=port, uri=best.uri)
