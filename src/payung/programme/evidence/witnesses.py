"""The time-stamping authorities of this machine, read from its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from payung.engines.sealed import Refused
from payung.gateways.witness import Authority, NoAddress, Witness


class BadWitnessFile(ValueError):
    """The file of authorities says something that cannot be used; it says where."""


def witnesses() -> tuple[Witness, ...]:
    """Return the authorities in the order of the file; none where there is no file.

    Read anew each time, so that a change needs no restart. Raise BadWitnessFile.
    """
    path: Path | None = settings.WITNESSES
    return () if path is None else witnesses_in(path)


def witnesses_in(path: Path) -> tuple[Witness, ...]:
    """Return the authorities that a file describes; raise BadWitnessFile."""
    try:
        tables = tomllib.loads(path.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadWitnessFile(
            f"The file of PAYUNG_WITNESSES cannot be read: {type(problem).__name__}."
        ) from None
    return tuple(_authority(name, table, path.parent) for name, table in tables.items())


def _authority(name: str, table: object, folder: Path) -> Authority:
    if not isinstance(table, Mapping) or set(table) != {"address", "roots"}:
        raise BadWitnessFile(f"[{name}] needs `address` and `roots`, and nothing else.")
    try:
        return Authority(
            name=name[:40],
            address=str(table["address"]),
            vouchers=(folder / str(table["roots"])).read_bytes(),
        )
    except OSError:
        raise BadWitnessFile(f"[{name}] `roots`: there is no such file.") from None
    except Refused:
        raise BadWitnessFile(f"[{name}] `roots` holds no certificate (PEM).") from None
    except (NoAddress, ValueError):
        raise BadWitnessFile(f"[{name}] `address` is none that can be asked.") from None
