"""The register of police units that a country loads for itself."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """A station or office: a public place and a post, never a person."""

    country = models.CharField(max_length=2)
    code = models.CharField(max_length=40)
    parent_code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40)
    area = models.CharField(max_length=20, blank=True)
    names = models.JSONField()
    post_title = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code"], name="places_one_unit_per_code"
            )
        ]

    class Secrecy:
        plain = (
            "id",
            "country",
            "code",
            "parent_code",
            "kind",
            "area",
            "names",
            "post_title",
            "source",
            "closed_on",
        )

    def __str__(self) -> str:
        return self.code
