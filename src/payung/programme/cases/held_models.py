"""Where somebody is held, from when to when: a lock-up, then remand, then a shelter."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeldKind(models.TextChoices):
    """What kind of place it is. She may leave none of them by herself."""

    LOCK_UP = "lock_up", _("A lock-up of the police")
    REMAND = "remand", _("A prison, on remand")
    SHELTER = "shelter", _("A shelter or home")
    HOSPITAL = "hospital", _("A hospital, under guard")
    COURT = "court", _("A court")
    OTHER = "other", _("Another place")


class HeldSpan(models.Model):
    """A place where somebody was held, from when to when; without an end she is there.

    Until one is written down she is held where the arrest says. Her release ends the
    last of them, and two of them never share a minute.
    """

    arrest = models.ForeignKey("cases.Arrest", models.CASCADE, related_name="held")
    kind = models.CharField(max_length=10, choices=HeldKind.choices)
    station = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    written_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrest"],
                condition=models.Q(ended_at=None),
                name="cases_held_at_one_place_now",
            ),
            models.UniqueConstraint(
                fields=["arrest", "began_at"], name="cases_held_span_once"
            ),
        ]

    class Secrecy:
        plain = ("id", "arrest", "written_by")
        coded = ("kind", "station", "began_at", "ended_at")

    def __str__(self) -> str:
        return f"held span of {self.arrest_id}"
