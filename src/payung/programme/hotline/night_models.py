"""What the nights are proved by, and which parts of the program are at work."""

from __future__ import annotations

from django.db import models


class Night(models.Model):
    """What the nightly replay found for one country: the proof of a day."""

    country = models.CharField(max_length=2)
    day = models.DateField()
    proved_at = models.DateTimeField()
    open_minutes = models.FloatField()
    unowned_minutes = models.FloatField()
    impossible = models.PositiveIntegerField()
    # Calls the telephone reported, and those of them that left a contact.
    calls = models.PositiveIntegerField()
    calls_with_contact = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "day"], name="hotline_night_once"
            )
        ]

    class Secrecy:
        coded = ("open_minutes", "unowned_minutes", "calls", "calls_with_contact")
        plain = ("id", "country", "day", "proved_at", "impossible")

    def __str__(self) -> str:
        return f"{self.country} {self.day}"


class Watch(models.Model):
    """When a part of the program last did its round; silence is noticed by another."""

    name = models.CharField(primary_key=True, max_length=40)
    last_at = models.DateTimeField()

    class Secrecy:
        plain = ("name", "last_at")

    def __str__(self) -> str:
        return self.name
