"""What a check of a bundle finds: what changed and where, what was stamped when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ._manifest import Manifest


class Trouble(StrEnum):
    """What is wrong with a part of a bundle."""

    NO_BUNDLE = "no_bundle"
    BEFORE = "before"
    CONTENT = "content"
    HEADER = "header"
    DIRECTORY = "directory"
    END = "end"
    MISSING = "missing"
    BEHIND = "behind"
    SIGNATURE = "signature"
    KEY = "key"
    SUMS = "sums"
    CUSTODY = "custody"
    STAMP = "stamp"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that is wrong: with which file, from byte `start` to before `stop`.

    `why` is a code or a number that says more, "" where there is no more to say.
    """

    trouble: Trouble
    name: str
    start: int
    stop: int
    why: str = ""

    def covers(self, byte: int) -> bool:
        """Return whether this byte of the bundle is named by it."""
        return self.start <= byte < self.stop


@dataclass(frozen=True, kw_only=True, slots=True)
class StampSeen:
    """A time stamp that holds: for which file, its moment, and how its roots are known."""

    name: str
    of: int
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What was found. `manifest` is None where the list itself cannot be read.

    `unchecked` names files that could not be compared because the list is damaged, or
    whose time stamp no given authority vouches for.
    """

    manifest: Manifest | None
    findings: tuple[Finding, ...]
    stamps: tuple[StampSeen, ...] = ()
    unchecked: tuple[str, ...] = field(default=())

    @property
    def is_whole(self) -> bool:
        """Return whether nothing at all is wrong."""
        return not self.findings
