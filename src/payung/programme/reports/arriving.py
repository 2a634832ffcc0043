"""What a browser sends: read it, and refuse what could lie open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from payung.engines import sealed
from payung.engines.forms import (
    Answers,
    Keep,
    NotAnswers,
    checked,
    leaves,
    not_as_asked,
    without_indexes,
)
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of

from .published import Published


GROUPS = ("identity", "contact", "story", "details")
LONGEST_NAME = 249


class NotReadable(ValueError):
    """The message is not one that our page writes; nothing of it was kept."""


class LiesOpen(ValueError):
    """An answer came unsealed that must be sealed; nothing of it was kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Arriving:
    """A sealed report on its way in, each part well-formed."""

    record: UUID
    form: str
    version: str
    team: UUID
    epoch: int
    instance: str
    wrap: sealed.Wrap
    coded: Answers
    groups: dict[str, sealed.Envelope]


def read_arriving(body: bytes) -> Arriving:
    """Return a message as its parts; raise NotReadable where one is not well-formed."""
    try:
        said = json.loads(body)
        return _parts(said)
    except (ValueError, KeyError, TypeError, RecursionError, NotAnswers):
        raise NotReadable from None
    except sealed.Refused:
        raise NotReadable from None


def _parts(said: dict[str, Any]) -> Arriving:
    record, team, epoch = UUID(said["record"]), UUID(said["team"]), int(said["epoch"])
    names = {key: _name(said[key]) for key in ("form", "version", "instance")}
    if not 0 < epoch < 2**31 or set(said["sealed"]) - set(GROUPS):
        raise NotReadable
    wrap = sealed.Wrap(
        kind=sealed.WrapKind.TO_PUBLIC_KEY,
        record=record,
        team=team,
        epoch=epoch,
        data=sealed.from_text(said["wrap"]),
    )
    wrap.check()
    groups = {
        group: sealed.Envelope.read_text(text) for group, text in said["sealed"].items()
    }
    return Arriving(
        record=record,
        team=team,
        epoch=epoch,
        wrap=wrap,
        coded=checked(said["coded"]),
        groups=groups,
        **names,
    )


def _name(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise NotReadable
    return value


def check_coded(coded: Answers, form: Published, *, country: str) -> None:
    """Raise LiesOpen unless every answer is one that the coding table calls coded.

    A name typed where a code belongs would lie open too: choices must be offered ones,
    areas and units must stand in the country's registers.
    """
    units: list[str] = []
    areas: list[str] = []
    for path, text in leaves(coded):
        bare = without_indexes(path)
        if form.keep.get(bare) != Keep.CODED:
            raise LiesOpen(bare)
        node = form.nodes[bare]
        # Ten digits are a telephone number, whatever the question was.
        if node["type"] in {"integer", "decimal"} and len(text.split(".")[0]) > 9:
            raise LiesOpen(bare)
        appearance = node.get("appearance", "").split()
        if "area" in appearance:
            areas.append(text)
        elif "unit" in appearance:
            units.append(text)
    if not_as_asked(coded, form.form):
        raise LiesOpen
    _check_areas(areas, country)
    _check_units(units, country)


def _check_areas(codes: list[str], country: str) -> None:
    known = {area.code for area in pack_of(country).areas} if codes else set()
    _check_codes(codes, known)


def _check_units(codes: list[str], country: str) -> None:
    if codes:
        rows = Unit.objects.filter(country=country)
        _check_codes(codes, set(rows.values_list("code", flat=True)))


def _check_codes(codes: list[str], known: set[str]) -> None:
    # Without a register a code must at least have a digit: names have none.
    for code in codes:
        if code not in known if known else not any(sign.isdigit() for sign in code):
            raise LiesOpen
