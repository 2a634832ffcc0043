"""What is kept of a call that a cloud carries, between two of its questions."""

from __future__ import annotations

from django.db import models

from payung.programme.people.sealed_fields import SealedField


class CloudRow(models.Model):
    """What a cloud's call or order is at, between two of its webhooks.

    Sealed under the machine's key: it holds the numbers of our phones.
    """

    country = models.CharField(max_length=2)
    name = models.CharField(max_length=160)
    row = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"], name="hotline_cloud_row_once"
            )
        ]

    class Secrecy:
        sealed = ("row",)
        plain = ("id", "country", "name")

    def __str__(self) -> str:
        return f"{self.country} {self.name}"
