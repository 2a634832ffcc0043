"""Read which channels and clouds a machine uses: one TOML file, for nobody else's eyes.

[np.sms]
by = "modem"            # or smpp, http, telegram, whatsapp, signal
line = "main"           # whose contacts its messages are
device = "/dev/ttyUSB0" # the rest is what that channel asks for

[np.voice]
by = "twilio"           # or signalwire, telnyx, exotel, africas_talking
account = "AC…"
token = "…"
base = "https://…/line/np/voice"
"""

from __future__ import annotations

import stat
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings


VOICE = "voice"


class BadChannelFile(ValueError):
    """What is wrong in the file, by table and key; never a value of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """One table of the file. `given` may hold secrets, so it shows in no repr."""

    country: str
    name: str
    by: str
    line: str
    given: dict[str, Any] = field(repr=False)
    folder: Path


def described_in(country: str) -> dict[str, Described]:
    """Return the tables of a country by name; none without a file.

    Raise BadChannelFile.
    """
    path: Path | None = settings.HOTLINE_CHANNELS
    if path is None:
        return {}
    tables = _read(path).get(country, {})
    if not isinstance(tables, dict):
        raise BadChannelFile(f"[{country}] must hold tables, such as [{country}.sms].")
    return {name: _described(country, name, it, path) for name, it in tables.items()}


def _described(country: str, name: str, table: Any, path: Path) -> Described:
    if not isinstance(table, dict) or not isinstance(table.get("by"), str):
        raise BadChannelFile(f'[{country}.{name}] needs a line such as by = "modem".')
    given = {key: value for key, value in table.items() if key not in ("by", "line")}
    return Described(
        country=country,
        name=name,
        by=table["by"],
        line=str(table.get("line", "")),
        given=given,
        folder=path.parent,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        found = path.stat()
    except OSError:
        raise BadChannelFile("PAYUNG_HOTLINE names no file that can be read.") from None
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO) and not settings.PLAIN_HTTP:
        raise BadChannelFile("Others can read the file of PAYUNG_HOTLINE: chmod 600.")
    return _parsed(path, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _parsed(path: Path, _changed: int) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        # The parser's sentence may quote a secret.
        raise BadChannelFile("The file of PAYUNG_HOTLINE is not TOML.") from None
