"""Where sealed files lie: a folder, or memory in tests. It never sees plain content."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID, uuid4


class NoSuchFile(LookupError):
    """Nothing is kept under this name."""


class AlreadyKept(FileExistsError):
    """Something is kept under this name; evidence is never written over."""


class Vault(Protocol):
    """Keep sealed bytes under a UUID. What is kept is never changed."""

    def put(self, name: UUID, chunks: Iterable[bytes]) -> int:
        """Keep all chunks or nothing; return their number of bytes."""

    def open(self, name: UUID) -> BinaryIO:
        """Return a seekable reader; raise NoSuchFile."""

    def remove(self, name: UUID) -> None:
        """Forget a file; raise NoSuchFile."""


class FolderVault:
    """Files in a folder, two levels deep so that no listing grows long."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: UUID, chunks: Iterable[bytes]) -> int:
        """Write aside, flush to the disk, then name it: a power cut leaves no half."""
        path = self._path(name)
        if path.exists():
            raise AlreadyKept(str(name))
        # Each by itself: `parents` would leave the outer one open to others.
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        # A name of its own: what a crash or another sender left is in nobody's way.
        aside = path.with_suffix(f".{uuid4().hex}.part")
        try:
            size = _write(aside, chunks)
            # A link, unlike a rename, never replaces what is kept already.
            path.hardlink_to(aside)
        except FileExistsError:
            raise AlreadyKept(str(name)) from None
        finally:
            aside.unlink(missing_ok=True)
        _flush(path.parent)
        _flush(self.folder)
        return size

    def open(self, name: UUID) -> BinaryIO:
        """Return the file opened for reading."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            raise NoSuchFile(str(name)) from None

    def remove(self, name: UUID) -> None:
        """Delete the file."""
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            raise NoSuchFile(str(name)) from None

    def _path(self, name: UUID) -> Path:
        return self.folder / name.hex[:2] / name.hex


class FakeVault:
    """Keep files in memory, under the same rules."""

    def __init__(self) -> None:
        self.kept: dict[UUID, bytes] = {}

    def put(self, name: UUID, chunks: Iterable[bytes]) -> int:
        """Keep all chunks or nothing."""
        if name in self.kept:
            raise AlreadyKept(str(name))
        whole = b"".join(chunks)
        self.kept[name] = whole
        return len(whole)

    def open(self, name: UUID) -> BinaryIO:
        """Return a reader of what was kept."""
        if name not in self.kept:
            raise NoSuchFile(str(name))
        return io.BytesIO(self.kept[name])

    def remove(self, name: UUID) -> None:
        """Forget what was kept."""
        if self.kept.pop(name, None) is None:
            raise NoSuchFile(str(name))


def _write(path: Path, chunks: Iterable[bytes]) -> int:
    size = 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size


def _flush(folder: Path) -> None:
    # Without this a power cut can lose the name of a file whose bytes are safe.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
