"""The line to the operator: read from a TOML file, its secret from a file of its own.

[trunk]
host = "sip.operator.example"
port = 5060                      # may be left out
user = "account"
realm = "operator.example"       # may be left out: then the operator's is taken
secret_file = "trunk.secret"     # readable by its owner only
register = true                  # may be left out
expires = 300                    # seconds, may be left out
networks = ["192.0.2.0/24"]      # where the operator's calls come from
"""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path


LONGEST_SECRET = 200
_KEYS = (
    *("host", "port", "user", "realm", "secret_file", "register", "expires"),
    "networks",
)
_NEEDED = ("host", "user", "secret_file", "networks")


class TrunkNotUsable(ValueError):
    """Settings that no trunk can be opened with; says file, key and remedy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trunk:
    """Where calls come from and go to. `expires` in seconds.

    `realm` is empty where any realm of the operator's is answered.
    """

    host: str
    port: int
    user: str
    realm: str
    secret: str
    register: bool
    expires: int
    networks: tuple[IPv4Network | IPv6Network, ...]

    def __repr__(self) -> str:
        """Return what names neither the account nor the secret."""
        return f"<Trunk {self.host}:{self.port}>"


def read_trunk(path: Path) -> Trunk:
    """Return the trunk of a TOML file; raise TrunkNotUsable."""
    table = _Table(path)
    register = table.yes_no("register", otherwise=True)
    return Trunk(
        host=table.text("host"),
        port=table.whole("port", otherwise=5060, least=1, most=65535),
        user=table.text("user"),
        realm=table.text("realm", otherwise=""),
        secret=_secret(table, path.parent / table.text("secret_file")),
        register=register,
        expires=table.whole("expires", otherwise=300, least=60, most=86400),
        networks=table.networks("networks"),
    )


class _Table:
    """The table [trunk] of a file; its refusals name file, key and remedy."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._values = _trunk_table(path)
        unknown = sorted(self._values.keys() - set(_KEYS))
        if unknown:
            raise TrunkNotUsable(
                f"{path}: [trunk] has an unknown key {unknown[0]}."
                f" Known are {', '.join(_KEYS)}."
            )
        missing = [key for key in _NEEDED if key not in self._values]
        if missing:
            raise TrunkNotUsable(f"{path}: [trunk] lacks the key {missing[0]}.")

    def refuse(self, key: str, remedy: str) -> TrunkNotUsable:
        return TrunkNotUsable(f"{self.path}: {key} {remedy}")

    def text(self, key: str, *, otherwise: str = "") -> str:
        value = self._values.get(key, otherwise)
        plain = isinstance(value, str) and value.isprintable() and len(value) <= 200
        if not isinstance(value, str) or not plain or (key in _NEEDED and not value):
            raise self.refuse(key, "must be a text of 1 to 200 signs in quotes.")
        if key == "host" and not set(value).isdisjoint(" :/@"):
            raise self.refuse(
                key, 'is a bare name or IPv4 address; put the port into "port".'
            )
        return value

    def whole(self, key: str, *, otherwise: int, least: int, most: int) -> int:
        value = self._values.get(key, otherwise)
        if type(value) is not int or not least <= value <= most:
            raise self.refuse(key, f"must be a whole number from {least} to {most}.")
        return value

    def yes_no(self, key: str, *, otherwise: bool) -> bool:
        value = self._values.get(key, otherwise)
        if not isinstance(value, bool):
            raise self.refuse(key, "must be true or false, without quotes.")
        return value

    def networks(self, key: str) -> tuple[IPv4Network | IPv6Network, ...]:
        value = self._values[key]
        if not isinstance(value, list) or not value:
            raise self.refuse(key, 'must be a list such as ["192.0.2.0/24"].')
        try:
            found = tuple(ip_network(each) for each in map(str, value))
        except ValueError:
            raise self.refuse(
                key, "must hold networks such as 192.0.2.0/24 or 192.0.2.7/32."
            ) from None
        if any(each.prefixlen == 0 for each in found):
            # Whoever is in them is let in without a password.
            raise self.refuse(key, "must not hold the whole Internet.")
        return found


def _trunk_table(path: Path) -> Mapping[str, object]:
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TrunkNotUsable(f"{path}: there is no such file.") from None
    except OSError:
        raise TrunkNotUsable(f"{path}: the file cannot be read.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TrunkNotUsable(f"{path}: this is no TOML: {error}") from None
    table = whole.get("trunk")
    if not isinstance(table, dict):
        raise TrunkNotUsable(f"{path}: it needs a table [trunk].")
    return table


def _secret(table: _Table, path: Path) -> str:
    key = "secret_file"
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8").strip("\r\n")
    except FileNotFoundError:
        raise table.refuse(key, f"names {path}, and there is no such file.") from None
    except (OSError, UnicodeDecodeError):
        raise table.refuse(key, f"names {path}, which cannot be read.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise table.refuse(
            key, f"names {path}, which others may read. Run: chmod 600 {path}"
        )
    if not 1 <= len(text) <= LONGEST_SECRET or not text.isprintable():
        raise table.refuse(key, f"names {path}, which must hold one line, the secret.")
    return text
