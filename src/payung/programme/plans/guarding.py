"""What was approved never changes: no way through a row or through many rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models


Row = TypeVar("Row", bound=models.Model)


class ApprovedNeverChanges(RuntimeError):
    """Something tried to change an approved plan. A new version is the only way."""


class GuardedRows(models.QuerySet[Row]):
    """Rows of a plan that refuse every change once their plan is approved.

    The model says by `APPROVED` how to ask whether a row's plan is. Deeds ask first and
    answer with a sentence; this is for the deed that somebody forgets it in.
    """

    def update(self, **given: Any) -> int:
        """Change many rows; raise ApprovedNeverChanges."""
        self._refuse(self)
        if "version" in given or "version_id" in given:
            # Moved together, rows could come into a plan that is approved.
            raise ApprovedNeverChanges(self.model.__name__)
        return super().update(**given)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Take many rows out; raise ApprovedNeverChanges."""
        self._refuse(self)
        return super().delete()

    def bulk_create(self, objs: Iterable[Row], *given: Any, **named: Any) -> list[Row]:
        """Add many rows; raise ApprovedNeverChanges."""
        rows = list(objs)
        for row in rows:
            refuse_approved(row)
        return super().bulk_create(rows, *given, **named)

    def bulk_update(self, objs: Iterable[Row], *given: Any, **named: Any) -> int:
        """Change many rows; raise ApprovedNeverChanges."""
        rows = list(objs)
        self._refuse(self.model._default_manager.filter(pk__in=[r.pk for r in rows]))
        return super().bulk_update(rows, *given, **named)

    def _refuse(self, rows: models.QuerySet[Any] | Self) -> None:
        approved = {f"{self.model.APPROVED}__isnull": False}  # type: ignore[attr-defined]
        if rows.filter(**approved).exists():
            raise ApprovedNeverChanges(self.model.__name__)


def refuse_approved(row: models.Model) -> None:
    """Raise ApprovedNeverChanges where a row belongs to a plan that is approved.

    Asked of the database, not of the row: what somebody holds may be older.
    """
    versions = row.APPROVED.rpartition("__")[0]  # type: ignore[attr-defined]
    kept = type(row)._default_manager.filter(pk=row.pk)
    if kept.filter(**{f"{row.APPROVED}__isnull": False}).exists():  # type: ignore[attr-defined]
        raise ApprovedNeverChanges(type(row).__name__)
    if versions:
        version = getattr(row, versions)
        refuse_approved(version)
