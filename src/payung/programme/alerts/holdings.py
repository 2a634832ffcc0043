"""What hangs on the key of a machine: its mark, and where people are reached."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, Holding

from .machine import MARK, address_field
from .models import Machine, Way


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is no machine's."""
    machine = Machine.objects.filter(record=record).first()
    if machine is None:
        return None
    ways = Way.objects.filter(person__country=machine.country)
    addresses = (
        Field(row=way, column="address", name=address_field(way)) for way in ways
    )
    return Holding(
        fields=(Field(row=machine, column="mark", name=MARK), *addresses),
    )
