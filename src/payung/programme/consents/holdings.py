"""What hangs on the key of a permission, and what of permissions on that of a case."""

from __future__ import annotations

from uuid import UUID

from payung.programme.cases.models import Case
from payung.programme.people.holdings import Field, Holding

from .answers import witness_field
from .details import detail_field
from .models import PurposeKey
from .queries import records_of


__all__ = ["holding_of", "more_of", "records_of"]


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on the key of a permission, or None where it is none."""
    key = PurposeKey.objects.filter(pk=record).first()
    if key is None:
        return None
    return Holding(
        fields=tuple(
            Field(row=row, column="text", name=detail_field(row.pk))
            for row in key.details.all()
        )
    )


def more_of(case: Case) -> tuple[Field, ...]:
    """Return what of permissions hangs on the key of the case: who was there."""
    return tuple(
        Field(row=row, column="witness", name=witness_field(row.pk))
        for row in case.consents.all()
    )
