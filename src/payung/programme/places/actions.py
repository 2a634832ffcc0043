"""Load a register of units from a file; loading it again changes what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from payung.engines.packs import Unit as UnitRow

from .models import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """How many units were new, changed, the same, closed, and left as the page has them."""

    new: int
    changed: int
    same: int
    closed: int
    kept: int = 0


@transaction.atomic
def load_units(*, country: str, units: Iterable[UnitRow], on: date) -> Loaded:
    """Bring the register to what the file says.

    A unit that left the file is closed and kept: old reports still name it. What was
    written on the page of institutions stays as it was written there.
    """
    known = {unit.code: unit for unit in Unit.objects.filter(country=country)}
    listed = list(units)
    counts = {"new": 0, "changed": 0, "same": 0, "kept": 0}
    for row in listed:
        counts[_bring(country, row, known.get(row.code))] += 1
    gone = [code for code in known if code not in {row.code for row in listed}]
    closing = Unit.objects.filter(
        country=country, code__in=gone, closed_on=None, kept_here=False
    )
    return Loaded(closed=closing.update(closed_on=on), **counts)


def _bring(country: str, row: UnitRow, known: Unit | None) -> str:
    values = {
        "parent_code": row.parent or "",
        "kind": row.kind,
        "area": row.area,
        "names": dict(row.name),
        "post_title": row.post_title,
        "source": row.source,
        "closed_on": None,
    }
    if known is None:
        Unit.objects.create(country=country, code=row.code, **values)
        return "new"
    if all(getattr(known, name) == value for name, value in values.items()):
        return "same"
    if known.kept_here:
        return "kept"
    Unit.objects.filter(pk=known.pk).update(**values)
    return "changed"
