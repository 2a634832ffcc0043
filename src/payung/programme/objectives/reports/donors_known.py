"""The donors that reports are written for: files beside this one, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any


FOLDER = Path(__file__).parent / "donors"


class NoSuchDonor(LookupError):
    """No file describes this donor; says which there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Donor:
    """A donor: its name, the template of its report, what it asks for, its registers.

    `indicators` are the codes it wants, in its order; none means all.
    """

    code: str
    name: Mapping[str, str]
    template: str
    indicators: tuple[str, ...]
    iati: Mapping[str, Any]
    started_on: date
    data_set: str


@cache
def donors() -> Mapping[str, Donor]:
    """Return all donors by code."""
    return MappingProxyType(
        {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}
    )


def donor_of(code: str) -> Donor:
    """Return one donor; raise NoSuchDonor."""
    try:
        return donors()[code]
    except KeyError:
        known = ", ".join(donors())
        raise NoSuchDonor(
            f"There is no donor {code}. Choose one of: {known}."
        ) from None


def _read(path: Path) -> Donor:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Donor(
        code=path.stem,
        name=said["name"],
        template=said["template"],
        indicators=tuple(said["indicators"]),
        iati=said["iati"],
        started_on=said["iati"]["started_on"],
        data_set=said["dhis2"]["data_set"],
    )
