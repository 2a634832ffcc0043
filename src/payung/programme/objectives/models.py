"""What is kept of indicators: targets that people set, and numbers that nobody types.

A snapshot is only ever added. What is different later is another row beside it.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Whether later records still change a number without a word."""

    PROVISIONAL = "provisional", _("Not final yet")
    FINAL = "final", _("Final")


class Baseline(models.Model):
    """What a number was before the work began, and where that is known from."""

    key = models.UUIDField(unique=True, null=True)
    country = models.CharField(max_length=2)
    indicator = models.CharField(max_length=24)
    period = models.CharField(max_length=8)
    value = models.FloatField()
    source = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["country", "indicator"])]

    class Secrecy:
        plain = (
            *("id", "key", "country", "indicator", "period", "value", "source"),
            *("set_at", "set_by"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} before, in {self.country}"


class Target(models.Model):
    """What is aimed at in a period, and why so much. The last one set counts."""

    key = models.UUIDField(unique=True, null=True)
    country = models.CharField(max_length=2)
    indicator = models.CharField(max_length=24)
    period = models.CharField(max_length=8)
    value = models.FloatField()
    rationale = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["country", "indicator", "period"])]

    class Secrecy:
        plain = (
            *("id", "key", "country", "indicator", "period", "value", "rationale"),
            *("set_at", "set_by"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} aimed at in {self.country} {self.period}"


class DataPeriodLock(models.Model):
    """From which moment the numbers of a period are final in a country.

    `locks_at` is the due day by rule; nobody moves it. A sweeper writes `locked_at` with
    the final numbers, and `released_at` when they were protected for others. Nothing
    takes either back: what comes in later is a revision.
    """

    country = models.CharField(max_length=2)
    period = models.CharField(max_length=8)
    locks_at = models.DateTimeField(db_index=True)
    set_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "period"], name="objectives_one_lock"
            ),
            models.CheckConstraint(
                condition=models.Q(locked_at=None)
                | models.Q(locked_at__gte=models.F("locks_at")),
                name="objectives_not_locked_early",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at=None)
                | models.Q(locked_at__isnull=False),
                name="objectives_locked_before_released",
            ),
        ]

    class Secrecy:
        plain = (
            *("id", "country", "period", "locks_at", "set_at"),
            *("locked_at", "released_at"),
        )

    def __str__(self) -> str:
        return f"{self.country} {self.period} locks on {self.locks_at:%Y-%m-%d}"


class IndicatorSnapshot(models.Model):
    """A number as it was computed at one moment; `number` counts its revisions.

    `part` is "" for all, or "axis=category" joined by commas. `watermark` says how far
    the records went that it was made of. No row is ever changed.
    """

    country = models.CharField(max_length=2)
    indicator = models.CharField(max_length=24)
    period = models.CharField(max_length=8)
    part = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField()
    value = models.JSONField()
    n = models.FloatField(null=True)
    code_hash = models.CharField(max_length=64)
    watermark = models.CharField(max_length=120)
    expected = models.PositiveIntegerField()
    reported = models.PositiveIntegerField()
    missing = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=Status.choices)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "indicator", "period", "part", "number"],
                name="objectives_snapshot_numbered",
            )
        ]

    class Secrecy:
        coded = ("value", "n")
        plain = (
            *("id", "country", "indicator", "period", "part", "number"),
            *("code_hash", "watermark", "expected", "reported", "missing"),
            *("status", "taken_at", "taken_by"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.country} {self.period} no. {self.number}"


class Narrative(models.Model):
    """Why a number is what it is, and what we do about it: the only typed part."""

    key = models.UUIDField(unique=True, null=True)
    snapshot = models.ForeignKey(
        IndicatorSnapshot, models.PROTECT, related_name="narratives"
    )
    why = models.TextField(max_length=1000)
    what_we_do = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        # People read it who hold no keys: nothing that names anybody belongs here.
        plain = ("id", "key", "snapshot", "why", "what_we_do", "language", "at", "by")

    def __str__(self) -> str:
        return f"words to {self.snapshot_id}"


class ReleasedFigure(models.Model):
    """A protected number as others may see it: made once for a period, then as it is.

    `body` and `digest` are those of the release; `kind` and `figure` say how to read it.
    """

    country = models.CharField(max_length=2)
    indicator = models.CharField(max_length=24)
    period = models.CharField(max_length=8)
    audience = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    # The mean, or times in order, where a count alone does not say it.
    figure = models.JSONField(default=dict)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "indicator", "period", "audience"],
                name="objectives_released_once",
            )
        ]

    class Secrecy:
        coded = ("figure",)
        plain = (
            *("id", "country", "indicator", "period", "audience", "kind", "body"),
            *("digest", "made_at", "made_by"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.country} {self.period} for {self.audience}"


class ReleasedSplit(models.Model):
    """A released figure by one axis: protected in one go with the whole, never alone.

    `figures` has, by category, what goes with a count that is shown.
    """

    whole = models.ForeignKey(ReleasedFigure, models.PROTECT, related_name="splits")
    axis = models.CharField(max_length=24)
    of = models.CharField(max_length=8)
    figures = models.JSONField(default=dict)
    body = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "axis"], name="objectives_split_once"
            )
        ]

    class Secrecy:
        coded = ("figures",)
        plain = ("id", "whole", "axis", "of", "body", "digest")

    def __str__(self) -> str:
        return f"{self.whole_id} by {self.axis}"


# Django asks this module for all models of the app.
from .report_models import (  # noqa: E402
    DonorReport,
    OutcomeStory,
    ReportLine,
    ReportVersion,
)
from .score_models import AreaScore, ScoredArea, ScoreSheet  # noqa: E402


__all__ = [
    "AreaScore",
    "Baseline",
    "DataPeriodLock",
    "DonorReport",
    "IndicatorSnapshot",
    "Narrative",
    "OutcomeStory",
    "ReleasedFigure",
    "ReleasedSplit",
    "ReportLine",
    "ReportVersion",
    "ScoreSheet",
    "ScoredArea",
    "Status",
    "Target",
]
