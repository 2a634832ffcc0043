"""The register of institutions: police units, courts, ministries and the like."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """A station, court or office: a public place, never a person.

    `tier` says how high it stands ("" where nobody said). `kept_here`: it was last
    written on the page, so a file that is loaded later leaves it as it is.
    """

    country = models.CharField(max_length=2)
    code = models.CharField(max_length=40)
    parent_code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40)
    area = models.CharField(max_length=20, blank=True)
    names = models.JSONField()
    post_title = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300)
    closed_on = models.DateField(null=True)
    tier = models.CharField(max_length=10, blank=True)
    kept_here = models.BooleanField(default=False)

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
            "tier",
            "kept_here",
        )

    def __str__(self) -> str:
        return self.code
