"""What is kept of donor reports: which numbers stand in them, never the numbers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where a change was seen."""

    GROUP = "group", _("A focus group")
    MEETING = "meeting", _("Notes of a meeting")
    PAPER = "paper", _("A public paper or ruling")
    PARTNER = "partner", _("A partner organisation")
    SEEN = "seen", _("Seen by our own team")


class CheckedBy(models.TextChoices):
    """Who besides its writer has checked a story. A kind, never a name."""

    NOBODY = "nobody", _("Nobody yet")
    COLLEAGUE = "colleague", _("A colleague who had no part in it")
    GROUP = "group", _("The community group")
    PARTNER = "partner", _("A partner organisation")
    PAPER = "paper", _("A public paper shows it")


class DonorReport(models.Model):
    """A report that a donor is owed for a period, by when, and made by which template."""

    country = models.CharField(max_length=2)
    donor = models.CharField(max_length=24)
    period = models.CharField(max_length=8)
    template = models.CharField(max_length=24)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "donor", "period"],
                name="objectives_one_report_per_donor_and_period",
            )
        ]

    class Secrecy:
        plain = (
            *("id", "country", "donor", "period", "template", "due_on"),
            *("made_at", "made_by"),
        )

    def __str__(self) -> str:
        return f"{self.country} {self.period}"


class ReportVersion(models.Model):
    """One version of a report, in one language; once sent it stays as it is.

    `numbers_at` is when its numbers were taken over: targets that were set later do not
    count. The files are kept when it is sent, and `digest` is that of both.
    """

    report = models.ForeignKey(DonorReport, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    summary = models.TextField(max_length=1500, blank=True)
    # Written elsewhere or earlier, and not read again in this version yet.
    is_carried = models.BooleanField(default=False)
    numbers_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    # Of the form by which words were kept last: the same one counts once.
    words_key = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=40, blank=True)
    pdf = models.BinaryField(null=True)
    word = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="objectives_version_numbered"
            )
        ]

    class Secrecy:
        # People read it who hold no keys: nothing that names anybody belongs here.
        plain = (
            *("id", "report", "number", "language", "summary", "is_carried"),
            "numbers_at",
            *("made_at", "made_by", "sent_at", "sent_by", "pdf", "word", "digest"),
            "words_key",
        )

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"


class ReportLine(models.Model):
    """One number of a version: which snapshot it is, and what was written beside it.

    `released` is the protected number that the reader sees instead, where the indicator
    may leave as protected only.
    """

    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=24)
    snapshot = models.ForeignKey(
        "objectives.IndicatorSnapshot", models.PROTECT, related_name="+"
    )
    released = models.ForeignKey(
        "objectives.ReleasedFigure", models.PROTECT, null=True, related_name="+"
    )
    words = models.TextField(max_length=1000, blank=True)
    # Written elsewhere or earlier, and not read again in this version yet.
    is_carried = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "indicator"], name="objectives_one_line_each"
            )
        ]

    class Secrecy:
        # People read it who hold no keys: nothing that names anybody belongs here.
        plain = (
            *("id", "version", "position", "indicator", "snapshot", "released"),
            *("words", "is_carried"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} in {self.version_id}"


class OutcomeStory(models.Model):
    """A change that came about, why it matters, and what we had to do with it."""

    # Of the form it came with: the same form sent twice is stored once.
    key = models.UUIDField(unique=True, null=True)
    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="stories")
    position = models.PositiveSmallIntegerField()
    statement = models.TextField(max_length=1000)
    significance = models.TextField(max_length=1000)
    contribution = models.TextField(max_length=1000)
    source = models.CharField(max_length=12, choices=Source.choices)
    checked_by = models.CharField(
        max_length=12, choices=CheckedBy.choices, default=CheckedBy.NOBODY
    )
    checked_at = models.DateTimeField(null=True)
    written_by = models.CharField(max_length=40)
    # Written elsewhere or earlier, and not read again in this version yet.
    is_carried = models.BooleanField(default=False)

    class Secrecy:
        coded = ("source", "checked_by")
        # People read it who hold no keys: nothing that names anybody belongs here.
        plain = (
            *("id", "key", "version", "position", "statement", "significance"),
            *("contribution", "checked_at", "written_by", "is_carried"),
        )

    def __str__(self) -> str:
        return f"story {self.position} in {self.version_id}"
