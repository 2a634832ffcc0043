"""Snapshots of calls in a folder that is memory: they outlive a crash, not a seizure."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from uuid import uuid4


log = logging.getLogger(__name__)

MOUNTS = Path("/proc/self/mountinfo")
SWAPS = Path("/proc/swaps")
_IN_MEMORY = ("tmpfs", "ramfs")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PART = ".part"


class NotInMemory(ValueError):
    """The folder lies on a disk, where a caller's number must never be."""


class NotAnId(ValueError):
    """A name that could name a person, or another file."""


class Memory:
    """One file for each call, in a folder of /dev/shm or another tmpfs.

    Raise NotInMemory for a folder on a disk, unless told `anywhere`.
    """

    def __init__(self, folder: Path, *, anywhere: bool = False) -> None:
        if not anywhere:
            _demand_memory(folder)
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        for left in folder.glob(f"*{_PART}"):
            left.unlink(missing_ok=True)

    def keep(self, id: str, data: bytes) -> None:  # noqa: A002 - the calls' word
        """Keep a snapshot in place of the one before; raise NotAnId."""
        path = self._path(id)
        aside = self.folder / f"{uuid4().hex}{_PART}"
        aside.touch(mode=0o600)
        aside.write_bytes(data)
        # In one move: a crash leaves the one before or this one, never a half.
        aside.replace(path)

    def all(self) -> dict[str, bytes]:
        """Return every snapshot by id."""
        return {
            path.name: path.read_bytes()
            for path in sorted(self.folder.iterdir())
            if path.suffix != _PART
        }

    def forget(self, id: str) -> None:  # noqa: A002 - the calls' word
        """Forget a snapshot; one that is not there changes nothing. Raise NotAnId."""
        self._path(id).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _ID.fullmatch(name):
            raise NotAnId("An id has 1 to 64 letters, digits, dashes or underlines.")
        return self.folder / name


def _demand_memory(folder: Path) -> None:
    kind = kind_of_mount(folder, MOUNTS.read_text())
    if kind not in _IN_MEMORY:
        raise NotInMemory(
            f"{folder} lies on a file system of the kind {kind or 'unknown'}."
            " Name a folder in /dev/shm, which is memory."
        )
    if len(SWAPS.read_text().splitlines()) > 1:
        log.warning(
            "This machine swaps: what is in memory can reach its disk."
            " Switch swap off or encrypt it."
        )


def kind_of_mount(folder: Path, mounts: str) -> str:
    """Return the file system that holds a folder, by the text of mountinfo.

    The folder need not exist yet. Of several mounts on one place the last one counts.
    """
    whole = folder.resolve()
    found = ("", "")
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        place = fields[4].encode().decode("unicode_escape")
        if whole.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, after.split(" ")[0])
    return found[1]
