"""What the journal keeps: entries, and the head of their chain."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One deed. Never changed, never deleted; each names the digest before it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    class Secrecy:
        plain = (
            "number",
            "at",
            "kind",
            "actor",
            "subject",
            "details",
            "previous",
            "digest",
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.subject}"


class Head(models.Model):
    """The newest entry. One row, locked while an entry is added."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    class Secrecy:
        plain = ("id", "number", "digest")

    def __str__(self) -> str:
        return f"head at {self.number}"
