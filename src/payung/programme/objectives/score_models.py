"""What the partners think of the programme together: five areas, 0 to 5, once a year.

A sheet is never changed. What is scored otherwise later is another sheet beside it.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScoredArea(models.TextChoices):
    """The five areas that are scored."""

    LITERACY = "literacy", _("Knowing the law")
    SERVICES = "services", _("Help from lawyers")
    POLICE = "police", _("Work with the police")
    STIGMA = "stigma", _("Less stigma")
    REFORM = "reform", _("Better laws")


class ScoreSheet(models.Model):
    """The scores of a year as they were given once; `number` counts its revisions.

    `because` says why they are others than before; `key` is the form: sent twice, it is
    stored once.
    """

    key = models.UUIDField(unique=True)
    country = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "year", "number"], name="objectives_scores_numbered"
            )
        ]

    class Secrecy:
        plain = (
            *("id", "key", "country", "year", "number", "because"),
            *("made_at", "made_by"),
        )

    def __str__(self) -> str:
        return f"scores of {self.country} {self.year} no. {self.number}"


class AreaScore(models.Model):
    """The score of one area, why so much, and where the evidence is; without, no count."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    area = models.CharField(max_length=10, choices=ScoredArea.choices)
    score = models.FloatField()
    reason = models.CharField(max_length=300)
    evidence = models.URLField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "area"], name="objectives_area_once"
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=0) & models.Q(score__lte=5),
                name="objectives_score_on_scale",
            ),
        ]

    class Secrecy:
        plain = ("id", "sheet", "area", "score", "reason", "evidence")

    def __str__(self) -> str:
        return f"{self.area} in {self.sheet_id}"
