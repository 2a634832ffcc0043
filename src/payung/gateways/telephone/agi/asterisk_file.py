"""The Asterisk that we stand beside: a TOML file, its secrets in files of their own.

[agi]                                  # where Asterisk finds us
secret_file = "dialplan.secret"        # PAYUNG_SECRET; readable by its owner only
host = "127.0.0.1"                     # this and all below may be left out
port = 4573
dials_number = "PJSIP/{number}@trunk"  # how Dial reaches a number
dials_phone = "PJSIP/{user}"           # how Dial reaches a SIP phone
sounds = "payung"
phone_context = "payung-phone"
heard_context = "payung-heard"
order_context = "payung-order"
voicemail_context = ""                 # named: Asterisk records, in the clear

[manager]                              # where we find Asterisk
secret_file = "manager.secret"
host = "127.0.0.1"                     # this and all below may be left out
port = 5038
user = "payung"
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Mapping
from ipaddress import IPv4Address
from pathlib import Path

from .settings import AgiSettings, Manager


_WORD = (re.compile(r"[A-Za-z0-9_-]{1,60}"), "letters, digits, - and _ only")
# Neither & nor a comma: they would ring something else beside.
_AROUND = r"[A-Za-z0-9_+*#@/.:;=-]{0,100}"
_TEXTS = {
    "dials_number": (
        re.compile(_AROUND + r"\{number\}" + _AROUND),
        "a channel with {number} in it, such as PJSIP/{number}@trunk",
    ),
    "dials_phone": (
        re.compile(_AROUND + r"\{user\}" + _AROUND),
        "a channel with {user} in it, such as PJSIP/{user}",
    ),
    "sounds": (
        re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_/-]{0,59}"),
        "a folder of Asterisk's sounds",
    ),
    "phone_context": _WORD,
    "heard_context": _WORD,
    "order_context": _WORD,
    "voicemail_context": (re.compile(r"[A-Za-z0-9_-]{0,60}"), "a context, or empty"),
    "user": _WORD,
}
_OF_ALL = ("secret_file", "host", "port")
_KNOWN = {
    "agi": (*_OF_ALL, *(key for key in _TEXTS if key != "user")),
    "manager": (*_OF_ALL, "user"),
}
# The dialplan and manager.conf give commas, semicolons, blanks and $ a meaning.
_SECRET = re.compile(r"[A-Za-z0-9_.+=/-]{16,200}")


class AsteriskNotUsable(ValueError):
    """Settings that no Asterisk can be reached with; says file, key and remedy."""


def read_asterisk(path: Path) -> AgiSettings:
    """Return what a TOML file says of Asterisk; raise AsteriskNotUsable."""
    tables = _tables(path)
    agi = _Table(path, "agi", tables["agi"])
    manager = _Table(path, "manager", tables["manager"])
    return AgiSettings(
        secret=agi.secret(),
        host=agi.host(),
        port=agi.port(otherwise=4573),
        **agi.texts(),
        manager=Manager(
            secret=manager.secret(),
            host=manager.host(),
            port=manager.port(otherwise=5038),
            **manager.texts(),
        ),
    )


class _Table:
    """One table of the file; its refusals name file, table, key and remedy."""

    def __init__(self, path: Path, name: str, values: Mapping[str, object]) -> None:
        self._path, self._name, self._values = path, name, values
        unknown = sorted(values.keys() - set(_KNOWN[name]))
        if unknown:
            known = ", ".join(_KNOWN[name])
            raise self._refusal(f"has an unknown key {unknown[0]}. Known are {known}.")

    def texts(self) -> dict[str, str]:
        """Return the texts that are given; the others stay what most need."""
        return {key: self._text(key) for key in _TEXTS if key in self._values}

    def host(self) -> str:
        """Return an address of this machine or of a private network."""
        value = self._values.get("host", "127.0.0.1")
        try:
            address = IPv4Address(value if isinstance(value, str) else "")
        except ValueError:
            raise self._refusal("host must be an IPv4 address in quotes.") from None
        if address.is_global or address.is_unspecified or address.is_multicast:
            # Neither AGI nor AMI is encrypted.
            raise self._refusal(
                "host must be of this machine (127.0.0.1) or of a private network."
            )
        return str(address)

    def port(self, *, otherwise: int) -> int:
        """Return a port."""
        value = self._values.get("port", otherwise)
        if type(value) is not int or not 1 <= value <= 65535:
            raise self._refusal("port must be a whole number from 1 to 65535.")
        return value

    def secret(self) -> str:
        """Return the line in the file of the secret."""
        named = self._values.get("secret_file")
        if not isinstance(named, str) or not named or not named.isprintable():
            raise self._refusal('needs secret_file = "…", the name of a file.')
        path = self._path.parent / named
        text = self._read(path)
        if not _SECRET.fullmatch(text):
            raise self._refusal(
                f"secret_file names {path}, which must hold one line of 16 to 200"
                f" letters and digits. Make one: openssl rand -hex 24 > {path}"
            )
        return text

    def _text(self, key: str) -> str:
        value = self._values[key]
        pattern, remedy = _TEXTS[key]
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise self._refusal(f"{key} must be {remedy}.")
        return value

    def _read(self, path: Path) -> str:
        try:
            mode = path.stat().st_mode
            text = path.read_text(encoding="utf-8").strip("\r\n")
        except FileNotFoundError:
            raise self._refusal(
                f"secret_file names {path}, and there is no such file."
            ) from None
        except (OSError, UnicodeDecodeError):
            raise self._refusal(
                f"secret_file names {path}, which cannot be read."
            ) from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise self._refusal(
                f"secret_file names {path}, which others may read."
                f" Run: chmod 600 {path}"
            )
        return text

    def _refusal(self, why: str) -> AsteriskNotUsable:
        return AsteriskNotUsable(f"{self._path}: [{self._name}] {why}")


def _tables(path: Path) -> Mapping[str, Mapping[str, object]]:
    whole = _whole(path)
    unknown = sorted(whole.keys() - _KNOWN.keys())
    if unknown:
        raise AsteriskNotUsable(
            f"{path}: {unknown[0]} is unknown. Known are the tables [agi], [manager]."
        )
    for name in _KNOWN:
        if not isinstance(whole.get(name), dict):
            raise AsteriskNotUsable(f"{path}: it needs a table [{name}].")
    return whole


def _whole(path: Path) -> dict[str, dict[str, object]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AsteriskNotUsable(f"{path}: there is no such file.") from None
    except OSError:
        raise AsteriskNotUsable(f"{path}: the file cannot be read.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AsteriskNotUsable(f"{path}: this is no TOML: {error}") from None
