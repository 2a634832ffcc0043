"""The machine's keys, in memory only: one small file per country, gone with the power."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from payung.engines import sealed


SHARED = Path("/dev/shm")  # noqa: S108 - memory, not a disk; owner and mode are checked
ID_BYTES, KEY_BYTES = 16, 32


class NotMemory(RuntimeError):
    """The folder for the machine's keys lies on a disk, or is open to others."""


def folder() -> Path:
    """Return where the keys lie: one folder per account, data folder and database."""
    chosen = getattr(settings, "MACHINE_MEMORY", None)
    if chosen:
        return Path(chosen)
    place = f"{settings.DATA} {connection.settings_dict['NAME']}"
    digest = hashlib.sha256(place.encode()).hexdigest()[:12]
    return SHARED / f"payung-{os.geteuid()}-{digest}"


def keep(country: str, secret: sealed.RecordSecret) -> None:
    """Put a country's key into memory; raise NotMemory where it would reach a disk."""
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_hers(place)
    if not settings.PLAIN_HTTP and not _is_in_memory(place):
        raise NotMemory("The folder for the machine's keys must lie in a tmpfs.")
    aside = place / f"{uuid4().hex}.part"
    opened = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(UUID(str(secret.record)).bytes + secret.key)
    # A rename: whoever reads at this moment has the old key or the new, never a half.
    aside.replace(_file(country))


def kept(country: str) -> sealed.RecordSecret | None:
    """Return a country's key, read anew each time, or None where it is not there."""
    try:
        _check_hers(folder())
        data = _file(country).read_bytes()
    except (FileNotFoundError, NotMemory):
        return None
    if len(data) != ID_BYTES + KEY_BYTES:
        return None
    record = UUID(bytes=data[:ID_BYTES])
    return sealed.RecordSecret(record=record, key=data[ID_BYTES:])


def forget(country: str) -> None:
    """Take a country's key out of memory; nothing changes where it is not there."""
    with contextlib.suppress(FileNotFoundError):
        _file(country).unlink()


def _file(country: str) -> Path:
    if len(country) != 2 or not country.isalpha():
        raise ValueError("A country has two letters.")
    return folder() / f"{country}.key"


def _check_hers(place: Path) -> None:
    found = place.lstat()
    # Anybody may make folders there: one that somebody else made is a trap.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise NotMemory("The folder for the machine's keys belongs to somebody else.")
    if found.st_mode & 0o077:
        raise NotMemory("Others can look into the folder for the machine's keys.")


def _is_in_memory(place: Path) -> bool:
    """Return whether the folder is on a tmpfs or ramfs, as Linux lists its mounts."""
    real = place.resolve()
    kinds: dict[Path, str] = {}
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/mounts").read_text().splitlines():
            _device, where, kind, *_rest = line.split(" ")
            kinds[Path(where)] = kind
    holding = [where for where in kinds if real.is_relative_to(where)]
    deepest = max(holding, key=lambda where: len(where.parts), default=None)
    return deepest is not None and kinds[deepest] in {"tmpfs", "ramfs"}
