"""What is kept of figures: releases and the briefs made of them. No fact, no name."""

from __future__ import annotations

from django.db import models


class StoredRelease(models.Model):
    """One protected table, as text with its digest; reopened by the engine alone."""

    country = models.CharField(max_length=2)
    audience = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField()
    table = models.CharField(max_length=12)
    # How far down the ladder it had to go: 0 as fine as wished.
    rung = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    body = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "audience", "since", "until", "table"],
                name="findings_one_release_per_table",
            )
        ]

    class Secrecy:
        plain = (
            "id",
            "country",
            "audience",
            "since",
            "until",
            "table",
            "rung",
            "made_at",
            "made_by",
            "body",
            "digest",
        )

    def __str__(self) -> str:
        return f"{self.country} {self.since:%Y-%m} {self.table}"


class Brief(models.Model):
    """A brief as it was made: both files, and the digest of what they were made of."""

    country = models.CharField(max_length=2)
    audience = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField()
    language = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    pdf = models.BinaryField()
    word = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Secrecy:
        plain = (
            "id",
            "country",
            "audience",
            "since",
            "until",
            "language",
            "made_at",
            "made_by",
            "pdf",
            "word",
            "digest",
        )

    def __str__(self) -> str:
        return f"brief-{self.since:%Y-%m}-{self.language}"
