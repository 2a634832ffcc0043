"""The list of everything in a bundle: what is signed, so that nothing can be exchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ._canonical import canonical


MANIFEST, SIGNATURE = "manifest.json", "signature.bin"
# Says what kind of statement this is, so that a signature under it serves no other use.
LABEL = "payung/1/statement/bundle"
MOST_BYTES = 0xFFFF_FFFF
MOST_FILES = 5000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(?:/[A-Za-z0-9][A-Za-z0-9_.-]*)?")
_HEX_64 = re.compile(r"[0-9a-f]{64}")


class NotAManifest(ValueError):
    """Bytes that are no list as this program writes it."""


class Role(StrEnum):
    """What a file in a bundle is there for."""

    ORIGINAL = "original"
    WORKING_COPY = "working_copy"
    CUSTODY = "custody"
    DIGEST_LIST = "digest_list"
    TIME_STAMP = "time_stamp"
    AUTHORITIES = "authorities"
    KEY = "key"
    SUMS = "sums"
    README = "readme"
    PAGE = "page"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A file as the list names it; `of` is the number of the evidence, 0 for none."""

    name: str
    role: Role
    size: int
    sha256: str
    of: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What is signed: who made it when for whom, her key (hex), and every file."""

    case: str
    made_at: str
    made_by: str
    made_for: str
    key: str
    files: tuple[Listed, ...]


def is_a_name(name: str) -> bool:
    """Return whether a file in a bundle may be called so."""
    return (
        len(name) <= 100
        and _NAME.fullmatch(name) is not None
        and name not in {MANIFEST, SIGNATURE}
    )


def statement(manifest: Manifest) -> bytes:
    """Return the bytes of manifest.json, which are signed as they are."""
    return canonical(
        {
            "about": LABEL,
            "case": manifest.case,
            "files": [_listed(one) for one in manifest.files],
            "key": manifest.key,
            "made_at": manifest.made_at,
            "made_by": manifest.made_by,
            "made_for": manifest.made_for,
        }
    )


def read_statement(data: bytes) -> Manifest:
    """Return the list that these bytes are; raise NotAManifest."""
    try:
        manifest = _manifest(json.loads(data))
        same = statement(manifest) == data
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotAManifest from None
    if not same:
        raise NotAManifest
    return manifest


def fits(sizes: Iterable[tuple[str, int]]) -> bool:
    """Return whether files of these names and sizes fit into one plain container."""
    counted = [size + 2 * len(name) + 76 for name, size in sizes]
    return len(counted) <= MOST_FILES and sum(counted) + 22 <= MOST_BYTES


def _listed(one: Listed) -> Mapping[str, object]:
    return {
        "name": one.name,
        "of": one.of,
        "role": one.role.value,
        "sha256": one.sha256,
        "size": one.size,
    }


def _manifest(facts: Mapping[str, object]) -> Manifest:
    files = facts["files"]
    if not isinstance(files, list):
        raise NotAManifest
    listed = tuple(_file(one) for one in files)
    if len({one.name for one in listed}) != len(listed):
        raise NotAManifest
    if not fits((one.name, one.size) for one in listed):
        raise NotAManifest
    words = {name: facts[name] for name in ("case", "made_at", "made_by", "made_for")}
    key = facts["key"]
    if not all(isinstance(word, str) for word in words.values()):
        raise NotAManifest
    if not isinstance(key, str) or _HEX_64.fullmatch(key) is None:
        raise NotAManifest
    return Manifest(**words, key=key, files=listed)  # type: ignore[arg-type]


def _file(one: Mapping[str, object]) -> Listed:
    name, size, of, sha256 = one["name"], one["size"], one["of"], one["sha256"]
    if not isinstance(name, str) or not is_a_name(name):
        raise NotAManifest
    # A truth value is a number too, and is written otherwise.
    if not all(type(number) is int and number >= 0 for number in (size, of)):
        raise NotAManifest
    if not isinstance(sha256, str) or _HEX_64.fullmatch(sha256) is None:
        raise NotAManifest
    return Listed(name=name, role=Role(one["role"]), size=size, sha256=sha256, of=of)  # type: ignore[arg-type]


def names_of(files: Iterable[Listed], role: Role) -> tuple[Listed, ...]:
    """Return the files that are there for this."""
    return tuple(one for one in files if one.role is role)
