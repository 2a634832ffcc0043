"""Figures as ADX (IHE QRPH aggregate data exchange, 2015): one group per place and period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from ._dhis2 import Register
from ._figure import Figure, NothingToHand, Span


NAMESPACE = "urn:ihe:qrph:adx:2015"
# An axis becomes the name of an attribute: letters, digits and _ only.
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_]")
# The profile's own names, and what a register adds to a group.
_TAKEN = frozenset({"dataElement", "value", "orgUnit", "period", "dataSet", "exported"})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Value:
    unit: str
    figure: Figure
    value: float
    dimensions: tuple[tuple[str, str], ...]


def adx(figures: Sequence[Figure], register: Register, *, at: datetime) -> bytes:
    """Return the figures that have a value; raise NothingToHand."""
    values = [one for figure in figures for one in _values(figure, register)]
    if not values:
        raise NothingToHand("None of these figures has a value yet.")
    root = etree.Element(f"{{{NAMESPACE}}}adx", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set("exported", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    groups: dict[tuple[str, str], list[_Value]] = {}
    for one in values:
        key = (one.unit, duration_of(one.figure.period))
        groups.setdefault(key, []).append(one)
    for (unit, period), members in sorted(groups.items(), key=lambda g: g[0]):
        group = etree.SubElement(root, f"{{{NAMESPACE}}}group")
        group.set("dataSet", register.data_set)
        group.set("orgUnit", unit)
        group.set("period", period)
        for one in members:
            _write(group, one)
    made: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    return made


def duration_of(span: Span) -> str:
    """Return a period as ISO 8601 says it: 2026-07-01/P3M."""
    length = "P1Y" if span.months == 12 else f"P{span.months}M"
    return f"{span.first_day.isoformat()}/{length}"


def name_of(axis: str) -> str:
    """Return an axis as the name of an attribute, none of which the profile has taken."""
    name = _NOT_A_NAME.sub("_", axis)
    taken = name in _TAKEN or not (name[0].isalpha() or name[0] == "_")
    return f"by_{name}" if taken else name


def _values(figure: Figure, register: Register) -> Iterator[_Value]:
    if figure.value is not None:
        yield _Value(
            unit=register.country_unit,
            figure=figure,
            value=figure.value,
            dimensions=(),
        )
    for cell in figure.cells:
        yield _Value(
            unit=cell.places[0] if cell.places else register.country_unit,
            figure=figure,
            value=cell.value,
            dimensions=cell.dimensions,
        )


def _write(group: etree._Element, one: _Value) -> None:
    written = etree.SubElement(group, f"{{{NAMESPACE}}}dataValue")
    written.set("dataElement", one.figure.code)
    written.set("value", one.figure.written(one.value))
    for axis, category in one.dimensions:
        written.set(name_of(axis), category)
    if one.figure.notes and not one.dimensions:
        said = etree.SubElement(written, f"{{{NAMESPACE}}}annotation")
        said.text = " ".join(one.figure.notes)
